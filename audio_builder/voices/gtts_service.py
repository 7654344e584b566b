"""Where the voice of ``gtts`` is asked for, and how patiently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Service:
    """A server. Always asked over TLS with its certificate verified, but for one on this computer itself."""

    origin: str = "https://translate.google.{tld}"
    authorities: Path | None = None
    """Certificates to trust, in place of those that are trusted anyway."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.origin)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError(f"{self.origin} is not asked over TLS")

    def at(self, tld: str) -> Service:
        return replace(self, origin=self.origin.format(tld=tld))

    @property
    def host(self) -> str:
        return urlsplit(self.origin).netloc

    @property
    def url(self) -> str:
        return f"{self.origin}/_/TranslateWebserverUi/data/batchexecute"

    @property
    def verify(self) -> str | bool:
        """As requests takes it. Never False."""
        return str(self.authorities) if self.authorities else True


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, and how often asked."""

    connect_s: float = 10.0
    read_s: float = 15.0
    """The longest silence within an answer."""
    answer_s: float = 30.0
    """For a whole answer."""
    tries: int = 6
    tries_unreached: int = 3
    """Where nobody answers at all: somebody offline wants to be told so soon."""
    first_wait_s: float = 1.0
    """Before the second try; doubled each time, and up to ``jitter_s`` longer."""
    longest_wait_s: float = 20.0
    jitter_s: float = 1.0
    apart_s: float = 0.5
    """At least so long lies between the beginnings of two requests, whichever processes make them."""
    turns: Path | None = None
    """Where processes agree on whose turn it is; None for a file in the user's cache."""
