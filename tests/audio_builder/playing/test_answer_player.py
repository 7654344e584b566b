"""Answers of the skill through the sound device: every sound at its time, silence between them."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from audio_builder.playing.answer_player import mixed, open_answer_player
from audio_builder.playing.device import NoDeviceError
from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import Pcm
from audio_builder.voices.table import open_voice
from tests.audio_builder.playing.speaker import without_device, without_silent_end

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio_builder.playing.speaker import FakeSpeaker

RATE_HZ = 1_000
LOUD = 1_000
"""One sample is a millisecond."""


@dataclass(frozen=True)
class Sound:
    kind: Literal["speech", "silence", "chime"]
    text: str
    start_ms: int
    end_ms: int


def say(text: str) -> Pcm:
    """A hundred milliseconds for each letter, all of the same loudness."""
    return Pcm(array("h", [LOUD] * 100 * len(text)).tobytes(), RATE_HZ)


def loud_parts(sound: Pcm) -> list[tuple[int, int]]:
    """Where it is not silent: from, up to."""
    samples = [0, *array("h", sound.samples), 0]
    edges = [index for index in range(1, len(samples)) if bool(samples[index]) != bool(samples[index - 1])]
    return [(start - 1, end - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def length_ms(sound: Pcm) -> int:
    return len(sound.samples) // 2


def test_every_sound_is_at_its_time() -> None:
    heard = mixed(
        [Sound("speech", "one", 500, 1_000), Sound("silence", "", 1_000, 3_000), Sound("speech", "ab", 3_000, 3_300)],
        say,
    )
    assert loud_parts(heard) == [(500, 800), (3_000, 3_200)]
    assert (length_ms(heard), heard.rate_hz) == (3_300, RATE_HZ)


def test_speech_longer_than_estimated_is_played_to_its_end() -> None:
    heard = mixed([Sound("speech", "slowly", 0, 200), Sound("speech", "on", 200, 400)], say)
    assert loud_parts(heard) == [(0, 800)]
    assert length_ms(heard) == 800


def test_after_a_long_silence_everything_is_at_its_time_again() -> None:
    heard = mixed(
        [Sound("speech", "slowly", 0, 200), Sound("silence", "", 200, 900), Sound("speech", "on", 900, 1_100)], say
    )
    assert loud_parts(heard) == [(0, 600), (900, 1_100)]


def test_a_chime_is_silent() -> None:
    heard = mixed(
        [Sound("speech", "a", 0, 100), Sound("chime", "soundbank://x", 100, 700), Sound("speech", "b", 700, 800)], say
    )
    assert loud_parts(heard) == [(0, 100), (700, 800)]


@pytest.mark.parametrize("sounds", [[], [Sound("silence", "", 0, 500)]])
def test_without_speech_there_is_no_sound(sounds: list[Sound]) -> None:
    assert mixed(sounds, say) == Pcm(b"", 22_050)


def test_an_answer_is_heard_to_its_last_sample(speaker: FakeSpeaker, in_process: None) -> None:
    sounds = [
        Sound("speech", "Hello there.", 0, 900),
        Sound("silence", "", 900, 3_000),
        Sound("speech", "On.", 3_000, 0),
    ]
    engine = open_voice("espeak")
    wanted = mixed(sounds, lambda text: limit(engine.speak(text), engine.gain_db))
    open_answer_player(open_voice("espeak"))(sounds)
    (heard,) = speaker.sounds
    assert heard == without_silent_end(wanted.samples)


def test_an_answer_is_pronounced_as_in_a_session(speaker: FakeSpeaker, in_process: None) -> None:
    for text in ("Use 8 s.", "Yooz eight seconds."):
        open_answer_player(open_voice("espeak"))([Sound("speech", text, 0, 0)])
    one, other = speaker.sounds
    assert one == other


def test_without_a_device_the_error_comes_before_any_speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in without_device(tmp_path).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoDeviceError, match=r"^there is no sound device here; leave out --speak$"):
        open_answer_player(open_voice("silent"), "leave out --speak")
