"""From the sound of a voice to what is encoded: levelled, trimmed, faded, beginning at the right sample."""

from __future__ import annotations

from dataclasses import dataclass

from audio_builder.sound.clip import ONSET_SAMPLE, RATE_HZ
from audio_builder.sound.libraries import AudioSegment, audioop
from audio_builder.sound.limiter import limit
from audio_builder.sound.pcm import WIDTH, Pcm, silence

CODEC_DELAY_SAMPLES = 1105
"""From a sample that LAME is given to the same one decoded, at ``RATE_HZ``; the same in four decoders (measured)."""
LEAD_SAMPLES = ONSET_SAMPLE - CODEC_DELAY_SAMPLES
"""Where the sound must begin at ``RATE_HZ`` to come out at a frame's border, with an empty frame before it."""

AUDIBLE_RMS = 104
"""-50 dBFS, in a window of 5 ms around a sample: sound ends here."""
BEGINS_RMS = 147
"""-47 dBFS: sound begins here. The encoder drops what is just over -50 before a word, such as the breath of a
"th": beginning there, three of 389 phrases of the embedded voice came up to 33 ms late, and now none by 1 ms."""
WINDOW_MS = 5
FADE_IN_MS = 2
FADE_OUT_MS = 10
ROOM_MS = 12
"""Zeros around what a voice returned, since it may begin or end in the middle of sound."""
BEHIND_MS = 12
"""Zeros at the end, in which the codec falls silent."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """Ready to be encoded."""

    sound: Pcm
    length_samples: int
    """Of the audible part, at ``RATE_HZ``."""


def shape(sound: Pcm, gain_db: float) -> Shaped:
    """``sound`` at its level, with its audible part where a clip wants it."""
    rate_hz = sound.rate_hz
    room = round(ROOM_MS * rate_hz / 1000)
    samples = silence(room) + _softened(limit(sound, gain_db).samples, rate_hz) + silence(room)
    begin, end = _audible(samples, rate_hz) or (room, room + sound.length_samples)
    first, last = begin - round(FADE_IN_MS * rate_hz / 1000), end + round(FADE_OUT_MS * rate_hz / 1000)
    lead = round(LEAD_SAMPLES * rate_hz / RATE_HZ) - (begin - first)
    part = _softened(samples[first * WIDTH : last * WIDTH], rate_hz)
    whole = silence(lead) + part + silence(round(BEHIND_MS * rate_hz / 1000))
    return Shaped(Pcm(whole, rate_hz), round((end - begin) * RATE_HZ / rate_hz))


def _softened(samples: bytes, rate_hz: int) -> bytes:
    """Without a step at either edge. (pydub distorts what is shorter than its fades; no speech is.)"""
    if len(samples) // WIDTH * 1000 < (FADE_IN_MS + FADE_OUT_MS + 1) * rate_hz:
        return samples
    segment = AudioSegment(samples, sample_width=WIDTH, frame_rate=rate_hz, channels=1)
    return bytes(segment.fade_in(FADE_IN_MS).fade_out(FADE_OUT_MS).raw_data)


def _audible(samples: bytes, rate_hz: int) -> tuple[int, int] | None:
    """The first audible sample and the one after the last; None if there is none."""
    if audioop.max(samples, WIDTH) < BEGINS_RMS:
        return None
    window, step, count = rate_hz * WINDOW_MS // 1000, rate_hz // 1000, len(samples) // WIDTH
    half = window // 2

    def is_louder(at: int, rms: int) -> bool:
        around = samples[max(0, at - half) * WIDTH : (at - half + window) * WIDTH]
        return bool(audioop.rms(around, WIDTH) >= rms)

    coarse = range(0, count, step)
    begin = next((at for at in coarse if is_louder(at, BEGINS_RMS)), None)
    if begin is None:
        return None
    end = next(at for at in reversed(coarse) if is_louder(at, AUDIBLE_RMS))
    begin = next(at for at in range(max(0, begin - step + 1), begin + 1) if is_louder(at, BEGINS_RMS))
    end = next(at for at in range(min(end + step, count) - 1, end - 1, -1) if is_louder(at, AUDIBLE_RMS))
    return begin, end + 1
