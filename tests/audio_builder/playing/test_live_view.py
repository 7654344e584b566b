"""``gentleback play`` in a terminal: the live view, its keys, and a terminal that is restored, however it ends."""

from __future__ import annotations

import math
import re
import signal
import time
from typing import TYPE_CHECKING

import pytest

from audio_builder.playing.large_letters import large_number, large_words
from content.clock_text import clock
from tests.audio_builder.playing.terminal import Terminal
from tests.sessions import cues

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio_builder.session.catalog import CatalogSession
    from tests.sessions import Sessions

ROUTINE = "five-minute-ease"


@pytest.fixture
def session(sessions: Sessions) -> CatalogSession:
    return sessions.named(ROUTINE)


@pytest.fixture
def words(sessions: Sessions) -> tuple[str | Path, ...]:
    """The command that plays a session that is already built."""
    return ("play", ROUTINE, "--no-sound", "--out", sessions.out, "--clips", sessions.clips)


@pytest.fixture
def terminal(words: tuple[str | Path, ...], tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(*words, cwd=tmp_path) as terminal:
        terminal.until(lambda: terminal.clock_s >= 0)
        yield terminal


@pytest.fixture
def slow_terminal(words: tuple[str | Path, ...], tmp_path: Path) -> Iterator[Terminal]:
    """Shows for two seconds what is usually shown for one."""
    with Terminal(*words, cwd=tmp_path, times_slower=2) as terminal:
        terminal.until(lambda: terminal.clock_s >= 0)
        yield terminal


def shown_number(terminal: Terminal) -> int:
    """The large number on the screen; -1 for none."""
    rows = [line[4:].removesuffix("hold").rstrip() for line in terminal.lines]
    drawn = {tuple(row.rstrip() for row in large_number(str(value))): value for value in range(10)}
    return next((drawn[five] for at in range(20) if (five := tuple(rows[at : at + 5])) in drawn), -1)


def test_the_view_shows_what_a_listener_needs(slow_terminal: Terminal, session: CatalogSession) -> None:
    terminal = slow_terminal
    terminal.press("n", "n")
    first = session["chapters"][2]["cues"][0]
    terminal.until_shown(first["text"])
    lines = terminal.lines
    assert lines[1].split() == ["Pelvic", "tilt"]
    assert lines[3:6] == [f"    {row}".rstrip() for row in large_words("Pelvic tilt", 72)]
    assert "    next  Single knee to chest" in lines
    assert any(line.split() == ["Five", "minute", "ease", "3", "of", str(len(session["chapters"]))] for line in lines)
    assert terminal.clock_s == session["chapters"][2]["start_ms"] // 1000
    assert lines[-1] == "    space pause   ←/→ 10 s   n next   p previous   r repeat   q quit"


@pytest.mark.slow
def test_a_hold_is_counted_down_by_the_clock(slow_terminal: Terminal, session: CatalogSession) -> None:
    terminal = slow_terminal
    hold = next(cue for cue in cues(session) if cue["kind"] == "hold")
    jumps = (hold["start_ms"] - session["chapters"][2]["start_ms"]) // 10_000
    terminal.press("n", "n", *["right"] * jumps)
    terminal.until(lambda: shown_number(terminal) == 5)
    assert f"1 of {hold['of']}" in terminal.lines[1]
    for value in (4, 3, 2, 1):
        terminal.until(lambda value=value: shown_number(terminal) == value)  # type: ignore[misc]
        terminal.settle()
        left_s = hold["end_ms"] / 1000 - terminal.clock_s
        assert value in (math.ceil(left_s), math.ceil(left_s - 1))
    release = next(cue for cue in cues(session) if cue["kind"] == "say" and cue["start_ms"] >= hold["end_ms"])
    terminal.until_shown(release["text"])
    assert shown_number(terminal) == -1


def test_a_pause_holds_everything(terminal: Terminal) -> None:
    terminal.press("n", "space")
    terminal.until_shown("paused")
    before, before_s = terminal.lines, terminal.clock_s
    time.sleep(1.3)
    assert terminal.lines == before
    gone_s = -time.monotonic()
    terminal.press("space")
    terminal.until(lambda: terminal.lines != before and "paused" not in terminal.text)
    after_s = terminal.clock_s
    gone_s += time.monotonic()
    assert 0 <= after_s - before_s <= math.ceil(gone_s)


def test_every_key(terminal: Terminal, session: CatalogSession) -> None:
    starts_s = [chapter["start_ms"] // 1000 for chapter in session["chapters"]]
    for keys, expected_s in (
        (("space", "left"), 0),
        (("right", "right"), 20),
        (("left",), 10),
        (("left", "left"), 0),
        (("n",), starts_s[1]),
        (("down",), starts_s[2]),
        (("right", "r"), starts_s[2]),
        (("p",), starts_s[1]),
        (("up", "up"), 0),
        (("N", *["n"] * len(starts_s)), starts_s[-1]),
        (("x", "\x1b[5~", "\x1b"), starts_s[-1]),
    ):
        terminal.press(*keys)
        terminal.until(lambda expected_s=expected_s: 0 <= terminal.clock_s - expected_s <= 1)  # type: ignore[misc]


def test_quitting_restores_the_terminal(terminal: Terminal) -> None:
    terminal.press("n", "space")
    terminal.until_shown("paused")
    left_at = clock(1_000 * terminal.clock_s)
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.is_restored
    assert re.fullmatch(rf"\S*left at {left_at} of \d\d:\d\d\n", terminal.last_output)


def test_ctrl_c_restores_the_terminal(terminal: Terminal) -> None:
    terminal.press("ctrl-c")
    assert terminal.end() == 130
    assert terminal.is_restored
    assert terminal.last_output.endswith("gentleback: stopped; what was finished is kept\n")
    assert terminal.last_output.count("\n") == 1


def test_sigterm_restores_the_terminal(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert terminal.is_restored


def test_ctrl_z_does_nothing(terminal: Terminal) -> None:
    terminal.press("\x1a", "n")
    terminal.until_shown("Getting down")


def test_the_end_of_the_session_ends_the_command(terminal: Terminal, session: CatalogSession) -> None:
    terminal.press(*["n"] * len(session["chapters"]), *["right"] * 12)
    assert terminal.end() == 0
    assert terminal.is_restored
    # A key that comes after the end is echoed by the terminal itself.
    assert terminal.last_output.removeprefix("\x1b[?25h").replace("^[[C", "") == ""


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1, 1), (12, 3), (40, 8), (200, 60)])
def test_any_size_of_terminal_works(terminal: Terminal, size: tuple[int, int]) -> None:
    terminal.resize(*size)
    terminal.press("n")
    time.sleep(0.4)
    terminal.resize(80, 24)
    terminal.until_shown("space pause")
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.is_restored


@pytest.mark.slow
def test_no_color_is_respected(words: tuple[str | Path, ...], tmp_path: Path) -> None:
    for environment, has_colour in (({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)):
        with Terminal(*words, cwd=tmp_path, environment=environment) as terminal:
            terminal.until(lambda: terminal.clock_s >= 0)
            terminal.press("n", "n", *["right"] * 4)  # the first hold of the first exercise
            terminal.until(lambda: b"hold" in terminal.written)
            assert (re.search(rb"\x1b\[(?:\d;)?(?:3[1-7]|9[1-7]|38;)", terminal.written) is not None) is has_colour


@pytest.mark.slow
def test_a_plain_terminal_gets_lines(words: tuple[str | Path, ...], tmp_path: Path, session: CatalogSession) -> None:
    with Terminal(*words, cwd=tmp_path, environment={"TERM": "dumb"}) as terminal:
        terminal.until_shown(f"00:01  {session['chapters'][0]['cues'][1]['text']}")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.written


def test_a_list_to_choose_from(words: tuple[str | Path, ...], tmp_path: Path) -> None:
    with Terminal("play", *words[2:], cwd=tmp_path) as terminal:
        terminal.until_shown("Which one?")
        assert terminal.lines[1] == "  2  Five minute ease  (five-minute-ease)"
        terminal.press("2", "\r")
        terminal.until(lambda: terminal.clock_s >= 0)
        terminal.press("q")
        assert terminal.end() == 0
