"""Samples of a session from any position: those that decoding the whole file gives."""

from __future__ import annotations

import random
import resource
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import BuildError
from audio_builder.playing.playback import CHUNK_FRAMES, Samples
from audio_builder.sound.clip import FRAME_BYTES
from tests.sessions import Decoded
from tests.tools import slow_for

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sessions


@pytest.mark.parametrize("routine", slow_for(["five-minute-ease", "need-to-know"], "need-to-know"))
def test_samples_from_any_position_are_those_of_the_whole_file(sessions: Sessions, routine: str) -> None:
    file = sessions.out / f"{routine}.mp3"
    whole, samples, chance = Decoded.of(file).samples, Samples(file), random.Random(7)  # noqa: S311
    assert samples.length == len(whole) // 2
    starts = [0, 1, 575, 576, 577, samples.length - 1, *(chance.randrange(samples.length) for _ in range(300))]
    for start in starts:
        count = chance.choice([1, 960, CHUNK_FRAMES * 576 + 5])
        assert samples.read(start, count) == whole[2 * start : 2 * (start + count)]
    assert samples.read(samples.length, 960) == b""
    samples.close()


@pytest.mark.slow
def test_reading_all_of_it_takes_little_memory(sessions: Sessions) -> None:
    file = sessions.out / "whole-programme.mp3"
    samples = Samples(file)
    samples.read(0, 960)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    heard = sum(len(samples.read(start, 24_000)) for start in range(0, samples.length, 24_000))
    assert heard == samples.length * 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < 8_000
    samples.close()


@pytest.mark.parametrize("content", [b"", b"ID3\3\0\0\0\0\0\5hello", b"RIFF" * FRAME_BYTES])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(content)
    with pytest.raises(BuildError, match=r"a\.mp3 is not a session made by gentleback; build it again"):
        Samples(tmp_path / "a.mp3")
