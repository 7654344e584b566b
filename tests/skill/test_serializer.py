"""Our serializer gives the same results as the SDK's, only sooner."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.interfaces.alexa.presentation.apla.render_document_directive import RenderDocumentDirective
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response import Response
from ask_sdk_model.response_envelope import ResponseEnvelope
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.build import RENDER, TOKEN, QuickSerializer
from tests.skill.hosting.envelopes import intent

DOCUMENT: dict[str, object] = {
    "type": "APLA",
    "version": "0.91",
    "mainTemplate": {"item": {"type": "Silence", "duration": 8_000}},
}


def request_of(stamp: Any) -> str:
    request = intent("SetHoldIntent", length="PT20S")
    request["request"]["timestamp"] = stamp
    del request["context"]["Viewport"]  # contains a value that the SDK does not know
    return json.dumps(request)


@pytest.mark.parametrize(
    "stamp",
    ["2026-03-01T07:30:00Z", "2026-03-01T07:30:00.250Z", "2026-03-01T09:30:00+02:00", "2026-03-01T07:30:00.25+00:00"],
)
def test_a_request_is_read_as_the_sdk_reads_it(stamp: str) -> None:
    text = request_of(stamp)
    ours = QuickSerializer().deserialize(payload=text, obj_type=RequestEnvelope)
    theirs = DefaultSerializer().deserialize(payload=text, obj_type=RequestEnvelope)
    assert ours.request.timestamp == theirs.request.timestamp
    assert ours.request.timestamp.timestamp() == datetime.fromisoformat(stamp).astimezone(UTC).timestamp()
    ours.request.timestamp = theirs.request.timestamp = None
    assert ours.to_dict() == theirs.to_dict()


@pytest.mark.parametrize("stamp", ["yesterday", "", 7, [], {}])
def test_a_malformed_time_is_refused(stamp: object) -> None:
    with pytest.raises(SerializationException, match="time"):
        QuickSerializer().deserialize(payload=request_of(stamp), obj_type=RequestEnvelope)


def test_a_request_without_a_time_or_no_request_is_read() -> None:
    assert QuickSerializer().deserialize(request_of(None), RequestEnvelope).request.timestamp is None
    assert QuickSerializer().deserialize("{}", RequestEnvelope).request is None


def test_an_answer_is_written_as_the_sdk_writes_it_and_its_document_is_not_copied() -> None:
    def answer(directive: Any) -> ResponseEnvelope:
        return ResponseEnvelope(
            version="1.0",
            session_attributes={"session": {"asking": "next", "playing": [1, 2, "left", 0]}, "kept": None},
            response=Response(
                directives=[directive],
                reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml="<speak>Are you there?</speak>")),
                should_end_session=False,
            ),
        )

    written = QuickSerializer().serialize(answer({"type": RENDER, "token": TOKEN, "document": DOCUMENT}))
    assert written == DefaultSerializer().serialize(answer(RenderDocumentDirective(token=TOKEN, document=DOCUMENT)))
    assert written["response"]["directives"][0]["document"] is DOCUMENT
