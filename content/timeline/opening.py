"""The opening chapter (the welcome and the safety check) and the ending (how to get up safely)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.types import SAFETY_IN_PAIN, ground, is_floor
from content.timeline.coach import LONG_PAUSE_MS
from content.timeline.cues import CLOSE, OPEN, Breathe, Chapter, Chime, Cue, Move, Where
from content.timeline.marks import breath_marks, breath_ms

if TYPE_CHECKING:
    from content.model.types import Position, Routine
    from content.timeline.coach import Coach

GET_UP_PAUSE_MS = 4_000
"""After each sentence of getting up."""


def opening(coach: Coach, routine: Routine) -> Chapter:
    """Who should ask a doctor first, how to move, when to stop. Said in full under every amount of talk."""
    words = coach.words.routines[routine.id]
    name = coach.words.grammar.inside(words.name)
    welcome = Where(screen=coach.screen("welcome"))
    safety = Where(screen=coach.screen("safety"))
    cues: list[Cue] = [Chime(welcome, OPEN, LONG_PAUSE_MS // 2)]
    cues.append(coach.say_line(welcome, "welcome", routine=name))
    if routine.equipment:
        cues.append(coach.say_line(welcome, "need", things=_things(coach, routine)))
    if routine.limited:
        cues.append(coach.say_line(welcome, "limited"))
    for line in safety_lines(routine):
        cues += coach.say_all(safety, coach.words.phrases.safety[line])
    if coach.is_full:
        cues += _one_breath(coach)
    return Chapter(coach.words.phrases.lines["opening_title"], "", tuple(cues))


def safety_lines(routine: Routine) -> tuple[str, ...]:
    """The ids of the sentences that open ``routine``; the one on pain only while an exercise calls for it."""
    needs_pain = any("pain" in step.exercise.avoid for step in routine.steps)
    return tuple(name for name in routine.safety if needs_pain or name != SAFETY_IN_PAIN)


def _things(coach: Coach, routine: Routine) -> str:
    names = coach.words.phrases.equipment
    return coach.words.grammar.listing(tuple(names[name] for name in routine.equipment))


def _one_breath(coach: Coach) -> list[Cue]:
    where = Where(screen=coach.screen("breathe"))
    in_ms, out_ms = breath_ms(coach)
    return [coach.say_line(where, "first_breath"), Breathe(where, in_ms, out_ms, 1, breath_marks(coach, 1))]


def ending(coach: Coach, routine: Routine) -> Chapter:
    """Done; on the floor, how to get up: onto one side first."""
    words = coach.words.routines[routine.id]
    done = Where(screen=coach.screen("done"))
    cues: list[Cue] = [coach.say_line(done, "done")]
    last = routine.steps[-1].exercise.position
    if is_floor(last):
        cues += get_up(coach, Where(screen=coach.screen("get_up")), last)
    if coach.is_full:
        cues += coach.say_all(done, [words.frequency])
    cues.append(Chime(done, CLOSE))
    return Chapter(coach.words.phrases.lines["ending_title"], "", tuple(cues))


def get_up(coach: Coach, where: Where, position: Position) -> list[Cue]:
    """How to get up safely from ``position``, with time for each step of it."""
    cues: list[Cue] = [coach.say_line(where, "get_up")]
    for sentence in coach.words.phrases.get_up[ground(position)]:
        cues += [*coach.say_all(where, [sentence]), Move(where, coach.options.paced(GET_UP_PAUSE_MS))]
    return cues
