"""The view and the log as values: every size, every moment, every letter."""

from __future__ import annotations

import pytest

from audio_builder.playing import large
from audio_builder.playing.log import Log
from audio_builder.playing.score import Score
from audio_builder.playing.view import Room, rows_of
from content.clock_text import clock
from tests.sessions import Sessions, cues


@pytest.mark.parametrize("width", [1, 7, 20, 33, 60, 80, 132, 300])
@pytest.mark.parametrize("height", [1, 2, 5, 9, 15, 24, 50])
def test_it_fits_everywhere(sessions: Sessions, width: int, height: int) -> None:
    for routine in ("relief-techniques", "walk-20"):
        score = Score(sessions.named(routine))
        for time_ms in range(0, score.length_ms, 7_000):
            for is_plain in (False, True):
                rows = rows_of(score, score.at(time_ms), time_ms % 2_000 == 0, Room(width, height, is_plain))
                assert len(rows) <= height
                assert max(map(len, rows)) <= width
                assert not is_plain or all(row.plain.isascii() for row in rows)


def test_what_matters_most_is_seen_on_the_smallest(sessions: Sessions) -> None:
    score = Score(sessions.named("relief-techniques"))
    hold = next(cue for cue in cues(sessions.named("relief-techniques")) if cue["kind"] == "hold" and "side" in cue)
    rows = rows_of(score, score.at(hold["end_ms"] - 2_500), False, Room(24, 3))
    assert [row.plain for row in rows] == ["Sin\u2026  left side \u00b7 1 of 5", "One knee in", "3  hold"]


def test_every_word_of_ours_can_be_drawn_large(sessions: Sessions) -> None:
    screens = {cue.get("screen", "") for session in sessions for cue in cues(session)}
    assert len(screens) > 20
    assert [screen for screen in screens if screen and not large.words(screen, 72)] == []


@pytest.mark.parametrize("glyph", large.GLYPHS)
def test_every_glyph_is_a_whole_one(glyph: str) -> None:
    rows = large.GLYPHS[glyph].split("|")
    assert (len(rows), len({*map(len, rows)})) == (large.HEIGHT, 1)


def test_letters_that_are_not_there_are_left_to_the_terminal() -> None:
    assert large.words("\u4f38\u5c55", 72) == []
    assert large.words("unbreakable", 20) == []


def test_the_log_is_the_transcript(sessions: Sessions) -> None:
    """Told at every tick, it says each line once, as the transcript that stands beside the sound does."""
    score, told = Score(sessions.named("five-minute-ease")), list[str]()
    log, count = Log(score, told.append), 0
    starts_ms = [cue["start_ms"] for cue in cues(sessions.named("five-minute-ease"))]
    for time_ms in range(0, score.length_ms, 80):
        log.show(score.at(time_ms), is_paused=False)
        due = {clock(start_ms) for start_ms in starts_ms if time_ms - 80 < start_ms <= time_ms}
        assert {line[:5] for line in told[count:] if line[2:3] == ":"} <= due  # at its time, and at no other
        count = len(told)
    written = (sessions.out / "five-minute-ease.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in written if line[2:3] == ":" and "[chime]" not in line]
    assert [line for line in told if line[2:3] == ":"] == wanted
    assert [line.strip() for line in told if line[2:3] != ":"] == [chapter["title"] for chapter in score.chapters]


def test_the_log_jumps_with_the_listener(sessions: Sessions) -> None:
    session, told = sessions.named("five-minute-ease"), list[str]()
    score = Score(session)
    first = next(cue for cue in session["chapters"][1]["cues"] if "text" in cue)
    log, second_ms = Log(score, told.append), score.starts_ms[1]
    for time_ms in (0, 100, second_ms + 100, second_ms + 180, 100, 180):
        log.show(score.at(time_ms), is_paused=False)
    assert told == [
        "\nBefore you start",
        "\nPelvic tilt",
        f"{clock(first['start_ms'])}  {first['text']}",
        "\nBefore you start",
    ]
