"""Verifies that a chain of certificates is Amazon's, for signing what Alexa sends."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

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
