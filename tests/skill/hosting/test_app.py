"""The application: its addresses, what it does when the skill fails, and that nothing reaches the skill unverified."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from ask_sdk_core.exceptions import SerializationException

from skill.errors import RefusedError
from skill.hosting.flask_adapter import SORRY, json_response
from skill.respond import respond_to
from tests.skill.hosting.chains import signed_headers
from tests.skill.hosting.envelopes import SKILL_ID, as_body, envelope, intent, small_app, small_skill
from tests.skill.hosting.server import running

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from flask import Flask
    from werkzeug.test import TestResponse

WORDS = "my back hurts so"


def post(app: Flask, request: Any, content_type: str = "application/json") -> TestResponse:
    body = as_body(request)
    return app.test_client().post("/alexa", data=body, headers=signed_headers(body), content_type=content_type)


def failing(error: Exception) -> Flask:
    """An application whose skill fails in every turn."""

    def answer(_handler_input: HandlerInput) -> Any:
        raise error

    return small_app(small_skill(answer))


def test_every_address_and_method() -> None:
    client = small_app().test_client()
    health = client.get("/healthz")
    assert (health.status_code, health.mimetype, health.text) == (200, "application/json", '{"status":"ok"}\n')
    for method, path, status, allow in (
        ("GET", "/alexa", 405, "POST"),
        ("PUT", "/alexa", 405, "POST"),
        ("OPTIONS", "/alexa", 405, "POST"),
        ("POST", "/healthz", 405, "GET, HEAD"),
        ("GET", "/", 404, ""),
        ("POST", "/alexa/", 404, ""),
    ):
        reply = client.open(path, method=method)
        assert (reply.status_code, reply.text.count("\n"), reply.mimetype) == (status, 1, "text/plain")
        assert ", ".join(sorted(reply.headers.get("Allow", "").split(", "))) == allow


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_content_types_of_json(content_type: str) -> None:
    assert post(small_app(), envelope(), content_type).status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_anything_but_json(content_type: str) -> None:
    reply = post(small_app(), envelope(), content_type)
    assert (reply.status_code, reply.text) == (415, "the body is not application/json\n")


def test_an_unknown_type_gets_an_empty_answer() -> None:
    reply = post(small_app(failing_skill()), envelope("Alexa.Something.New"))
    assert (reply.status_code, reply.json) == (200, {"version": "1.0", "response": {}})


def failing_skill() -> Any:
    def answer(_handler_input: HandlerInput) -> Any:
        raise AssertionError("the skill was asked")

    return small_skill(answer)


def test_a_body_that_is_too_large_is_refused_by_the_application_and_by_the_server() -> None:
    app = small_app()
    most = as_body(envelope()).ljust(128 * 1024)
    for extra, status in ((b"", 200), (b" ", 413)):
        body = most + extra
        headers = signed_headers(body)
        reply = app.test_client().post("/alexa", data=body, headers=headers, content_type="application/json")
        assert reply.status_code == status
        with running(app) as server:
            assert server.post(body, headers).status == status


@pytest.mark.parametrize("size", [200_000, 1024 * 1024, 8 * 1024 * 1024])
def test_the_sender_of_far_too_much_gets_the_refusal(size: int) -> None:
    with running(small_app()) as server:
        for _ in range(3):
            assert server.post(b"x" * size, {}).status == 413
        good = as_body(envelope())
        assert server.post(good, signed_headers(good)).status == 200


def test_the_order_of_an_answer_is_unchanged() -> None:
    written = json_response({"version": "1.0", "b": "é", "a": [1, {}]})
    assert (written.get_data(as_text=True), written.mimetype) == (
        '{"version":"1.0","b":"\\u00e9","a":[1,{}]}\n',
        "application/json",
    )
    with pytest.raises(ValueError, match="Out of range"):
        json_response(float("nan"))


@pytest.mark.parametrize("error", [KeyError(WORDS), SerializationException(WORDS), RecursionError(WORDS)], ids=repr)
def test_a_skill_that_fails_says_sorry_and_the_log_says_where(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    app = failing(error)
    with caplog.at_level(logging.DEBUG):
        reply = post(app, intent("SayIntent", words=WORDS))
        assert (reply.status_code, reply.json) == (200, SORRY)
        machine = post(app, envelope("SessionEndedRequest"))
        assert (machine.status_code, machine.json) == (200, {"version": "1.0", "response": {}})
    assert [record.name for record in caplog.records] == ["gentleback.serve"] * 2
    assert f"the skill failed: {type(error).__name__}" in caplog.text
    assert f"{__file__}:" in caplog.text
    assert WORDS not in caplog.text


def test_an_answer_that_is_not_json_is_a_fault() -> None:
    def answer(handler_input: HandlerInput) -> Any:
        handler_input.attributes_manager.session_attributes = {"share": float("nan")}
        return handler_input.response_builder.response

    reply = post(small_app(small_skill(answer)), envelope())
    assert (reply.status_code, reply.json) == (200, SORRY)


def test_a_request_that_is_refused_leaves_its_reason_and_length_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"words": "my back hurts so"'
    with caplog.at_level(logging.DEBUG):
        small_app().test_client().post(
            "/alexa", data=body, headers=signed_headers(body), content_type="application/json"
        )
    assert [record.getMessage() for record in caplog.records] == ["refused with 400: the body is not JSON (28 bytes)"]


def test_an_error_in_the_guard_is_a_refusal(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_body: Any) -> None:
        raise ZeroDivisionError(WORDS)

    monkeypatch.setattr("skill.hosting.guard.cleaned", fail)
    assert post(small_app(), envelope()).status_code == 400
    assert "the guard failed: ZeroDivisionError" in caplog.text
    assert WORDS not in caplog.text


def test_the_adapter_on_any_other_route_verifies_too() -> None:
    """Whoever mounts the adapter on another route gets no unverified request through."""
    app = small_app()
    app.extensions["ASK_SDK_SKILL_ADAPTER"][SKILL_ID].register(app, "/mine", endpoint="mine")
    body = as_body(envelope())
    for path in ("/alexa", "/mine"):
        for headers, status in ((signed_headers(body), 200), (signed_headers(b"other"), 400), ({}, 400)):
            reply = app.test_client().post(path, data=body, headers=headers, content_type="application/json")
            assert reply.status_code == status


def test_what_the_sdk_cannot_read_is_refused() -> None:
    request = envelope()
    request["request"]["timestamp"] = "no time"
    with pytest.raises(RefusedError, match="cannot be understood"):
        respond_to(small_skill(), request)


def test_the_skill_is_unchanged() -> None:
    skill = small_skill()
    serializer, agent = skill.serializer, skill.custom_user_agent
    small_app(skill)
    small_app(skill)
    assert (skill.serializer, skill.custom_user_agent) == (serializer, agent)


def test_what_the_handlers_see() -> None:
    seen: list[Any] = []

    def answer(handler_input: HandlerInput) -> Any:
        seen.append(handler_input.request_envelope)
        return handler_input.response_builder.response

    reply = post(small_app(small_skill(answer)), intent("ChooseIntent", routine="sunrise"))
    [got] = seen
    slot = got.request.intent.slots["routine"]
    assert (slot.value, slot.resolutions.resolutions_per_authority[0].values[0].value.id) == ("sunrise", "sunrise")
    assert got.request.timestamp.tzinfo is not None
    assert got.context.system.user.user_id == "amzn1.ask.account.ONE"
    assert got.context.viewport is None
    assert json.loads(reply.text)["sessionAttributes"] == envelope()["session"]["attributes"]
