"""Measures for tests: Alexa's voice as estimated, faster or slower."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from content.timeline.measure import Spacing
from skill.speech.timing import AlexaEstimate

if TYPE_CHECKING:
    from content.timeline.cues import Sound

ESTIMATE = AlexaEstimate()


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that takes ``percent`` of the estimate for everything."""

    percent: int
    spacing: Spacing = field(default_factory=Spacing)

    def length_ms(self, sound: Sound) -> int:
        return ESTIMATE.length_ms(sound) * self.percent // 100


@dataclass(frozen=True, slots=True)
class Second:
    """Every sound takes a second."""

    spacing: Spacing = field(default_factory=Spacing)

    def length_ms(self, sound: Sound) -> int:  # noqa: ARG002 - every sound
        return 1_000
