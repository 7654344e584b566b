"""Hostile requests, the same for each seed: what a broken client might send.

They are meant to be signed (``chains.signed_headers``), so that they pass the signature and test what follows it.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from ask_sdk_model.request import Request

from tests.skill.hosting.envelopes import SCREEN, envelope, intent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = sorted(Request.discriminator_value_class_map)
LARGE = 1024 * 1024

TEXTS = (
    "",
    " ",
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\N{RIGHT-TO-LEFT OVERRIDE}txet",
    "\N{COMBINING ACUTE ACCENT}" * 500,
    "\N{PILE OF POO}\N{ZERO WIDTH JOINER}" * 50,
    "\N{LINE SEPARATOR}\r\n\x1b[31m",
    "<speak><break time='99s'/></speak>",
    "${payload} {{x}} %s %n {0.__class__}",
    "'; DROP TABLE people; --",
    "../../etc/passwd",
    "NaN",
    "x" * 9000,
    "x" * 50_000,
    "١٢٣",
    "2026-01-01T00:00:00",
)
NUMBERS = (0, -1, 1, 2**31, 2**63, -(2**70), 10**400, 0.1, -0.0, 1e308, 5e-324)
KEYS = ("__class__", "__dict__", "__init__", "type", "", "System", "applicationId", "\ud800", "a" * 2000, "0")
STAMPS = ("yesterday", "2026", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00+23:59", "9" * 5000, "now", "1767225600000")
CONTENT_TYPES = (
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/jsonp",
    "",
    ";;;",
    "application/json, text/html",
    "APPLICATION/JSON; charset=utf-16",
)


@dataclass(frozen=True, slots=True)
class HostileRequest:
    """What is sent."""

    body: bytes
    content_type: str


def hostile_requests(seed: int, how_many: int) -> Iterator[HostileRequest]:
    """``how_many`` requests; the first of one seed are the same however many are asked for."""
    chance = Random(seed)  # noqa: S311
    for _ in range(how_many):
        content_type = chance.choice(CONTENT_TYPES) if chance.random() < 0.03 else "application/json"
        make = chance.choices(list(MAKERS), list(MAKERS.values()))[0]
        yield HostileRequest(make(chance), content_type)


def _mutated(chance: Random) -> bytes:
    """A good request with a few changes."""
    request = _some_request(chance)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        _mutate(request, chance)
    return _as_json(request, chance)


def _enum_values(chance: Random) -> bytes:
    """Unknown values where only a few are known."""
    value: Any = chance.choice(("SOMETHING_NEW", "", 7, None, [], {}, True, *TEXTS))
    kind = chance.choice(("SessionEndedRequest", "IntentRequest", "Viewport", "APLA", "System.ExceptionEncountered"))
    if kind == "SessionEndedRequest":
        request = envelope(kind, reason=value, error={"type": value, "message": "what happened"})
    elif kind == "System.ExceptionEncountered":
        request = envelope(kind, error={"type": value, "message": "no"}, cause={"requestId": "one"})
    elif kind == "APLA":
        request = envelope("Alexa.Presentation.APLA.RuntimeError", token="t", errors=[{"type": value}])  # noqa: S106
    elif kind == "Viewport":
        request = envelope()
        request["context"] |= {"Viewport": {**SCREEN, "shape": value}, "AudioPlayer": {"playerActivity": value}}
    else:
        request = _intent_with(value)
    return _as_json(request, chance)


def _intent_with(value: Any) -> dict[str, Any]:
    request = intent("ChooseIntent", routine="sunrise")
    said = request["request"]
    said["dialogState"] = said["intent"]["confirmationStatus"] = value
    slot = said["intent"]["slots"]["routine"]
    slot |= {"confirmationStatus": value, "slotValue": {"type": value}}
    slot["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"] = value
    return request


def _kinds(chance: Random) -> bytes:
    """Every type that the SDK knows, with little in it, and types that it does not know."""
    kind = chance.choice((*KINDS, "Alexa.Something.New", "launchrequest", *TEXTS[:12], *TEXTS[:4]))
    request = envelope(kind)
    for key in ("session", "context"):
        if chance.random() < 0.2:
            del request[key]
    return _as_json(request, chance)


def _not_requests(chance: Random) -> bytes:
    """JSON of anything else."""
    value: Any = chance.choice(
        (None, True, [], {}, "text", 12, [envelope()], {"request": {}}, {"request": [envelope()]})
    )
    return json.dumps(chance.choice((value, _anything(chance)))).encode()


def _not_json(chance: Random) -> bytes:
    """Text and bytes that are not JSON, or almost."""
    good = json.dumps(_some_request(chance))
    where = chance.randrange(len(good))
    return chance.choice(
        (
            b"",
            b"{",
            b"\xff\xfe{}",
            good.encode("utf-16"),
            good.encode("utf-8-sig"),
            good[:where].encode(),
            good.encode() + b"}",
            good[:where].encode() + bytes([chance.randrange(128, 256)]) + good[where:].encode(),
            good.replace('"new": true', '"new": NaN').encode(),
            good.replace("0.5", chance.choice(("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "0x1"))).encode(),
            good.replace("0.5", "1" * 5000).encode(),
            good.replace('"new": true', '"new": true, "new": false').encode(),
            good.replace('"', "'").encode(),
            chance.randbytes(chance.randrange(2000)),
            b"request=%7B%7D&session=x",
        )
    )


def _deep(chance: Random) -> bytes:
    """Nested too deeply."""
    depth = chance.choice((15, 25, 100, 900, 5000, 40_000))
    deep = chance.choice((b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth, b"[" * depth))
    good = json.dumps(_some_request(chance)).encode()
    return chance.choice((deep, good.replace(b'"turn": 3', b'"turn": ' + deep), good.replace(b'"IDLE"', deep)))


def _large(chance: Random) -> bytes:
    """Too much of something."""
    request = _some_request(chance)
    size = chance.choice((100_000, 125_000, 135_000, LARGE))
    where = chance.choice(("attributes", "slots", "viewport", "stamp", "blanks"))
    if where == "attributes":
        request["session"]["attributes"]["much"] = ["x" * 90] * (size // 95)
    elif where == "slots":
        request = intent("ChooseIntent", **{f"slot{number}": "value" for number in range(size // 450)})
    elif where == "viewport":
        request["context"]["Viewport"] = {"video": {"codecs": ["H_264_42"] * (size // 14)}}
    elif where == "stamp":
        request["request"]["timestamp"] = "1" * size
    return json.dumps(request).encode() + (b" " * size if where == "blanks" else b"")


MAKERS: dict[Callable[[Random], bytes], int] = {
    _mutated: 50,
    _enum_values: 12,
    _kinds: 14,
    _not_requests: 5,
    _not_json: 11,
    _deep: 5,
    _large: 3,
}
"""The functions that make requests, and their shares in percent."""


def _some_request(chance: Random) -> dict[str, Any]:
    choice = chance.randrange(4)
    if choice == 0:
        return envelope()
    if choice == 1:
        return envelope("SessionEndedRequest", reason="USER_INITIATED")
    return intent("ChooseIntent", routine="sunrise", minutes="10")


def _mutate(request: dict[str, Any], chance: Random) -> None:
    """Change one thing, anywhere in ``request``."""
    parent, key = chance.choice(list(_places(request)))
    change = chance.randrange(6)
    if change == 0:
        del parent[key]
    elif change == 1:
        parent[key] = None
    elif change == 2 and isinstance(parent, dict):
        parent[chance.choice((*KEYS, *TEXTS[:8]))] = _anything(chance)
    elif change == 3 and isinstance(parent, dict):
        parent[chance.choice(KEYS)] = deepcopy(parent[key])
    elif key == "timestamp" and change == 4:
        parent[key] = chance.choice(STAMPS)
    else:
        parent[key] = _anything(chance)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place inside ``value``: its parent and its key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield value, key
        yield from _places(inner)


def _anything(chance: Random, depth: int = 0) -> Any:
    choice = chance.randrange(8 if depth < 3 else 5)
    if choice < 2:
        return chance.choice(TEXTS)
    if choice == 2:
        return chance.choice(NUMBERS)
    if choice == 3:
        return chance.choice((None, True, False))
    if choice == 4:
        return "".join(chr(chance.randrange(1, 0xD800)) for _ in range(chance.randrange(40)))
    if choice == 5:
        return [_anything(chance, depth + 1) for _ in range(chance.randrange(5))]
    return {chance.choice((*KEYS, "a", "b")): _anything(chance, depth + 1) for _ in range(chance.randrange(5))}


def _as_json(request: Any, chance: Random) -> bytes:
    """JSON, half of the time without escapes; lone surrogates are encoded anyway."""
    if chance.random() < 0.5:
        return json.dumps(request).encode()
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass")
