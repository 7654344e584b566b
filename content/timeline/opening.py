"""The opening chapter (the welcome and the safety check) and the ending (how to get up safely)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.types import ground, is_floor
from content.timeline.coach import LONG_PAUSE_MS
from content.timeline.cues import Breathe, Chapter, Chime, Cue, Move, Tone, Where
from content.timeline.marks import breath_marks, breath_ms

if TYPE_CHECKING:
    from content.model.types import Routine
    from content.timeline.coach import Coach

GET_UP_PAUSE_MS = 4_000
"""After each sentence of getting up."""


def opening(coach: Coach, routine: Routine) -> Chapter:
    """Who should ask a doctor first, how to move, when to stop. Said in full under every amount of talk."""
    words = coach.words.routines[routine.id]
    welcome = Where(screen=coach.screen("welcome"))
    safety = Where(screen=coach.screen("safety"))
    cues: list[Cue] = [Chime(welcome, Tone("open"), LONG_PAUSE_MS // 2)]
    cues.append(coach.say_line(welcome, "welcome", routine=words.name))
    if coach.is_full and routine.equipment:
        cues.append(coach.say_line(welcome, "need", things=_things(coach, routine)))
    if routine.limited:
        cues.append(coach.say_line(welcome, "limited"))
    for name in routine.safety:
        cues += coach.say_all(safety, coach.words.phrases.safety[name])
    if coach.is_full:
        cues += _one_breath(coach)
    return Chapter(coach.words.phrases.lines["opening_title"], "", tuple(cues))


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
    cues: list[Cue] = [coach.say_line(done, "done", routine=words.name)]
    last = routine.steps[-1].exercise.position
    if is_floor(last):
        get_up = Where(screen=coach.screen("get_up"))
        cues.append(coach.say_line(get_up, "get_up"))
        for sentence in coach.words.phrases.get_up[ground(last)]:
            cues += [*coach.say_all(get_up, [sentence]), Move(get_up, coach.options.paced(GET_UP_PAUSE_MS))]
    if coach.is_full:
        cues += coach.say_all(done, [words.frequency])
    cues.append(Chime(done, Tone("close")))
    return Chapter(coach.words.phrases.lines["ending_title"], "", tuple(cues))
