"""The SDK's serializer, which leaves finished documents alone: walking one was two thirds of a turn."""

from __future__ import annotations

from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.interfaces.alexa.presentation.apla.render_document_directive import RenderDocumentDirective


class QuickSerializer(DefaultSerializer):
    def serialize(self, obj: Any) -> Any:
        if isinstance(obj, RenderDocumentDirective):
            return {"type": obj.object_type, "token": obj.token, "document": obj.document}
        if isinstance(obj, (dict, str, int)) or obj is None:
            return obj  # session attributes: JSON already
        return super().serialize(obj)
