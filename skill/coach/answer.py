"""What the coach answers: sentences, a turn of a routine, a question. How it sounds is for ``skill.speech``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.timeline.cues import Cue


@dataclass(frozen=True, slots=True)
class Answer:
    """Said in this order: ``before``, ``cues``, ``question``."""

    before: tuple[str, ...] = ()
    """Sentences."""
    cues: tuple[Cue, ...] = ()
    """A turn of a routine; empty when the answer is talk alone."""
    question: str = ""
    """The session stays open exactly when there is one."""
    reprompt: str = ""
    """Said when nobody answers the question; empty without one."""

    @property
    def is_open(self) -> bool:
        return bool(self.question)
