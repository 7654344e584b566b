"""Opening the skill, and going on where the person left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.choosing import last_one, which
from skill.coach.going import ask, enter
from skill.coach.state import Session, Spot

if TYPE_CHECKING:
    from skill.coach.exchange import Exchange, Reply
    from skill.coach.state import Run


def launch(at: Exchange) -> Reply:
    """Greeting; at first use the safety check; then where the person left off, or which routine."""
    at = at.with_session(
        **{name: getattr(Session(), name) for name in ("asking", "playing", "last", "in_pain", "lost")}
    )
    if not at.state.kept.is_known:
        safety = at.library.words.phrases.safety
        care = (
            at.line("doctor_first"),
            *safety["doctor-first"],
            at.line("stop_any_time"),
        )
        return which(at.with_kept(is_known=True), at.line("greeting_first"), *care)
    if at.run:
        return ask(at, "resume", at.line("greeting"), left_off(at, at.run))
    return which(at, at.line("greeting"))


def left_off(at: Exchange, run: Run) -> str:
    """Where the person left off: "third of five bridges"."""
    script, spot = at.script_of(run), run.spot
    step = script.step_at(spot)
    if step is None:
        routine = at.routine_name(run.routine)
        return at.line("left_off_opening" if spot.step < 0 else "left_off_ending", routine=routine)
    exercise = at.exercise_name(step.exercise.id)
    if spot.repetition < 2 and spot.side != "right":
        return at.line("left_off_start", exercise=exercise)
    number, of = at.number(spot.repetition), at.number(step.repetitions)
    if not spot.side:
        return at.line("left_off", exercise=exercise, number=number, of=of)
    return at.line("left_off_side", exercise=exercise, side=at.side_name(spot.side), number=number, of=of)


def resume(at: Exchange) -> Reply:
    """On where the person left off, with the start position told anew."""
    if at.run is None:
        return which(at, at.line("not_yet"))
    step = at.script_of(at.run).step_at(at.run.spot)
    if step is None or not at.run.spot.repetition:
        return enter(at, at.run.spot)
    return enter(at, at.run.spot, at.line("go_on_at", exercise=at.exercise_name(step.exercise.id)), is_again=True)


def restart(at: Exchange) -> Reply:
    """The same routine from its first exercise."""
    if at.run is None:
        return last_one(at) if at.state.kept.past else which(at, at.line("not_yet"))
    return enter(at.at_spot(Spot()), Spot(0), at.line("from_the_top"))
