"""Pain: stop, then easier, skip or end; a warning sign leads to medical help, and ends the session.

The warning signs are those of the NHS for back pain. None of this is ever kept beyond the session.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from skill.coach.answering import ask, close, enter
from skill.coach.changing import easier
from skill.coach.choosing import which
from skill.coach.script import in_position
from skill.coach.sessions import stop

if TYPE_CHECKING:
    from skill.coach.exchange import Exchange
    from skill.coach.state import Reply


def hurts(at: Exchange) -> Reply:
    """It hurts: stop the movement, ask what to do; outside a routine, something gentle or rest."""
    if at.heard.sign:
        return warning(at)
    at = at.with_session(in_pain=True)
    if at.is_running and at.run:
        at = at.at_bookmark(at.here if at.is_amid else at.run.bookmark)
        return ask(at, "hurt", at.line("hurt"), at.line("hurt_signs"))
    gentle = at.library.gentle[0]
    return ask(at.with_session(topic=gentle.id), "gentle", at.line("hurt_idle"), at.line("hurt_signs"))


def warning(at: Exchange) -> Reply:
    """A warning sign: get medical help now. The routine is not offered again, and the next launch begins with care."""
    if not at.heard.sign:
        return hurts(at)
    numbers = at.library.conversation.emergency
    number = numbers.get(at.moment.country, numbers["other"])
    said = at.line("emergency"), at.line("emergency_call", number=number), at.line("emergency_close")
    return close(at.with_kept(run=None, is_known=False), *said)


def emergency(at: Exchange) -> Reply:
    """Somebody calls for help, in whatever words."""
    return warning(replace(at, heard=replace(at.heard, sign="emergency")))


def which_way(at: Exchange) -> Reply:
    """ "Yes", or a part of the body, to "easier, skip, or end?": asked again, with which pain calls for which."""
    return ask(at, "hurt", at.line("reprompt_hurt"))


def pain_yes(at: Exchange) -> Reply:
    """In pain now: exercises that are not for a person in pain are omitted."""
    if at.heard.sign:
        return warning(at)
    at = at.with_session(in_pain=True)
    return enter(at, at.run.bookmark) if at.run else which(at)


def pain_no(at: Exchange) -> Reply:
    at = at.with_session(in_pain=False)
    return enter(at, at.run.bookmark, is_again=at.run.bookmark.repetition > 0) if at.run else which(at)


def easier_after_pain(at: Exchange) -> Reply:
    """The easier way of the exercise that hurt, from the start position."""
    if at.run is None:
        return which(at)
    bookmark = at.run.bookmark
    changed = easier(at.with_session(last=bookmark, playing=None))
    settled = at.with_kept(settings=changed.state.kept.settings)
    if at.script.step_at(bookmark) is None:
        return enter(settled, bookmark)
    said = changed.answer.before[:1]  # the sentence on the easier way follows the start position
    return enter(settled, in_position(bookmark), *said, is_again=True)


def end_after_pain(at: Exchange) -> Reply:
    """End for today, with advice."""
    reply = stop(at)
    return close(at, at.line("hurt_end"), *reply.answer.before)
