"""How quickly each engine makes clips, and how much of that time is not speaking or encoding.

One after the other in one process, as one worker makes them.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from audio_builder.clips.measure import ClipStore, clip_key
from audio_builder.sound.clip import encode
from audio_builder.sound.shape import shape
from audio_builder.voices.table import EMBEDDED, SMALL, open_voice
from benchmarks.report import Row, Table
from benchmarks.sentences import chosen
from benchmarks.voices import flite_voices, piper_voices
from content.timeline.cues import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.voices.contract import Voice
    from benchmarks.bench import Bench

ROUNDS = 3
SENTENCES = 60
SHORT = ("And hold.", "And release.", "Halfway.", "Three.", "Two.", "One.", "Number two.", "Keep breathing.", "Rest.")
MOST_OF_EMBEDDED, MOST_OF_PIPER = 0.25, 0.05


@dataclass(frozen=True, slots=True)
class Made:
    """The time of making some clips, after the engine was loaded."""

    clips: int
    speech_s: float
    """The length of the clips."""
    whole_s: float
    outside_s: float
    """The part of ``whole_s`` that is neither speaking nor encoding."""

    @property
    def outside_part(self) -> float:
        return self.outside_s / self.whole_s

    @property
    def outside_ms(self) -> float:
        """For each clip."""
        return self.outside_s * 1000 / self.clips


def measure(bench: Bench) -> list[Row]:
    texts = [*SHORT, *chosen(bench.content, SENTENCES)]
    piper = piper_voices()[0]
    made = {spec: _made(open_voice(spec), texts, bench) for spec in (EMBEDDED, SMALL, *flite_voices()[:1], piper)}
    bench.tables.append(_table(made))
    return [
        _row(made[EMBEDDED], MOST_OF_EMBEDDED, "the embedded voice"),
        _row(made[piper], MOST_OF_PIPER, f"`{piper}`"),
    ]


def _made(voice: Voice, texts: Sequence[str], bench: Bench) -> Made:
    gain_db = voice.gain_db
    voice.speak(texts[0])  # loads the engine
    rounds = [_round(voice, gain_db, texts, ClipStore(bench.fresh())) for _ in range(ROUNDS)]
    middle = median(made.whole_s for made in rounds)
    return next(made for made in rounds if made.whole_s == middle)


def _round(voice: Voice, gain_db: float, texts: Sequence[str], store: ClipStore) -> Made:
    speech_s = spoken_s = encoded_s = 0.0
    begin_s = time.perf_counter()
    for text in texts:
        before_s = time.perf_counter()
        sound = voice.speak(text)
        spoken_s += time.perf_counter() - before_s
        shaped = shape(sound, gain_db)
        before_s = time.perf_counter()
        clip = encode(shaped)
        encoded_s += time.perf_counter() - before_s
        store.put(clip_key(voice.fingerprint, gain_db, Phrase(text)), clip)
        speech_s += clip.length_ms / 1000
    whole_s = time.perf_counter() - begin_s
    return Made(len(texts), speech_s, whole_s, whole_s - spoken_s - encoded_s)


def _row(made: Made, most: float, who: str) -> Row:
    return Row(
        f"time of making a clip that is neither speaking nor encoding, with {who}",
        f"<= {most:.0%}",
        f"{made.outside_part:.1%}: {made.outside_ms:.1f} ms of {made.whole_s * 1000 / made.clips:.1f} ms",
        made.outside_part <= most,
    )


def _table(engines: dict[str, Made]) -> Table:
    clips, speech_s = next((made.clips, made.speech_s) for made in engines.values())
    return Table(
        "How quickly each engine makes clips",
        ("engine", "clips each second", "real-time factor", "outside speaking and encoding"),
        [
            (
                name,
                f"{made.clips / made.whole_s:.0f}",
                f"{made.whole_s / made.speech_s:.3f}",
                f"{made.outside_part:.1%}, {made.outside_ms:.1f} ms a clip",
            )
            for name, made in engines.items()
        ],
        f"{clips} phrases ({speech_s:.0f} s by the embedded voice) spoken, shaped, encoded and kept by one process; "
        "loading the engine is not counted.",
    )
