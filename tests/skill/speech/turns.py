"""Every chapter of every routine, under every option, as an answer."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.fit import adapt
from content.timeline.options import DETAILS, Options
from skill.coach.state import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.cues import Cue
    from content.timeline.options import Countdown, Detail

CONTENT = load()
ROUTINES = sorted(CONTENT.routines)
BEFORE, QUESTION = ("All right.",), "Ready for the next?"


def answers(routine: str, details: tuple[Detail, ...] = DETAILS) -> Iterator[Answer]:
    """The chapters of ``routine`` with least, usual and most of everything; none of them twice."""
    seen: set[tuple[Cue, ...]] = set()
    for options in _options(details):
        adapted = adapt(CONTENT.routines[routine], options)
        for chapter in compile_timeline(adapted, CONTENT.words["en"], options).chapters:
            if chapter.cues not in seen:
                seen.add(chapter.cues)
                yield Answer(BEFORE, chapter.cues, QUESTION)


def _options(details: tuple[Detail, ...]) -> Iterator[Options]:
    """Each exercise keeps 1 and 120 seconds, and 1 and 60 repetitions, within its own least and most."""
    countdowns: tuple[Countdown, ...] = ("all", "none")
    for detail, countdown, pace, hold_s, repetitions in product(
        details, countdowns, (0.5, 1.0, 2.0), (1, None, 120), (1, None, 60)
    ):
        yield Options(hold_s, repetitions, pace, detail, countdown, chimes=False)
