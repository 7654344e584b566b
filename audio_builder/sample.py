"""Write ``docs/sample.mp3``, the first minute of a session: ``python -m audio_builder.sample``, or ``make sample``.

Its lyrics say what is said and, on the last line, who says it, so that a test can tell when it is stale.
"""

from __future__ import annotations

import os
import sys
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.clips.clip import RATE_HZ
from audio_builder.clips.encode import open_encoder
from audio_builder.clips.make import make_clips
from audio_builder.clips.store import ClipStore
from audio_builder.commands import default_store
from audio_builder.measure import ClipMeasure
from audio_builder.mixing.clip_sound import ClipSounds
from audio_builder.mixing.mixer import mixed
from audio_builder.pcm import WIDTH
from audio_builder.saying import way_of_saying
from audio_builder.session import ALBUM, GENRE, LICENCE_URLS
from audio_builder.spoken import spoken
from audio_builder.tags import Tags, render
from audio_builder.voices.table import EMBEDDED, open_voice
from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.options import Options
from content.timeline.place import place
from content.timeline.sounds import sounds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio_builder.voices.contract import Voice

SAMPLE = Path(__file__).resolve().parent.parent / "docs" / "sample.mp3"
ROUTINE = "five-minute-ease"
LONGEST_MS = 60_000
REST_MS = 1_000
"""Of silence behind the last sound."""
BIT_RATE_KBPS = 48
"""Sessions have 64; this one is kept in the repository."""


def write_sample(file: Path) -> None:
    content = load()
    routine, words, voice = content.routines[ROUTINE], content.words["en"], open_voice(EMBEDDED)
    say = way_of_saying(words, voice)
    measure = ClipMeasure(voice, ClipStore(default_store()), say)
    timeline = compile_timeline(routine, words, Options())
    make_clips(EMBEDDED, list(sounds_of(timeline)), measure.store, os.cpu_count() or 1, _told, say=say)
    placement = place(timeline, measure)
    cues = list(takewhile(lambda each: each[0].end_ms <= LONGEST_MS, spoken(placement)))
    tags = Tags(
        f"{words.routines[ROUTINE].name}: the first minute",
        routine.year,
        ALBUM,
        artist=ALBUM,
        genre=GENRE,
        licence=routine.licence,
        licence_url=LICENCE_URLS.get(routine.licence, ""),
        lyrics="\n".join([*(text for _, text in cues), speaker(voice)]),
    )
    samples = (cues[-1][0].end_ms + REST_MS) * RATE_HZ // 1_000
    file.write_bytes(render(tags) + _mp3(mixed(placement, ClipSounds(measure), bed=False), samples))


def speaker(voice: Voice) -> str:
    """Who speaks, without the versions of packages: they change more often than the sound."""
    return voice.fingerprint.partition(";")[0]


def _mp3(blocks: Iterable[bytes], samples: int) -> bytes:
    """The first ``samples`` of ``blocks``."""
    encoder = open_encoder(RATE_HZ, BIT_RATE_KBPS)
    whole = b"".join(block for block, _ in zip(blocks, range(0, samples, RATE_HZ), strict=False))
    return bytes(encoder.encode(whole[: samples * WIDTH])) + bytes(encoder.flush())


def _told(done: int, total: int) -> None:
    print(f"\r{done} of {total} clips", end="" if done < total else "\n", file=sys.stderr)


if __name__ == "__main__":
    write_sample(SAMPLE)
    print(f"{SAMPLE}: {SAMPLE.stat().st_size / 1_000:.0f} kB")
