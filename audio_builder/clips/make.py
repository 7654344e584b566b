"""Make the clips that are missing: worker processes speak and encode them, this process keeps them as they arrive."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.sound.clip import Clip
from audio_builder.voices.text import in_spoken_form

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from content.timeline.cues import Sound


class ClipProgress(Protocol):
    """What the making of clips reports."""

    def clips_needed(self, sounds: Sequence[Sound], missing: int, voice: str) -> None:
        """``missing`` of ``sounds`` are to be made with ``voice``."""

    def clip_made(self, done: int, total: int) -> None:
        """``done`` of ``total`` clips are made."""


WORTH_A_WORKER = 8
"""So many clips take about as long as a worker takes to start."""


def make_clips(
    voice_spec: str, measure: ClipMeasure, sounds: Sequence[Sound], jobs: int, progress: ClipProgress
) -> int:
    """Make those of ``sounds`` that are missing, with at most ``jobs`` workers; returns how many.

    Raises ``VoiceError`` for a sound that cannot be made, ``KeyedStoreError`` when the store cannot take one. The clips
    made until then are kept, also on ``KeyboardInterrupt``. The bytes are the same for any ``jobs``.
    """
    lacking = measure.missing(sounds)
    progress.clips_needed(sounds, len(lacking), measure.voice.name)
    if not lacking:
        return 0
    missing = {measure.key(sound): sound for sound in lacking}
    from audio_builder.clips.workers import made_by_workers, named  # most sessions are built without a worker

    keys, written = list(missing), list(missing.values())
    spoken = [in_spoken_form(sound, measure.say) for sound in written]
    is_online = getattr(measure.voice, "is_online", False)
    workers = 1 if is_online else min(jobs, 1 + len(missing) // WORTH_A_WORKER)
    done = 0
    failures: dict[int, VoiceError] = {}
    with closing(made_by_workers(spoken, voice_spec, workers)) as made:
        for number, result in made:
            if isinstance(result, Clip):
                measure.store.put(keys[number], result)
                done += 1
                progress.clip_made(done, len(keys))
            else:
                failures[number] = result
    if failures:
        first = min(failures)
        failure = failures[first]
        if isinstance(failure, UnknownVoiceError):
            raise failure
        raise VoiceError(f"cannot make {named(written[first])}: {failure}", failure.remedy)
    return done
