"""A request as Alexa sends it: JSON, read strictly; the parts of it that the skill uses are kept, each of its type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Mapping
from math import isfinite
from typing import Any, NoReturn

from skill.errors import RefusedError

MAX_BODY = 128 * 1024
MAX_DEPTH = 20
IN_SESSION = ("LaunchRequest", "IntentRequest", "SessionEndedRequest")
"""The types that belong to a conversation: without a session and a person they are malformed."""
MATCHES = frozenset({"ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION"})
AUDIO_ERRORS = frozenset({"AUDIO_SOURCE_ERROR", "DOCUMENT_ERROR", "LINK_ERROR", "RENDER_ERROR"})
"""Values that the SDK's models know; a test compares. To import these models would cost a cold start 4 ms."""

FieldReader = Callable[[Any, str], Any]
"""From a value and its path to what is kept of it: ``None`` for nothing. Raises ``RefusedError``."""
ObjectShape = Mapping[str, "FieldReader | ObjectShape"]
"""The names of the parts that are kept. All others are dropped, so nothing fails on what Alexa may add one day."""

_NOT_TEXT = re.compile("[\\0\\ud800-\\udfff]")
"""What neither UTF-8 nor every store can hold: NUL, lone surrogates."""


def parse(body: bytes) -> Any:
    """The JSON value of ``body``. Raises ``RefusedError``, whose reason never quotes ``body``."""
    try:
        return json.loads(
            body.decode("utf-8"), parse_constant=_constant, parse_float=_finite, object_pairs_hook=_object_of
        )
    except (ValueError, RecursionError):
        raise RefusedError("the body is not JSON") from None


def _object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuses duplicate keys, and keys such as ``__class__``: the SDK sets unknown keys as attributes."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RefusedError("the body has a key twice")
    if any(key.startswith("__") for key in found):
        raise RefusedError("the body has a key that nobody sends")
    return found


def _constant(_name: str) -> NoReturn:
    raise RefusedError("the body is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise RefusedError("the body holds a number out of range")
    return value


def keep(value: Any, shape: ObjectShape, where: str) -> dict[str, Any]:
    """The parts of ``value`` that ``shape`` names. ``where`` is the path of ``value``, for a refusal."""
    found = _object(value, where)
    kept = {}
    for name, part in shape.items():
        if found.get(name) is not None:
            inside = f"{where}.{name}"
            read = part(found[name], inside) if callable(part) else keep(found[name], part, inside)
            if read is not None:
                kept[name] = read
    return kept


def text(value: Any, where: str) -> str:
    """Words, such as what was said."""
    return _string(value, where, 8192)


def identity(value: Any, where: str) -> str:
    """A name that serves as a key."""
    return _string(value, where, 1024)


def free_form(value: Any, where: str) -> dict[str, Any]:
    """Any object that stores and answers can hold: not nested too deeply, all its text valid."""
    found = _object(value, where)
    level: list[Any] = [found]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return found
    raise RefusedError("the body is nested too deeply")


def one_of(choices: Container[str]) -> FieldReader:
    """One of ``choices``; others are dropped, because the SDK's models would fail on them."""
    return lambda value, _where: value if isinstance(value, str) and value in choices else None


def list_of(shape: ObjectShape, needs: str | None = None) -> FieldReader:
    """A list of objects; those without the part ``needs`` are dropped."""

    def read(value: Any, where: str) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise RefusedError(f"{where} is not a list")
        kept = [keep(each, shape, where) for each in value]
        return [each for each in kept if needs is None or needs in each]

    return read


def objects_by_name(shape: ObjectShape) -> FieldReader:
    """An object of objects, each of one shape."""
    return lambda value, where: {
        identity(name, where): keep(each, shape, where) for name, each in _object(value, where).items()
    }


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RefusedError(f"{where} is not an object")
    return value


def _string(value: Any, where: str, most: int) -> str:
    if not isinstance(value, str):
        raise RefusedError(f"{where} is not text")
    if len(value) > most:
        raise RefusedError(f"{where} is too long")
    if _NOT_TEXT.search(value):
        raise RefusedError(f"{where} is not text")
    return value


def _inside(value: Any) -> list[Any]:
    """The keys and values, or the items, of ``value``."""
    if isinstance(value, dict):
        return [*value, *value.values()]
    if isinstance(value, list):
        return value
    if isinstance(value, str) and _NOT_TEXT.search(value):
        raise RefusedError("the body holds text that is not text")
    return []


_APPLICATION: ObjectShape = {"applicationId": identity}
_RESOLUTION: ObjectShape = {
    "authority": text,
    "status": {"code": one_of(MATCHES)},
    "values": list_of({"value": {"name": text, "id": text}}),
}
_SLOT: ObjectShape = {
    "name": identity,
    "value": text,
    "resolutions": {"resolutionsPerAuthority": list_of(_RESOLUTION)},
}
_ENVELOPE: ObjectShape = {
    "version": identity,
    "session": {"application": _APPLICATION, "attributes": free_form},
    "context": {"System": {"application": _APPLICATION, "user": {"userId": identity}}},
}
_ANY_REQUEST: ObjectShape = {"type": identity, "requestId": identity, "timestamp": identity, "locale": identity}
_REQUESTS: dict[str, ObjectShape] = {
    "IntentRequest": {"intent": {"name": identity, "slots": objects_by_name(_SLOT)}},
    "Alexa.Presentation.APLA.RuntimeError": {"errors": list_of({"type": one_of(AUDIO_ERRORS)}, needs="type")},
}
"""What else is kept of a request, by its type."""


def cleaned(body: Any) -> dict[str, Any]:
    """The parts of the parsed ``body`` that the skill uses, each of its right type. Raises ``RefusedError``."""
    kept = keep(body, _ENVELOPE, "the body")
    if "context" not in kept or "System" not in kept["context"]:
        raise RefusedError("the body has no context.System")
    request = body.get("request")
    kept["request"] = keep(request, _ANY_REQUEST, "the body.request")
    kind = kept["request"].get("type")
    if not kind:
        raise RefusedError("the request has no type")
    kept["request"] |= keep(request, _REQUESTS.get(kind, {}), "the body.request")
    _check_whole(kept, kind)
    return kept


def _check_whole(envelope: dict[str, Any], kind: str) -> None:
    """Raise ``RefusedError`` where a part is missing that every real request of this type has."""
    if kind not in IN_SESSION:
        return
    if "session" not in envelope:
        raise RefusedError("the body has no session")
    if not envelope["context"]["System"].get("user", {}).get("userId"):
        raise RefusedError("the body has no context.System.user.userId")
    if kind == "IntentRequest" and not envelope["request"].get("intent", {}).get("name"):
        raise RefusedError("the request has no intent")
