"""A typed sentence -> the intent that Alexa would probably hear: values are found first, then the nearest sample."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from content.model.intents import DURATION, NUMBER
from skill.alexa.durations import spoken_of, tokens_of
from skill.alexa.model import interaction_model
from skill.alexa.nearest import Nearest
from skill.simulator.spotting import SlotValue, Spotter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from content.model.content import Content
    from content.model.words import Words
    from skill.alexa.durations import Spoken, Tokens
    from skill.simulator.spotting import Found

FALLBACK = "AMAZON.FallbackIntent"
LEAST_LIKENESS = 0.46
"""Below it a sentence is none of ours."""
PER_WORD_OF_VALUE = 0.03
"""What each word of a value counts: of two readings the one that explains more is the likelier."""
STRANGE_WORDS, WORDS_AROUND = 3, 3
"""At most so many words may a value have that is none of ours, with at least so many words of a sample around it."""
SIGN, WARNING = "Sign", "WarningSignIntent"
NEEDED = "ChooseByNeedIntent"
"""Its unknown values are parts of the body: heard as such before anything that merely sounds alike, such as pain."""
NEAR_WORDS = 3
"""How far before a sign a "no" may stand that takes it back."""
CLOSED = frozenset({DURATION, NUMBER, SIGN})
"""Types without such values: nobody is sent to a doctor for a word that we do not know."""
_SLOT = re.compile(r"\{(\w+)\}|([^{}]+)")


@dataclass(frozen=True, slots=True)
class Match:
    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    """By the name of the slot; those that the sentence did not fill are left out."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sample: its words, and for each slot the name of its type in braces."""

    intent: str
    tokens: Tokens
    slots: tuple[tuple[str, str], ...]
    """Name and type of each, in order."""

    @property
    def kinds(self) -> Tokens:
        return tuple(kind for _, kind in self.slots)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with some of its values taken for slots."""

    tokens: Tokens
    found: tuple[Found, ...] = ()


class Matcher:
    """``known``: what Alexa's own intents answer to without samples; ``denials``: what takes a warning sign back."""

    def __init__(
        self,
        model: Mapping[str, Any],
        spoken: Spoken,
        known: Mapping[str, Sequence[str]],
        denials: Mapping[str, Sequence[str]],
    ) -> None:
        language = model["interactionModel"]["languageModel"]
        self.spotter = Spotter(language["types"], spoken)
        self.templates = [*_templates(language["intents"]), *_known(known)]
        self.exact = {each.tokens: each for each in reversed(self.templates)}
        self.kinds = sorted({each.kinds for each in self.templates}, key=len)
        self.open = sorted(_open(self.templates), key=lambda each: -len(each[0].tokens))
        self.before, self.after = ([tokens_of(each) for each in denials[side]] for side in ("before", "after"))
        self.nearest = Nearest([each.tokens for each in self.templates])

    def match(self, sentence: str) -> Match:
        """The intent of ``sentence``, with its slots; the fallback's when it is none of ours."""
        tokens = tokens_of(sentence)
        found = self.spotter.find(SIGN, tokens)
        signs = [each for each in found if not self._is_denied(tokens, each)]
        kinds_here = [kinds for kinds in self.kinds if SIGN not in kinds or not found or signs]
        readings = {kinds: list(self._readings(tokens, kinds)) for kinds in kinds_here}
        return (
            self._same(readings)
            or self._sign(signs)
            or self._with_a_strange_value(tokens, NEEDED)
            or self._like(readings)
            or self._with_a_strange_value(tokens)
            or Match(FALLBACK)
        )

    def _readings(self, tokens: Tokens, kinds: Tokens) -> Iterator[Reading]:
        """Every way to take values of ``kinds``, in that order, for slots."""
        if not kinds:
            yield Reading(tokens)
            return
        for found in self.spotter.find(kinds[0], tokens):
            after = tokens[found.end :]
            for rest in self._readings(after, kinds[1:]):
                yield Reading((*tokens[: found.start], f"{{{kinds[0]}}}", *rest.tokens), (found, *rest.found))

    def _same(self, readings: Mapping[Tokens, list[Reading]]) -> Match | None:
        """A sample word for word; of several the one with the longest values."""
        same = [reading for each in readings.values() for reading in each if reading.tokens in self.exact]
        best = min(same, key=lambda reading: (bool(reading.found), len(reading.tokens)), default=None)
        return _filled(self.exact[best.tokens], best) if best else None

    def _sign(self, signs: Sequence[Found]) -> Match | None:
        """A sentence that holds a warning sign, whatever else it says: better asked once too often."""
        return Match(WARNING, {"sign": signs[0].value}) if signs else None

    def _is_denied(self, tokens: Tokens, sign: Found) -> bool:
        """Whether the sign is taken back close before it, or right behind it."""
        before, after = tokens[max(0, sign.start - NEAR_WORDS) : sign.start], tokens[sign.end :]
        return any(_holds(before, each) for each in self.before) or any(
            after[: len(each)] == each for each in self.after
        )

    def _like(self, readings: Mapping[Tokens, list[Reading]]) -> Match | None:
        best, match = LEAST_LIKENESS, None
        for kinds, each in readings.items():
            for reading in each:
                bonus = PER_WORD_OF_VALUE * sum(found.end - found.start for found in reading.found)
                for number, likeness in self.nearest.likenesses(reading.tokens).items():
                    if likeness + bonus > best and self.templates[number].kinds == kinds:
                        best, match = likeness + bonus, _filled(self.templates[number], reading)
        return match

    def _with_a_strange_value(self, tokens: Tokens, intent: str = "") -> Match | None:
        """A sample of ``intent`` (or any) word for word around a value none of ours: "something for my knees"."""
        for template, place in self.open:
            if intent not in ("", template.intent):
                continue
            end = len(tokens) - (len(template.tokens) - place - 1)
            around = (*tokens[:place], template.tokens[place], *tokens[end:])
            if 0 < end - place <= STRANGE_WORDS and around == template.tokens:
                return Match(template.intent, {template.slots[0][0]: SlotValue(" ".join(tokens[place:end]), "")})
        return None


def matcher_of(content: Content, words: Words) -> Matcher | None:
    """What hears sentences in the language of ``words``; None in a language for sessions alone."""
    spoken = spoken_of(words)
    if spoken is None or words.utterances is None:
        return None
    return Matcher(
        interaction_model(content, words, words.utterances), spoken, words.utterances.known, words.utterances.denials
    )


def _holds(tokens: Tokens, part: Tokens) -> bool:
    return any(tokens[index : index + len(part)] == part for index in range(len(tokens)))


def _filled(template: Template, reading: Reading) -> Match:
    names = (name for name, _ in template.slots)
    return Match(template.intent, {name: found.value for name, found in zip(names, reading.found, strict=True)})


def _open(templates: Sequence[Template]) -> Iterator[tuple[Template, int]]:
    """Samples that may stand around any value, with the place of the slot: of intents that never go without one."""
    without = {each.intent for each in templates if not each.slots}
    for each in templates:
        if each.intent not in without and len(each.slots) == 1 and len(each.tokens) > WORDS_AROUND:
            kind = each.slots[0][1]
            if kind not in CLOSED:
                yield each, each.tokens.index(f"{{{kind}}}")


def _templates(intents: Sequence[Mapping[str, Any]]) -> Iterator[Template]:
    for intent in intents:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            yield _template(intent["name"], sample, types)


def _known(known: Mapping[str, Sequence[str]]) -> Iterator[Template]:
    return (Template(intent, tokens_of(said), ()) for intent, every in known.items() for said in every)


def _template(intent: str, sample: str, types: Mapping[str, str]) -> Template:
    tokens: list[str] = []
    slots: list[tuple[str, str]] = []
    for name, text in _SLOT.findall(sample):
        if name:
            slots.append((name, types[name]))
        tokens += [f"{{{types[name]}}}"] if name else tokens_of(text)
    return Template(intent, tuple(tokens), tuple(slots))
