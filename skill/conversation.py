"""The coach with its memory: what is kept of a person is loaded, one step is taken, what changed is saved.

Saving is conditional: where another request was quicker, the step is taken again on what is kept then. When the store
is down, the person does not notice: the session carries a copy of what is kept, and continues with that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from skill.coach.state import Answer, Heard, Moment, PersonState, Reply, Settings, State
from skill.coach.step import refused, step
from skill.state_json import kept_json, read_kept, read_session, session_json
from skill.store.contract import Store, StoreError

if TYPE_CHECKING:
    from skill.coach.library import Library

    Take = Callable[[State], Reply]

TRIES = 50
"""How often a step is taken again before saving is given up."""

log = logging.getLogger("gentleback.skill")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The circumstances of one request."""

    person: str
    attributes: Any
    """Of the session: any JSON value, not trusted."""
    now_ms: int
    day: str
    country: str
    chance: str
    """The seed of the choice of phrasings: the same text chooses the same."""


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    """What to answer, and in which form."""

    answer: Answer
    attributes: dict[str, Any]
    is_plain: bool
    """Whether this device wants SSML."""


@dataclass(slots=True)
class RememberingCoach:
    """The coach of one language with its store."""

    library: Library
    store: Store
    is_plain: bool = False
    """Whether every device gets SSML."""

    def answer(self, heard: Heard, occasion: Occasion) -> SessionAnswer:
        """Answer what was said. Never raises ``StoreError``."""

        def take(state: State) -> Reply:
            choose = Random(occasion.chance).choice  # noqa: S311 - it chooses a phrasing
            moment = Moment(occasion.now_ms, occasion.day, occasion.country, choose)
            return step(self.library, state, heard, moment)

        reply, is_saved = self._remembered(occasion, take)
        kept = reply.state.kept
        attributes: dict[str, Any] = {"session": session_json(reply.state.session), "kept": kept_json(kept)}
        attributes |= {} if is_saved else {"behind": True}
        return SessionAnswer(reply.answer, attributes, self.is_plain or kept.is_plain)

    def refused(self, occasion: Occasion) -> None:
        """The device could not play the last answer: this is remembered."""
        self._remembered(occasion, lambda state: Reply(refused(state), Answer()))

    def _remembered(self, occasion: Occasion, take: Take) -> tuple[Reply, bool]:
        """Take a step, and save what it changed; whether that is saved now."""
        carried = occasion.attributes if isinstance(occasion.attributes, dict) else {}
        session, copy = read_session(carried.get("session")), read_kept(carried.get("kept"))
        if not occasion.person:  # a request without a user id: nothing can be saved
            return take(State(copy, session)), False
        try:
            for _ in range(TRIES):
                found = self.store.load(occasion.person)
                kept = read_kept(found.attributes)
                reply = take(State(caught_up(kept, copy) if carried.get("behind") is True else kept, session))
                after = reply.state.kept
                if reply.forgets:
                    self.store.forget(occasion.person)
                    return reply, True
                if after == kept or self.store.save(occasion.person, kept_json(after), found.version):
                    return reply, True
            log.error("gave up saving after %d tries: others were quicker", TRIES)
        except StoreError as error:
            log.error("%s", error)
            reply = take(State(copy, session))
            if reply.forgets:
                sentence = self.library.conversation.lines["forget_failed"][0]
                reply = replace(reply, state=State(copy), answer=Answer((sentence,)))
        return reply, False


def caught_up(kept: PersonState, copy: PersonState) -> PersonState:
    """What is kept, with what a session did while the store was down: its place, and its settings if it has any."""
    settings = kept.settings if copy.settings == Settings() else copy.settings
    return replace(kept, settings=settings, run=copy.run, is_known=kept.is_known or copy.is_known)
