"""Moving about in a routine: next, previous, repeat, skip, switch sides, pause; yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.coach.answering import ask, ask_again, enter, go_on, wait
from skill.coach.choosing import begin, offer, on_or_which, which
from skill.coach.sessions import down_yes, launch, resume, stop
from skill.coach.state import Bookmark, Reply

if TYPE_CHECKING:
    from content.model.types import Step
    from content.timeline.cues import Side
    from skill.coach.exchange import Exchange


def next_one(at: Exchange) -> Reply:
    """At the end of a turn the next turn; in the middle of one the next exercise."""
    if not at.is_running or at.run is None:
        return resume(at)
    if at.is_led_down:
        return down_yes(at)
    if at.is_amid and at.progress and at.step_here is None:
        return enter(at, at.progress.go_on)
    if at.session.asking == "pain" or at.is_amid:
        return _on_to(at, at.script.after(at.coming, at.came_from))
    return resume(at) if at.session.asking == "go_on" else enter(at, at.run.bookmark)


def skip(at: Exchange) -> Reply:
    """Omit an exercise: the one under way, or at the question before one, that one; or the way down to it."""
    if not at.is_running or at.run is None:
        return which(at, at.line("not_yet"))
    if at.is_led_down:
        return down_yes(at)
    if at.script.is_way_down(at.coming):  # "already lying down? Skip ahead"
        return enter(at.interrupted().with_session(last=Bookmark(0)), Bookmark(0))
    step = at.script.step_at(at.coming)
    said = at.line("skipped", exercise=at.exercise_name(step.exercise.id)) if step else ""
    return _on_to(at, at.script.after(at.coming, at.came_from), said)


def _on_to(at: Exchange, bookmark: Bookmark, *before: str) -> Reply:
    """Enter ``bookmark``; after the end, ask what else."""
    if bookmark == at.script.end:
        return ask(at.interrupted().put_aside(), "else", *before)
    return enter(at, bookmark, *before)


def previous(at: Exchange) -> Reply:
    """The exercise before the one under way; at the question after a turn, before the one just done."""
    if not at.is_running or at.run is None:
        return which(at, at.line("not_yet"))
    if at.here.step < 0:
        return enter(at, Bookmark())
    if at.here.step == 0:
        return enter(at, Bookmark(0), at.line("at_the_first"))
    return enter(at, Bookmark(at.here.step - 1))


def repeat(at: Exchange) -> Reply:
    """The last turn once more; without one, the question."""
    bookmark = at.session.playing or at.session.last
    if at.run is None or not at.is_running or bookmark is None:
        return ask_again(at) if at.session.asking not in ("", "which") else which(at)
    is_again = at.script.step_at(bookmark) is not None and bookmark.repetition > 0
    return enter(at, bookmark, at.line("again"), is_again=is_again)


def go_to(at: Exchange) -> Reply:
    """A named exercise: in this routine its chapter; else a routine that has it is offered."""
    name = at.heard.exercise
    if name not in at.library.content.exercises:
        return on_or_which(at, at.line("no_such_exercise"))
    if at.is_running:
        steps = at.script.routine.steps
        found = next((index for index, step in enumerate(steps) if step.exercise.id == name), None)
        if found is not None:
            return enter(at, Bookmark(found))
        return go_on(at, at.line("not_in_this_routine", exercise=at.exercise_name(name)))
    for routine in at.library.spoken:
        if name in routine.exercise_ids:
            words = {"exercise": at.exercise_name(name), "routine": at.routine_name(routine.id)}
            return offer(at, routine, at.line("chosen_exercise", **words))
    return which(at, at.line("nothing_for_that"))


def switch_sides(at: Exchange) -> Reply:
    """The other side of the exercise under way, from its first repetition."""
    step = at.step_here
    if step is None:
        return go_on(at) if at.run else which(at, at.line("not_yet"))
    if step.exercise.side == "none":
        return go_on(at, at.line("no_sides"))
    other: Side = "left" if at.here.side == "right" else "right"
    repetition = at.here.repetition or 1 if step.exercise.side == "alternating" else 1
    said = at.line("switched", side=at.side_name(other))
    set_ = at.here.set if at.here.repetition else 1
    return enter(at, Bookmark(at.here.step, set_, other, repetition), *_closing(at, step), said, is_again=True)


def _closing(at: Exchange, step: Step) -> tuple[str, ...]:
    """What puts the side back that is left in the middle: nobody changes sides with a leg in their hands."""
    if not at.is_amid or at.progress is None or step.exercise.side != "each" or not at.here.repetition:
        return ()
    if at.progress.closing:
        return at.progress.closing
    leave = at.exercise_words(step.exercise.id).manner_of(step.way).leave
    return tuple(at.sided(each.text, at.here.side) for each in leave)


def pause(at: Exchange) -> Reply:
    return wait(at, at.line("wait")) if at.is_running else which(at, at.line("take_your_time"))


def go_ahead(at: Exchange) -> Reply:
    """ "Resume", "I'm ready": whatever was waited for."""
    if at.run and at.session.asking == "which":
        return resume(at)
    return yes(at) if at.session.asking else launch(at)


def yes(at: Exchange) -> Reply:
    """Yes, to the question that is open; in the middle of a turn, simply on."""
    if at.is_amid:
        return go_on(at)
    match at.session.asking:
        case "begin" | "next" | "side" | "rest" | "finish":
            return enter(at, at.run.bookmark) if at.run else which(at)
        case "resume" | "go_on" | "length" | "number":
            return resume(at)
        case "offer" | "gentle":
            routine = at.library.content.routines.get(at.session.topic)
            return begin(at, routine) if routine else which(at)
        case "" | "which" | "else":
            return which(at)
        case asking:  # down, pain, hurt, forget: answered where they are asked
            return ask_again(at, at.line("reprompt_hurt" if asking == "hurt" else "hint_yes_no"))


def no(at: Exchange) -> Reply:
    """No, to the question that is open."""
    if at.is_amid:
        return wait(at, at.line("wait"))
    match at.session.asking:
        case "begin" if not at.is_down:
            return which(at.with_kept(run=None), at.line("other_routine"))
        case "offer":
            return which(at, at.line("other_routine"))
        case "resume":
            return which(at.put_aside())
        case _:
            return wait(at, at.line("wait")) if _follows_a_turn(at) else stop(at)


def _follows_a_turn(at: Exchange) -> bool:
    """Whether the open question is that of a turn, and not one after a wait or a detour."""
    asking = at.session.asking
    return asking in ("begin", "next", "side", "rest", "finish") or (asking == "go_on" and at.progress is not None)
