"""Questions about the routine, and help. After them the routine goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.model.types import DOCTOR_FIRST, PAIN_RULE
from content.model.words import fill
from skill.coach.answering import ask, ask_again, close, go_on, wait
from skill.coach.choosing import FEW, on_or_which, which

if TYPE_CHECKING:
    from content.model.lines import ConversationLine
    from content.model.types import Step
    from skill.coach.exchange import Exchange
    from skill.coach.state import Reply

PATIENCE = 3
"""After this many sentences in a row that were not understood, the coach waits, or ends the session."""
HINTS: dict[str, ConversationLine] = {
    "down": "hint_yes_no",
    "pain": "hint_yes_no",
    "forget": "hint_yes_no",
    "hurt": "reprompt_hurt",
}
"""In a routine: what is asked -> what to say to that."""


def how(at: Exchange) -> Reply:
    """How an exercise is done, in full: the one named, or the one under way."""
    name = at.heard.exercise
    if name in at.library.content.exercises:
        step = _step_of(at, name)
    elif at.heard.unknown:
        return on_or_which(at, at.line("no_such_exercise"))
    else:
        step = at.step_here or (at.script.routine.steps[0] if at.is_running else None)
    if step is None:
        return help_(at)
    said = tuple(_long_form(at, step))
    return ask(at.interrupted(), "go_on", *said) if at.is_running else which(at, *said)


def _step_of(at: Exchange, exercise: str) -> Step | None:
    """The step of an exercise: in the routine under way, else in the first that has it."""
    mine = at.script.routine.steps if at.is_running else ()
    others = (step for routine in at.library.content.routines.values() for step in routine.steps)
    return next((step for step in (*mine, *others) if step.exercise.id == exercise), None)


def _long_form(at: Exchange, step: Step) -> Iterator[str]:
    """Everything there is to say on how to do it."""
    words, side = at.exercise_words(step.exercise.id), at.here.side
    manner, phrases = words.manner_of(step.way), at.library.words.phrases
    place, do = at.place_name(step.exercise.position, side), at.sided(manner.do, side)
    yield words.aim
    yield at.line("how_place", place=place)
    arrive = (*phrases.positions[step.exercise.position].arrive, *manner.arrive)
    yield from (at.sided(each.text, side) for each in arrive)
    if manner.word:
        yield fill(phrases.lines["when"], word=manner.word, do=do[:1].lower() + do[1:])
    yield from (at.sided(sentence, side) for sentence in (*manner.release[:1], *manner.listen))
    if words.easier:
        yield at.line("how_easier")
    yield from (at.sided(sentence, side) for sentence in (words.easier, words.amber) if sentence)


def how_often(at: Exchange) -> Reply:
    """How often a routine is good, in its own words: the one named, the one under way, or else the one done last."""
    past = at.state.kept.past
    name = at.heard.routine or (at.run.routine if at.run else "") or (past[0].routine if past else "")
    routine = at.library.words.routines.get(name)
    if at.heard.unknown:
        return on_or_which(at, at.line("no_such_routine"))
    if routine is None:
        return which(at, at.line("how_often_depends"))
    said = at.line("how_often", routine=at.routine_name(name)), routine.frequency
    return ask(at.interrupted(), "go_on", *said) if at.is_running else which(at, *said)


def what_is_next(at: Exchange) -> Reply:
    if at.run is None or not at.is_running:
        return which(at, at.line("not_yet"))
    script = at.script
    step = at.here.step + 1 if at.is_amid and at.coming == at.here else max(at.run.bookmark.step, 0)
    coming = [at.exercise_name(each.exercise.id) for each in script.routine.steps[step : step + 2]]
    if not coming:
        return go_on(at, at.line("next_end"))
    first = at.line("next_is" if at.is_amid and at.here.step >= 0 else "next_waiting", exercise=coming[0])
    if at.session.asking == "side" and not at.is_amid:
        first = at.line("left_side", side=at.side_name(at.run.bookmark.side))
    return go_on(at, first, at.line("next_then", exercise=coming[1]) if coming[1:] else "")


def how_many_left(at: Exchange) -> Reply:
    """Which repetition this is, of how many, and how many exercises come after it."""
    if at.run is None or not at.is_running:
        return which(at, at.line("not_yet"))
    script = at.script
    if at.session.asking == "side" and not at.is_amid:
        side = at.line("left_side", side=at.side_name(at.run.bookmark.side))
        return go_on(at, side, _exercises_left(at, script.last_step - at.run.bookmark.step, is_amid=True))
    if not at.is_amid or not at.here.repetition or at.step_here is None:
        step = at.coming.step if at.is_amid and at.coming == at.here else max(at.run.bookmark.step, 0) - 1
        return go_on(at, _side_said(at), _exercises_left(at, script.last_step - step, is_amid=False))
    return go_on(at, *_repetitions_left(at), _exercises_left(at, script.last_step - at.here.step, is_amid=True))


def _side_said(at: Exchange) -> str:
    """Which side it is, before the first repetition too; empty where there are no sides."""
    step = at.step_here
    if step is None or not at.is_amid or step.exercise.side == "none":
        return ""
    return at.line("on_side", side=at.side_name(at.here.side or "left"))


def _repetitions_left(at: Exchange) -> Iterator[str]:
    step = at.step_here
    if step is None:
        return
    if side := _side_said(at):
        yield side
    of = at.number(step.repetitions)
    if at.here.repetition >= step.repetitions:
        yield at.line("left_last", of=of)
    else:
        yield at.line("left_number", number=at.number(at.here.repetition), of=of)
    if step.exercise.side == "each" and at.here.side == "left":
        yield at.line("left_side", side=at.side_name("right"))


def _exercises_left(at: Exchange, left: int, *, is_amid: bool) -> str:
    if left <= 0:
        return at.line("left_none")
    if left == 1:
        return at.line("left_exercise" if is_amid else "left_exercise_now")
    line: ConversationLine = "left_exercises" if is_amid else "left_exercises_now"
    return at.line(line, exercises=at.count(left, "exercise"))


def how_long_left(at: Exchange) -> Reply:
    """About how many minutes, with rests, without questions, getting down and coming up."""
    if at.run is None or not at.is_running:
        return which(at, at.line("not_yet"))
    script, bookmark, total_ms = at.script, at.run.bookmark, 0
    while bookmark != script.end:
        turn = script.turn(bookmark)
        total_ms += script.placement(turn, at.library.measure).routine_ms
        bookmark = turn.then
    minutes = max(1, round(total_ms / 60_000))
    return go_on(at, at.line("left_minutes", minutes=at.count(minutes, "minute")))


def safety(at: Exchange) -> Reply:
    """Who should see a doctor first, and when to stop."""
    lines = at.library.words.phrases.safety
    said = (*lines[DOCTOR_FIRST], *lines[PAIN_RULE])
    return ask(at.interrupted(), "go_on", *said) if at.is_running else which(at, *said)


def help_(at: Exchange) -> Reply:
    if not at.is_running:
        return ask(at, "which", at.line("help_idle"))
    line = at.line("help_routine")
    return ask(at.interrupted(), "go_on", line) if at.is_amid else ask_again(at, line)


def what(at: Exchange) -> Reply:
    """ "What?": the question once more, or on with the repetition."""
    if at.is_running or at.session.asking in ("resume", "offer", "gentle", "else"):
        return go_on(at)
    return which(at.with_session(offered=at.session.offered[:-FEW]))


def fine(at: Exchange) -> Reply:
    """ "Nothing is numb", "thank you": good, and on where it was, or the same question again."""
    glad = at.line("glad")
    if at.is_running or at.session.asking in ("resume", "offer", "gentle"):
        return go_on(at, glad)
    return which(at.with_session(offered=at.session.offered[:-FEW]), glad)


def not_understood(at: Exchange) -> Reply:
    """A hint at first, then more of one; the third time in a row the coach rests, and keeps the place."""
    lost = at.session.lost + 1
    at = at.with_session(lost=lost)
    if lost == PATIENCE and at.is_running:
        return wait(at, at.line("not_understood"), at.line("wait"))
    if lost >= PATIENCE:
        return close(at, at.line("place_kept") if at.run else "", at.line("rest_then"))
    if at.is_running:
        return _lost_in_a_routine(at)
    if at.session.asking in ("resume", "offer", "gentle", "forget", "else"):
        return ask_again(at, at.line("not_understood"), at.line("hint_yes_no"))
    return ask(at, "which", at.line("not_understood"), at.line("hint_idle" if lost == 1 else "help_idle"))


def _lost_in_a_routine(at: Exchange) -> Reply:
    """A hint, and the question. Amid a turn the coach stops: what was not understood may have been a call for help."""
    hint = at.line("hint_routine" if at.session.lost == 1 else "help_routine")
    if at.is_amid:
        return ask(at.interrupted(), "go_on", at.line("not_understood"), hint)
    hint = at.line(HINTS[at.session.asking]) if at.session.asking in HINTS else hint
    return ask_again(at, at.line("not_understood"), hint)
