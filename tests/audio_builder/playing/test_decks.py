"""Decks: where a session is, by the clock and by what a device has played; and what keys do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio_builder.playing.deck import ClockDeck
from audio_builder.playing.device import NoDeviceError
from audio_builder.playing.player import act, run
from audio_builder.playing.score import Score
from audio_builder.playing.sound_deck import SoundDeck
from tests.audio_builder.playing.speaker import AHEAD_MS, BEHIND_MS, without_device

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.playing.score import Moment
    from tests.audio_builder.playing.speaker import FakeSpeaker
    from tests.sessions import Sessions


class Clock:
    """Stands still until it is set."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_the_clock_deck_runs_pauses_and_ends() -> None:
    clock = Clock()
    deck = ClockDeck(10_000, clock)
    told = []
    for step_s, do in (
        (0.0, None),
        (1.5, None),
        (1.0, "pause"),
        (5.0, "go on"),
        (1.0, None),
        (0.0, 8_000),
        (9.0, None),
    ):
        clock.now_s += step_s
        if isinstance(do, int):
            deck.seek(do)
        elif do:
            deck.pause(do == "pause")
        told.append(deck.now_ms)
    assert told == [0, 1_500, 2_500, 2_500, 3_500, 8_000, 10_000]
    assert deck.ahead_ms == 10_000


def test_quick_presses_add_up(sessions: Sessions) -> None:
    score = Score(sessions.named("five-minute-ease"))
    clock = Clock()
    deck = ClockDeck(score.length_ms, clock)
    starts_ms = score.starts_ms
    told = []
    for key in ("right", "right", "left", "n", "n", "p", "r", "up", "up", "down", "left", "?", *["n"] * 5):
        act(key, score, deck)
        told.append(deck.now_ms)
    second = starts_ms[1]
    assert told[:3] == [10_000, 20_000, 10_000]
    assert told[3:10] == [second, starts_ms[2], second, second, 0, 0, second]
    assert told[10:12] == [second - 10_000] * 2
    assert told[12:] == [*starts_ms[1:], starts_ms[-1], starts_ms[-1]]


class Nobody:
    """Presses ``keys`` one after the other, as the clock goes on."""

    def __init__(self, clock: Clock, *keys: str) -> None:
        self.clock, self.keys = clock, list(keys)

    def wait(self, seconds: float) -> list[str]:
        self.clock.now_s += seconds
        return [self.keys.pop(0)] if self.keys else []


class Watcher:
    def __init__(self) -> None:
        self.moments: list[Moment] = []

    def show(self, moment: Moment, is_paused: bool) -> None:  # noqa: ARG002
        self.moments.append(moment)


def test_the_loop_ends_with_the_session_or_with_q(sessions: Sessions) -> None:
    score = Score(sessions.named("five-minute-ease"))
    for keys, is_whole, shown in (((), True, score.length_ms // 80), (("n", "q"), False, 2)):
        clock, watcher = Clock(), Watcher()
        assert run(score, ClockDeck(score.length_ms, clock), Nobody(clock, *keys), watcher) is is_whole
        assert len(watcher.moments) == pytest.approx(shown, abs=2)
        holds = {moment.span.start_ms for moment in watcher.moments if moment.span and moment.span.kind == "hold"}
        rows = [cue for chapter in score.chapters for cue in chapter["cues"] if cue["kind"] == "hold"]
        assert len(holds) == (len(rows) if is_whole else 0)


def test_a_device_s_time_is_that_of_what_was_played(
    true_speaker: FakeSpeaker, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in true_speaker.environment.items():
        monkeypatch.setenv(name, value)
    deck = SoundDeck(sessions.out / "five-minute-ease.mp3")
    true_speaker.play_on(700)
    played_ms = true_speaker.played_ms
    assert played_ms - BEHIND_MS <= deck.now_ms <= true_speaker.played_ms + AHEAD_MS
    played_ms = true_speaker.played_ms
    deck.seek(100_000)
    assert deck.ahead_ms >= 100_000
    true_speaker.play_on(500)
    assert 100_000 < deck.now_ms < 100_000 + true_speaker.played_ms - played_ms + AHEAD_MS
    deck.pause(True)
    true_speaker.play_on(500)
    still_ms = deck.now_ms
    true_speaker.play_on(300)
    assert deck.now_ms == still_ms == deck.ahead_ms
    deck.seek(10**9)
    deck.pause(False)
    true_speaker.play_on(500)
    assert deck.now_ms == sessions.named("five-minute-ease")["duration_ms"]
    deck.check()
    deck.close()


def test_no_device_leaves_no_file_open(tmp_path: Path, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in without_device(tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoDeviceError):
        SoundDeck(sessions.out / "five-minute-ease.mp3")
