"""The state as JSON, and back. JSON from an older release, or damaged JSON, is read as the state of a new person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, get_args

from content.timeline.options import DETAILS
from skill.coach.state import OPENING, Asking, BegunRoutine, Bookmark, DoneRoutine, PersonState, SessionState, Settings

if TYPE_CHECKING:
    from content.timeline.cues import Side

SHAPE = 1
"""The version of the format of what is kept. No other is read."""
ASKINGS = get_args(Asking)
DAMAGE = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def kept_json(kept: PersonState) -> dict[str, Any]:
    settings = kept.settings
    return {
        "shape": SHAPE,
        "hold_s": settings.hold_s,
        "repetitions": settings.repetitions,
        "pace": round(settings.pace * 100),
        "detail": settings.detail,
        "ways": dict(settings.ways),
        "run": [kept.run.routine, kept.run.minutes, bookmark_json(kept.run.bookmark)] if kept.run else None,
        "past": [[past.routine, past.minutes, past.day] for past in kept.past],
        "known": kept.is_known,
        "plain": kept.is_plain,
        "unheard": kept.is_unheard,
    }


def read_kept(value: Any) -> PersonState:
    """What is kept, from its JSON; that of a new person when this is malformed."""
    try:
        if value["shape"] != SHAPE:
            return PersonState()
        past = [DoneRoutine(_text(each[0]), _optional(each[1], _whole), _text(each[2])) for each in value["past"]]
        return PersonState(
            settings=Settings(
                _optional(value["hold_s"], _whole),
                _optional(value["repetitions"], _whole),
                _whole(value["pace"]) / 100,
                DETAILS[DETAILS.index(value["detail"])],
                {_text(name): _text(way) for name, way in value["ways"].items()},
            ),
            run=_optional(value["run"], _run),
            past=tuple(past),
            is_known=value["known"] is True,
            is_plain=value["plain"] is True,
            is_unheard=value["unheard"] is True,
        )
    except DAMAGE:
        return PersonState()


def session_json(session: SessionState) -> dict[str, Any]:
    return {
        "asking": session.asking,
        "topic": session.topic,
        "offered": list(session.offered),
        "listed": list(session.listed),
        "pain": session.in_pain,
        "sent": session.sent_ms,
        "playing": _optional(session.playing, bookmark_json),
        "last": _optional(session.last, bookmark_json),
        "again": session.is_again,
        "from": session.came_from,
        "sentence": session.sentence,
        "before": session.before_ms,
        "lost": session.lost,
    }


def read_session(value: Any) -> SessionState:
    """The session, from its JSON; a new one when this is malformed."""
    try:
        return SessionState(
            asking=ASKINGS[ASKINGS.index(value["asking"])],
            topic=_text(value["topic"]),
            offered=tuple(_text(each) for each in value["offered"]),
            listed=tuple(_text(each) for each in value["listed"]),
            in_pain=value["pain"] if isinstance(value["pain"], bool) else None,
            sent_ms=_whole(value["sent"]),
            playing=_optional(value["playing"], _bookmark),
            last=_optional(value["last"], _bookmark),
            is_again=value["again"] is True,
            came_from=_optional(value.get("from"), _step),
            sentence=_whole(value.get("sentence", 1), 1),
            before_ms=_whole(value["before"]),
            lost=_whole(value["lost"]),
        )
    except DAMAGE:
        return SessionState()


def bookmark_json(bookmark: Bookmark) -> list[Any]:
    return [bookmark.step, bookmark.set, bookmark.side, bookmark.repetition]


def _bookmark(value: Any) -> Bookmark:
    step, set_, side, repetition = value
    sides: tuple[Side, ...] = ("", "left", "right")
    return Bookmark(_step(step), _whole(set_), sides[sides.index(side)], _whole(repetition))


def _step(value: Any) -> int:
    return _whole(value, OPENING)


def _run(value: Any) -> BegunRoutine:
    routine, minutes, bookmark = value
    return BegunRoutine(_text(routine), _optional(minutes, _whole), _bookmark(bookmark))


def _optional(value: Any, read: Callable[[Any], Any]) -> Any:
    return None if value is None else read(value)


def _whole(value: Any, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << 53:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
