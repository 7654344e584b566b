"""What the coach hears and answers, independent of Alexa; and what it remembers.

Of a person that is kept in the store, of the session it is gone with it. Nothing about anybody's pain is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from content.timeline.options import Detail, OptionError, Options

if TYPE_CHECKING:
    from content.timeline.cues import Cue, Side

    Choose = Callable[[tuple[str, ...]], str]
    """Takes one of several phrasings."""

OPENING = -1
"""The step of a bookmark in the opening, getting down included; the ending has the number of steps."""

Asking = Literal[
    "", "which", "resume", "offer", "begin", "next", "side", "rest", "finish", "go_on", "else",
    "down", "pain", "hurt", "gentle", "forget", "length", "number",
]  # fmt: skip
"""The question that is open; empty when there is none."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in a routine that a person can go on from."""

    step: int = OPENING
    set: int = 1
    side: Side = ""
    repetition: int = 0
    """Counted from 1; 0 for the start of the chapter, where the exercise is explained, from the sentence ``set`` on.

    In the opening and the ending: which of its chapters, counted from 0. ``set`` is then the sentence of a passage, or
    of what leads somebody down who was up.
    """


@dataclass(frozen=True, slots=True)
class BegunRoutine:
    """A routine that has been begun and not finished."""

    routine: str
    minutes: int | None = None
    """What it was fitted into; None for its usual length."""
    bookmark: Bookmark = Bookmark()


@dataclass(frozen=True, slots=True)
class DoneRoutine:
    """A routine that was done to its end."""

    routine: str
    minutes: int | None
    day: str
    """An ISO date."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has changed; kept for next time."""

    hold_s: int | None = None
    repetitions: int | None = None
    pace: float = 1.0
    detail: Detail = "full"
    ways: Mapping[str, str] = field(default_factory=dict)
    """Exercise -> ``easier`` or ``harder``."""

    def options(self, language: str, minutes: int | None = None) -> Options:
        """As options of a timeline; the usual ones where a value is out of range.

        Without bells around a hold: the lengths of those in Alexa's library are not documented, and a hold is exact.
        """
        try:
            return Options(
                self.hold_s, self.repetitions, self.pace, self.detail, chimes=False, minutes=minutes, language=language
            )
        except OptionError:
            return Options(chimes=False, language=language)


@dataclass(frozen=True, slots=True)
class PersonState:
    """What is kept of a person between sessions."""

    settings: Settings = Settings()
    run: BegunRoutine | None = None
    past: tuple[DoneRoutine, ...] = ()
    """The last few, newest first."""
    is_known: bool = False
    """Whether the safety check was heard."""
    is_plain: bool = False
    """Whether the device refused APL for Audio: then answers are SSML."""
    is_unheard: bool = False
    """Whether it refused the turn that was sent last: that one is to be given again."""


@dataclass(frozen=True, slots=True)
class SessionState:
    """What is known while a session lasts."""

    asking: Asking = ""
    topic: str = ""
    """The routine that was offered."""
    offered: tuple[str, ...] = ()
    """Routines that were named already."""
    listed: tuple[str, ...] = ()
    """Those that were named last, in order."""
    in_pain: bool | None = None
    """The answer to "are you in pain now?"; None: not asked yet."""
    sent_ms: int = 0
    """When the last answer went out, since 1970."""
    playing: Bookmark | None = None
    """Where the turn that was sent last began; None when the last answer was talk alone."""
    last: Bookmark | None = None
    """What was being done last, for "repeat" and "how do I do this"."""
    is_again: bool = False
    """Whether that turn began with the start position."""
    came_from: int | None = None
    """The step whose position the person was in before it, OPENING for one who was up; None for the usual one."""
    sentence: int = 1
    """The sentence that it began with, of those that lead down to the floor."""
    before_ms: int = 0
    """How long the sentences before that turn took."""
    lost: int = 0
    """How many times in a row nothing was understood."""


@dataclass(frozen=True, slots=True)
class State:
    """All that a step of the conversation depends on and changes."""

    kept: PersonState = PersonState()
    session: SessionState = SessionState()


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
    """What a step answers, and the state after it."""

    state: State
    answer: Answer
    forgets: bool = False
    """Whether all that is kept of the person is to be deleted."""
