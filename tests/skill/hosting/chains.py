"""Certificates of a test authority: a good chain like Amazon's, and what a forger might send."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import Store

from skill.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

DOMAIN = "echo-api.amazon.com"
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"
DAY = timedelta(days=1)
TODAY = datetime.now(UTC).replace(microsecond=0)


@cache
def rsa_key(who: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The key of ``who``, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs certificates."""

    name: str
    key: Key
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf to be signed; the defaults are those of Amazon's."""

    names: Sequence[str] = (DOMAIN,)
    key: Key = field(default_factory=lambda: rsa_key("leaf"))
    begins: datetime = TODAY - 30 * DAY
    ends: datetime = TODAY + 100 * DAY
    usages: Sequence[x509.ObjectIdentifier] = (ExtendedKeyUsageOID.SERVER_AUTH,)
    signs: bool | None = True  # None: no key usage at all
    is_authority: bool = False


def authority(name: str, parent: Authority | None = None, key_of: str = "", ends: datetime | None = None) -> Authority:
    """A root, or below ``parent`` an intermediate."""
    key = rsa_key(key_of or name)
    issuer_name, issuer_key = (parent.name, parent.key) if parent else (name, key)
    begins, ends = TODAY - 900 * DAY, ends or TODAY + 900 * DAY
    builder = _builder(name, issuer_name, key=key, issuer_key=issuer_key, begins=begins, ends=ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    builder = builder.add_extension(_key_usage(signs=True, certifies=True), critical=True)
    return Authority(name, key, builder.sign(issuer_key, hashes.SHA256()))


def leaf(wish: Leaf, issuer: Authority) -> x509.Certificate:
    """The certificate that ``issuer`` makes of ``wish``."""
    builder = _builder(DOMAIN, issuer.name, key=wish.key, issuer_key=issuer.key, begins=wish.begins, ends=wish.ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=wish.is_authority, path_length=None), critical=True)
    if wish.names:
        names = x509.SubjectAlternativeName([x509.DNSName(name) for name in wish.names])
        builder = builder.add_extension(names, critical=False)
    if wish.usages:
        builder = builder.add_extension(x509.ExtendedKeyUsage(wish.usages), critical=False)
    if wish.signs is not None:
        builder = builder.add_extension(_key_usage(wish.signs, wish.is_authority), critical=True)
    return builder.sign(issuer.key, hashes.SHA256())


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)


@cache
def root() -> Authority:
    """The one authority that the tests trust."""
    return authority("Test Root")


@cache
def intermediate() -> Authority:
    return authority("Test Intermediate", root())


@cache
def good_chain() -> bytes:
    return chain(Leaf())


def chain(wish: Leaf) -> bytes:
    """The chain of ``wish``, as in Amazon's files."""
    return pem(leaf(wish, intermediate()), intermediate().certificate, root().certificate)


def roots() -> Store:
    return Store([root().certificate])


def signed(body: bytes, key: rsa.RSAPrivateKey | None = None) -> str:
    """The text of the header ``Signature-256`` for ``body``."""
    return b64encode((key or rsa_key("leaf")).sign(body, PKCS1v15(), hashes.SHA256())).decode()


def signed_headers(body: bytes) -> dict[str, str]:
    """The headers that Alexa would send with ``body``, were the test authority Amazon's."""
    return {"SignatureCertChainUrl": URL, "Signature-256": signed(body)}


@dataclass(slots=True)
class Bucket:
    """The files by URL, in place of Amazon's; records what is fetched."""

    files: dict[str, bytes] = field(default_factory=lambda: {URL: good_chain()})
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.files:
            raise RefusedError("the certificate is not where its URL says")
        return self.files[url]


def _builder(
    name: str, issuer: str, *, key: Key, issuer_key: Key, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(_name(name)).issuer_name(_name(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(begins).not_valid_after(ends)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return builder.add_extension(authority_key, critical=False)


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _key_usage(signs: bool, certifies: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=False,
        key_encipherment=not certifies,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certifies,
        crl_sign=certifies,
        encipher_only=False,
        decipher_only=False,
    )
