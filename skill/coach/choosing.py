"""Choosing a routine: by name, by need, by time, by what was done last, or by surprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from content.model.types import DOCTOR_FIRST
from content.timeline.options import MINUTES
from skill.coach.answering import ask, enter, go_on
from skill.coach.library import is_hard, is_spoken
from skill.coach.state import BegunRoutine, Reply

if TYPE_CHECKING:
    from content.model.types import Routine
    from skill.coach.exchange import Exchange

LENGTHS = ("short", "long")
"""What one may need that no routine and no exercise says of itself."""
FEW = 3
"""The most routines that are named at once."""


def which(at: Exchange, *before: str) -> Reply:
    """Ask for a routine, with two or three suggestions, others each time."""
    few = _suggestions(at)
    names = tuple(at.routine_name(routine.id) for routine in few)
    at = _named(at, few)
    suggestion = at.line("suggest", routines=at.library.words.grammar.choice(names)) if few else ""
    return ask(at, "which", *before, suggestion)


def _named(at: Exchange, routines: Sequence[Routine]) -> Exchange:
    """The same, with ``routines`` as the last that were named."""
    listed = tuple(routine.id for routine in routines)
    return at.with_session(offered=(*at.session.offered, *listed), listed=listed)


def on_or_which(at: Exchange, *before: str) -> Reply:
    """Go on with the routine under way; without one, ask for a routine."""
    return go_on(at, *before) if at.is_running else which(at, *before)


def _suggestions(at: Exchange) -> Sequence[Routine]:
    """Up to three routines: the one done last, then gentle ones, then the others; none that was just named.

    A person who has done none yet hears first of those that explain how a session goes.
    """
    past = [each.routine for each in at.state.kept.past[:1]]
    gentle = at.library.gentle if past else (*at.library.explaining, *at.library.gentle)
    spoken = () if at.session.in_pain else at.library.exercising
    ordered = sorted(dict.fromkeys((*gentle, *spoken)), key=lambda routine: routine.id not in past)
    fresh = [routine for routine in ordered if routine.id not in at.session.offered]
    return (fresh or ordered)[:FEW]


def all_routines(at: Exchange) -> Reply:
    """Every routine, three at a time."""
    few = [each for each in at.library.spoken if each.id not in at.session.offered][:FEW]
    if not few:
        at, few = at.with_session(offered=()), list(at.library.spoken[:FEW])
    names = at.library.words.grammar.listing(tuple(at.routine_name(routine.id) for routine in few))
    line = at.line("more_routines" if at.session.offered else "all_routines", routines=names)
    return ask(_named(at, few), "which", line)


def by_name(at: Exchange) -> Reply:
    routine = at.library.content.routines.get(at.heard.routine)
    if routine is None:
        return on_or_which(at, at.line("no_such_routine"))
    return begin(at, routine)


def by_position(at: Exchange) -> Reply:
    """ "The second one": of the routines that were named last."""
    listed = at.session.listed
    index = {"first": 0, "second": 1, "third": 2, "last": len(listed) - 1}.get(at.heard.position, len(listed))
    if at.is_running or not 0 <= index < len(listed):
        return on_or_which(at)
    routine = at.library.content.routines.get(listed[index])
    return begin(at, routine) if routine else which(at)


def yes_to_several(at: Exchange) -> Reply:
    """ "Yes", to "this one or that one?": the first of them is offered alone."""
    routine = at.library.content.routines.get(at.session.listed[0]) if at.session.listed else None
    if routine is None:
        return which(at)
    return offer(at, routine, at.line("chosen_surprise", routine=at.routine_name(routine.id)))


def begin(at: Exchange, routine: Routine, *before: str, minutes: int | None = None) -> Reply:
    """Begin a routine; a walk is better as a recording."""
    if not is_spoken(routine):
        return walk(at)
    run = BegunRoutine(routine.id, minutes)
    begun = at.with_kept(run=run, is_known=True).with_session(playing=None, last=None, offered=())
    begun = replace(begun, progress=None)
    if not at.state.kept.is_known:
        return ask(begun, "begin", *before, *care(at))
    return enter(begun, run.bookmark, *before)


def care(at: Exchange) -> tuple[str, ...]:
    """Who asks a doctor first: said once to each person."""
    return at.line("doctor_first"), *at.library.words.phrases.safety[DOCTOR_FIRST], at.line("stop_any_time")


def walk(at: Exchange) -> Reply:
    """A walk is not spoken turn by turn: say how to get the recording, and offer a short routine."""
    short = at.library.gentle[0]
    name = at.routine_name(short.id)
    said = (at.line("walk"), at.line("recording"), at.line("recording_how"), at.line("walk_instead", routine=name))
    return ask(at.with_session(topic=short.id), "offer", *said)


def recording(at: Exchange) -> Reply:
    """How to get a routine for listening."""
    return on_or_which(at, at.line("recording"), at.line("recording_how"))


def offer(at: Exchange, routine: Routine, *before: str) -> Reply:
    return ask(at.with_session(topic=routine.id, offered=(*at.session.offered, routine.id)), "offer", *before)


def by_need(at: Exchange) -> Reply:
    """Something for the hips, something short: the routine that suits best is offered."""
    if at.heard.need == "walk":
        return walk(at)
    best = _best(at, at.heard.need)
    if best is None:
        return on_or_which(at, at.line("nothing_for_that"))
    is_length = at.heard.need in LENGTHS
    length = (at.phrase("length_one", minutes=_minutes(at, best)), _passages(at, best)) if is_length else ()
    return offer(at, best, at.line("chosen_need", routine=at.routine_name(best.id)), *length)


def _minutes(at: Exchange, routine: Routine) -> str:
    """About how long a routine takes, without getting down and coming up."""
    return at.count(at.library.minutes[routine.id].routine, "minute")


def _passages(at: Exchange, routine: Routine) -> str:
    """How long getting down and coming up take beside it; empty where nobody gets down."""
    passages = at.library.minutes[routine.id].passages
    return at.phrase("length_passages", minutes=at.count(passages, "minute")) if passages else ""


def _best(at: Exchange, need: str) -> Routine | None:
    routines = at.library.exercising
    if need in LENGTHS and routines:
        return routines[0 if need == "short" else -1]
    best = max(routines, key=lambda routine: _score(routine, need), default=None)
    return best if best and _score(best, need) > 0 else None


def _score(routine: Routine, need: str) -> float:
    """How well a routine suits a need: its tag, or the share of its exercises for an area; easy ones first."""
    if need in routine.needs:
        return 2 - 0.5 * is_hard(routine) - 0.1 * routine.needs.index(need)
    share = sum(need in step.exercise.areas for step in routine.steps) / len(routine.steps)
    return share - (0.3 * is_hard(routine) if share else 0)


def by_time(at: Exchange) -> Reply:
    """Ten minutes: the routine nearest to it, fitted into it."""
    if not at.heard.seconds:
        return on_or_which(at)
    minutes = max(1, round(at.heard.seconds / 60))
    routines = sorted(at.library.gentle, key=lambda routine: abs(at.library.minutes[routine.id].routine - minutes))
    routines += [routine for routine in at.library.exercising if routine not in routines]
    for routine in routines:
        if minutes <= MINUTES[1] and at.library.fits_into(routine, minutes, at.settings):
            name, time = at.routine_name(routine.id), at.count(minutes, "minute")
            return begin(at, routine, at.line("chosen_minutes", routine=name, minutes=time), minutes=minutes)
    return _out_of_reach(at, minutes)


def _out_of_reach(at: Exchange, minutes: int) -> Reply:
    routines = at.library.exercising
    shortest, longest = routines[0], routines[-1]
    is_short = minutes < at.library.minutes[longest.id].routine
    near = shortest if is_short else longest
    said = at.line("too_short" if is_short else "too_long", minutes=_minutes(at, near))
    return offer(at, near, said, _passages(at, near), at.line("chosen_need", routine=at.routine_name(near.id)))


def last_one(at: Exchange) -> Reply:
    """The one from yesterday: what was begun last, or else done last."""
    past = at.state.kept.past
    if at.run:
        return begin(at, at.library.content.routines[at.run.routine], minutes=at.run.minutes)
    routine = at.library.content.routines.get(past[0].routine) if past else None
    if routine is None:
        return which(at, at.line("no_last"))
    return begin(at, routine, minutes=past[0].minutes)


def surprise(at: Exchange) -> Reply:
    """One of the gentle ones, not the one done last."""
    past = [each.routine for each in at.state.kept.past[:1]]
    names = tuple(routine.id for routine in at.library.gentle)
    fresh = tuple(name for name in names if name not in past) or names
    routine = at.library.content.routines[at.moment.choose(fresh)]
    return begin(at, routine, at.line("chosen_surprise", routine=at.routine_name(routine.id)))
