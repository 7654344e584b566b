"""Make the clips that are not there yet: spoken and encoded by workers, kept by this process as they arrive."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from audio_builder.clips.clip import Clip
from audio_builder.clips.key import clip_key
from audio_builder.clips.pool import made_by_workers
from audio_builder.errors import VoiceError
from audio_builder.voices.table import open_voice
from content.timeline.cues import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio_builder.clips.store import ClipStore
    from content.timeline.cues import Sound

FEW = 30
"""With fewer clips to make than this, a second worker takes longer to start than it saves."""


def make_clips(
    voice_spec: str, sounds: Sequence[Sound], store: ClipStore, jobs: int, progress: Callable[[int, int], None]
) -> int:
    """Put into ``store`` what it lacks of ``sounds``, and say how many that were; ``progress(done, total)`` after each.

    Raises ``VoiceError`` for a sound that cannot be made, ``BuildError`` when the store cannot take one. The clips made
    until then are kept, also on ``KeyboardInterrupt``. The bytes are the same for any ``jobs``.
    """
    voice = open_voice(voice_spec)
    wanted = {clip_key(voice.fingerprint, voice.gain_db, sound): sound for sound in sounds}
    missing = [(key, sound) for key, sound in wanted.items() if not store.contains(key)]
    if not missing:
        return 0
    done, failures = 0, dict[int, str]()
    made = made_by_workers([sound for _, sound in missing], voice_spec, jobs if len(missing) >= FEW else 1)
    with closing(made):
        for number, result in made:
            if isinstance(result, Clip):
                store.put(missing[number][0], result)
                done += 1
                progress(done, len(missing))
            else:
                failures[number] = result
    if failures:
        first = min(failures)
        raise VoiceError(f"cannot make {_named(missing[first][1])}: {failures[first]}")
    return done


def _named(sound: Sound) -> str:
    return f"'{sound.text}'" if isinstance(sound, Phrase) else f"the tone '{sound.name}'"
