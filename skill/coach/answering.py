"""The ways to answer: ask, play a turn and ask what comes after it, wait in silence, close the session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from content.model.types import GROUNDS, IN_PAIN
from content.timeline.cues import Rest, Where, phrase
from skill.coach.state import OPENING, Answer, Asking, Bookmark, Reply, SessionState

if TYPE_CHECKING:
    from content.model.lines import ConversationLine
    from skill.coach.exchange import Exchange
    from skill.coach.script import Script, Turn

WAIT_MS = 120_000
"""How long a pause lasts before the coach asks."""
SENTENCE_PAUSE_MS = 500
"""After each sentence before a turn, as ``skill.speech`` places them."""
QUESTIONS: dict[Asking, tuple[ConversationLine, ConversationLine]] = {
    "which": ("ask_which", "reprompt_which"),
    "resume": ("ask_resume", "reprompt_resume"),
    "offer": ("ask_offer", "reprompt_offer"),
    "begin": ("ask_begin", "reprompt"),
    "next": ("ask_next", "reprompt"),
    "side": ("ask_side", "reprompt"),
    "rest": ("ask_rest", "reprompt"),
    "finish": ("ask_finish", "reprompt"),
    "go_on": ("ask_go_on", "reprompt"),
    "else": ("ask_else", "reprompt_else"),
    "down": ("ask_down", "reprompt_down"),
    "pain": ("ask_pain", "reprompt_pain"),
    "hurt": ("ask_hurt", "reprompt_hurt"),
    "gentle": ("ask_gentle", "reprompt_gentle"),
    "forget": ("ask_forget", "reprompt_forget"),
    "length": ("which_length", "reprompt"),
    "number": ("which_number", "reprompt"),
}
"""What is asked -> its line, and the line of its reprompt."""


def ask(at: Exchange, asking: Asking, *before: str, side: str = "", question: str = "") -> Reply:
    """Talk that ends with a question of ``QUESTIONS``, or with ``question`` in its place."""
    line, reprompt = QUESTIONS[asking]
    answer = Answer(_said(before), (), question or at.line(line, side=at.side_name(side)), at.line(reprompt))
    changes: dict[str, Any] = {"asking": asking}
    if at.progress is None or at.is_amid:  # a turn that has come to its end stays the last one
        changes |= {"playing": None, "last": at.last, "before_ms": 0, "sent_ms": at.moment.now_ms}
    return Reply(at.with_session(**changes).state, answer)


def ask_again(at: Exchange, *before: str) -> Reply:
    """Ask once more what was asked last; when nothing was, whether to go on."""
    side = at.run.bookmark.side if at.run else ""
    return ask(at, at.session.asking or ("go_on" if at.run else "which"), *before, side=side)


def go_on(at: Exchange, *before: str) -> Reply:
    """After a detour: on with the repetition that was broken off, or the same question again."""
    if at.is_amid and at.progress:
        progress = at.progress
        return enter(at, progress.go_on, *before, *progress.closing, is_again=progress.is_again)
    return ask_again(at, *before)


def enter(at: Exchange, bookmark: Bookmark, *before: str, is_again: bool = False) -> Reply:
    """Play the turn at ``bookmark``.

    Before an exercise that is not for a person in pain they are asked; it is omitted when they are. Whoever goes on in
    a new session is asked whether they are down already. Raises ``ValueError`` where no routine is under way.
    """
    script, said = at.script, list(before)
    came_from = at.came_from
    while (step := script.step_at(bookmark)) and IN_PAIN in step.exercise.avoid and at.session.in_pain is not False:
        name = at.exercise_name(step.exercise.id)
        if at.session.in_pain is None:
            return ask(at.at_bookmark(bookmark), "pain", *said, at.line("pain_about", exercise=name))
        said.append(at.line("pain_skipped", exercise=name))
        bookmark, is_again = Bookmark(bookmark.step + 1), False
    if at.last is None:
        bookmark = script.anew(bookmark)
    if at.last is None and script.is_on_floor(bookmark.step):
        return ask(at.at_bookmark(bookmark), "down", *said)
    unusual = None if came_from == _usual_before(script, bookmark) else came_from
    turn = script.turn(bookmark, is_again, unusual, _sentence_down(at, bookmark))
    return _play(at.at_bookmark(bookmark), script, turn, tuple(said))


def _usual_before(script: Script, bookmark: Bookmark) -> int:
    """The step where a person usually is before ``bookmark``."""
    if script.step_at(bookmark) is None:
        return OPENING if bookmark.step < 0 else script.last_step
    return bookmark.step if bookmark.repetition else max(bookmark.step - 1, 0)


def _sentence_down(at: Exchange, bookmark: Bookmark) -> int:
    """Which sentence of the way down to ``bookmark`` comes next: after a detour, the one that was broken off."""
    if at.run is None or at.last is None or at.last.step >= 0 or at.last.repetition:
        return 1
    coming, other = at.script.step_at(at.run.bookmark), at.script.step_at(bookmark)
    is_same = coming and other and GROUNDS[coming.exercise.position] == GROUNDS[other.exercise.position]
    return at.last.set if is_same else 1


def _play(at: Exchange, script: Script, turn: Turn, before: tuple[str, ...]) -> Reply:
    before = _said(before)
    asking, side = _after(script, turn)
    question, reprompt = QUESTIONS[asking]
    length = at.library.measure.length_ms
    session = replace(
        at.session,
        asking=asking,
        playing=turn.start,
        is_again=turn.is_again,
        came_from=turn.came_from,
        sentence=turn.sentence,
        sent_ms=at.moment.now_ms,
        before_ms=sum(length(phrase(sentence)) + SENTENCE_PAUSE_MS for sentence in before),
    )
    answer = Answer(before, turn.cues, at.line(question, side=at.side_name(side)), at.line(reprompt))
    return Reply(replace(at.state, session=session), answer)


def _after(script: Script, turn: Turn) -> tuple[Asking, str]:
    """What to ask after a turn, and the side that comes next."""
    if turn.only_leads or OPENING == turn.start.step == turn.then.step:
        return "go_on", ""
    if turn.start.step > script.last_step:
        return ("else" if turn.then == script.end else "finish"), ""
    if turn.start.step == OPENING:
        return "begin", ""
    if turn.then.step == turn.start.step and not any(part.repetitions for part in turn.parts):
        return "go_on", ""
    if turn.then.step == turn.start.step:
        before = script.bookmark_of(turn.then.step, script.index_of(turn.then) - 1)
        return ("side", turn.then.side) if before.side != turn.then.side else ("rest", "")
    return ("finish" if turn.then.step > script.last_step else "next"), ""


def wait(at: Exchange, *before: str) -> Reply:
    """Two minutes of silence that can be broken at any time, then a question: the session stays open meanwhile."""
    reply = ask(at.interrupted(), "go_on", *before)
    return replace(reply, answer=replace(reply.answer, cues=(Rest(Where(), WAIT_MS),)))


def close(at: Exchange, *sentences: str) -> Reply:
    """Talk that ends the session."""
    return Reply(replace(at.state, session=SessionState(sent_ms=at.moment.now_ms)), Answer(_said(sentences)))


def _said(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, sentences))
