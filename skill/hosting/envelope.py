"""A request as Alexa sends it: which parts are kept for the skill, and what they have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model.dialog_state import DialogState
from ask_sdk_model.intent_confirmation_status import IntentConfirmationStatus
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType
from ask_sdk_model.session_ended_reason import SessionEndedReason
from ask_sdk_model.slot_confirmation_status import SlotConfirmationStatus
from ask_sdk_model.supported_interfaces import SupportedInterfaces

from skill.errors import RefusedError
from skill.hosting.shape import Each, Named, OneOf, Presence, flag, free_form, identity, keep, text

if TYPE_CHECKING:
    from skill.hosting.shape import Shape

IN_SESSION = frozenset({"LaunchRequest", "IntentRequest", "SessionEndedRequest"})
"""The types that belong to a conversation: without a session and a person they mean nothing."""

MATCHES = frozenset(
    {"ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION"}
)  # fmt: skip
AUDIO_ERRORS = frozenset({"AUDIO_SOURCE_ERROR", "DOCUMENT_ERROR", "LINK_ERROR", "RENDER_ERROR"})
SYSTEM_ERRORS = frozenset({"INVALID_RESPONSE", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR"})
"""What the SDK's models know of each: a test compares. To import these models would cost a cold start 4 ms."""

_APPLICATION: Shape = {"applicationId": identity}
_USER: Shape = {"userId": identity}
_SESSION: Shape = {
    "new": flag,
    "sessionId": identity,
    "application": _APPLICATION,
    "user": _USER,
    "attributes": free_form,
}
_SYSTEM: Shape = {
    "application": _APPLICATION,
    "user": _USER,
    "person": {"personId": identity},
    "device": {
        "deviceId": identity,
        "supportedInterfaces": Presence(frozenset(SupportedInterfaces.attribute_map.values())),
    },
}
_RESOLUTION: Shape = {
    "authority": text,
    "status": {"code": OneOf(MATCHES)},
    "values": Each({"value": {"name": text, "id": text}}),
}
_SLOT: Shape = {
    "name": identity,
    "value": text,
    "confirmationStatus": OneOf(SlotConfirmationStatus.__members__),
    "resolutions": {"resolutionsPerAuthority": Each(_RESOLUTION)},
}
_INTENT: Shape = {
    "name": identity,
    "slots": Named(_SLOT),
    "confirmationStatus": OneOf(IntentConfirmationStatus.__members__),
}
_ANY_REQUEST: Shape = {"type": identity, "requestId": identity, "timestamp": identity, "locale": identity}
_ENVELOPE: Shape = {"version": identity, "session": _SESSION, "context": {"System": _SYSTEM}}
_REQUESTS: dict[str, Shape] = {
    "IntentRequest": {"dialogState": OneOf(DialogState.__members__), "intent": _INTENT},
    "SessionEndedRequest": {
        "reason": OneOf(SessionEndedReason.__members__),
        "error": {"type": OneOf(SessionEndedErrorType.__members__), "message": text},
    },
    "System.ExceptionEncountered": {
        "error": {"type": OneOf(SYSTEM_ERRORS), "message": text},
        "cause": {"requestId": identity},
    },
    "Alexa.Presentation.APLA.RuntimeError": {
        "token": text,
        "errors": Each({"type": OneOf(AUDIO_ERRORS), "message": text}, needs="type"),
    },
}
"""What else is kept of a request, by its type."""


def cleaned(body: Any) -> dict[str, Any]:
    """The parts of the parsed ``body`` that the skill uses, each of its right kind. Raises ``RefusedError``."""
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


def application_ids(envelope: dict[str, Any]) -> tuple[str | None, str | None]:
    """For whom a cleaned envelope is, as its context and its session say."""
    return _application(envelope["context"]["System"]), _application(envelope.get("session", {}))


def _application(part: dict[str, Any]) -> str | None:
    found: str | None = part.get("application", {}).get("applicationId")
    return found


def _check_whole(envelope: dict[str, Any], kind: str) -> None:
    """Raise ``RefusedError`` where a part is missing that no real request of this type goes without."""
    if kind not in IN_SESSION:
        return
    if "session" not in envelope:
        raise RefusedError("the body has no session")
    if not envelope["context"]["System"].get("user", {}).get("userId"):
        raise RefusedError("the body has no context.System.user.userId")
    if kind == "IntentRequest" and not envelope["request"].get("intent", {}).get("name"):
        raise RefusedError("the request has no intent")
