"""One exchange: what was said, what is remembered, and the words to answer with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from content.model.words import ExerciseWords, fill
from content.timeline.fit import DoesNotFitError
from skill.coach.state import BegunRoutine, Bookmark, DoneRoutine, Heard, Moment, SessionState, Settings, State

if TYPE_CHECKING:
    from content.model.lines import CoachLine, ConversationLine
    from content.model.types import Position, Step
    from skill.coach.library import Library
    from skill.coach.script import Progress, Script

PAST_KEPT = 5
"""How many of the routines that were done are kept."""


@dataclass(slots=True)
class Exchange:
    """What was said, and all that an answer to it depends on."""

    library: Library
    state: State
    heard: Heard
    moment: Moment
    progress: Progress | None = None
    """How far the turn has come that is playing; None when none is."""

    # What is said ---------------------------------------------------------------------------------------------------

    def line(self, name: ConversationLine, **values: str) -> str:
        """One of the alternatives of a line, filled in."""
        return fill(self.moment.choose(self.library.conversation.lines[name]), **values)

    def phrase(self, name: CoachLine, **values: str) -> str:
        """A line of the sessions themselves, filled in."""
        return fill(self.library.words.phrases.lines[name], **values)

    def count(self, value: int, noun: str) -> str:
        return self.library.words.grammar.count(value, noun)

    def number(self, value: int) -> str:
        return self.library.words.grammar.number(value)

    def routine_name(self, routine: str) -> str:
        return self.library.words.grammar.inside(self.library.words.routines[routine].name)

    def exercise_name(self, exercise: str) -> str:
        return self.library.words.grammar.inside(self.exercise_words(exercise).name)

    def exercise_words(self, exercise: str) -> ExerciseWords:
        return self.library.words.exercises[exercise]

    def place_name(self, position: Position, side: str) -> str:
        """Where one is in a position: "on your back"."""
        where = self.sided(self.library.words.phrases.positions[position].where, side)
        return where[:1].lower() + where[1:]

    def side_name(self, side: str) -> str:
        return self.library.words.phrases.sides.get(side, "")

    def sided(self, sentence: str, side: str) -> str:
        """``sentence`` with the names of this side, the left one where there is none, and of the other."""
        other = "left" if side == "right" else "right"
        return fill(sentence, side=self.side_name(side or "left"), other=self.side_name(other))

    # What is remembered ---------------------------------------------------------------------------------------------

    @property
    def run(self) -> BegunRoutine | None:
        """The routine under way; None, too, where the content has it no longer."""
        run = self.state.kept.run
        return run if run and run.routine in self.library.content.routines else None

    @property
    def session(self) -> SessionState:
        return self.state.session

    @property
    def settings(self) -> Settings:
        return self.state.kept.settings

    @property
    def is_running(self) -> bool:
        """Whether a routine is under way in this session: begun, or waiting for its first yes."""
        idle = self.session.asking in ("", "which", "resume", "offer", "else", "gentle")
        return self.run is not None and (self.is_amid or not idle)

    @property
    def last(self) -> Bookmark | None:
        """What the person is doing, or did last in this session; None where it has just begun."""
        return self.progress.here if self.progress else self.session.last

    @property
    def here(self) -> Bookmark:
        """What the person is doing, or has just done."""
        return self.last or (self.run.bookmark if self.run else Bookmark())

    @property
    def came_from(self) -> int:
        """The step whose position the person is in; OPENING while they are up."""
        last, before = self.last, self.session.came_from
        if last and before is not None and self.script.is_where_it_began(last):
            return before
        return self.script.came_from(last)

    @property
    def is_down(self) -> bool:
        """Whether the person is on the floor."""
        return self.run is not None and self.script.is_on_floor(self.came_from)

    @property
    def is_led_down(self) -> bool:
        """Whether the person is amid the way down to an exercise, having been up in the middle of the routine."""
        return self.is_amid and self.run is not None and self.here.step < 0 <= self.run.bookmark.step

    @property
    def coming(self) -> Bookmark:
        """What is under way; between two turns, or on the way down to an exercise, what comes next."""
        bookmark = self.run.bookmark if self.run else self.here
        return self.here if self.is_amid and not self.is_led_down else bookmark

    @property
    def is_amid(self) -> bool:
        """Whether the person spoke up in the middle of a turn."""
        return self.progress is not None and not self.progress.is_over

    @property
    def step_here(self) -> Step | None:
        """The step under way, or just done; None outside of a routine, in its opening and its ending."""
        return self.script.step_at(self.here) if self.is_running else None

    @property
    def script(self) -> Script:
        """The script of the run, in its usual length where new settings do not fit into its minutes.

        Raises ``ValueError`` without a run.
        """
        run, kept = self.run, self.state.kept
        if run is None:
            raise ValueError("no routine is under way")
        try:
            return self.library.script(run.routine, run.minutes, kept.settings)
        except DoesNotFitError:
            return self.library.script(run.routine, None, kept.settings)

    def with_kept(self, **changes: Any) -> Exchange:
        return replace(self, state=replace(self.state, kept=replace(self.state.kept, **changes)))

    def with_session(self, **changes: Any) -> Exchange:
        return replace(self, state=replace(self.state, session=replace(self.state.session, **changes)))

    def with_progress(self, is_answer: bool) -> Exchange:
        """The same, with the progress in the turn that is playing; the run is moved to where it would go on.

        ``is_answer``: what was said may answer the question at the end of the turn.
        """
        run, session = self.run, self.session
        if run is None or session.playing is None:
            return self
        script = self.script
        elapsed_ms = max(0, self.moment.now_ms - session.sent_ms - session.before_ms)
        turn = script.turn(session.playing, session.is_again, session.came_from, session.sentence)
        progress = script.progress(turn, elapsed_ms, self.library.measure, is_answer)
        at = replace(self.with_kept(run=replace(run, bookmark=progress.go_on)), progress=progress)
        return at.put_aside() if progress.go_on == script.end else at

    def at_bookmark(self, bookmark: Bookmark) -> Exchange:
        """The same, with the run moved to ``bookmark``, and no turn playing."""
        if self.run is None:
            return self
        moved = self.with_kept(run=replace(self.run, bookmark=bookmark)).with_session(playing=None, last=self.last)
        return replace(moved, progress=None)

    def put_aside(self) -> Exchange:
        """The same, with the run moved to the past: it is done, or the person wants another one."""
        if self.run is None:
            return self
        done = DoneRoutine(self.run.routine, self.run.minutes, self.moment.day)
        at = self.with_kept(run=None, past=(done, *self.state.kept.past)[:PAST_KEPT])
        return at.with_session(playing=None, last=None)

    def interrupted(self) -> Exchange:
        """The same, with the turn that is playing broken off."""
        return self.at_bookmark(self.run.bookmark) if self.run else self
