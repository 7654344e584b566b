"""From the service's MP3 to samples, and from the parts of a phrase to the phrase."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.sound.pcm import Pcm, silence
from audio_builder.voices.gtts_faults import PassingFault

if TYPE_CHECKING:
    from collections.abc import Iterable

FASTEST_MS = 15
"""For one letter or digit. Speech takes 50 to 80; what is shorter than this is not all of it."""
QUIET = 104
"""-50 dBFS, as for a clip."""
WINDOW_MS = 5
EDGE_MS = 15
"""Left on either side of a part's sound, as speech fades in and out."""


def decoded(mp3: bytes, text: str, host: str) -> Pcm:
    """Raises ``PassingFault`` for what is no MP3, and for one that cannot hold all of ``text``."""
    import miniaudio

    if mp3[:1] != b"\xff" and not mp3.startswith(b"ID3"):  # the decoder would look for a frame anywhere
        raise PassingFault(f"{host} sent a sound that is no MP3")
    try:
        rate_hz = miniaudio.mp3_get_info(mp3).sample_rate
        sound = Pcm(miniaudio.decode(mp3, nchannels=1, sample_rate=rate_hz).samples.tobytes(), rate_hz)
    except miniaudio.MiniaudioError as error:
        raise PassingFault(f"{host} sent a sound that cannot be decoded") from error
    if sound.length_ms < FASTEST_MS * sum(character.isalnum() for character in text):
        raise PassingFault(f"{host} sent a sound too short for its text")
    if not _loud_windows(array("h", sound.samples), sound.rate_hz):
        raise PassingFault(f"{host} sent silence")
    return sound


def joined(parts: Iterable[tuple[Pcm, int]]) -> Pcm:
    """The parts of a phrase, each with the pause in ms that follows it; the last one's is left out.

    The silence that the service puts around each part is taken off, so that the pauses are those of one sentence.
    """
    sounds = list(parts)
    rate_hz = sounds[0][0].rate_hz
    if any(sound.rate_hz != rate_hz for sound, _ in sounds):
        raise VoiceError("the service spoke parts of one phrase at different sample rates")
    if len(sounds) == 1:
        return sounds[0][0]
    pieces = [_trimmed(sound) + silence(pause_ms * rate_hz // 1000) for sound, pause_ms in sounds[:-1]]
    return Pcm(b"".join([*pieces, _trimmed(sounds[-1][0])]), rate_hz)


def _trimmed(sound: Pcm) -> bytes:
    samples = array("h", sound.samples)
    edge = sound.rate_hz * EDGE_MS // 1000
    loud = _loud_windows(samples, sound.rate_hz)
    return samples[max(0, loud[0].start - edge) : loud[-1].stop + edge].tobytes()


def _loud_windows(samples: array[int], rate_hz: int) -> list[slice]:
    step = rate_hz * WINDOW_MS // 1000
    windows = (slice(at, at + step) for at in range(0, len(samples), step))
    return [window for window in windows if max(map(abs, samples[window])) > QUIET]
