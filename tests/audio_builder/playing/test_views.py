"""The live view and the lines as values: every size, every moment, every letter."""

from __future__ import annotations

import pytest

from audio_builder.playing.large_letters import GLYPHS, HEIGHT, large_words
from audio_builder.playing.live_view import TerminalSize, rows_of
from audio_builder.playing.player import LineView, PlayedSession
from content.clock_text import clock
from tests.sessions import Sessions, cues
from tests.tools import slow_for


@pytest.mark.parametrize("width", slow_for([1, 7, 20, 33, 60, 80, 132, 300], 7, 20, 33, 80, 132))
@pytest.mark.parametrize("height", slow_for([1, 2, 5, 9, 15, 24, 50], 2, 9, 24))
def test_it_fits_into_every_size(sessions: Sessions, width: int, height: int) -> None:
    for routine in ("relief-techniques", "walk-20"):
        played = PlayedSession(sessions.named(routine))
        for time_ms in range(0, played.length_ms, 7_000):
            for is_ascii in (False, True):
                rows = rows_of(played, played.at(time_ms), time_ms % 2_000 == 0, TerminalSize(width, height, is_ascii))
                assert len(rows) <= height
                assert max(map(len, rows)) <= width
                assert not is_ascii or all(row.plain.isascii() for row in rows)


def test_the_smallest_size_shows_what_matters_most(sessions: Sessions) -> None:
    played = PlayedSession(sessions.named("relief-techniques"))
    hold = next(cue for cue in cues(sessions.named("relief-techniques")) if cue["kind"] == "hold" and "side" in cue)
    rows = rows_of(played, played.at(hold["end_ms"] - 2_500), False, TerminalSize(24, 3))
    assert [row.plain for row in rows] == ["Sin\u2026  left side \u00b7 1 of 3", "One knee in", "3  hold"]


def test_the_new_side_is_shown_from_its_first_word(sessions: Sessions) -> None:
    session = sessions.named("relief-techniques")
    played = PlayedSession(session)
    chapter = next(each for each in session["chapters"] if each["exercise"] == "hamstring-stretch")
    sided = [cue for cue in chapter["cues"] if "side" in cue]
    first = next(cue for cue in sided if cue["side"] == "right")
    assert "text" in first
    assert "repetition" not in first
    for time_ms, side in ((first["start_ms"] - 20, "left side"), (first["start_ms"], "right side")):
        rows = rows_of(played, played.at(time_ms), False, TerminalSize(80, 24))
        assert rows[0].plain.strip() + rows[1].plain.strip() != ""
        assert any(row.plain.rstrip().endswith(side) for row in rows[:3])


def test_every_screen_text_can_be_drawn_in_large_letters(sessions: Sessions) -> None:
    screens = {cue.get("screen", "") for session in sessions for cue in cues(session)}
    assert len(screens) > 20
    assert [screen for screen in screens if screen and not large_words(screen, 72)] == []


@pytest.mark.parametrize("glyph", GLYPHS)
def test_every_glyph_is_complete(glyph: str) -> None:
    rows = GLYPHS[glyph]
    assert (len(rows), len({*map(len, rows)})) == (HEIGHT, 1)


def test_without_glyphs_or_room_nothing_is_drawn_large() -> None:
    assert large_words("\u4f38\u5c55", 72) == []
    assert large_words("unbreakable", 20) == []


def test_the_lines_are_the_transcript(sessions: Sessions) -> None:
    """Over all ticks, each line of the transcript is printed once, and at its time."""
    played, lines = PlayedSession(sessions.named("five-minute-ease")), list[str]()
    view, count = LineView(played, lines.append), 0
    starts_ms = [cue["start_ms"] for cue in cues(sessions.named("five-minute-ease"))]
    for time_ms in range(0, played.length_ms, 80):
        view.show(played.at(time_ms), is_paused=False)
        due = {clock(start_ms) for start_ms in starts_ms if time_ms - 80 < start_ms <= time_ms}
        assert {line[:5] for line in lines[count:] if line[2:3] == ":"} <= due  # at its time, and at no other
        count = len(lines)
    written = (sessions.out / "five-minute-ease.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in written if line[2:3] == ":" and "[chime]" not in line]
    assert [line for line in lines if line[2:3] == ":"] == wanted
    assert [line.strip() for line in lines if line[2:3] != ":"] == [chapter["title"] for chapter in played.chapters]


def test_the_lines_follow_jumps(sessions: Sessions) -> None:
    session, lines = sessions.named("five-minute-ease"), list[str]()
    played = PlayedSession(session)
    first = next(cue for cue in session["chapters"][1]["cues"] if "text" in cue)
    view, second_ms = LineView(played, lines.append), played.starts_ms[1]
    for time_ms in (0, 100, second_ms + 100, second_ms + 180, 100, 180):
        view.show(played.at(time_ms), is_paused=False)
    assert lines == [
        "\nBefore you start",
        "\nGetting down",
        f"{clock(first['start_ms'])}  {first['text']}",
        "\nBefore you start",
    ]
