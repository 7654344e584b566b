"""One step of the conversation: a table from what was said, and the question that was open, to what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from skill.coach import changing, choosing, hurting, moving, sessions, telling
from skill.coach.answering import close
from skill.coach.exchange import Exchange
from skill.coach.state import Heard, Moment, Reply, State

if TYPE_CHECKING:
    from skill.coach.library import Library

    Do = Callable[[Exchange], Reply]

ACTIONS: dict[str, Do] = {
    "launch": sessions.launch,
    "gone": close,
    "yes": moving.yes,
    "no": moving.no,
    "ready": moving.go_ahead,
    "resume": moving.go_ahead,
    "choose-routine": choosing.by_name,
    "choose-need": choosing.by_need,
    "choose-time": choosing.by_time,
    "choose-last": choosing.last_one,
    "surprise": choosing.surprise,
    "list": choosing.all_routines,
    "next": moving.next_one,
    "previous": moving.previous,
    "repeat": moving.repeat,
    "skip": moving.skip,
    "go-to": moving.go_to,
    "switch-sides": moving.switch_sides,
    "pause": moving.pause,
    "start-over": sessions.restart,
    "stop": sessions.stop,
    "how": telling.how,
    "what": telling.what,
    "what-is-next": telling.what_is_next,
    "how-many-left": telling.how_many_left,
    "how-long-left": telling.how_long_left,
    "how-often": telling.how_often,
    "help": telling.help_,
    "safety": telling.safety,
    "recording": choosing.recording,
    "slower": changing.slower,
    "faster": changing.faster,
    "set-hold": changing.set_hold,
    "hold-longer": changing.hold_longer,
    "hold-shorter": changing.hold_shorter,
    "set-repetitions": changing.set_repetitions,
    "less-talking": changing.less_talking,
    "more-talking": changing.more_talking,
    "easier": changing.easier,
    "harder": changing.harder,
    "usual": changing.usual,
    "hurts": hurting.hurts,
    "warning-sign": hurting.warning,
    "emergency": hurting.emergency,
    "choose-offered": choosing.by_position,
    "privacy": sessions.privacy,
    "fine": telling.fine,
    "forget": sessions.forget,
    "not-understood": telling.not_understood,
}
"""What was said -> what is done."""

ANSWERS: dict[tuple[str, str], Do] = {
    ("which", "yes"): choosing.yes_to_several,
    ("pain", "yes"): hurting.pain_yes,
    ("pain", "hurts"): hurting.pain_yes,
    ("pain", "how"): hurting.pain_yes,
    ("pain", "no"): hurting.pain_no,
    ("pain", "ready"): hurting.pain_no,
    ("pain", "fine"): hurting.pain_no,
    ("pain", "next"): moving.skip,
    **{("down", name): sessions.down_yes for name in ("yes", "ready", "next", "resume", "fine")},
    ("down", "no"): sessions.down_no,
    ("hurt", "yes"): hurting.which_way,
    ("hurt", "how"): hurting.which_way,
    ("hurt", "help"): hurting.which_way,
    ("hurt", "choose-need"): hurting.which_way,
    ("hurt", "choose-offered"): hurting.which_way,
    ("hurt", "easier"): hurting.easier_after_pain,
    ("hurt", "hold-shorter"): hurting.easier_after_pain,
    ("hurt", "next"): moving.skip,
    ("hurt", "no"): hurting.end_after_pain,
    ("hurt", "stop"): hurting.end_after_pain,
    ("gentle", "easier"): moving.yes,
    ("gentle", "skip"): moving.no,
    ("gentle", "no"): hurting.end_after_pain,
    ("else", "fine"): moving.no,
    ("else", "next"): moving.no,
    ("else", "ready"): moving.no,
    ("forget", "yes"): sessions.forget_yes,
    ("forget", "no"): sessions.forget_no,
    ("length", "choose-time"): changing.set_hold,
    ("length", "set-repetitions"): changing.set_hold,
    ("length", "no"): changing.never_mind,
    ("number", "set-hold"): changing.set_repetitions,
    ("number", "no"): changing.never_mind,
    **{(asking, "repeat"): telling.what for asking in ("down", "pain", "hurt", "forget", "length", "number", "which")},
}
"""The open question and what was said to it -> what is done, where that differs."""

ANSWERING = ("yes", "ready", "next", "no")
"""What answers the question at the end of a turn."""
BARE_HOLD_S = (3, 59)
"""The least and the most of a time alone, said in a routine ("twenty seconds"), that is the length of a hold."""
UNHEARD = ("yes", "ready", "resume", "repeat", "what", "next", "not-understood")
"""After an answer that the device refused to play, these play it again."""


def refused(state: State) -> State:
    """The device refused the last turn: from now on turns are SSML, and that one is played again."""
    return replace(state, kept=replace(state.kept, is_plain=True, is_unheard=True))


def step(library: Library, state: State, heard: Heard, moment: Moment) -> Reply:
    """What the coach answers, and what it remembers after that. Pure: the same arguments give the same reply."""
    if state.kept.is_unheard:
        state = State(replace(state.kept, is_unheard=False), replace(state.session, playing=None))
        heard = Heard("next") if heard.name in UNHEARD else heard
    at = Exchange(library, state, heard, moment).with_progress(is_answer=heard.name in ANSWERING)
    if heard.name == "choose-time" and at.is_running and 0 < (heard.seconds or 0) <= 60:
        is_hold = BARE_HOLD_S[0] <= (heard.seconds or 0) <= BARE_HOLD_S[1]
        heard = replace(heard, name="set-hold" if is_hold else "what")
    if heard.name != "not-understood":
        at = at.with_session(lost=0)
    asking = "" if at.is_amid else state.session.asking
    return ANSWERS.get((asking, heard.name), ACTIONS[heard.name])(at)
