"""Interpret SSML as a device would: what would be heard, and when. Knows no tags but ``<break>`` and ``<audio>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from content.errors import GentleBackError
from skill.alexa.limits import AUDIO_TAGS, BREAK_MS
from skill.simulator.apla import HeardAnswer, Json, play

if TYPE_CHECKING:
    from content.timeline.measure import Measure

_TIME = re.compile(r"(\d+)(ms|s)")


class SsmlError(GentleBackError):
    """Text that a device would refuse as SSML."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"this is not SSML that Alexa accepts: {fault}")


def read_ssml(ssml: str, measure: Measure) -> HeardAnswer:
    """What is heard of ``ssml``; ``measure`` says how long each sound lasts. Raises ``SsmlError``."""
    try:
        root = ElementTree.fromstring(ssml)  # noqa: S314 - our own text, not third-party input
    except ElementTree.ParseError as error:
        raise SsmlError(str(error)) from error
    if root.tag != "speak" or root.attrib:
        raise SsmlError("it does not begin with a plain <speak>")
    items = _speech(root.text)
    for child in root:
        items += [_component(child), *_speech(child.tail)]
    if sum(item["type"] == "Audio" for item in items) > AUDIO_TAGS:
        raise SsmlError(f"more than {AUDIO_TAGS} audio tags")
    return play({"type": "Sequencer", "items": items}, {}, measure)


def _speech(text: str | None) -> list[Json]:
    words = " ".join((text or "").split())
    return [{"type": "Speech", "content": words}] if words else []


def _component(element: ElementTree.Element) -> Json:
    """A tag as the component of APL for Audio that sounds like it."""
    match element.tag, [*element], element.text, element.attrib:
        case "break", [], None, {"time": time, **others} if not others:
            return {"type": "Silence", "duration": _break_ms(time)}
        case "audio", [], None, {"src": source, **others} if not others:
            return {"type": "Audio", "source": source}
    raise SsmlError(f"<{element.tag}> is not as we write it")


def _break_ms(time: str) -> int:
    found = _TIME.fullmatch(time)
    if not found:
        raise SsmlError(f"a break of '{time}' has no length")
    break_ms = int(found[1]) * (1_000 if found[2] == "s" else 1)
    if not 0 < break_ms <= BREAK_MS:
        raise SsmlError(f"a break of {time} is not within {BREAK_MS} ms")
    return break_ms
