"""The live view: what to do, in letters that are read from the floor; the time that is left; what comes next.

In a small terminal the blank rows go first, then large letters become plain, then the least needed rows go. Colours
are those of the terminal's own palette, so that they can be read on light and on dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.text import Text

from audio_builder.playing.large_letters import large_number, large_words
from content.clock_text import clock

if TYPE_CHECKING:
    from audio_builder.playing.player import NowPlaying, PlayedSession

COLUMN = 84
"""No line is longer, however wide the terminal is."""
LARGE_LEAST = 40
"""In a narrower terminal large letters would be broken too often."""
STYLES = {"hold": "green", "move": "cyan", "rest": "default"}
FULL, REST = "━", "─"
ASCII = str.maketrans({"━": "=", "─": "-", "·": "-", "←": "<", "→": ">", "“": '"', "”": '"', "…": "."})
HELP = "space pause   ←/→ 10 s   n next   p previous   r repeat   q quit"
SHORT_HELP = "space  ←/→  n  p  r  q"


@dataclass(frozen=True, slots=True)
class TerminalSize:
    width: int
    height: int
    is_ascii: bool = False
    """It shows ASCII only."""


@dataclass(slots=True)
class RowGroup:
    """Rows that belong together, in forms from the largest to the smallest; a group of lower ``rank`` shrinks first."""

    rank: int
    forms: list[list[Text]]
    form: int = 0

    @property
    def rows(self) -> list[Text]:
        return self.forms[self.form]


class LiveView:
    """Shows ``session`` on the whole of ``console``."""

    def __init__(self, session: PlayedSession, console: Console) -> None:
        self._session, self._console = session, console
        self._shown: object = None

    def show(self, now: NowPlaying, is_paused: bool) -> None:
        size = self._console.size
        terminal = TerminalSize(size.width, size.height, self._console.options.ascii_only)
        rows = rows_of(self._session, now, is_paused, terminal)
        shown = (terminal, [row.markup for row in rows])
        if shown != self._shown:
            self._shown = shown
            self._console.update_screen(Group(*rows))


def rows_of(session: PlayedSession, now: NowPlaying, is_paused: bool, terminal: TerminalSize) -> list[Text]:
    """The rows to show, which fit into ``terminal``."""
    width, height = terminal.width, terminal.height
    margin = max(0, min(4, (width - 30) // 6), (width - COLUMN) // 2)
    inner = max(1, min(COLUMN, width - 2 * margin))
    is_large = not terminal.is_ascii and inner >= LARGE_LEAST
    countdown = [_gap(4), RowGroup(7, _countdown(now, is_paused, inner, is_large))]
    parts = [_top(now, inner, is_large), countdown, _bottom(session, now, inner)]
    _shrink([group for part in parts for group in part], height)
    top, middle, bottom = ([row for group in part for row in group.rows] for part in parts)
    free = max(0, height - len(top) - len(middle) - len(bottom))
    rows = [*top, *[Text()] * (free // 2), *middle, *[Text()] * (free - free // 2), *bottom]
    return [_placed(row, margin, inner, terminal.is_ascii) for row in rows[:height]]


def _top(now: NowPlaying, width: int, is_large: bool) -> list[RowGroup]:
    style = STYLES["hold"] if now.timed and now.timed.kind == "hold" else "default"
    plain = [Text(now.screen, f"bold {style}")]
    large = [Text(row, style) for row in large_words(now.screen, width)] if is_large else []
    title = _two(Text(now.title, "bold"), Text(_dose(now)), width)
    return [_gap(1), RowGroup(5, [[title]]), _gap(3), RowGroup(5, [large, plain] if large else [plain])]


def _bottom(session: PlayedSession, now: NowPlaying, width: int) -> list[RowGroup]:
    chapter = f"{now.chapter + 1} of {len(session.chapters)}"
    following = Text.assemble(("next  ", "dim"), now.following) if now.following else Text("the last part", "dim")
    return [
        RowGroup(10, [[Text(f"“{now.line}”" if now.line else "", "italic")], []]),
        _gap(2),
        RowGroup(9, [[following], []]),
        RowGroup(6, [[_two(Text(session.title, "dim"), Text(chapter, "dim"), width)], []]),
        RowGroup(6, [[_progress(now.time_ms, session.length_ms, width)]]),
        _gap(0),
        RowGroup(8, [[Text(HELP if width >= len(HELP) else SHORT_HELP, "dim")], []]),
    ]


def _shrink(groups: list[RowGroup], height: int) -> None:
    """Choose smaller forms, group after group, until all rows fit; what is left over is cut off below."""
    for group in sorted(groups, key=lambda each: each.rank):
        while sum(len(each.rows) for each in groups) > height and group.form + 1 < len(group.forms):
            group.form += 1


def _dose(now: NowPlaying) -> str:
    """Side and repetition: "left side · 2 of 3"."""
    parts = [
        f"{now.side} side" if now.side else "",
        f"{now.repetition} of {now.of}" if now.repetition else "",
        f"set {now.set}" if now.set else "",
    ]
    return " · ".join(filter(None, parts))


def _countdown(now: NowPlaying, is_paused: bool, width: int, is_large: bool) -> list[list[Text]]:
    """The time until the end of the timed cue, large or on one line."""
    timed = now.timed
    if timed is None:
        row = Text(" paused ", "reverse") if is_paused else Text()
        return [[Text(), Text(), row, Text(), Text(), Text(), Text()], [row]]
    left, style = _left_text(now.left_ms), STYLES[timed.kind]
    label = Text(" paused ", "reverse") if is_paused else Text(timed.kind, f"bold {style}")
    bar = _bar(now.time_ms - timed.start_ms, timed.end_ms - timed.start_ms, min(width, 40), style)
    small = [Text.assemble((f"{left}  ", f"bold {style}"), label)]
    if not is_large:
        return [[*small, bar], small]
    rows = [Text(row, style) for row in large_number(left)]
    rows[2] = Text.assemble(rows[2], "   ", label)
    return [[*rows, Text(), bar], [*small, bar], small]


def _left_text(left_ms: int) -> str:
    """Seconds, rounded up; minutes and seconds from a minute on."""
    seconds = -(-left_ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02}" if seconds >= 60 else str(seconds)


def _progress(time_ms: int, length_ms: int, width: int) -> Text:
    """The whole session: time gone, a bar, time left."""
    gone, left = clock(time_ms), f"-{clock(length_ms - time_ms)}"
    bar = _bar(time_ms, length_ms, width - len(gone) - len(left) - 4, "")
    return Text.assemble(gone, "  ", bar, "  ", (left, "dim"))


def _bar(done_ms: int, length_ms: int, width: int, style: str) -> Text:
    full = max(0, width) * done_ms // max(1, length_ms)
    return Text.assemble((FULL * full, style), (REST * (max(0, width) - full), "dim"))


def _two(left: Text, right: Text, width: int) -> Text:
    """One text at each edge."""
    room = max(1, width - len(right) - 2)
    left.truncate(room, overflow="ellipsis")
    return Text.assemble(left, " " * max(1, width - len(left) - len(right)), right)


def _placed(row: Text, margin: int, width: int, is_ascii: bool) -> Text:
    """``row`` with its margin, cut to ``width``."""
    row.truncate(width, overflow="ellipsis")
    if is_ascii:
        row.plain = row.plain.translate(ASCII)
    return Text.assemble(" " * margin, row, overflow="crop", no_wrap=True)


def _gap(rank: int) -> RowGroup:
    return RowGroup(rank, [[Text()], []])
