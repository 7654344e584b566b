"""What the guard admits, what it keeps, and the order of its checks."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from ask_sdk_model.interfaces.alexa.presentation.apla.runtime_error import RuntimeError as AudioError
from ask_sdk_model.slu.entityresolution.status_code import StatusCode

from skill.errors import RefusedError
from skill.hosting.envelope import AUDIO_ERRORS, MATCHES, MAX_BODY, cleaned, free_form, parse
from skill.hosting.guard import Guard
from tests.skill.hosting.envelopes import SKILL_ID, as_body, envelope, intent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JSON = "application/json"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Signature:
    """Accepts everything, and records it."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    def verify(self, _headers: Mapping[str, str], body: bytes) -> None:
        self.asked.append(body)


class NoSignature:
    """Refuses everything."""

    def verify(self, _headers: Mapping[str, str], _body: bytes) -> None:
        raise RefusedError("not signed")


def guard(signature: Any = None, skill_id: str | None = SKILL_ID) -> Guard:
    return Guard(skill_id, signature, lambda: NOON)


def admit(request: Any, by: Guard | None = None, mimetype: str = JSON) -> dict[str, Any]:
    return (by or guard()).admit(mimetype, {}, request if isinstance(request, bytes) else as_body(request))


def sent_at(stamp: str) -> bytes:
    request = envelope()
    request["request"]["timestamp"] = stamp
    return as_body(request)


def without(*route: str, kind: str = "LaunchRequest") -> dict[str, Any]:
    """A good request without the part at ``route``."""
    request = part = intent() if kind == "IntentRequest" else envelope(kind)
    for name in route[:-1]:
        part = part[name]
    del part[route[-1]]
    return request


def test_size_then_type_then_signature_then_the_rest() -> None:
    refusing, large = guard(NoSignature()), b" " * (MAX_BODY + 1)
    for body, mimetype, status in (
        (large, "text/plain", 413),
        (b"no JSON", "text/plain", 415),
        (b"no JSON", JSON, 400),
    ):
        with pytest.raises(RefusedError) as refusal:
            admit(body, refusing, mimetype)
        assert refusal.value.status == status
    assert refusal.value.reason == "not signed"
    with pytest.raises(RefusedError, match="the body is not JSON"):
        admit(b"no JSON", guard(Signature()))


def test_the_signature_is_over_the_raw_bytes() -> None:
    signature, body = Signature(), b"\n" + sent_at("2026-03-01T12:00:00Z") + b" "
    admit(body, guard(signature))
    assert signature.asked == [body]


def test_the_largest_body() -> None:
    body = as_body(envelope())
    assert admit(body + b" " * (MAX_BODY - len(body)))["request"]["type"] == "LaunchRequest"


@pytest.mark.parametrize(
    "stamp",
    ["2026-03-01T12:00:00Z", "2026-03-01T11:57:30Z", "2026-03-01T12:02:30+00:00", "2026-03-01T17:30:00.250+05:30"],
)
def test_current_times(stamp: str) -> None:
    kept = admit(sent_at(stamp), guard(Signature()))["request"]["timestamp"]
    assert datetime.fromisoformat(kept) == datetime.fromisoformat(stamp)


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        ("2026-03-01T11:57:29Z", "not of now"),
        ("2026-03-01T12:02:31Z", "not of now"),
        ("2026-03-01T12:00:00+05:30", "not of now"),
        ("0001-01-01T00:00:00+23:59", "not of now"),
        ("9999-12-31T23:59:59-23:59", "not of now"),
        ("2026-03-01T12:00:00", "no zone"),
        ("2026-03-01", "no zone"),
        ("noon", "no time that can be read"),
        ("1772366400000", "no time that can be read"),
        ("", "no time that can be read"),
        ("1" * 2000, "too long"),
    ],
)
def test_other_times(stamp: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        admit(sent_at(stamp), guard(Signature()))


def test_locally_an_old_request_passes_but_not_one_without_a_time_zone() -> None:
    assert admit(sent_at("2020-01-01T00:00:00Z"))["request"]["type"] == "LaunchRequest"
    with pytest.raises(RefusedError, match="no zone"):
        admit(sent_at("2020-01-01T00:00:00"))


def test_the_skill_that_a_request_is_for() -> None:
    assert admit(without("session", "application"))["request"]["type"] == "LaunchRequest"
    assert admit(envelope(), guard(skill_id=None))["request"]["type"] == "LaunchRequest"
    for strange in (without("context", "System", "application"), {**envelope(), "session": _session_of("another")}):
        with pytest.raises(RefusedError, match="another skill"):
            admit(strange)
        assert admit(strange, guard(skill_id=None))["request"]["type"] == "LaunchRequest"


def _session_of(skill_id: str) -> dict[str, Any]:
    return {**envelope()["session"], "application": {"applicationId": skill_id}}


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (None, "the body is not an object"),
        ([envelope()], "the body is not an object"),
        ({}, "the body has no context.System"),
        (without("context"), "the body has no context.System"),
        (without("request"), "the body.request is not an object"),
        (without("request", "type"), "the request has no type"),
        (without("request", "timestamp"), "the request has no time that can be read"),
        (without("session"), "the body has no session"),
        (without("context", "System", "user"), "the body has no context.System.user.userId"),
        (without("request", "intent", kind="IntentRequest"), "the request has no intent"),
        (without("request", "intent", "name", kind="IntentRequest"), "the request has no intent"),
        (envelope("Alexa.Presentation.APLA.RuntimeError", errors="no"), "the body.request.errors is not a list"),
        (envelope(type=["LaunchRequest"]), "the body.request.type is not text"),
        (envelope(locale="\ud800"), "the body.request.locale is not text"),
        (envelope(requestId="\0"), "the body.request.requestId is not text"),
        (envelope(requestId="x" * 1025), "the body.request.requestId is too long"),
        (intent("ChooseIntent", routine="x" * 8193), "is too long"),
    ],
)
def test_malformed_requests(request_: Any, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        admit(request_)


@pytest.mark.parametrize("kind", ["AudioPlayer.PlaybackStarted", "Alexa.Presentation.APLA.RuntimeError"])
def test_a_request_outside_of_a_conversation_needs_no_session(kind: str) -> None:
    assert admit(without("session", kind=kind))["request"]["type"] == kind


def test_only_what_the_skill_uses_is_kept() -> None:
    kept = cleaned(intent("ChooseIntent", routine="sunrise"))
    assert set(kept) == {"version", "session", "context", "request"}
    assert set(kept["context"]) == {"System"}
    assert set(kept["context"]["System"]) == {"application", "user"}
    assert kept["session"] == {name: envelope()["session"][name] for name in ("application", "attributes")}
    assert set(kept["request"]["intent"]) == {"name", "slots"}
    slot = kept["request"]["intent"]["slots"]["routine"]
    assert set(slot) == {"name", "value", "resolutions"}
    found = slot["resolutions"]["resolutionsPerAuthority"][0]
    assert found["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert found["values"] == [{"value": {"name": "sunrise", "id": "sunrise"}}]


@pytest.mark.parametrize("value", ["SOMETHING_NEW", 7, None, [], {}])
def test_an_unknown_value_is_dropped(value: Any) -> None:
    request = intent("ChooseIntent", routine="sunrise")
    said = request["request"]["intent"]
    said["slots"]["routine"]["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"] = value
    found = cleaned(request)["request"]["intent"]["slots"]["routine"]["resolutions"]["resolutionsPerAuthority"][0]
    assert not found["status"]


def test_errors_of_an_unknown_type_are_dropped() -> None:
    errors = [{"type": "NEW_ERROR", "message": "?"}, {"type": "RENDER_ERROR", "message": "no", "reason": "NEW"}]
    kept = cleaned(envelope("Alexa.Presentation.APLA.RuntimeError", errors=errors))["request"]
    assert kept["errors"] == [{"type": "RENDER_ERROR"}]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the body is not JSON"),
        (b"{", "the body is not JSON"),
        (b"{} {}", "the body is not JSON"),
        (b"\xef\xbb\xbf{}", "the body is not JSON"),
        ('{"a": 1}'.encode("utf-16"), "the body is not JSON"),
        (b'{"a": "\xff"}', "the body is not JSON"),
        (b'{"a": NaN}', "the body is not JSON"),
        (b'{"a": -Infinity}', "the body is not JSON"),
        (b'{"a": 1e999}', "a number out of range"),
        (b'{"a": ' + b"1" * 5000 + b"}", "the body is not JSON"),
        (b"[" * 100_000, "the body is not JSON"),
        (b'{"a": 1, "a": 2}', "a key twice"),
        (b'[{"b": {"__class__": 1}}]', "a key that nobody sends"),
    ],
)
def test_json_is_read_strictly(body: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        parse(body)


def test_good_json_is_read() -> None:
    text = '{"a": [1, 0.5, -2e3, null, true, "é \\ud83d\\ude00"], "b__": {"_a": {}}}'
    assert parse(text.encode()) == json.loads(text)


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: {"a": inner}])
def test_what_is_stored_is_not_nested_too_deeply(wrap: Callable[[Any], Any]) -> None:
    value: Any = 1
    for _ in range(18):
        value = wrap(value)
    assert free_form({"a": value}, "here") == {"a": value}
    with pytest.raises(RefusedError, match="too deeply"):
        free_form({"a": wrap(value)}, "here")


@pytest.mark.parametrize("value", [{"a": ["\ud800"]}, {"\0": 1}])
def test_what_is_stored_is_text(value: Any) -> None:
    good = {"a": ["\N{GRINNING FACE}"], "é": 1}
    assert free_form(good, "here") == good
    with pytest.raises(RefusedError, match="text that is not text"):
        free_form(value, "here")


def test_the_listed_names_are_those_of_the_sdk() -> None:
    assert set(AudioError.discriminator_value_class_map) == AUDIO_ERRORS
    assert set(StatusCode.__members__) == MATCHES
