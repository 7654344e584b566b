"""Read SSML as a device would: what would be heard, and when. Knows no tag but ``<break>`` and ``<audio>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from content.errors import GentleBackError
from content.timeline.cues import Tone, phrase
from skill.alexa.limits import AUDIO_TAGS, BREAK_MS
from skill.simulator.sounded import Heard, Sounded

if TYPE_CHECKING:
    from content.timeline.measure import Measure

_TIME = re.compile(r"(\d+)(ms|s)")


class SsmlError(GentleBackError):
    """Text that a device would refuse as SSML."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"this is no SSML that Alexa takes: {fault}")


def read_ssml(ssml: str, measure: Measure) -> Heard:
    """What is heard of ``ssml``; ``measure`` says how long each sound lasts. Raises ``SsmlError``."""
    reader = _Reader(measure)
    root = _parsed(ssml)
    reader.say(root.text)
    for child in root:
        reader.element(child)
        reader.say(child.tail)
    if sum(sound.kind == "chime" for sound in reader.sounds) > AUDIO_TAGS:
        raise SsmlError(f"more than {AUDIO_TAGS} audio tags")
    return Heard(tuple(reader.sounds), reader.now_ms)


def _parsed(ssml: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(ssml)  # noqa: S314 - our own text, no stranger's
    except ElementTree.ParseError as error:
        raise SsmlError(str(error)) from error
    if root.tag != "speak" or root.attrib:
        raise SsmlError("it does not begin with a plain <speak>")
    return root


class _Reader:
    def __init__(self, measure: Measure) -> None:
        self.measure, self.now_ms = measure, 0
        self.sounds: list[Sounded] = []

    def say(self, text: str | None) -> None:
        if text and text.strip():
            words = " ".join(text.split())
            end_ms = self.now_ms + self.measure.length_ms(phrase(words))
            self.sounds.append(Sounded("speech", words, self.now_ms, end_ms))
            self.now_ms = end_ms

    def element(self, element: ElementTree.Element) -> None:
        match element.tag, list(element), dict(element.attrib):
            case "break", [], {"time": time, **others} if not others and not element.text:
                self.now_ms += _break_ms(time)
            case "audio", [], {"src": source, **others} if not others and not element.text:
                end_ms = self.now_ms + self.measure.length_ms(Tone(source))
                self.sounds.append(Sounded("chime", source, self.now_ms, end_ms))
                self.now_ms = end_ms
            case _:
                raise SsmlError(f"<{element.tag}> is not as we write it")


def _break_ms(time: str) -> int:
    found = _TIME.fullmatch(time)
    if not found:
        raise SsmlError(f"a break of '{time}' has no length")
    break_ms = int(found[1]) * (1_000 if found[2] == "s" else 1)
    if not 0 < break_ms <= BREAK_MS:
        raise SsmlError(f"a break of {time} is not within {BREAK_MS} ms")
    return break_ms
