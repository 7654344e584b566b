"""The live view: what to do, in letters that are read from the floor; the time that is left; what comes next.

Rows give way where the terminal is small: first the blank ones, then large letters become plain, then the least
needed go. Colours are those of the terminal's own palette, so that they can be read on light and on dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from audio_builder.playing import large
from audio_builder.playing.player import HELP, SHORT_HELP
from content.clock_text import clock

if TYPE_CHECKING:
    from rich.console import Console

    from audio_builder.playing.score import Moment, Score, Span

COLUMN = 84
"""No line is longer, however wide the terminal is."""
LARGE_LEAST = 40
"""In a narrower terminal large letters would be broken too often."""
STYLES = {"hold": "green", "move": "cyan", "rest": "default", "breathe": "magenta"}
FULL, REST = "━", "─"
PLAIN = str.maketrans({"━": "=", "─": "-", "·": "-", "←": "<", "→": ">", "“": '"', "”": '"', "…": "."})


@dataclass(frozen=True, slots=True)
class Room:
    """What a terminal has for us."""

    width: int
    height: int
    is_plain: bool = False
    """It shows ASCII only."""


@dataclass(slots=True)
class Block:
    """Rows that belong together, in forms from the largest to the smallest."""

    forms: list[list[Text]]
    form: int = 0

    @property
    def rows(self) -> list[Text]:
        return self.forms[self.form]


class View:
    """Shows ``score`` on the whole of ``console``."""

    def __init__(self, score: Score, console: Console) -> None:
        self._score, self._console = score, console
        self._shown: object = None

    def show(self, moment: Moment, is_paused: bool) -> None:
        size = self._console.size
        room = Room(size.width, size.height, self._console.options.ascii_only)
        rows = rows_of(self._score, moment, is_paused, room)
        shown = (room, [row.markup for row in rows])
        if shown != self._shown:
            self._shown = shown
            self._console.update_screen(Group(*rows))


def rows_of(score: Score, moment: Moment, is_paused: bool, room: Room) -> list[Text]:
    """What to show, in at most ``room``."""
    width, height = room.width, room.height
    margin = max(0, min(4, (width - 30) // 6), (width - COLUMN) // 2)
    inner = max(1, min(COLUMN, width - 2 * margin))
    top, middle, bottom = _blocks(score, moment, is_paused, inner, is_large=not room.is_plain and inner >= LARGE_LEAST)
    _shrink([*top, *middle, *bottom], height)
    parts = [[row for block in part for row in block.rows] for part in (top, middle, bottom)]
    free = max(0, height - sum(map(len, parts)))
    rows = [*parts[0], *_blank(free // 2), *parts[1], *_blank(free - free // 2), *parts[2]]
    return [_set(row, margin, inner, room.is_plain) for row in rows[:height]]


def _blocks(
    score: Score, moment: Moment, is_paused: bool, width: int, is_large: bool
) -> tuple[list[Block], list[Block], list[Block]]:
    words = [Text(row, _style(moment.span)) for row in large.words(moment.screen, width)] if is_large else []
    plain = [Text(moment.screen, f"bold {_style(moment.span)}")]
    top = [
        _gap(),
        Block([[_two(Text(moment.title, "bold"), Text(_dose(moment)), width)]]),
        _gap(),
        Block([words, plain] if words else [plain]),
    ]
    middle = [_gap(), Block(_counted(moment, is_paused, width, is_large))]
    number, of = moment.chapter + 1, len(score.chapters)
    bottom = [
        Block([[Text(f"“{moment.line}”" if moment.line else "", "italic")], []]),
        _gap(),
        Block([[_following(moment)], []]),
        Block([[_two(Text(score.title, "dim"), Text(f"{number} of {of}", "dim"), width)], []]),
        Block([[_progress(moment.time_ms, score.length_ms, width)]]),
        _gap(),
        Block([[Text(HELP if width >= len(HELP) else SHORT_HELP, "dim")], []]),
    ]
    return top, middle, bottom


def _shrink(blocks: list[Block], height: int) -> None:
    """Take smaller forms, one after the other, until all rows fit; what is left over is cut off below."""
    words, middle, said, following, name, keys = (blocks[index] for index in (3, 5, 6, 8, 9, 12))
    gaps = [blocks[index] for index in (11, 0, 7, 2, 4)]
    for block in (*gaps, words, name, middle, keys, following, said):
        while sum(len(each.rows) for each in blocks) > height and block.form + 1 < len(block.forms):
            block.form += 1


def _dose(moment: Moment) -> str:
    """Side and repetition: "left side · 2 of 3"."""
    parts = [
        f"{moment.side} side" if moment.side else "",
        f"{moment.repetition} of {moment.of}" if moment.repetition else "",
        f"set {moment.set}" if moment.set else "",
    ]
    return " · ".join(filter(None, parts))


def _counted(moment: Moment, is_paused: bool, width: int, is_large: bool) -> list[list[Text]]:
    """The time that is left of the span, counted down: large, or on one line."""
    span = moment.span
    if span is None:
        row = Text(" paused ", "reverse") if is_paused else Text()
        return [[Text(), Text(), row, Text(), Text(), Text(), Text()], [row]]
    left, style = _left_text(moment.left_ms), STYLES[span.kind]
    label = Text(" paused ", "reverse") if is_paused else Text(span.kind, f"bold {style}")
    bar = _bar(moment.time_ms - span.start_ms, span.end_ms - span.start_ms, min(width, 40), style)
    small = [Text.assemble((f"{left}  ", f"bold {style}"), label)]
    if not is_large:
        return [[*small, bar], small]
    rows = [Text(row, style) for row in large.number(left)]
    rows[2] = Text.assemble(rows[2], "   ", label)
    return [[*rows, Text(), bar], [*small, bar], small]


def _left_text(left_ms: int) -> str:
    """Seconds that have begun, as a countdown counts them; minutes and seconds from a minute on."""
    seconds = -(-left_ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02}" if seconds >= 60 else str(seconds)


def _following(moment: Moment) -> Text:
    return Text.assemble(("next  ", "dim"), moment.following) if moment.following else Text("the last part", "dim")


def _progress(time_ms: int, length_ms: int, width: int) -> Text:
    """The whole session: time gone, a bar, time left."""
    gone, left = clock(time_ms), f"-{clock(length_ms - time_ms)}"
    bar = _bar(time_ms, length_ms, width - len(gone) - len(left) - 4, "")
    return Text.assemble(gone, "  ", bar, "  ", (left, "dim"))


def _bar(done_ms: int, length_ms: int, width: int, style: str) -> Text:
    full = max(0, width) * done_ms // max(1, length_ms)
    return Text.assemble((FULL * full, style), (REST * (max(0, width) - full), "dim"))


def _style(span: Span | None) -> str:
    return STYLES[span.kind] if span and span.kind == "hold" else "default"


def _two(left: Text, right: Text, width: int) -> Text:
    """One text at each edge."""
    room = max(1, width - len(right) - 2)
    left.truncate(room, overflow="ellipsis")
    return Text.assemble(left, " " * max(1, width - len(left) - len(right)), right)


def _set(row: Text, margin: int, width: int, is_plain: bool) -> Text:
    """``row`` as it stands on the screen."""
    row.truncate(width, overflow="ellipsis")
    if is_plain:
        row.plain = row.plain.translate(PLAIN)
    return Text.assemble(" " * margin, row, overflow="crop", no_wrap=True)


def _gap() -> Block:
    return Block([[Text()], []])


def _blank(count: int) -> list[Text]:
    return [Text()] * count
