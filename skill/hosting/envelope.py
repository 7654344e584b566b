"""A request as Alexa sends it: which parts are kept for the skill, and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model.dialog_state import DialogState
from ask_sdk_model.intent_confirmation_status import IntentConfirmationStatus
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType
from ask_sdk_model.session_ended_reason import SessionEndedReason
from ask_sdk_model.slot_confirmation_status import SlotConfirmationStatus
from ask_sdk_model.supported_interfaces import SupportedInterfaces

from skill.errors import RefusedError
from skill.hosting.json_shape import flag, free_form, identity, keep, keys_among, list_of, objects_by_name, one_of, text

if TYPE_CHECKING:
    from skill.hosting.json_shape import ObjectShape

IN_SESSION = frozenset({"LaunchRequest", "IntentRequest", "SessionEndedRequest"})
"""The types that belong to a conversation: without a session and a person they are malformed."""

MATCHES = frozenset({"ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION"})
AUDIO_ERRORS = frozenset({"AUDIO_SOURCE_ERROR", "DOCUMENT_ERROR", "LINK_ERROR", "RENDER_ERROR"})
SYSTEM_ERRORS = frozenset({"INVALID_RESPONSE", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR"})
"""Values that the SDK's models know; a test compares. To import these models would cost a cold start 4 ms."""

_APPLICATION: ObjectShape = {"applicationId": identity}
_USER: ObjectShape = {"userId": identity}
_SESSION: ObjectShape = {
    "new": flag,
    "sessionId": identity,
    "application": _APPLICATION,
    "user": _USER,
    "attributes": free_form,
}
_SYSTEM: ObjectShape = {
    "application": _APPLICATION,
    "user": _USER,
    "person": {"personId": identity},
    "device": {
        "deviceId": identity,
        "supportedInterfaces": keys_among(frozenset(SupportedInterfaces.attribute_map.values())),
    },
}
_RESOLUTION: ObjectShape = {
    "authority": text,
    "status": {"code": one_of(MATCHES)},
    "values": list_of({"value": {"name": text, "id": text}}),
}
_SLOT: ObjectShape = {
    "name": identity,
    "value": text,
    "confirmationStatus": one_of(SlotConfirmationStatus.__members__),
    "resolutions": {"resolutionsPerAuthority": list_of(_RESOLUTION)},
}
_INTENT: ObjectShape = {
    "name": identity,
    "slots": objects_by_name(_SLOT),
    "confirmationStatus": one_of(IntentConfirmationStatus.__members__),
}
_ANY_REQUEST: ObjectShape = {"type": identity, "requestId": identity, "timestamp": identity, "locale": identity}
_ENVELOPE: ObjectShape = {"version": identity, "session": _SESSION, "context": {"System": _SYSTEM}}
_REQUESTS: dict[str, ObjectShape] = {
    "IntentRequest": {"dialogState": one_of(DialogState.__members__), "intent": _INTENT},
    "SessionEndedRequest": {
        "reason": one_of(SessionEndedReason.__members__),
        "error": {"type": one_of(SessionEndedErrorType.__members__), "message": text},
    },
    "System.ExceptionEncountered": {
        "error": {"type": one_of(SYSTEM_ERRORS), "message": text},
        "cause": {"requestId": identity},
    },
    "Alexa.Presentation.APLA.RuntimeError": {
        "token": text,
        "errors": list_of({"type": one_of(AUDIO_ERRORS), "message": text}, needs="type"),
    },
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
