"""Forged requests: each is a good one with one thing wrong, and the reason for which it has to be refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.skill.hosting.chains import (
    DAY,
    DOMAIN,
    TODAY,
    URL,
    Authority,
    Leaf,
    authority,
    chain,
    good_chain,
    intermediate,
    leaf,
    pem,
    root,
    rsa_key,
    signed,
)
from tests.skill.hosting.envelopes import as_body, envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORGED_URL = "https://s3.amazonaws.com/echo.api/forged.pem"

UNTRUSTED = "the certificate chain does not lead to a trusted root"
UNREADABLE = "the certificate chain cannot be read, or lacks a part"
TOO_LONG = "the certificate chain is too long"
WRONG_DOMAIN = "the certificate does not name Alexa's domain"
WEAK_KEY = "the certificate's key is not RSA of at least 2048 bits"
WRONG_URL = "the certificate's URL is not one of Amazon's"
NOT_SIGNED = "the request is not signed"
NOT_BASE64 = "the signature is not base64"
WRONG_SIGNATURE = "the signature is not for this body"
OTHER_SKILL = "the request is for another skill"
OLD = "the request is not of now"
OTHER_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


@dataclass(slots=True)
class Attempt:
    """What a forger sends: ``chain``, if any, is at ``FORGED_URL``."""

    body: bytes
    headers: dict[str, str]
    chain: bytes | None = None


@dataclass(frozen=True, slots=True)
class Forgery:
    """``make`` turns a good attempt into a forged one."""

    name: str
    reason: str
    make: Callable[[Attempt], Any] = field(compare=False)


def good() -> Attempt:
    body = as_body(envelope())
    return Attempt(body, {"SignatureCertChainUrl": URL, "Signature-256": signed(body)})


def forgeries() -> Iterator[Forgery]:
    yield from _wrong_urls()
    yield from _wrong_chains()
    yield from _wrong_leaves()
    yield from _wrong_headers()
    yield from _wrong_bodies()


def _wrong_urls() -> Iterator[Forgery]:
    for name, url in {
        "http": "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "another host": "https://example.com/echo.api/echo-api-cert.pem",
        "host as a prefix": "https://s3.amazonaws.com.example.com/echo.api/echo-api-cert.pem",
        "host as a user": "https://s3.amazonaws.com@example.com/echo.api/echo-api-cert.pem",
        "another port": "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "another folder": "https://s3.amazonaws.com/echo-api/echo-api-cert.pem",
        "folder in capitals": "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "path traversal": "https://s3.amazonaws.com/echo.api/../other/echo-api-cert.pem",
        "escaped path traversal": "https://s3.amazonaws.com/echo.api/%2e%2e/other/echo-api-cert.pem",
        "a local file": "file:///echo.api/echo-api-cert.pem",
    }.items():
        yield Forgery(f"URL: {name}", WRONG_URL, _header("SignatureCertChainUrl", url))


def _wrong_chains() -> Iterator[Forgery]:
    untrusted = authority("Untrusted Root")
    impostor = authority("Test Root", key_of="impostor")
    below_untrusted, below_impostor = (
        authority("Below", untrusted),
        authority("Test Intermediate", impostor, "impostor"),
    )
    expired = authority("Expired Intermediate", root(), ends=TODAY - DAY)
    alone = Authority(DOMAIN, rsa_key("leaf"), root().certificate)
    no_authority = Authority(DOMAIN, rsa_key("leaf"), leaf(Leaf(), intermediate()))
    good_leaf, middle = leaf(Leaf(), intermediate()), intermediate().certificate
    for name, reason, forged in (
        ("self-signed", UNTRUSTED, pem(leaf(Leaf(), alone))),
        ("untrusted root", UNTRUSTED, _pem_of(Leaf(), below_untrusted, untrusted)),
        ("same-named untrusted root", UNTRUSTED, _pem_of(Leaf(), below_impostor, impostor)),
        ("missing intermediate", UNTRUSTED, pem(good_leaf, root().certificate)),
        ("expired intermediate", UNTRUSTED, _pem_of(Leaf(), expired, root())),
        ("leaf signed by a leaf", UNTRUSTED, _pem_of(Leaf(key=rsa_key("second leaf")), no_authority, intermediate())),
        ("leaf not first", UNTRUSTED, pem(middle, good_leaf, root().certificate)),
        ("over-long", TOO_LONG, pem(good_leaf, middle, *([root().certificate] * 7))),
        ("none at all", UNREADABLE, b"<Error><Code>AccessDenied</Code></Error>"),
        ("garbage in PEM", UNREADABLE, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        ("cut off", UNREADABLE, good_chain()[:300]),
        ("1 MB of PEM", TOO_LONG, good_chain() * (1024 * 1024 // len(good_chain()))),
    ):
        yield Forgery(f"chain: {name}", reason, _chain(forged))


def _wrong_leaves() -> Iterator[Forgery]:
    server = (ExtendedKeyUsageOID.SERVER_AUTH,)
    client = (ExtendedKeyUsageOID.CLIENT_AUTH,)
    for name, reason, wish in (
        ("expired", UNTRUSTED, Leaf(ends=TODAY - DAY)),
        ("not yet valid", UNTRUSTED, Leaf(begins=TODAY + DAY)),
        ("another domain", UNTRUSTED, Leaf(names=["example.com"])),
        ("a sub-domain", UNTRUSTED, Leaf(names=[f"sub.{DOMAIN}"])),
        ("no domain but in its name", UNTRUSTED, Leaf(names=())),
        ("a wildcard", WRONG_DOMAIN, Leaf(names=["*.amazon.com"])),
        ("for clients", UNTRUSTED, Leaf(usages=client)),
        ("for nothing named", UNREADABLE, Leaf(usages=())),
        ("not for signatures", "the certificate is not for signatures", Leaf(signs=False)),
        ("for no use at all", UNREADABLE, Leaf(signs=None)),
        ("an authority", UNTRUSTED, Leaf(is_authority=True, usages=server)),
        ("RSA of 1024 bits", WEAK_KEY, Leaf(key=rsa_key("weak", 1024))),
        ("an EC key", WEAK_KEY, Leaf(key=ec.generate_private_key(ec.SECP256R1()))),
    ):
        yield Forgery(f"leaf: {name}", reason, _chain(chain(wish)))


def _wrong_headers() -> Iterator[Forgery]:
    other = rsa_key("other")
    yield Forgery("no signature", NOT_SIGNED, lambda sent: sent.headers.pop("Signature-256"))
    yield Forgery("no certificate", NOT_SIGNED, lambda sent: sent.headers.pop("SignatureCertChainUrl"))
    yield Forgery("no headers", NOT_SIGNED, lambda sent: sent.headers.clear())
    yield Forgery("empty signature", NOT_SIGNED, _header("Signature-256", ""))
    yield Forgery("only the old signature", NOT_SIGNED, _rename("Signature-256", "Signature"))
    yield Forgery("not base64", NOT_BASE64, _header("Signature-256", "not base64!"))
    yield Forgery("base64 with blanks", NOT_BASE64, _insert_blank)
    yield Forgery("a short signature", WRONG_SIGNATURE, _header("Signature-256", "AAAA"))
    yield Forgery("another key", WRONG_SIGNATURE, lambda sent: _sign(sent, other))


def _wrong_bodies() -> Iterator[Forgery]:
    def sent_at(time: Callable[[], str]) -> Callable[[Attempt], None]:
        return _signed_body(lambda body: body["request"].update(timestamp=time()))

    def after(seconds: float) -> Callable[[], str]:
        def time() -> str:
            return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()

        return time

    yield Forgery("a changed body", WRONG_SIGNATURE, lambda sent: setattr(sent, "body", sent.body + b" "))
    yield Forgery("a replay", OLD, sent_at(after(-160)))
    yield Forgery("out of the future", OLD, sent_at(after(400)))
    yield Forgery("no zone", "the request's time has no zone", sent_at(lambda: datetime.now().isoformat()))
    yield Forgery("no time", "the request has no time that can be read", sent_at(str))
    for where, change in (
        ("context", lambda body: body["context"]["System"]["application"].update(applicationId=OTHER_ID)),
        ("session", lambda body: body["session"]["application"].update(applicationId=OTHER_ID)),
        ("no context", lambda body: body["context"]["System"].pop("application")),
    ):
        yield Forgery(f"another skill: {where}", OTHER_SKILL, _signed_body(change))


def _pem_of(wish: Leaf, *above: Authority) -> bytes:
    return pem(leaf(wish, above[0]), *(each.certificate for each in above))


def _header(name: str, value: str) -> Callable[[Attempt], None]:
    return lambda sent: sent.headers.update({name: value})


def _rename(name: str, new: str) -> Callable[[Attempt], None]:
    return lambda sent: sent.headers.update({new: sent.headers.pop(name)})


def _insert_blank(sent: Attempt) -> None:
    signature = sent.headers["Signature-256"]
    sent.headers["Signature-256"] = f"{signature[:8]} {signature[8:]}"


def _sign(sent: Attempt, key: Any) -> None:
    sent.headers["Signature-256"] = signed(sent.body, key)


def _chain(forged: bytes) -> Callable[[Attempt], None]:
    def make(sent: Attempt) -> None:
        sent.headers["SignatureCertChainUrl"], sent.chain = FORGED_URL, forged

    return make


def _signed_body(change: Callable[[dict[str, Any]], Any]) -> Callable[[Attempt], None]:
    """Something that Alexa may have signed, but for another skill, or at another time."""

    def make(sent: Attempt) -> None:
        body = envelope()
        change(body)
        sent.body = as_body(body)
        sent.headers["Signature-256"] = signed(sent.body)

    return make
