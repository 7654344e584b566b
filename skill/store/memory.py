"""A store that ends with the program: for ``gentleback talk`` and for tests."""

from __future__ import annotations

from threading import Lock
from typing import Any

from skill.store.contract import PersonRecord, to_record, to_text

WHERE = "in memory"


class MemoryStore:
    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, int]] = {}
        """Person -> text, as in every other store, and version."""
        self._lock = Lock()

    def load(self, person: str) -> PersonRecord:
        found = self._kept.get(person)
        return to_record(*found, WHERE) if found else PersonRecord({}, 0)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        text = to_text(attributes, WHERE)
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
