"""The SDK's serializer, without what it does in vain: walking a finished document was two thirds of a turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope


class QuickSerializer(DefaultSerializer):
    NATIVE_TYPES_MAPPING = {**DefaultSerializer.NATIVE_TYPES_MAPPING, "datetime": object}  # noqa: RUF012
    """Times stay text at first, since the SDK guesses at length how each is written."""

    def serialize(self, obj: Any) -> Any:
        if isinstance(obj, (dict, str, int)) or obj is None:
            return obj  # session attributes and directives: JSON already
        return super().serialize(obj)

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        found = super().deserialize(payload, obj_type)
        if isinstance(found, RequestEnvelope) and found.request is not None and found.request.timestamp is not None:
            found.request.timestamp = _moment(found.request.timestamp)
        return found


def _moment(text: Any) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise SerializationException("the request's time is not one of ISO 8601") from None
