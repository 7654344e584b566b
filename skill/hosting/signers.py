"""The signers that have been verified: few, for a while, and never past the end of their certificates."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from skill.errors import TOO_MANY, RefusedError
from skill.hosting.chain import Signer, signer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.x509.verification import Store

    from skill.hosting.fetch import Fetch

MAX_KEPT = 8
KEPT_FOR = timedelta(hours=1)
MAX_FETCHES = 3
WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class _Kept:
    signer: Signer
    since: datetime

    def is_fresh(self, now: datetime) -> bool:
        return self.since <= now < self.since + KEPT_FOR and self.signer.is_valid(now)


class Signers:
    """From a normalised URL to its verified signer, safe for many threads.

    Anybody may send us a URL, so only what was verified is remembered, and few strangers' URLs are fetched at once.
    A URL that was good before is not made to wait for them.
    """

    def __init__(self, fetch: Fetch, roots: Store, clock: Callable[[], datetime]) -> None:
        self._fetch, self._roots, self._clock = fetch, roots, clock
        self._kept: dict[str, _Kept] = {}
        self._under_way: dict[str, Future[Signer]] = {}
        self._lock = Lock()
        self._slots = BoundedSemaphore(MAX_FETCHES)

    def find(self, url: str) -> Signer:
        """The signer at ``url``, valid now. Raises ``RefusedError``."""
        kept = self._kept.get(url)
        if kept is not None and kept.is_fresh(self._clock()):
            return kept.signer
        with self._lock:
            others = self._under_way.get(url)
            waiting = others or self._under_way.setdefault(url, Future())
        if others is None:
            self._load_for_all(url, waiting)
        try:
            return waiting.result(WAIT_S)
        except TimeoutError as trouble:
            raise RefusedError("the certificate took too long to fetch") from trouble

    def _load_for_all(self, url: str, waiting: Future[Signer]) -> None:
        """Load once; whoever asks for the same URL meanwhile gets the same answer."""
        try:
            waiting.set_result(self._load(url))
        except BaseException as trouble:  # noqa: BLE001  # raised again in every thread that waits
            waiting.set_exception(trouble)
        finally:
            with self._lock:
                del self._under_way[url]

    def _load(self, url: str) -> Signer:
        found = signer(self._fetched(url), self._roots, self._clock())
        with self._lock:
            self._kept.pop(url, None)
            self._kept[url] = _Kept(found, self._clock())
            while len(self._kept) > MAX_KEPT:
                del self._kept[next(iter(self._kept))]
        return found

    def _fetched(self, url: str) -> bytes:
        if url in self._kept:
            return self._fetch(url)
        if not self._slots.acquire(blocking=False):
            raise RefusedError("too many certificates are being fetched", TOO_MANY)
        try:
            return self._fetch(url)
        finally:
            self._slots.release()
