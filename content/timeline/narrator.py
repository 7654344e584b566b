"""What every part of a compiled routine shares: the words, the options, and the ways to say a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.model.passages import route_between
from content.model.words import Words, fill
from content.timeline.cues import (
    BREATHE_IN,
    BREATHE_OUT,
    HOLD,
    RELEASE,
    Chime,
    Cue,
    Mark,
    Move,
    Phrase,
    Rank,
    Rest,
    Say,
    Side,
    Where,
    phrase,
)

if TYPE_CHECKING:
    from content.model.lines import Alternatives, CoachLine, ScreenLine
    from content.model.types import Ground
    from content.model.words import Instruction
    from content.timeline.options import Options

SENTENCE_PAUSE_MS = 600
"""After a sentence at least, under any pace; ``place`` leaves more where the voice is quick."""
BELL_PAUSE_MS = 1_500
"""After a bell that is heard as a sample."""
BREATH_TONES_LEAST_MS = 2_500
"""A quicker breath has no room for the tones."""
BREATH_LAG_MS = 300
"""A breath cue comes this long after the sound before it, so that both can be heard."""


@dataclass(slots=True)
class Narrator:
    words: Words
    options: Options

    def line(self, name: CoachLine, **values: str) -> Phrase:
        """A line of ``phrases.yaml`` with its places filled."""
        return phrase(fill(self.words.phrases.lines[name], **values))

    def screen(self, name: ScreenLine) -> str:
        return self.words.phrases.lines[name]

    def one_of(self, name: Alternatives, number: int) -> Phrase:
        """One of the alternatives called ``name``: they take turns."""
        alternatives = self.words.phrases.lists[name]
        return phrase(fill(alternatives[number % len(alternatives)]))

    def say(self, where: Where, sentence: Phrase) -> Say:
        return Say(where, sentence, SENTENCE_PAUSE_MS)

    def say_line(self, where: Where, name: CoachLine, **values: str) -> Say:
        return self.say(where, self.line(name, **values))

    def say_all(self, where: Where, sentences: Iterable[str], side: Side = "") -> list[Say]:
        return [self.say(where, self.sided(sentence, side)) for sentence in sentences if sentence]

    def lead(self, where: Where, steps: Iterable[Instruction], side: Side = "") -> Iterator[Cue]:
        """One instruction after the other, each with its time. No pace shortens that."""
        for step in steps:
            if step.tone and not self.options.chimes:
                continue
            said = self.sided(step.text, side)
            yield Say(where, said, 0 if step.wait_ms else SENTENCE_PAUSE_MS, is_needed=True)
            if step.wait_ms:
                yield Move(where, self.options.at_least(step.wait_ms))
            if step.tone:
                yield Chime(where, HOLD if step.tone == "hold" else RELEASE, BELL_PAUSE_MS)

    def say_and_wait(self, where: Where, name: CoachLine, wait_ms: int, **values: str) -> Iterator[Cue]:
        """A line, and the silence that it asks for. No pace shortens that."""
        yield Say(where, self.line(name, **values))
        yield Rest(where, self.options.at_least(wait_ms))

    def passage(self, where: Where, start: Ground, end: Ground, side: Side = "") -> Iterator[Cue]:
        """How to get from one ground to another, step by step."""
        passages = self.words.phrases.passages
        for each in route_between(passages, start, end):
            yield from self.lead(where, passages[each], side)

    def sided(self, sentence: str, side: Side) -> Phrase:
        """``sentence`` with the names of this side and the other filled in."""
        other: Side = "right" if side == "left" else "left"
        return phrase(fill(sentence, side=self.side_name(side), other=self.side_name(other)))

    def side_name(self, side: Side) -> str:
        return self.words.phrases.sides[side or "either"]

    def breath_marks(self, breaths: int, has_words: bool = True) -> tuple[Mark, ...]:
        """Breath cues that pace ``breaths`` breaths: the first by words where it ``has_words``, the others by tones."""
        in_ms, out_ms = self.options.breath_ms
        has_tones = self.options.chimes and min(in_ms, out_ms) >= BREATH_TONES_LEAST_MS
        marks: list[Mark] = []
        for breath in range(breaths):
            start_ms = breath * (in_ms + out_ms) + BREATH_LAG_MS
            is_spoken = not has_tones or (has_words and breath == 0)
            breathe_in = self.line("breathe_in") if is_spoken else BREATHE_IN
            breathe_out = self.line("breathe_out") if is_spoken else BREATHE_OUT
            marks.append(Mark(start_ms, Rank.PACE, breathe_in))
            marks.append(Mark(start_ms + in_ms, Rank.PACE, breathe_out))
        return tuple(marks)

    def count(self, value: int, noun: str) -> str:
        return self.words.grammar.count(value, noun)

    def number(self, value: int) -> str:
        return self.words.grammar.number(value)

    @property
    def is_full(self) -> bool:
        return self.options.detail == "full"

    @property
    def gives_instructions(self) -> bool:
        return self.options.detail != "cues"
