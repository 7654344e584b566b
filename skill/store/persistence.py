"""Any store as the persistence of Amazon's SDK, whose interface knows whole documents and no versions."""

from __future__ import annotations

import weakref
from copy import deepcopy
from dataclasses import dataclass
from random import uniform
from time import sleep
from typing import TYPE_CHECKING, Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.store.contract import Kept, StoreError

if TYPE_CHECKING:
    from ask_sdk_model.request_envelope import RequestEnvelope

    from skill.store.contract import Store

TRIES = 40
LONGEST_PAUSE_S = 0.05
WHERE = "behind the skill"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one request knows of its person."""

    shown: dict[str, Any]
    """As the handlers got it, or last saved it."""
    kept: Kept
    """As the store had it then."""


def person_of(request_envelope: RequestEnvelope) -> str:
    """The person's id; ``StoreError`` where a request has none, since nothing can be kept then."""
    system = getattr(request_envelope.context, "system", None)
    person = getattr(getattr(system, "user", None), "user_id", None)
    if not person or not isinstance(person, str):
        raise StoreError(WHERE, "the request does not say whose it is")
    return person


class Persistence(AbstractPersistenceAdapter):
    """Saves only what a request changed, so that two requests of one person never undo each other's work.

    Keys are compared, not what is inside of their values. After a load that failed, saving is refused. Everything
    raises ``StoreError``; the SDK would let one in an interceptor replace the answer, so catch it where it is called.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[int, tuple[weakref.ref[RequestEnvelope], Seen | None]] = {}
        """By the identity of the request, which cannot be hashed; None after a load that failed."""

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, object]:
        self._remember(request_envelope, None)
        kept = self._store.load(person_of(request_envelope))
        self._remember(request_envelope, Seen(deepcopy(kept.attributes), kept))
        return deepcopy(kept.attributes)

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: dict[str, object]) -> None:
        person = person_of(request_envelope)
        seen = self._recall(request_envelope, person)
        saved = self._merge(person, seen, attributes)
        self._remember(request_envelope, Seen(deepcopy(attributes), saved))

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        self._store.forget(person_of(request_envelope))
        self._remember(request_envelope, Seen({}, Kept({}, 0)))

    def _merge(self, person: str, seen: Seen, attributes: dict[str, object]) -> Kept:
        """Try until the changes stand on what is kept; what was forgotten meanwhile stays forgotten."""
        kept, changes = seen.kept, changed(seen.shown, attributes)
        if changes == ({}, set()):
            return kept
        for attempt in range(TRIES):
            merged = {key: value for key, value in kept.attributes.items() if key not in changes[1]} | changes[0]
            if self._store.save(person, merged, kept.version):
                return Kept(deepcopy(merged), kept.version + 1)
            sleep(uniform(0, min(0.001 * 2**attempt, LONGEST_PAUSE_S)))  # noqa: S311 - so that rivals drift apart
            kept = self._store.load(person)
            if kept.version < seen.kept.version:
                return kept
        raise StoreError(WHERE, f"too many save for one person at once ({TRIES} tries)")

    def _recall(self, request_envelope: RequestEnvelope, person: str) -> Seen:
        if id(request_envelope) not in self._seen:  # saved without a look: nothing of what is kept was taken away
            return Seen({}, self._store.load(person))
        seen = self._seen[id(request_envelope)][1]
        if seen is None:
            raise StoreError(WHERE, "what is kept could not be loaded, so nothing is saved over it")
        return seen

    def _remember(self, request_envelope: RequestEnvelope, seen: Seen | None) -> None:
        key = id(request_envelope)
        self._seen[key] = weakref.ref(request_envelope, lambda _: self._seen.pop(key, None)), seen


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The keys that were set, with their values, and those that were removed. By ``repr``, since True == 1 == 1.0."""
    is_set = {key: value for key, value in after.items() if key not in before or repr(before[key]) != repr(value)}
    return is_set, before.keys() - after.keys()
