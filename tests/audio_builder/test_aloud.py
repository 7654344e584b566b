"""Answers of the skill aloud: every sound at its time, silence between, and what plays them."""

from __future__ import annotations

import wave
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from audio_builder import aloud
from audio_builder.aloud import PLAYERS, mixed, open_aloud
from audio_builder.errors import BuildError
from audio_builder.pcm import Pcm

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_voice_that_takes_longer_than_estimated_is_heard_to_its_end() -> None:
    heard = mixed([Sound("speech", "slowly", 0, 200), Sound("speech", "on", 200, 400)], say)
    assert loud_parts(heard) == [(0, 800)]
    assert length_ms(heard) == 800


def test_after_a_long_silence_everything_is_at_its_time_again() -> None:
    heard = mixed(
        [Sound("speech", "slowly", 0, 200), Sound("silence", "", 200, 900), Sound("speech", "on", 900, 1_100)], say
    )
    assert loud_parts(heard) == [(0, 600), (900, 1_100)]


def test_a_chime_is_silence_here() -> None:
    heard = mixed(
        [Sound("speech", "a", 0, 100), Sound("chime", "soundbank://x", 100, 700), Sound("speech", "b", 700, 800)], say
    )
    assert loud_parts(heard) == [(0, 100), (700, 800)]


@pytest.mark.parametrize("sounds", [[], [Sound("silence", "", 0, 500)]])
def test_nothing_said(sounds: list[Sound]) -> None:
    assert mixed(sounds, say) == Pcm(b"", 22_050)


PLAYER = '#!/bin/sh\nfor file; do :; done\ncp "$file" "{kept}"\necho "$0 $*" >> "{kept}.log"\n'


def write_player(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("words", PLAYERS, ids=lambda words: words[0])
def test_whatever_plays_sound_is_given_the_whole_answer(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.wav"
    write_player(tmp_path, words[0], PLAYER.format(kept=kept))
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(aloud, "PLAYERS", (words,))
    play = open_aloud("silent")
    play([Sound("speech", "Hello there.", 0, 900), Sound("silence", "", 900, 5_000)])
    with wave.open(str(kept)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert sound.getnframes() == 5 * sound.getframerate()
    called = (tmp_path / "kept.wav.log").read_text().split()
    assert called[1:-1] == list(words[1:])
    assert called[-1].endswith(".wav")
    assert not (tmp_path / called[-1]).exists()


def test_an_answer_is_said_as_a_session_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.wav"
    write_player(tmp_path, "paplay", PLAYER.format(kept=kept))
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    heard = []
    for text in ("Hold 8 s.", "Hold eight seconds."):
        open_aloud("silent")([Sound("speech", text, 0, 0)])
        heard.append(kept.read_bytes())
    assert heard[0] == heard[1]
    with wave.open(str(kept)) as sound:
        assert sound.getnframes() == len("Hold eight seconds.") * 60 * sound.getframerate() // 1_000


def test_nothing_plays_sound_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match="install one of: paplay, pw-play, aplay, afplay, ffplay, play"):
        open_aloud("silent")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("#!/bin/sh\necho first >&2\necho 'no such device' >&2\nexit 3\n", "paplay could not play: no such device"),
        ("#!/bin/sh\nexit 1\n", "paplay could not play: no sound device"),
    ],
)
def test_a_player_that_fails(script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_player(tmp_path, "paplay", script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    play = open_aloud("silent")
    with pytest.raises(BuildError, match=reason):
        play([Sound("speech", "Hello.", 0, 500)])
