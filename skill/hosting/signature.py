"""Did Alexa send exactly these bytes? The signature of a request, and the verified signers, remembered for a while."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.errors import TOO_MANY, RefusedError
from skill.hosting.certificates import Fetch, Signer, normalised, signer

if TYPE_CHECKING:
    from datetime import datetime

    from cryptography.x509.verification import Store


URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"  # an older "Signature", over SHA-1, may be sent beside it; it is ignored
MAX_SIGNERS = 8
MAX_FETCHES = 3
WAIT_S = 5.0


class Headers(Protocol):
    """The headers of a request, found in whatever case they were written."""

    def get(self, name: str, /) -> str | None: ...


class SignatureCheck:
    """Verifies signatures over raw bodies, with remembered signers: by normalised URL, safe for many threads.

    Anybody may send us a URL, so only verified signers are remembered, and few unknown URLs are fetched at once. A URL
    that was good before does not wait for them. A signer is never used after the end of its certificates.
    """

    def __init__(self, fetch: Fetch, roots: Store, clock: Callable[[], datetime]) -> None:
        self._fetch, self._roots, self._clock = fetch, roots, clock
        self._cached: dict[str, Signer] = {}
        self._under_way: dict[str, Future[Signer]] = {}
        self._lock = Lock()
        self._slots = BoundedSemaphore(MAX_FETCHES)

    def verify(self, headers: Headers, body: bytes) -> None:
        """Return if Alexa signed ``body``, which nothing has read yet; otherwise raise ``RefusedError``."""
        url, signature = headers.get(URL_HEADER), headers.get(SIGNATURE_HEADER)
        if not url or not signature:
            raise RefusedError("the request is not signed")
        try:
            given = b64decode(signature, validate=True)
        except ValueError as trouble:
            raise RefusedError("the signature is not base64") from trouble
        signer = self.find(normalised(url))
        try:
            signer.key.verify(given, body, PKCS1v15(), SHA256())
        except InvalidSignature as trouble:
            raise RefusedError("the signature is not for this body") from trouble

    def find(self, url: str) -> Signer:
        """The signer at ``url``, valid now. Raises ``RefusedError``."""
        cached = self._cached.get(url)
        if cached is not None and cached.is_good_at(self._clock()):
            return cached
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
        """Load once; whoever asks for the same URL meanwhile gets the same result."""
        try:
            waiting.set_result(self._load(url))
        except BaseException as trouble:  # noqa: BLE001  # raised again in every thread that waits
            waiting.set_exception(trouble)
        finally:
            with self._lock:
                del self._under_way[url]

    def _load(self, url: str) -> Signer:
        is_known = url in self._cached
        if not is_known and not self._slots.acquire(blocking=False):
            raise RefusedError("too many certificates are being fetched", TOO_MANY)
        try:
            chain = self._fetch(url)
        finally:
            if not is_known:
                self._slots.release()
        found = signer(chain, self._roots, self._clock())
        with self._lock:
            self._cached.pop(url, None)
            self._cached[url] = found
            while len(self._cached) > MAX_SIGNERS:
                del self._cached[next(iter(self._cached))]
        return found
