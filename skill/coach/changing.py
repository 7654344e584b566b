"""Changing how a routine is led: holds, repetitions, pace, talk, an easier or harder way. Kept for next time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from content.timeline.options import DETAILS, HOLD_S, REPETITIONS
from skill.coach.answering import ask
from skill.coach.choosing import on_or_which, which
from skill.coach.state import Reply, Settings

if TYPE_CHECKING:
    from content.model.lines import ConversationLine
    from content.model.types import Range
    from skill.coach.exchange import Exchange

PACES = (0.5, 0.6, 0.7, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
HOLD_STEP_S = 5


def _pace(at: Exchange, by: Literal[-1, 1], line: ConversationLine, end: ConversationLine) -> Reply:
    paces = [pace for pace in PACES[::by] if (pace - at.settings.pace) * by > 0]
    if not paces:
        return _on(at, at.line(end))
    return _changed(at, replace(at.settings, pace=paces[0]), at.line(line))


slower = partial(_pace, by=-1, line="slower", end="slowest")
faster = partial(_pace, by=1, line="faster", end="fastest")


def _detail(at: Exchange, by: int, line: ConversationLine, end: ConversationLine) -> Reply:
    index = DETAILS.index(at.settings.detail) + by
    if not 0 <= index < len(DETAILS):
        return _on(at, at.line(end))
    return _changed(at, replace(at.settings, detail=DETAILS[index]), at.line(line))


less_talking = partial(_detail, by=1, line="talk_less", end="talk_least")
more_talking = partial(_detail, by=-1, line="talk_more", end="talk_most")


def set_hold(at: Exchange) -> Reply:
    """Set the length of holds, within the range of each exercise."""
    wish = at.heard.seconds or at.heard.number
    if wish is None:
        return ask(at.interrupted(), "length")
    if not HOLD_S[0] <= wish <= HOLD_S[1]:
        question = at.line("hold_senseless", time=at.count(HOLD_S[1], "second"))
        return ask(at.interrupted(), "length", question=question)
    return _hold(at, wish)


def _hold_by(at: Exchange, by_s: int) -> Reply:
    """Hold ``by_s`` longer than here, within the range of this exercise."""
    step, dose = at.step_here, _hold_range_here(at)
    if step is None or dose is None:
        return _hold(at, max(HOLD_S[0], min(HOLD_S[1], (at.settings.hold_s or HOLD_STEP_S) + by_s)))
    given = dose.limit(step.amount + by_s)
    if given == step.amount:
        return _on(at, at.line("hold_limited", time=at.count(given, "second")))
    return _hold(at, given)


hold_longer = partial(_hold_by, by_s=HOLD_STEP_S)
hold_shorter = partial(_hold_by, by_s=-HOLD_STEP_S)


def _hold(at: Exchange, wish: int) -> Reply:
    dose = _hold_range_here(at)
    if at.step_here and dose is None:
        return _changed(at, replace(at.settings, hold_s=wish), at.line("hold_not_here"))
    given = dose.limit(wish) if dose else wish
    line: ConversationLine = "hold_now" if given == wish else "hold_limited"
    return _changed(at, replace(at.settings, hold_s=wish), at.line(line, time=at.count(given, "second")))


def _hold_range_here(at: Exchange) -> Range | None:
    """What a hold may last in the exercise under way; None where it is not held in seconds."""
    step = at.step_here
    return step.exercise.dose.range_of("hold_s") if step and step.unit == "hold_s" else None


def set_repetitions(at: Exchange) -> Reply:
    """Set the number of repetitions, within the range of each exercise."""
    wish = at.heard.number or at.heard.seconds
    if wish is None:
        return ask(at.interrupted(), "number")
    if not REPETITIONS[0] <= wish <= REPETITIONS[1]:
        question = at.line("times_senseless", number=at.number(REPETITIONS[1]))
        return ask(at.interrupted(), "number", question=question)
    step = at.step_here
    given = step.exercise.dose.repetitions.limit(wish) if step else wish
    line: ConversationLine = "times_now" if given == wish else "times_limited"
    return _changed(at, replace(at.settings, repetitions=wish), at.line(line, times=at.count(given, "time")))


def never_mind(at: Exchange) -> Reply:
    """No, to the question for a number."""
    return ask(at, "go_on") if at.run else which(at)


def _way(at: Exchange, way: Literal["easier", "harder"], opposite: str, end: ConversationLine) -> Reply:
    """One step towards ``way``: from its opposite to the usual, from the usual to ``way``."""
    step = at.step_here
    if step is None:
        return _on(at) if at.is_running else which(at, at.line("not_yet"))
    name = step.exercise.id
    words = at.exercise_words(name)
    now = at.settings.ways.get(name, "")
    ways = {each: chosen for each, chosen in at.settings.ways.items() if each != name}
    if now == opposite:
        return _changed(at, replace(at.settings, ways=ways), at.line("way_usual"))
    sentence = words.easier if way == "easier" else words.harder
    if now == way or not sentence:
        return _on(at, at.line(end))
    return _changed(at, replace(at.settings, ways={**ways, name: way}), at.line(way), sentence)


easier = partial(_way, way="easier", opposite="harder", end="no_easier")
harder = partial(_way, way="harder", opposite="easier", end="no_harder")


def usual(at: Exchange) -> Reply:
    """Back to the usual settings."""
    return _changed(at.with_kept(is_plain=False), Settings(), at.line("usual"))


def _changed(at: Exchange, settings: Settings, *said: str) -> Reply:
    at = at.with_kept(settings=settings)
    if at.progress and at.progress.is_over:
        at = at.interrupted()
    return _on(at, *said)


def _on(at: Exchange, *said: str) -> Reply:
    if at.session.asking in ("length", "number"):
        at = at.with_session(asking="go_on")
    return on_or_which(at, *said)
