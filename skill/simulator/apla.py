"""Documents of APL for Audio: the faults of one, and what would be heard of it, by Amazon's written rules.

No validator of Amazon's works offline, and a faulty document is not heard at all. The check is stricter than Amazon's:
whatever we never write is a fault, so that it is looked up before it is first sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from content.timeline.cues import Tone, phrase
from skill.speech.apla import VERSION

if TYPE_CHECKING:
    from content.timeline.measure import Measure

SOURCE = re.compile(r"soundbank://soundlibrary/[a-z0-9_/]+")
NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
FIELDS = {"Speech": "content", "Audio": "source", "Silence": "duration", "Sequencer": "items", "Mixer": "items"}
"""Component -> the field that it needs besides its type. All may have a duration."""
TRIMMED = "trimToParent"
Json = Any
SoundKind = Literal["speech", "silence", "chime"]


@dataclass(frozen=True, slots=True)
class PlayedSound:
    kind: SoundKind
    text: str
    """The words; of a chime its address; empty for silence."""
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """The sounds of an answer without the silence between them, in order of their start."""

    sounds: tuple[PlayedSound, ...]
    length_ms: int

    def with_silence(self) -> list[PlayedSound]:
        """The sounds, and every silence in which nothing else is heard."""
        found: list[PlayedSound] = []
        now_ms = 0
        for sound in self.sounds:
            if sound.start_ms > now_ms:
                found.append(PlayedSound("silence", "", now_ms, sound.start_ms))
            found.append(sound)
            now_ms = max(now_ms, sound.end_ms)
        if self.length_ms > now_ms:
            found.append(PlayedSound("silence", "", now_ms, self.length_ms))
        return found


def faults_of(document: object) -> list[str]:
    """What is wrong with ``document``, each as "where: what"; empty for a good one."""
    if not isinstance(document, Mapping):
        return ["document: is not an object"]
    return list(_Checker(document).faults())


class _Checker:
    def __init__(self, document: Mapping[str, Json]) -> None:
        self.document = document
        named = document.get("compositions", {})
        self.compositions = named if isinstance(named, Mapping) else {"compositions": named}

    def faults(self) -> Iterator[str]:
        document, template = self.document, self.document.get("mainTemplate")
        yield from _fields("document", document, {"type", "version", "mainTemplate"}, {"compositions"})
        for name, value in (("type", "APLA"), ("version", VERSION)):
            if document.get(name) != value:
                yield f"{name}: is not {value}"
        yield from self._parent("mainTemplate", template, "parameters")
        if isinstance(template, Mapping) and template.get("parameters") != ["payload"]:
            yield "mainTemplate.parameters: is not payload alone"
        if isinstance(template, Mapping) and not self._types_in(template, set()) & {"Speech", "Audio"}:
            yield "mainTemplate: is silent, and an answer must not be silence alone"
        for name, composition in self.compositions.items():
            if name in FIELDS or not NAME.fullmatch(name):
                yield f"compositions.{name}: is not a name for a composition"
            yield from self._parent(f"compositions.{name}", composition)
            if name in self._types_in(composition, set()):
                yield f"compositions.{name}: contains itself"

    def _parent(self, where: str, parent: Json, *fields: str) -> Iterator[str]:
        """The template, or a composition: of several items only the first would be heard."""
        if not isinstance(parent, Mapping):
            yield f"{where}: is not an object"
            return
        yield from _fields(where, parent, {"items", *fields})
        items = parent.get("items")
        if isinstance(items, list) and len(items) == 1:
            yield from self._component(f"{where}.items[0]", items[0], "")
        else:
            yield f"{where}.items: is not a list of one component"

    def _component(self, where: str, component: Json, parent: str) -> Iterator[str]:
        if not isinstance(component, Mapping):
            yield f"{where}: is not an object"
            return
        kind = component.get("type")
        if not isinstance(kind, str) or kind not in {*FIELDS, *self.compositions}:
            yield f"{where}: has the unknown type {kind!r}"
        elif kind not in FIELDS:
            yield from _fields(where, component, {"type"})
        else:
            yield from _fields(where, component, {"type", FIELDS[kind]}, {"duration"})
            yield from _duration(where, component, kind, parent)
            if kind in ("Speech", "Audio"):
                yield from _text(f"{where}.{FIELDS[kind]}", component.get(FIELDS[kind]), kind)
            elif kind != "Silence":
                yield from self._children(where, component, kind)

    def _children(self, where: str, component: Mapping[str, Json], kind: str) -> Iterator[str]:
        children = component.get("items")
        if not isinstance(children, list) or not children:
            yield f"{where}.items: is not a list of components"
            return
        for index, child in enumerate(children):
            yield from self._component(f"{where}.items[{index}]", child, kind)
        if kind == "Mixer" and all(isinstance(child, Mapping) and _is_trimmed(child) for child in children):
            yield f"{where}: has no component that sets its length"

    def _types_in(self, component: Json, found: set[str]) -> set[str]:
        """``found``, with the types of all components of ``component``."""
        if isinstance(component, Mapping):
            kind, items = component.get("type"), component.get("items")
            inner = list(items) if isinstance(items, list) else []
            if isinstance(kind, str) and kind not in found:
                found.add(kind)
                inner.append(self.compositions.get(kind))
            for each in inner:
                self._types_in(each, found)
        return found


def _fields(where: str, found: Mapping[str, Json], needed: set[str], allowed: Iterable[str] = ()) -> Iterator[str]:
    yield from (f"{where}.{name}: is missing" for name in sorted(needed - found.keys()))
    yield from (f"{where}.{name}: is not a field that we use" for name in found if name not in {*needed, *allowed})


def _duration(where: str, component: Mapping[str, Json], kind: str, parent: str) -> Iterator[str]:
    duration = component.get("duration", "auto")
    if kind == "Silence":
        if not isinstance(duration, int) or isinstance(duration, bool) or duration <= 0:
            yield f"{where}.duration: is not a whole number of milliseconds above 0"
    elif duration not in ("auto", TRIMMED):
        yield f"{where}.duration: is neither auto nor {TRIMMED}"
    elif _is_trimmed(component) and parent != "Mixer":
        yield f"{where}.duration: is {TRIMMED}, but not in a Mixer"


def _text(where: str, text: Json, kind: str) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{where}: is not text"
    elif "${" in text:
        yield f"{where}: contains an expression"
    elif kind == "Audio" and not SOURCE.fullmatch(text):
        yield f"{where}: is not in the sound library"


def _is_trimmed(component: Mapping[str, Json]) -> bool:
    return component.get("duration") == TRIMMED


def interpret(document: Mapping[str, Json], measure: Measure) -> HeardAnswer:
    """What is heard of ``document``, which has no faults; ``measure`` says how long each sound lasts."""
    return play(document["mainTemplate"]["items"][0], document.get("compositions", {}), measure)


def play(component: Mapping[str, Json], compositions: Mapping[str, Json], measure: Measure) -> HeardAnswer:
    """What is heard of ``component``.

    A Sequencer plays its components one after another, a Mixer all at once; a component with the duration
    ``trimToParent`` is cut to the length that the others give its Mixer.
    """
    sounds, length_ms = _Player(compositions, measure).play(component)
    return HeardAnswer(tuple(sorted(sounds, key=lambda sound: sound.start_ms)), length_ms)


_Played = tuple[list[PlayedSound], int]
"""The sounds of a component, counted from its start, and its length in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Player:
    compositions: Mapping[str, Json]
    measure: Measure

    def play(self, component: Mapping[str, Json]) -> _Played:
        match component["type"]:
            case "Speech":
                return self._sound("speech", component["content"])
            case "Audio":
                return self._sound("chime", component["source"])
            case "Silence":
                return [], component["duration"]
            case "Sequencer":
                return self._sequence(component["items"])
            case "Mixer":
                return self._mix(component["items"])
            case name:
                return self.play(self.compositions[name]["items"][0])

    def _sound(self, kind: SoundKind, text: str) -> _Played:
        length_ms = self.measure.length_ms(phrase(text) if kind == "speech" else Tone(text))
        return [PlayedSound(kind, text, 0, length_ms)], length_ms

    def _sequence(self, items: Iterable[Mapping[str, Json]]) -> _Played:
        found: list[PlayedSound] = []
        now_ms = 0
        for item in items:
            sounds, length_ms = self.play(item)
            found += [replace(each, start_ms=each.start_ms + now_ms, end_ms=each.end_ms + now_ms) for each in sounds]
            now_ms += length_ms
        return found, now_ms

    def _mix(self, items: Iterable[Mapping[str, Json]]) -> _Played:
        played = [(*self.play(item), _is_trimmed(item)) for item in items]
        length_ms = max(item_ms for _, item_ms, is_trimmed in played if not is_trimmed)
        found: list[PlayedSound] = []
        for sounds, _, is_trimmed in played:
            found += _trimmed(sounds, length_ms) if is_trimmed else sounds
        return found, length_ms


def _trimmed(sounds: Iterable[PlayedSound], length_ms: int) -> list[PlayedSound]:
    return [replace(each, end_ms=min(each.end_ms, length_ms)) for each in sounds if each.start_ms < length_ms]
