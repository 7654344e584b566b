"""Write ``docs/sample.mp3``, a minute of a session from its first exercise on (``make sample``).

Its lyrics say what is said and, on the last line, who says it, so that a test can tell when it is stale.
"""

from __future__ import annotations

import os
from contextlib import closing
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.cli.report import BuildReport
from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure, ClipStore, EstimatingMeasure
from audio_builder.mixing.mixer import BLOCK_SAMPLES, mixed
from audio_builder.session.session import ALBUM, GENRE, LICENCE_URLS
from audio_builder.session.tags import Tags, render
from audio_builder.sound.clip import RATE_HZ, open_encoder
from audio_builder.sound.pcm import WIDTH
from audio_builder.voices.table import EMBEDDED, open_voice
from audio_builder.voices.text import spoken_form
from content.files import write_if_changed
from content.model.loader import load
from content.store import user_store
from content.timeline.options import Options
from content.timeline.place import place
from content.timeline.timed import timed_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio_builder.voices.contract import Voice

SAMPLE = Path(__file__).resolve().parents[1] / "docs" / "sample.mp3"
ROUTINE = "five-minute-ease"
LONGEST_MS = 60_000
REST_MS = 1_000
"""Of silence behind the last sound."""
BIT_RATE_KBPS = 48
"""Sessions have 64; this one is kept in the repository."""


def write_sample(file: Path) -> None:
    content = load()
    routine, words, voice = content.routines[ROUTINE], content.words["en"], open_voice(EMBEDDED)
    measure = ClipMeasure(voice, ClipStore(user_store()), spoken_form(words, voice))
    estimating = EstimatingMeasure(measure)
    timeline = timed_timeline(routine, words, Options(), estimating)
    with closing(BuildReport()) as report:
        while make_clips(EMBEDDED, measure, [*timeline.sounds, *estimating.estimated], os.cpu_count() or 1, report):
            estimating = EstimatingMeasure(measure)
            timeline = timed_timeline(routine, words, Options(), estimating)
    placement = place(timeline, measure)
    start_ms = next(chapter.start_ms for chapter in placement.chapters if chapter.exercise)
    spoken = (cue for cue in placement.spoken if cue.start_ms >= start_ms)
    cues = list(takewhile(lambda cue: cue.end_ms <= start_ms + LONGEST_MS, spoken))
    tags = Tags(
        f"{words.routines[ROUTINE].name}: a minute of it",
        routine.year,
        ALBUM,
        artist=ALBUM,
        genre=GENRE,
        licence=routine.licence,
        licence_url=LICENCE_URLS.get(routine.licence, ""),
        lyrics="\n".join([*(cue.words for cue in cues), speaker(voice)]),
    )
    start, end = (time_ms * RATE_HZ // 1_000 for time_ms in (start_ms, cues[-1].end_ms + REST_MS))
    sound = _mp3(mixed(placement, measure, bed=False), start, end)
    write_if_changed(file, lambda: [render(tags), sound])


def speaker(voice: Voice) -> str:
    """Who speaks, without the versions of packages: they change more often than the sound."""
    return voice.fingerprint.partition(";")[0]


def _mp3(blocks: Iterable[bytes], start: int, end: int) -> bytes:
    """The samples of ``blocks`` from ``start`` to ``end``."""
    encoder = open_encoder(RATE_HZ, BIT_RATE_KBPS)
    whole = b"".join(islice(blocks, -(-end // BLOCK_SAMPLES)))
    return bytes(encoder.encode(whole[start * WIDTH : end * WIDTH])) + bytes(encoder.flush())


if __name__ == "__main__":
    write_sample(SAMPLE)
    print(f"{SAMPLE}: {SAMPLE.stat().st_size / 1_000:.0f} kB")
