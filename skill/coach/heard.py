"""What a person said, as the coach hears it: an intent and what its slots hold. No Alexa in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing said. Fields that the sentence did not fill stay empty."""

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
    """What was said in a slot, where nothing of ours is called so."""
