"""The certificates that sign what Alexa sends: fetched from where Amazon keeps them, and verified to be Amazon's.

They are fetched by https only, without redirect or proxy; they have to be small, and come quickly.
"""

from __future__ import annotations

import re
import ssl
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from posixpath import normpath
from urllib.request import HTTPSHandler, OpenerDirector

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.errors import RefusedError

Fetch = Callable[[str], bytes]
"""From a normalised URL to the bytes there; raises ``RefusedError``."""
HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
MAX_CHARACTERS = 512
MAX_BYTES = 64 * 1024
TIMEOUT_S = 3.0

# Scheme and host in any case, port 443 or none; no query, fragment, user, escape, backslash, space or foreign letter.
_URL = re.compile(rf"https://{re.escape(HOST)}(?::443)?(/[a-z0-9._~+/-]+)", re.IGNORECASE | re.ASCII)
DOMAIN = "echo-api.amazon.com"
MAX_CERTIFICATES = 8
MIN_KEY_BITS = 2048
REMEMBERED_FOR = timedelta(hours=1)
BEGIN = b"-----BEGIN CERTIFICATE-----"

_BLOCK = re.compile(BEGIN + b".*?-----END CERTIFICATE-----", re.DOTALL)

# What the library raises for a certificate that it cannot read, or whose parts are missing or duplicated.
UNREADABLE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)


def normalised(url: str) -> str:
    """``url``, a header ``SignatureCertChainUrl``, in one form. Raises ``RefusedError`` if Amazon's rules forbid it."""
    found = _URL.fullmatch(url) if len(url) <= MAX_CHARACTERS else None
    path = normpath(found[1]) if found else ""
    if not path.startswith(FOLDER):
        raise RefusedError("the certificate's URL is not one of Amazon's")
    return f"https://{HOST}{path}"


def fetch(url: str) -> bytes:
    """The bytes at the https address ``url``. Raises ``RefusedError``."""
    return fetch_with(_opener(), url)


def fetch_with(opener: OpenerDirector, url: str, max_bytes: int = MAX_BYTES, timeout_s: float = TIMEOUT_S) -> bytes:
    """As ``fetch``, through ``opener``; ``timeout_s`` is for all of it."""
    until = time.monotonic() + timeout_s
    try:
        response = opener.open(url, timeout=timeout_s)
        if response is None:  # no handler for that scheme
            raise RefusedError("the certificate's URL cannot be fetched")
        with response:
            if response.status != 200:
                raise RefusedError("the certificate is not where its URL says")
            return _read(response, max_bytes, until)
    except (OSError, HTTPException) as trouble:
        raise RefusedError("the certificate could not be fetched") from trouble


def opener_for(context: ssl.SSLContext) -> OpenerDirector:
    """An opener for https and nothing else: no other scheme, no redirect, no proxy, no password."""
    opener = OpenerDirector()
    opener.add_handler(HTTPSHandler(context=context))
    return opener


@cache
def _opener() -> OpenerDirector:
    import certifi

    return opener_for(ssl.create_default_context(cafile=certifi.where()))


def _read(response: HTTPResponse, max_bytes: int, until: float) -> bytes:
    """The whole body, piece by piece, so that a trickle of single bytes cannot exceed the time."""
    pieces, size = [], 0
    while piece := response.read1(max_bytes + 1 - size):
        pieces.append(piece)
        size += len(piece)
        if size > max_bytes:
            raise RefusedError("the certificate chain is too large")
        if time.monotonic() > until:
            raise RefusedError("the certificate took too long to fetch")
    return b"".join(pieces)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that may sign requests while every certificate of its path is valid."""

    key: RSAPublicKey
    not_before: datetime
    not_after: datetime
    verified: datetime
    """When the path was verified."""

    def is_good_at(self, now: datetime) -> bool:
        """Whether the key may be used without verifying its path again."""
        return self.not_before <= now <= self.not_after and self.verified <= now < self.verified + REMEMBERED_FOR


def signer(chain: bytes, roots: Store, now: datetime) -> Signer:
    """The signer whose certificate comes first in the PEM text ``chain``. Raises ``RefusedError``."""
    if chain.count(BEGIN) > MAX_CERTIFICATES:
        raise RefusedError("the certificate chain is too long")
    try:
        leaf, *others = x509.load_pem_x509_certificates(chain)
        policy = PolicyBuilder().store(roots).time(now)
        path = policy.build_server_verifier(x509.DNSName(DOMAIN)).verify(leaf, others)
        return Signer(
            _key(leaf),
            max(each.not_valid_before_utc for each in path),
            min(each.not_valid_after_utc for each in path),
            now,
        )
    except VerificationError as trouble:
        raise RefusedError("the certificate chain does not lead to a trusted root") from trouble
    except UNREADABLE as trouble:
        raise RefusedError("the certificate chain cannot be read, or lacks a part") from trouble


def _key(leaf: x509.Certificate) -> RSAPublicKey:
    """The key of ``leaf``, after the checks that the library leaves out: wildcards, weak keys, missing usages."""
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    if DOMAIN not in names.get_values_for_type(x509.DNSName):
        raise RefusedError("the certificate does not name Alexa's domain")
    if ExtendedKeyUsageOID.SERVER_AUTH not in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value:
        raise RefusedError("the certificate is not for servers")
    if not leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature:
        raise RefusedError("the certificate is not for signatures")
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < MIN_KEY_BITS:
        raise RefusedError("the certificate's key is not RSA of at least 2048 bits")
    return key


@cache
def public_roots() -> Store:
    """The public roots of certifi, one by one: a single unreadable certificate must not make all others unusable."""
    import certifi

    blocks = _BLOCK.findall(Path(certifi.where()).read_bytes())
    return Store([root for block in blocks if (root := _root(block)) is not None])


def _root(block: bytes) -> x509.Certificate | None:
    """The certificate in ``block``; None where the library cannot read it, or warns that it soon will not."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return x509.load_pem_x509_certificate(block)
        except (*UNREADABLE, Warning):
            return None
