"""How well each voice is understood: the words that an independent recogniser gets right of twenty sentences.

It hears what a listener hears: clips, as they stand in a session. The sentences are chosen by a rule (``sentences``).
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from audio_builder.clips.encode import encode
from audio_builder.clips.shape import shape
from audio_builder.commands import DEFAULT_VOICE
from benchmarks.alignment import Alignment, align
from benchmarks.recogniser import Recogniser
from benchmarks.rows import Row, Table
from benchmarks.sentences import chosen, words_of
from benchmarks.voices_here import voices_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio_builder.voices.contract import Voice
    from benchmarks.bench import Bench

COUNT = 20
PLAIN = "espeak:en-us"
"""espeak-ng's own American voice, without a variant: the default before."""
VARIANTS = (PLAIN, "espeak:en-us+f3", "espeak:en-us+f5", "espeak:en-us+Henrique", "espeak:en-gb-x-rp")
"""To compare the default with."""


def measure(bench: Bench) -> list[Row]:
    recogniser = Recogniser()
    sentences = chosen(bench.content, COUNT, recogniser.knows)
    heard = {voice.name: _heard(voice, sentences, recogniser) for voice in voices_here(*VARIANTS)}
    bench.tables.append(_table(heard, sentences))
    ours, plain = heard[DEFAULT_VOICE], heard[PLAIN]
    return [
        Row(
            "words that an independent recogniser hears right, of twenty sentences by the default voice",
            f"more than of `{PLAIN}`",
            f"{ours.right_part:.0%} against {plain.right_part:.0%} ({ours.said} words)",
            ours.right > plain.right,
        )
    ]


def _heard(voice: Voice, sentences: Sequence[str], recogniser: Recogniser) -> Alignment:
    recogniser.forget()
    each = (align(words_of(text), recogniser.heard(_spoken(voice, text))) for text in sentences)
    return reduce(add, each)


def _spoken(voice: Voice, text: str) -> bytes:
    return encode(shape(voice.speak(text), voice.gain_db)).frames


def _table(heard: dict[str, Alignment], sentences: Sequence[str]) -> Table:
    by_right = sorted(heard.items(), key=lambda item: -item[1].right)
    return Table(
        "How well each voice is understood",
        ("voice", "words heard right", "edits for each word said"),
        [(f"`{name}`", f"{one.right_part:.0%}", f"{one.error_rate:.2f}") for name, one in by_right],
        f"{len(sentences)} sentences, {sum(len(words_of(text)) for text in sentences)} words; "
        f"[how it is judged](../docs/voices.md)",
    )
