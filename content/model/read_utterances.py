"""``words/LANGUAGE/utterances.yaml``: what people say to the speaker, as far as Alexa takes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from content.model.faults import short
from content.model.fields import Fields, Report
from content.model.intents import DENIALS, DURATION, INTENTS, KINDS, NUMBER, PLACES, SIGNS, TAKES_NO_SAMPLES
from content.model.words import PLACEHOLDER, Utterances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from content.model.tree import Route, Tree

LEAST_SAMPLES = 10
MAX_SPOKEN = 140
"""Characters that are said in one breath; of a limit of Amazon's nothing could be found."""
UNITS = {"second": 1, "minute": 60, "hour": 3_600}
"""Each unit of time that a person may name, in seconds."""
LENGTH = re.compile(r"PT(?=\d)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?")
"""A length of time as Alexa writes it (ISO 8601)."""
_PLAIN = re.compile(r"(?:(?:[a-z]+|\{[a-z]+\})(?:[ '](?:[a-z]+|\{[a-z]+\}))*\n)+")
_WAKE = re.compile(r"\b(?:alexa|amazon|echo)\b")
_WHOLE = re.compile(r"[1-9]\d{0,3}")


def read_utterances(tree: Tree, report: Report) -> Utterances:
    fields = Fields(tree, report)
    lengths = fields.mapping("lengths")
    utterances = Utterances(
        invocation=_invocation(fields),
        samples=_samples(fields.mapping("samples")),
        known=_said(fields.mapping("known"), (), INTENTS),
        needs=_said(fields.mapping("needs"), KINDS, None),
        signs=_said(fields.mapping("signs"), SIGNS, SIGNS),
        denials=_said(fields.mapping("denials"), DENIALS, DENIALS),
        positions=_said(fields.mapping("positions"), PLACES, PLACES),
        units={seconds: _spoken(lengths, name, 1) for name, seconds in UNITS.items()},
        ones=_spoken(lengths, "one"),
        joints=_spoken(lengths, "joint"),
        halves=_spoken(lengths, "half"),
        fixed=_keyed(lengths, "fixed", LENGTH, "is no length of time; write it as PT30S, PT15M or PT1H30M"),
        numbers=_keyed(lengths, "numbers", _WHOLE, "must be a whole number from 1 to 9999, in digits"),
    )
    lengths.done()
    fields.done()
    _say_each_once(fields, utterances)
    return utterances


def trouble_hearing(text: str, slots: Mapping[str, str]) -> str | None:
    """What keeps Alexa from taking ``text`` as a sample that may have ``slots``, and what to do; None when nothing."""
    plain = PLACEHOLDER.sub("a", text)
    strange = next((each for each in plain if not (_is_letter(each) or each in " '.")), "")
    unknown = next((name for name in PLACEHOLDER.findall(text) if name not in slots), None)
    alone = slots.get(text.strip("{} ."), "") if text.startswith("{") else ""
    there_are = ", ".join(f"{{{name}}}" for name in slots) or "none"
    troubles = (
        (unknown is not None, f"has a slot {{{short(unknown or '')}}} that the intent has not; there are: {there_are}"),
        (strange, f"has {strange!r}; Alexa takes small letters, blanks, apostrophes and periods, and numbers in words"),
        (plain != " ".join(plain.split()), "has stray blanks; keep one between words"),
        (len(text) > MAX_SPOKEN, f"is {len(text)} characters long; nobody says more than {MAX_SPOKEN}"),
        (_WAKE.search(plain), "has a name that a speaker wakes up to; leave it out"),
        (alone in (DURATION, NUMBER), "is a slot alone, which answers to every sentence; put words beside it"),
    )
    return next((advice for is_so, advice in troubles if is_so), None)


def _is_letter(character: str) -> bool:
    return (character.isalpha() and character == character.lower()) or category(character).startswith("M")


def _invocation(fields: Fields) -> str:
    name = fields.text("invocation")
    if name and (trouble := trouble_hearing(name, {})):
        fields.fault("invocation", trouble)
    elif name and " " not in name:
        fields.fault("invocation", "is one word; Alexa wants two or more")
    return name


def _samples(fields: Fields) -> dict[str, tuple[str, ...]]:
    found = {name: _of_intent(fields, name) for name in INTENTS}
    fields.done()
    return found


def _of_intent(fields: Fields, name: str) -> tuple[str, ...]:
    if name in TAKES_NO_SAMPLES:
        if fields.texts(name):
            fields.fault(name, "takes no samples of ours; leave it empty")
        return ()
    samples = _spoken(fields, name, LEAST_SAMPLES, INTENTS[name])
    for slot in INTENTS[name]:
        if samples and not any(f"{{{slot}}}" in sample for sample in samples):
            fields.fault(name, f"has no sample with {{{slot}}}; write some")
    return samples


def _said(fields: Fields, needed: Iterable[str], known: Iterable[str] | None) -> dict[str, tuple[str, ...]]:
    """What is said for each of ``needed`` and of ``known``, which is all that may stand here (None: whatever does)."""
    names = dict.fromkeys([*needed, *(name for name in fields.value if known is None or name in known)])
    found = {name: _spoken(fields, name, 1) for name in names}
    fields.taken.update(known or ())
    fields.done()
    return found


def _keyed(lengths: Fields, name: str, pattern: re.Pattern[str], advice: str) -> dict[str, tuple[str, ...]]:
    """An optional field whose own fields are names that look like ``pattern``."""
    lengths.taken.add(name)
    if not lengths.has(name):
        return {}
    fields = lengths.mapping(name)
    for key in fields.value:
        if not pattern.fullmatch(key):
            fields.fault(key, advice)
    return {key: _spoken(fields, key, 1) for key in fields.value}


def _spoken(fields: Fields, name: str, least: int = 0, slots: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Things that people say. Plain ones are looked at all together: a speaker waits while this is read."""
    items, places = fields.value.get(name), slots or {}
    if isinstance(items, list) and len(items) >= least and all(isinstance(item, str) for item in items):
        texts = tuple(map(str, items))
        if _are_plain(texts, places):
            fields.taken.add(name)
            return texts
    return fields.texts(name, least, lambda text: trouble_hearing(text, places))


def _are_plain(texts: tuple[str, ...], slots: Mapping[str, str]) -> bool:
    """Whether nothing about ``texts`` needs a second look."""
    all_of_them = "\n".join((*texts, ""))
    return (
        len(set(texts)) == len(texts)
        and _PLAIN.fullmatch(all_of_them) is not None
        and set(PLACEHOLDER.findall(all_of_them)) <= slots.keys()
        and not any(f"{{{name}}}" in texts for name, kind in slots.items() if kind in (DURATION, NUMBER))
        and not _WAKE.search(all_of_them)
        and max(map(len, texts), default=0) <= MAX_SPOKEN
    )


def _say_each_once(fields: Fields, utterances: Utterances) -> None:
    """No sentence belongs to two intents, and no word to two things that a slot may hold."""
    _once(fields, "samples", utterances.samples, _holders(utterances.known))
    for name, said in (("known", utterances.known), ("needs", utterances.needs), ("signs", utterances.signs)):
        _once(fields, name, said, {})


def _holders(said: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {text: name for name, texts in said.items() for text in texts}


def _once(fields: Fields, name: str, said: Mapping[str, tuple[str, ...]], taken: dict[str, str]) -> None:
    distinct = set().union(*said.values())
    if len(distinct) == sum(map(len, said.values())) and distinct.isdisjoint(taken):
        return
    for owner, texts in said.items():
        for index, text in enumerate(texts):
            if taken.setdefault(text, owner) != owner:
                route: Route = (name, owner, index)
                fields.fault(route, f"'{short(text)}' belongs to '{taken[text]}' too; keep it there, or here")
