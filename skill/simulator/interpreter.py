"""Interpret a document of APL for Audio by Amazon's written rules: what would be heard, and when.

A Sequencer plays its components one after another, a Mixer all at once; what has the duration ``trimToParent`` is cut
to the length that the others give its Mixer. The document has passed ``schema.faults_of``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from content.timeline.cues import Tone, phrase
from skill.simulator.sounded import Heard, Sounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from content.timeline.measure import Measure
    from skill.simulator.sounded import Kind

Json = Any  # a component as it was read


def interpret(document: Mapping[str, Json], measure: Measure) -> Heard:
    """What is heard of ``document``; ``measure`` says how long each sound lasts."""
    player = _Player(document.get("compositions", {}), measure)
    sounds, length_ms = player.play(document["mainTemplate"]["items"][0])
    return Heard(tuple(sorted(sounds, key=lambda sound: sound.start_ms)), length_ms)


_Clip = tuple[list[Sounded], int]
"""Sounds counted from the start of the clip, and its length in milliseconds."""


@dataclass(frozen=True, slots=True)
class _Player:
    compositions: Mapping[str, Json]
    measure: Measure

    def play(self, component: Mapping[str, Json]) -> _Clip:
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

    def _sound(self, kind: Kind, text: str) -> _Clip:
        length_ms = self.measure.length_ms(phrase(text) if kind == "speech" else Tone(text))
        return [Sounded(kind, text, 0, length_ms)], length_ms

    def _sequence(self, items: Iterable[Mapping[str, Json]]) -> _Clip:
        sounds: list[Sounded] = []
        now_ms = 0
        for item in items:
            clip, length_ms = self.play(item)
            sounds += [Sounded(each.kind, each.text, each.start_ms + now_ms, each.end_ms + now_ms) for each in clip]
            now_ms += length_ms
        return sounds, now_ms

    def _mix(self, items: Iterable[Mapping[str, Json]]) -> _Clip:
        clips = [(self.play(item), item.get("duration") == "trimToParent") for item in items]
        length_ms = max(clip_ms for (_, clip_ms), is_trimmed in clips if not is_trimmed)
        sounds: list[Sounded] = []
        for (clip, _), is_trimmed in clips:
            sounds += _trimmed(clip, length_ms) if is_trimmed else clip
        return sounds, length_ms


def _trimmed(clip: Iterable[Sounded], length_ms: int) -> list[Sounded]:
    return [
        Sounded(each.kind, each.text, each.start_ms, min(each.end_ms, length_ms))
        for each in clip
        if each.start_ms < length_ms
    ]
