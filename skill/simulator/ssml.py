"""Interpret SSML as a device would: what would be heard, and when. Knows no tags but ``<break>`` and ``<audio>``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from content.errors import GentleBackError
from content.timeline.cues import Tone, phrase
from skill.alexa.limits import AUDIO_TAGS, BREAK_MS
from skill.simulator.sounds import HeardAnswer, PlayedSound

if TYPE_CHECKING:
    from content.timeline.measure import Measure
    from skill.simulator.sounds import SoundKind

_TIME = re.compile(r"(\d+)(ms|s)")


class SsmlError(GentleBackError):
    """Text that a device would refuse as SSML."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(f"this is not SSML that Alexa accepts: {fault}")


def read_ssml(ssml: str, measure: Measure) -> HeardAnswer:
    """What is heard of ``ssml``; ``measure`` says how long each sound lasts. Raises ``SsmlError``."""
    root = _parsed(ssml)
    reader = _Reader(measure)
    reader.speech(root.text)
    for child in root:
        reader.element(child)
        reader.speech(child.tail)
    if sum(sound.kind == "chime" for sound in reader.sounds) > AUDIO_TAGS:
        raise SsmlError(f"more than {AUDIO_TAGS} audio tags")
    return HeardAnswer(tuple(reader.sounds), reader.now_ms)


def _parsed(ssml: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(ssml)  # noqa: S314 - our own text, not third-party input
    except ElementTree.ParseError as error:
        raise SsmlError(str(error)) from error
    if root.tag != "speak" or root.attrib:
        raise SsmlError("it does not begin with a plain <speak>")
    return root


class _Reader:
    def __init__(self, measure: Measure) -> None:
        self.measure, self.now_ms = measure, 0
        self.sounds: list[PlayedSound] = []

    def speech(self, text: str | None) -> None:
        if text and text.strip():
            words = " ".join(text.split())
            self._sound("speech", words, self.measure.length_ms(phrase(words)))

    def element(self, element: ElementTree.Element) -> None:
        match element.tag, [*element], element.text, element.attrib:
            case "break", [], None, {"time": time, **others} if not others:
                self.now_ms += _break_ms(time)
            case "audio", [], None, {"src": source, **others} if not others:
                self._sound("chime", source, self.measure.length_ms(Tone(source)))
            case _:
                raise SsmlError(f"<{element.tag}> is not as we write it")

    def _sound(self, kind: SoundKind, text: str, length_ms: int) -> None:
        self.sounds.append(PlayedSound(kind, text, self.now_ms, self.now_ms + length_ms))
        self.now_ms += length_ms


def _break_ms(time: str) -> int:
    found = _TIME.fullmatch(time)
    if not found:
        raise SsmlError(f"a break of '{time}' has no length")
    break_ms = int(found[1]) * (1_000 if found[2] == "s" else 1)
    if not 0 < break_ms <= BREAK_MS:
        raise SsmlError(f"a break of {time} is not within {BREAK_MS} ms")
    return break_ms
