"""What every store does. Light: the skill imports this wherever it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from content.errors import GentleBackError


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person."""

    attributes: dict[str, Any]
    """JSON; ``{}`` for a person never seen. The reader's own: changing it changes nothing in the store."""
    version: int
    """0 for a person never seen; one more with each save."""


class Store(Protocol):
    """Used by many threads at once. Every method raises ``StoreError`` within seconds when the store cannot be used."""

    def load(self, person: str) -> Kept: ...

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        """Keep ``attributes`` as ``version`` + 1, but only where ``version`` is what is kept now.

        False when somebody else was quicker: nothing is written then. After ``StoreError`` nobody knows.
        """

    def forget(self, person: str) -> None:
        """Delete everything of ``person``. A later save of a version from before is refused."""

    def close(self) -> None:
        """Let go of connections."""


class StoreError(GentleBackError):
    """The store cannot be used now; ``str()`` is one line without passwords."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"the store {where} cannot be used: {reason}")
