"""One person and the coach, without a speaker: what is said to it, and its answer in one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from content.model.loader import load
from content.model.words import fill
from skill.build import libraries
from skill.coach.state import OPENING, Answer, Heard, Moment, PersonState, SessionState, State
from skill.coach.step import step
from skill.simulator.matcher import matcher_of
from skill.speech.timing import length_ms, placed_turn

if TYPE_CHECKING:
    from skill.coach.library import Library
    from skill.coach.state import Bookmark, Choose, Reply
    from skill.simulator.matcher import Matcher

CONTENT = load()
LIBRARY = libraries(CONTENT)["en"]
MORNING_MS = 1_767_600_000_000
THINKING_MS = 1_500


@cache
def matcher() -> Matcher:
    """The matcher of our own sentences: slow to build, and without state."""
    found = matcher_of(CONTENT, LIBRARY.words)
    assert found is not None
    return found


def routine_named(routine: str) -> str:
    """How a routine is called within a sentence."""
    return LIBRARY.words.grammar.inside(LIBRARY.words.routines[routine].name)


def exercise_named(exercise: str) -> str:
    """How an exercise is called within a sentence."""
    return LIBRARY.words.grammar.inside(LIBRARY.words.exercises[exercise].name)


def length_of(routine: str) -> tuple[str, str]:
    """About how many minutes a routine takes, and what is said of getting down and up."""
    minutes, count = LIBRARY.minutes[routine], LIBRARY.words.grammar.count
    passages = LIBRARY.words.phrases.lines["length_passages"]
    return count(minutes.routine, "minute"), fill(passages, minutes=count(minutes.passages, "minute"))


def first(phrasings: tuple[str, ...]) -> str:
    return phrasings[0]


@dataclass
class Talk:
    """Without ``at_s`` a person listens to the end before they speak; with it they speak after that many seconds."""

    state: State = field(default_factory=State)
    country: str = "US"
    day: str = "2026-01-05"
    choose: Choose = first
    library: Library = LIBRARY
    now_ms: int = MORNING_MS
    answer: Answer = field(default_factory=Answer)
    replies: list[Reply] = field(default_factory=list)

    def say(self, name: str, at_s: float | None = None, **slots: Any) -> str:
        """Say something; the answer in one line."""
        self.now_ms += length_ms(self.answer) + THINKING_MS if at_s is None else round(at_s * 1_000)
        moment = Moment(self.now_ms, self.day, self.country, self.choose)
        reply = step(self.library, self.state, Heard(name, **slots), moment)
        self.state, self.answer = reply.state, reply.answer
        self.replies.append(reply)
        return self.line

    def relaunch(self) -> str:
        """Open the skill anew, with what was kept."""
        self.answer = Answer()
        self.state = State(self.kept)
        return self.say("launch")

    def walk_to(self, exercise: str) -> str:
        """Say yes until the coach plays the start of an exercise."""
        for _ in range(60):
            if self.here == exercise and self.state.session.playing and not self.state.session.playing.repetition:
                return self.line
            self.say("no" if self.state.session.asking == "pain" else "yes")
        raise AssertionError(f"never came to {exercise}: {self.line}")

    def after_hold_s(self, number: int, side: str = "") -> float:
        """When the hold, or the movement, of a repetition of the turn that is playing is just over, in seconds."""
        before_ms = self.state.session.before_ms
        ends_ms = [
            row.end_ms
            for row in placed_turn(self.answer.cues).rows
            if row.kind == "hold" and row.where.repetition == number and side in ("", row.where.side)
        ]
        return (before_ms + ends_ms[-1]) / 1_000 + 0.5

    @property
    def kept(self) -> PersonState:
        return self.state.kept

    @property
    def here(self) -> str:
        """The exercise that is playing; empty for the opening, the ending and talk."""
        cues = self.answer.cues
        return next((cue.where.exercise for cue in cues if cue.where.exercise), "")

    @property
    def line(self) -> str:
        """Sentences, <the turn>, the question."""
        turn = (f"<{self._turn()}>",) if self.answer.cues else ()
        return " ".join((*self.answer.before, *turn, self.answer.question)).strip()

    def _turn(self) -> str:
        session = self.state.session
        if session.playing is None:
            return "silence"
        if session.came_from == OPENING and self.state.session.asking == "go_on":
            return "down"
        again = "again" if session.is_again else ""
        return " ".join(filter(None, (self.here or "talk", *_place(session.playing), again)))


def _place(bookmark: Bookmark) -> tuple[str, ...]:
    if not bookmark.repetition:
        return ()
    return (f"set {bookmark.set}" if bookmark.set > 1 else "", bookmark.side, str(bookmark.repetition))


def known(**kept: Any) -> State:
    """The state of a person who has been here before."""
    return State(PersonState(is_known=True, **kept), SessionState())


def begun(routine: str = "lower-back-relief", exercise: str = "") -> Talk:
    """A talk with a known person, who is in a routine: at its opening, or the start of an exercise."""
    talk = Talk(known())
    talk.say("launch")
    talk.say("choose-routine", routine=routine)
    if exercise:
        talk.walk_to(exercise)
    return talk
