"""A session of sharp bursts, whose edges are known to the sample, and the decoders that it is heard with."""

from __future__ import annotations

import math
import subprocess
from array import array
from typing import TYPE_CHECKING

import av
import miniaudio

from audio_builder.clips.measure import ClipMeasure, ClipStore
from audio_builder.session.tags import TagChapter, Tags
from audio_builder.sound.clip import encode
from audio_builder.sound.pcm import Pcm
from audio_builder.sound.shape import shape
from content.timeline.cues import Phrase, Where
from content.timeline.place import Placed, PlacedChapter, Placement
from tests.sessions import Decoded
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 24_000
PEAK = 8_000
"""About -15 dBFS as root of the mean square."""
WHERE = Where()
ALONE_DB = -50.0
OVER_BED_DB = -38.0
"""Above the bed under a sound, far below a burst: a window of 5 ms is over it once a tenth of it is burst."""


class Bursts:
    """A voice that beeps for as many milliseconds as its text says."""

    name = "bursts"
    language = "en"
    fingerprint = "bursts 1"
    gain_db = 0.0

    def speak(self, text: str) -> Pcm:
        turn = 2 * math.pi * 1_000 / RATE_HZ
        wave = (round(PEAK * math.sin(turn * at)) for at in range(int(text) * RATE_HZ // 1_000))
        return Pcm(array("h", wave).tobytes(), RATE_HZ)


def bursts(starts_ms: dict[int, int], measure: ClipMeasure) -> tuple[Placed, ...]:
    """Cues that begin at those times and last as long as they say; their clips are made."""
    placed = []
    for start_ms, length_ms in starts_ms.items():
        sound = Phrase(str(length_ms))
        if measure.missing([sound]):
            measure.store.put(measure.key(sound), encode(shape(measure.voice.speak(sound.text), 0)))
        placed.append(Placed("say", start_ms, start_ms + measure.length_ms(sound), WHERE, sound))
    return tuple(placed)


def small(store: Path) -> tuple[Placement, ClipMeasure]:
    """Bursts close together and far apart, over the end of the bed's loop."""
    measure = ClipMeasure(Bursts(), ClipStore(store))
    first = bursts({72: 30, 600: 400, 1_128: 300, 9_000: 250, 9_384: 600, 29_976: 120}, measure)
    second = bursts({30_240: 500, 59_904: 400, 60_600: 40, 69_000: 500}, measure)
    chapters = (
        PlacedChapter("Bursts \N{EN DASH} and silence", "", 0, 30_000, first),
        PlacedChapter("腰 = \\ ;", "bridge", 30_000, 72_000, second),
    )
    return Placement(chapters, 72_000), measure


def tags(placement: Placement, cover: bytes) -> Tags:
    chapters = tuple(TagChapter(each.title, each.start_ms, each.end_ms) for each in placement.chapters)
    return Tags(
        title="Bursts (bed)",
        year=2026,
        album="Gentle Back",
        artist="Nobody",
        track=3,
        tracks=9,
        genre="Speech",
        licence="Gentle Back, CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        cover=cover,
        lyrics="[00:00.60]burst\n[00:01.12]腰",
        chapters=chapters,
    )


def by_ffmpeg(file: Path) -> Decoded:
    command = [need("ffmpeg"), "-v", "error", "-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(RATE_HZ), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return Decoded(done.stdout)


def by_av(file: Path) -> Decoded:
    """FFmpeg too, but a newer one than most systems have, and driven by another hand."""
    samples = bytearray()
    to_ours = av.AudioResampler("s16", "mono", RATE_HZ)
    with av.open(str(file)) as container:
        for frame in (*container.decode(audio=0), None):
            for ours in to_ours.resample(frame):
                samples += bytes(ours.planes[0])[: ours.samples * 2]
    return Decoded(bytes(samples))


def by_miniaudio(file: Path) -> Decoded:
    assert file.suffix == ".mp3"
    assert miniaudio.mp3_get_file_info(str(file)).sample_rate == RATE_HZ
    return Decoded.of(file)
