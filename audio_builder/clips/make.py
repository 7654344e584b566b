"""Make the clips that are not there yet: spoken and encoded by workers, kept by this process as they arrive."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from audio_builder.clips.clip import Clip
from audio_builder.clips.key import clip_key
from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices.contract import asks_a_service
from audio_builder.voices.saying import as_written, said
from audio_builder.voices.table import open_voice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio_builder.clips.store import ClipStore
    from audio_builder.voices.saying import Say
    from content.errors import GentleBackError
    from content.timeline.cues import Sound

WORTH_A_WORKER = 8
"""So many clips take about as long as a worker takes to start."""


def make_clips(
    voice_spec: str,
    sounds: Sequence[Sound],
    store: ClipStore,
    jobs: int,
    progress: Callable[[int, int], None],
    *,
    say: Say = as_written,
) -> int:
    """Put into ``store`` what it lacks of ``sounds``, and say how many that were; ``progress(done, total)`` after each.

    A clip, and its key, is of what ``say`` makes of a text; an error names what is written.

    Raises ``VoiceError`` for a sound that cannot be made, ``BuildError`` when the store cannot take one. The clips made
    until then are kept, also on ``KeyboardInterrupt``. The bytes are the same for any ``jobs``.
    """
    voice = open_voice(voice_spec)
    gain_db = voice.gain_db
    wanted = {clip_key(voice.fingerprint, gain_db, said(sound, say)): sound for sound in sounds}
    missing = {key: sound for key, sound in wanted.items() if not store.contains(key)}
    workers = 1 if asks_a_service(voice) else min(jobs, 1 + len(missing) // WORTH_A_WORKER)
    return _make(voice_spec, missing, store, workers, progress, say=say) if missing else 0


def _make(
    voice_spec: str,
    missing: dict[str, Sound],
    store: ClipStore,
    workers: int,
    progress: Callable[[int, int], None],
    *,
    say: Say,
) -> int:
    from audio_builder.clips.pool import made_by_workers, named  # most sessions are built without a worker

    keys, sounds = list(missing), list(missing.values())
    done = 0
    failures: dict[int, GentleBackError] = {}
    with closing(made_by_workers(sounds, voice_spec, workers, say)) as made:
        for number, result in made:
            if isinstance(result, Clip):
                store.put(keys[number], result)
                done += 1
                progress(done, len(sounds))
            else:
                failures[number] = result
    if failures:
        first = min(failures)
        if isinstance(failures[first], UnknownVoiceError):
            raise failures[first]
        raise VoiceError(f"cannot make {named(sounds[first])}: {failures[first]}")
    return done
