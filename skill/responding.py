"""An answer -> a response of the SDK: APL for Audio, or SSML; open exactly when it asks something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.speech.apla import document
from skill.speech.ssml import speak, ssml

if TYPE_CHECKING:
    from skill.coach.answer import Answer

RENDER = "Alexa.Presentation.APLA.RenderDocument"
"""The directive's type. It is JSON already: no serializer has to walk the document, no cold start to import a model."""
TOKEN = "turn"  # noqa: S105 - the name of a document


def respond(answer: Answer, *, is_plain: bool) -> Response:
    """The response for ``answer``; with ``is_plain`` its turn is SSML.

    A turn in APL for Audio holds its question, too: an outputSpeech would be heard before all of it.
    """
    response = Response(should_end_session=not answer.is_open)
    if answer.cues and not is_plain:
        directive: Any = {"type": RENDER, "token": TOKEN, "document": document(answer)}
        response.directives = [directive]
    else:
        response.output_speech = SsmlOutputSpeech(ssml=ssml(answer))
    if answer.reprompt:
        response.reprompt = Reprompt(output_speech=SsmlOutputSpeech(ssml=speak([answer.reprompt])))
    return response
