"""What every store does, the text that each keeps, and the store in memory. Light: the skill always imports this."""

from __future__ import annotations

import json
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

from content.errors import GentleBackError

MAX_REASON = 200
"""Characters of a library's message that an error repeats."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is kept of one person."""

    attributes: dict[str, Any]
    """JSON; ``{}`` for an unknown person. A copy: changing it changes nothing in the store."""
    version: int
    """0 for an unknown person; one more with each save."""


class Store(Protocol):
    """Used by many threads at once. Every method raises ``StoreError`` within seconds when the store cannot be used."""

    def load(self, person: str) -> PersonRecord: ...

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        """Keep ``attributes`` as ``version`` + 1, but only where ``version`` is what is kept now.

        False when another save was quicker: nothing is written then. After ``StoreError`` it is unknown.
        """

    def forget(self, person: str) -> None:
        """Delete everything of ``person``. A later save of a version from before is refused."""

    def close(self) -> None:
        """Close connections."""


class StoreError(GentleBackError):
    """The store cannot be used now; ``str()`` is one line without passwords."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"the store {where} cannot be used: {reason}")


class StoreUrlError(GentleBackError):
    """A URL that names no store: what it has to look like. The URL, with its password, is not shown."""

    exit_code = 2


def to_text(attributes: dict[str, Any], where: str) -> str:
    """JSON in plain ASCII, which every store keeps unchanged; ``StoreError`` for what is not JSON."""
    try:
        return json.dumps(attributes, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(where, f"what it was given is not JSON ({type(error).__name__})") from None


def to_record(text: object, version: object, where: str) -> PersonRecord:
    """What was kept. A damaged row is ``StoreError``, which does not quote it."""
    try:
        attributes = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        attributes = None
    if not isinstance(attributes, dict) or not isinstance(version, int) or version < 1:
        raise StoreError(where, "what it kept of this person is damaged")
    return PersonRecord(attributes, version)


def reason_of(error: BaseException, secret: str = "") -> str:
    """The first line of a library's message, without ``secret``."""
    said = str(error).strip() or type(error).__name__
    if secret:
        said = said.replace(secret, "***")
    line = said.splitlines()[0].partition(" with text ")[0]  # sqlite3 quotes a whole row that is not UTF-8
    from content.model.faults import one_line  # only when something is wrong

    return one_line(line)[:MAX_REASON]


class MemoryStore:
    """Ends with the program: for ``gentleback talk`` and for tests."""

    where = "in memory"

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, int]] = {}
        """Person -> text, as in every other store, and version."""
        self._lock = Lock()

    def load(self, person: str) -> PersonRecord:
        found = self._kept.get(person)
        return to_record(*found, self.where) if found else PersonRecord({}, 0)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        text = to_text(attributes, self.where)
        with self._lock:
            if self._kept.get(person, ("", 0))[1] != version:
                return False
            self._kept[person] = (text, version + 1)
            return True

    def forget(self, person: str) -> None:
        with self._lock:
            self._kept.pop(person, None)

    def close(self) -> None:
        """There is no connection."""
