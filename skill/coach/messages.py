"""What goes into an exchange with the coach, and what comes out; independent of Alexa."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.timeline.cues import Cue
    from skill.coach.state import State

    Choose = Callable[[tuple[str, ...]], str]
    """Takes one of several phrasings."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a person said: an intent and what its slots hold. Slots that were not filled stay empty."""

    name: str
    """A key of ``skill.coach.step.ACTIONS``: ``next``; ``launch``; ``gone`` where the session ended by itself."""
    routine: str = ""
    exercise: str = ""
    need: str = ""
    """An area of the body, or a kind such as ``short``."""
    sign: str = ""
    """A warning sign."""
    position: str = ""
    """``first``, ``second``, ``third`` or ``last`` of the routines that were named."""
    seconds: int | None = None
    """A length of time."""
    number: int | None = None
    unknown: str = ""
    """What was said in a slot, where no routine, exercise or the like has that name."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where something is said, and the choice of phrasings."""

    now_ms: int
    """Since 1970, as the request says."""
    day: str
    """An ISO date."""
    country: str
    """Of the speaker: ``US``."""
    choose: Choose


@dataclass(frozen=True, slots=True)
class Answer:
    """Said in this order: ``before``, ``cues``, ``question``. How it sounds is decided in ``skill.speech``."""

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


@dataclass(frozen=True, slots=True)
class Reply:
    state: State
    answer: Answer
    forgets: bool = False
    """Whether all that is kept of the person is to be deleted."""
