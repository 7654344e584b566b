"""A timeline that says how long it is: compiled once to be measured, then with what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.timeline.compile import compile_timeline
from content.timeline.frame import SHORT_MINUTES, Minutes
from content.timeline.place import place

if TYPE_CHECKING:
    from content.model.types import Routine
    from content.model.words import Words
    from content.timeline.cues import Timeline
    from content.timeline.measure import Measure
    from content.timeline.options import Options


MUCH_LESS = 6
"""A routine that takes no more minutes than this in its short form is short, however long its long form is."""


def timed_timeline(routine: Routine, words: Words, options: Options, measure: Measure) -> Timeline:
    """The timeline of ``routine``, whose opening says about how many minutes it takes; at least one."""
    return compile_timeline(routine, words, options, minutes_of(routine, words, options, measure))


def minutes_of(routine: Routine, words: Words, options: Options, measure: Measure) -> Minutes:
    """About how many minutes ``routine`` takes, at least one, and getting down and coming up beside it."""
    minutes = _measured(routine, words, options, measure, Minutes(SHORT_MINUTES, 1))
    if options.minutes is not None:
        return minutes._replace(routine=max(1, round(options.minutes)))
    if minutes.routine > SHORT_MINUTES + 1:
        return _measured(routine, words, options, measure, minutes)  # the number that is said has a length, too
    short = _measured(routine, words, options, measure, Minutes(SHORT_MINUTES - 1, minutes.passages))
    if minutes.routine < SHORT_MINUTES or short.routine <= MUCH_LESS:
        return short._replace(routine=min(SHORT_MINUTES - 1, short.routine))
    return minutes


def _measured(routine: Routine, words: Words, options: Options, measure: Measure, said: Minutes) -> Minutes:
    """Its minutes, where the opening says ``said``."""
    placement = place(compile_timeline(routine, words, options, said), measure)
    passages_ms = placement.length_ms - placement.routine_ms
    return Minutes(max(1, round(placement.routine_ms / 60_000)), round(passages_ms / 60_000))
