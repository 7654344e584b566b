"""From what a voice said to what is encoded: levelled, trimmed, faded, and begun at the right sample."""

from __future__ import annotations

from dataclasses import dataclass

from audio_builder.clips.clip import ONSET_SAMPLE, RATE_HZ
from audio_builder.clips.limiter import limit
from audio_builder.clips.quiet import AudioSegment, audioop
from audio_builder.pcm import WIDTH, Pcm, silence

SHAPING = "shaping 1"
"""Part of every clip's key: goes up when this module or the limiter makes another sound."""

CODEC_DELAY_SAMPLES = 1105
"""From a sample that LAME is given to the same one decoded, at ``RATE_HZ``; the same in four decoders (measured)."""
LEAD_SAMPLES = ONSET_SAMPLE - CODEC_DELAY_SAMPLES
"""Where the sound must begin at ``RATE_HZ`` to come out at a frame's border, with an empty frame before it."""

AUDIBLE_RMS = 104
"""-50 dBFS, in a window of 5 ms around a sample: sound begins and ends here."""
WINDOW_MS = 5
FADE_IN_MS = 2
FADE_OUT_MS = 10
BEHIND_MS = 12
"""Zeros at the end, so that the codec has nothing left to say."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """Ready to be encoded."""

    sound: Pcm
    length_samples: int
    """Of the audible part, at ``RATE_HZ``."""


def shape(sound: Pcm, gain_db: float) -> Shaped:
    """``sound`` at its level, with its audible part where a clip wants it."""
    levelled = limit(sound, gain_db)
    begin, end = _audible(levelled) or (0, levelled.length_samples)
    per_ms = sound.rate_hz / 1000
    first = max(0, begin - round(FADE_IN_MS * per_ms))
    lead = round(LEAD_SAMPLES * sound.rate_hz / RATE_HZ)
    part = _faded(levelled, first, end + round(FADE_OUT_MS * per_ms))
    samples = silence(lead - (begin - first)) + part + silence(round(BEHIND_MS * per_ms))
    return Shaped(Pcm(samples, sound.rate_hz), round((end - begin) * RATE_HZ / sound.rate_hz))


def _faded(sound: Pcm, first: int, end: int) -> bytes:
    """The samples from ``first`` to ``end``, begun and ended without a step."""
    whole = AudioSegment(sound.samples, sample_width=WIDTH, frame_rate=sound.rate_hz, channels=1)
    part = whole.get_sample_slice(first, end)
    return bytes(part.fade_in(FADE_IN_MS).fade_out(FADE_OUT_MS).raw_data)


def _audible(sound: Pcm) -> tuple[int, int] | None:
    """The first audible sample and the one behind the last; None when there is none."""
    if audioop.max(sound.samples, WIDTH) < AUDIBLE_RMS:
        return None
    window = sound.rate_hz * WINDOW_MS // 1000
    padded = silence(window // 2) + sound.samples + silence(window)

    def is_audible(at: int) -> bool:
        return bool(audioop.rms(padded[at * WIDTH : (at + window) * WIDTH], WIDTH) >= AUDIBLE_RMS)

    step = sound.rate_hz // 1000
    coarse = range(0, sound.length_samples, step)
    begin = next(filter(is_audible, coarse), None)
    if begin is None:
        return None
    end = next(filter(is_audible, reversed(coarse)))
    begin = next(filter(is_audible, range(max(0, begin - step + 1), begin + 1)))
    end = next(filter(is_audible, range(min(end + step, sound.length_samples) - 1, end - 1, -1)))
    return begin, end + 1
