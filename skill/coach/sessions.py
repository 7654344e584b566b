"""How a session begins and ends: greeting, going on where the person left off, stopping, forgetting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skill.coach.answering import ask, ask_again, close, enter
from skill.coach.choosing import care, last_one, on_or_which, which
from skill.coach.script import in_position
from skill.coach.state import OPENING, BegunRoutine, Bookmark, Reply, SessionState, State

if TYPE_CHECKING:
    from skill.coach.exchange import Exchange

ANEW = {name: getattr(SessionState(), name) for name in ("asking", "playing", "last", "in_pain", "lost")}
"""What a launch forgets of a session."""


def launch(at: Exchange) -> Reply:
    """Greeting; at first use the safety check; then where the person left off, or which routine."""
    at = at.with_session(**ANEW)
    if not at.state.kept.is_known:
        return which(at.with_kept(is_known=True), at.line("greeting_first"), *care(at))
    if at.run:
        return ask(at, "resume", at.line("greeting"), _left_off(at, at.run))
    return which(at, at.line("greeting"))


def _left_off(at: Exchange, run: BegunRoutine) -> str:
    """Where the person left off: "third of five bridges"."""
    bookmark = run.bookmark
    step = at.script.step_at(bookmark)
    if step is None:
        routine = at.routine_name(run.routine)
        return at.line("left_off_opening" if bookmark.step < 0 else "left_off_ending", routine=routine)
    exercise = at.exercise_name(step.exercise.id)
    if bookmark.repetition < 2 and bookmark.side != "right":
        return at.line("left_off_start", exercise=exercise)
    number, of = at.number(bookmark.repetition), at.number(step.repetitions)
    if not bookmark.side:
        return at.line("left_off", exercise=exercise, number=number, of=of)
    return at.line("left_off_side", exercise=exercise, side=at.side_name(bookmark.side), number=number, of=of)


def resume(at: Exchange) -> Reply:
    """On where the person left off, with the start position said once more."""
    if at.run is None:
        return which(at, at.line("not_yet"))
    step = at.script.step_at(at.run.bookmark)
    if step is None or not at.run.bookmark.repetition:
        return enter(at, at.run.bookmark)
    exercise, place = at.exercise_name(step.exercise.id), at.place_name(step.exercise.position, at.run.bookmark.side)
    is_there = at.last is not None and at.is_down == at.script.is_on_floor(at.run.bookmark.step)
    said = at.line("go_on_at", exercise=exercise, place=place) if is_there else ""
    return enter(at, at.run.bookmark, said, is_again=True)


def down_yes(at: Exchange) -> Reply:
    """Down already: on from there."""
    here = at.run.bookmark if at.run else at.here
    return resume(at.interrupted().with_session(last=in_position(here)))


def down_no(at: Exchange) -> Reply:
    """Still up: down to the floor first."""
    return enter(at.with_session(last=Bookmark()), at.here)


def restart(at: Exchange) -> Reply:
    """The same routine from its first exercise."""
    if at.run is None:
        return last_one(at) if at.state.kept.past else which(at, at.line("not_yet"))
    is_under_way = at.is_running and at.here.step > OPENING
    return enter(at, Bookmark(0) if is_under_way else Bookmark(), at.line("from_the_top"))


def stop(at: Exchange) -> Reply:
    """The end of the session; the place is kept."""
    if at.run is None:
        return close(at, at.line("goodbye"))
    slowly = at.line("get_up_slowly") if at.is_down else ""
    if at.here.step > at.script.last_step:  # all the exercises are done
        return close(at.put_aside(), slowly, at.line("goodbye"))
    return close(at, at.line("place_kept"), slowly, at.line("goodbye"))


def privacy(at: Exchange) -> Reply:
    """What is kept, and how to have it deleted."""
    return on_or_which(at, at.line("privacy"))


def forget(at: Exchange) -> Reply:
    """Ask first: what is forgotten cannot be brought back."""
    return ask(at.interrupted(), "forget")


def forget_yes(at: Exchange) -> Reply:
    """Forget everything: the state is then that of a person who was never here."""
    return replace(close(at, at.line("forgotten"), at.line("goodbye")), state=State(), forgets=True)


def forget_no(at: Exchange) -> Reply:
    said = at.line("not_forgotten")
    at = at.with_session(asking="go_on" if at.run else "which")
    return ask_again(at, said) if at.run else which(at, said)
