"""Check a document of APL for Audio: no validator of Amazon's works offline, and a faulty document is not heard at all.

Stricter than Amazon: whatever we never write counts as a fault, so that it is looked up before it is first sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skill.speech.apla import VERSION

SOURCE = re.compile(r"soundbank://soundlibrary/[a-z0-9_/]+")
NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
FIELDS = {
    "Speech": ({"type", "content"}, {"duration"}),
    "Audio": ({"type", "source"}, {"duration"}),
    "Silence": ({"type", "duration"}, set[str]()),
    "Sequencer": ({"type", "items"}, {"duration"}),
    "Mixer": ({"type", "items"}, {"duration"}),
}
"""Of each component the fields that it needs, and those that it may have."""
DURATIONS = ("auto", "trimToParent")


def faults_of(document: object) -> list[str]:
    """What is wrong with ``document``, each as "where: what"; empty for a good one."""
    if not isinstance(document, Mapping):
        return ["document: is no object"]
    return list(_Check(document).faults())


@dataclass(frozen=True, slots=True)
class _Check:
    document: Mapping[object, object]

    def faults(self) -> Iterator[str]:
        document = self.document
        yield from _fields("document", document, {"type", "version", "mainTemplate"}, {"compositions"})
        if document.get("type") != "APLA":
            yield "type: is not APLA"
        if document.get("version") != VERSION:
            yield f"version: is not {VERSION}"
        yield from self._template()
        yield from self._compositions()

    def _template(self) -> Iterator[str]:
        template = self.document.get("mainTemplate")
        if not isinstance(template, Mapping):
            yield "mainTemplate: is no object"
            return
        yield from _fields("mainTemplate", template, {"parameters", "items"}, set())
        if template.get("parameters") != ["payload"]:
            yield "mainTemplate.parameters: is not payload alone"
        yield from self._only("mainTemplate", template)
        if not self._reached(template, set()) & {"Speech", "Audio"}:
            yield "mainTemplate: is silent, and an answer must not be silence alone"

    def _compositions(self) -> Iterator[str]:
        for name, composition in self._named.items():
            where = f"compositions.{name}"
            if not isinstance(name, str) or name in FIELDS or not NAME.fullmatch(name):
                yield f"{where}: is no name for a composition"
            if not isinstance(composition, Mapping):
                yield f"{where}: is no object"
                continue
            yield from _fields(where, composition, {"items"}, set())
            yield from self._only(where, composition)
            if name in self._reached(composition, set()):
                yield f"{where}: is made of itself"

    @property
    def _named(self) -> Mapping[object, object]:
        named = self.document.get("compositions", {})
        return named if isinstance(named, Mapping) else {"compositions": named}

    def _only(self, where: str, parent: Mapping[object, object]) -> Iterator[str]:
        """Of several items only the first would be heard."""
        items = parent.get("items")
        if not isinstance(items, list) or len(items) != 1:
            yield f"{where}.items: is no list of one component"
            return
        yield from self._component(f"{where}.items[0]", items[0], "")

    def _component(self, where: str, component: object, parent: str) -> Iterator[str]:
        if not isinstance(component, Mapping):
            yield f"{where}: is no object"
            return
        kind = component.get("type")
        if isinstance(kind, str) and kind not in FIELDS and kind in self._named:
            yield from _fields(where, component, {"type"}, set())
        elif not isinstance(kind, str) or kind not in FIELDS:
            yield f"{where}: is of type {kind!r}, which there is not"
        else:
            yield from _fields(where, component, *FIELDS[kind])
            yield from _durations(where, component, kind, parent)
            yield from _texts(where, component)
            if kind in ("Sequencer", "Mixer"):
                yield from self._children(where, component, kind)

    def _children(self, where: str, component: Mapping[object, object], kind: str) -> Iterator[str]:
        children = component.get("items")
        if not isinstance(children, list) or not children:
            yield f"{where}.items: is no list of components"
            return
        for index, child in enumerate(children):
            yield from self._component(f"{where}.items[{index}]", child, kind)
        if kind == "Mixer" and all(_is_trimmed(child) for child in children):
            yield f"{where}: has no component that gives it its length"

    def _reached(self, component: object, reached: set[str]) -> set[str]:
        """``reached``, with the types of all that ``component`` is made of."""
        if isinstance(component, Mapping):
            kind, items = component.get("type"), component.get("items", [])
            inner = list(items) if isinstance(items, list) else []
            if isinstance(kind, str) and kind not in reached:
                reached.add(kind)
                inner.append(self._named.get(kind))
            for each in inner:
                self._reached(each, reached)
        return reached


def _fields(where: str, found: Mapping[object, object], needed: set[str], allowed: set[str]) -> Iterator[str]:
    yield from (f"{where}.{name}: is missing" for name in sorted(needed - found.keys()))
    yield from (f"{where}.{name}: is no field that we use" for name in found if name not in needed | allowed)


def _durations(where: str, component: Mapping[object, object], kind: str, parent: str) -> Iterator[str]:
    duration = component.get("duration", "auto")
    if kind == "Silence":
        if not isinstance(duration, int) or isinstance(duration, bool) or duration <= 0:
            yield f"{where}.duration: is no whole number of milliseconds above 0"
    elif duration not in DURATIONS:
        yield f"{where}.duration: is neither auto nor trimToParent"
    elif _is_trimmed(component) and parent != "Mixer":
        yield f"{where}.duration: trims what is in no Mixer"


def _texts(where: str, component: Mapping[object, object]) -> Iterator[str]:
    for name in ("content", "source"):
        if name not in component:
            continue
        text = component[name]
        if not isinstance(text, str) or not text.strip():
            yield f"{where}.{name}: is no text"
        elif "${" in text:
            yield f"{where}.{name}: holds an expression"
        elif name == "source" and not SOURCE.fullmatch(text):
            yield f"{where}.source: is not in the sound library"


def _is_trimmed(component: object) -> bool:
    return isinstance(component, Mapping) and component.get("duration") == "trimToParent"
