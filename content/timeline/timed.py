"""A timeline that says how long it is: compiled once to be measured, then with what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.timeline.compile import SHORT_MINUTES, compile_timeline
from content.timeline.place import place

if TYPE_CHECKING:
    from content.model.types import Routine
    from content.model.words import Words
    from content.timeline.cues import Timeline
    from content.timeline.measure import Measure
    from content.timeline.options import Options


def timed_timeline(routine: Routine, words: Words, options: Options, measure: Measure) -> Timeline:
    """The timeline of ``routine``, whose opening says about how many minutes it takes; at least one."""
    return compile_timeline(routine, words, options, minutes_of(routine, words, options, measure))


def minutes_of(routine: Routine, words: Words, options: Options, measure: Measure) -> int:
    """About how many minutes ``routine`` takes, at least one, without getting down and coming up."""
    if options.minutes is not None:
        return max(1, round(options.minutes))
    minutes = _measured(routine, words, options, measure, SHORT_MINUTES)
    if minutes >= SHORT_MINUTES:
        return minutes
    return min(SHORT_MINUTES - 1, _measured(routine, words, options, measure, minutes))


def _measured(routine: Routine, words: Words, options: Options, measure: Measure, said: int) -> int:
    timeline = compile_timeline(routine, words, options, said)
    return max(1, round(place(timeline, measure).routine_ms / 60_000))
