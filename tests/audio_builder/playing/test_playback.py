"""The position in a session by the clock and by the device; and what keys do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from audio_builder.playing.device import NoDeviceError
from audio_builder.playing.playback import ClockPlayback, SoundPlayback
from audio_builder.playing.player import PlayedSession, obey, run
from tests.audio_builder.playing.speaker import AHEAD_MS, BEHIND_MS, without_device

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.playing.player import NowPlaying
    from tests.audio_builder.playing.speaker import FakeSpeaker
    from tests.sessions import Sessions


class Clock:
    """Stops at ``now_s`` until that is changed."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_the_clock_runs_pauses_and_ends() -> None:
    clock = Clock()
    playback = ClockPlayback(10_000, clock)
    seen_ms = []
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
            playback.seek(do)
        elif do:
            playback.pause(do == "pause")
        seen_ms.append(playback.now_ms)
    assert seen_ms == [0, 1_500, 2_500, 2_500, 3_500, 8_000, 10_000]
    assert playback.ahead_ms == 10_000


def test_quick_key_presses_add_up(sessions: Sessions) -> None:
    played = PlayedSession(sessions.named("five-minute-ease"))
    clock = Clock()
    playback = ClockPlayback(played.length_ms, clock)
    starts_ms = played.starts_ms
    seen_ms = []
    to_the_end = ["n"] * (len(starts_ms) + 1)
    for key in ("right", "right", "left", "n", "n", "p", "r", "up", "up", "down", "left", "?", *to_the_end):
        obey(key, played, playback)
        seen_ms.append(playback.now_ms)
    second = starts_ms[1]
    assert seen_ms[:3] == [10_000, 20_000, 10_000]
    assert seen_ms[3:10] == [second, starts_ms[2], second, second, 0, 0, second]
    assert seen_ms[10:12] == [second - 10_000] * 2
    assert seen_ms[12:] == [*starts_ms[1:], starts_ms[-1], starts_ms[-1]]


class ScriptedKeys:
    """One of ``keys`` at each tick; waiting moves ``clock``."""

    def __init__(self, clock: Clock, *keys: str) -> None:
        self.clock, self.keys = clock, list(keys)

    def wait(self, seconds: float) -> list[str]:
        self.clock.now_s += seconds
        return [self.keys.pop(0)] if self.keys else []


class RecordingView:
    def __init__(self) -> None:
        self.shown: list[NowPlaying] = []

    def show(self, now: NowPlaying, is_paused: bool) -> None:  # noqa: ARG002
        self.shown.append(now)


def test_the_loop_ends_with_the_session_or_with_q(sessions: Sessions) -> None:
    played = PlayedSession(sessions.named("five-minute-ease"))
    for keys, is_whole, shown in (((), True, played.length_ms // 80), (("n", "q"), False, 2)):
        clock, view = Clock(), RecordingView()
        assert (
            run(played, ClockPlayback(played.length_ms, clock), ScriptedKeys(clock, *keys).wait, view.show) is is_whole
        )
        assert len(view.shown) == pytest.approx(shown, abs=2)
        holds = {now.timed.start_ms for now in view.shown if now.timed and now.timed.kind == "hold"}
        rows = [cue for chapter in played.chapters for cue in chapter["cues"] if cue["kind"] == "hold"]
        assert len(holds) == (len(rows) if is_whole else 0)


@pytest.mark.slow
def test_the_position_with_sound_is_that_of_the_device(
    real_time_speaker: FakeSpeaker, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in real_time_speaker.environment.items():
        monkeypatch.setenv(name, value)
    playback = SoundPlayback(sessions.out / "five-minute-ease.mp3")
    real_time_speaker.play_on(700)
    played_ms = real_time_speaker.played_ms
    assert played_ms - BEHIND_MS <= playback.now_ms <= real_time_speaker.played_ms + AHEAD_MS
    played_ms = real_time_speaker.played_ms
    playback.seek(100_000)
    assert playback.ahead_ms >= 100_000
    real_time_speaker.play_on(500)
    assert 100_000 < playback.now_ms < 100_000 + real_time_speaker.played_ms - played_ms + AHEAD_MS
    playback.pause(True)
    real_time_speaker.play_on(500)
    still_ms = playback.now_ms
    real_time_speaker.play_on(300)
    assert playback.now_ms == still_ms == playback.ahead_ms
    playback.seek(10**9)
    playback.pause(False)
    real_time_speaker.play_on(500)
    assert playback.now_ms == sessions.named("five-minute-ease")["duration_ms"]
    playback.check()
    playback.close()


def test_without_a_device_no_file_stays_open(
    tmp_path: Path, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in without_device(tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoDeviceError):
        SoundPlayback(sessions.out / "five-minute-ease.mp3")
