"""One exchange: what was said, what is remembered, and the means to answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from content.model.words import fill
from content.timeline.fit import DoesNotFitError
from skill.coach.answer import Answer
from skill.coach.reach import Reach, reached
from skill.coach.state import Session, Spot, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from content.model.lines import ConversationLine
    from content.model.words import ExerciseWords
    from skill.coach.heard import Heard
    from skill.coach.library import Library
    from skill.coach.script import Script
    from skill.coach.state import Asking, Run, Settings

    Choose = Callable[[tuple[str, ...]], str]
    """Takes one of several phrasings."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the world brings to an exchange."""

    now_ms: int
    """Since 1970, as the request says."""
    day: str
    """An ISO date."""
    country: str
    """Of the speaker: ``US``."""
    choose: Choose


@dataclass(frozen=True, slots=True)
class Reply:
    state: State
    answer: Answer
    forgets: bool = False
    """Whether all that is kept of the person is to be deleted."""


@dataclass(frozen=True, slots=True)
class Exchange:
    library: Library
    state: State
    heard: Heard
    moment: Moment
    reach: Reach | None = None
    """How far the turn has come that is playing; None when none is."""

    # What is said ---------------------------------------------------------------------------------------------------

    def line(self, name: ConversationLine, **values: str) -> str:
        """One of the alternatives of a line, filled in."""
        return fill(self.moment.choose(self.library.conversation.lines[name]), **values)

    def count(self, value: int, noun: str) -> str:
        return self.library.words.grammar.count(value, noun)

    def number(self, value: int) -> str:
        return self.library.words.grammar.number(value)

    def routine_name(self, routine: str) -> str:
        return self.library.words.grammar.inside(self.library.words.routines[routine].name)

    def exercise_name(self, exercise: str) -> str:
        return self.library.words.grammar.inside(self.library.words.exercises[exercise].name)

    def exercise_words(self, exercise: str) -> ExerciseWords:
        return self.library.words.exercises[exercise]

    def side_name(self, side: str) -> str:
        return self.library.words.phrases.sides.get(side, "")

    # What is remembered ---------------------------------------------------------------------------------------------

    @property
    def run(self) -> Run | None:
        """The routine that is under way; None, too, where it is no longer there."""
        run = self.state.kept.run
        return run if run and self.library.content.routines.get(run.routine) else None

    @property
    def session(self) -> Session:
        return self.state.session

    @property
    def settings(self) -> Settings:
        return self.state.kept.settings

    @property
    def is_running(self) -> bool:
        """Whether a routine is under way in this session: begun, or waiting for its first yes."""
        return self.run is not None and self.session.asking not in ("", "which", "resume", "offer", "else", "gentle")

    def script_of(self, run: Run) -> Script:
        """The script of a run. Where new settings do not fit into its minutes any more, it takes its usual length."""
        kept = self.state.kept
        try:
            return self.library.script(run.routine, run.minutes, kept.settings, is_known=kept.is_known)
        except DoesNotFitError:
            return self.library.script(run.routine, None, kept.settings, is_known=kept.is_known)

    def with_reach(self) -> Exchange:
        """The same, knowing how far the turn has come that is playing; the run is moved to where it would go on."""
        run, spot = self.run, self.session.playing
        if run is None or spot is None:
            return self
        script, session = self.script_of(run), self.session
        elapsed_ms = max(0, self.moment.now_ms - session.sent_ms - session.before_ms)
        turn = script.turn(spot, session.is_again)
        reach = reached(script, turn, elapsed_ms, self.library.measure)
        kept = replace(self.state.kept, run=replace(run, spot=reach.go_on))
        return replace(self, reach=reach, state=replace(self.state, kept=kept))

    def with_turn_over(self) -> Exchange:
        """The same, at the end of the turn that is playing: somebody answers its question."""
        if self.reach is None or self.run is None:
            return self
        over = replace(self.reach, go_on=self.reach.then, is_over=True)
        kept = replace(self.state.kept, run=replace(self.run, spot=over.go_on))
        return replace(self, reach=over, state=replace(self.state, kept=kept))

    @property
    def here(self) -> Spot:
        """What the person is doing, or has just done."""
        if self.reach:
            return self.reach.spot
        return self.session.last or (self.run.spot if self.run else Spot())

    @property
    def is_amid(self) -> bool:
        """Whether the person spoke up in the middle of a turn."""
        return self.reach is not None and not self.reach.is_over

    # Answers --------------------------------------------------------------------------------------------------------

    def with_settings(self, settings: Settings) -> Exchange:
        return self.with_kept(settings=settings)

    def with_kept(self, **changes: Any) -> Exchange:
        return replace(self, state=replace(self.state, kept=replace(self.state.kept, **changes)))

    def with_session(self, **changes: Any) -> Exchange:
        return replace(self, state=replace(self.state, session=replace(self.state.session, **changes)))

    def at_spot(self, spot: Spot) -> Exchange:
        """The same, with the run moved to ``spot``, and no turn playing."""
        if self.run is None:
            return self
        moved = self.with_kept(run=replace(self.run, spot=spot)).with_session(playing=None, last=self.here)
        return replace(moved, reach=None)

    def put_by(self) -> Exchange:
        """The same, with the turn that is playing broken off."""
        return self.at_spot(self.run.spot) if self.run else self

    def ask(self, asking: Asking, question: str, *before: str, reprompt: str) -> Reply:
        """Talk that ends with a question. A turn that has come to its end stays the last one."""
        changes: dict[str, Any] = {"asking": asking}
        if self.reach is None or self.is_amid:
            changes |= {"playing": None, "last": self.here, "before_ms": 0, "sent_ms": self.moment.now_ms}
        return Reply(self.with_session(**changes).state, Answer(_said(before), (), question, reprompt))

    def close(self, *sentences: str) -> Reply:
        """Talk that ends the session."""
        return Reply(replace(self.state, session=Session(sent_ms=self.moment.now_ms)), Answer(_said(sentences)))


def _said(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, sentences))
