"""Between the guard and the SDK's adapter: only what the guard admitted, byte for byte, reaches the skill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_runtime.exceptions import AskSdkException

from skill.hosting.refused import RefusedError
from skill.hosting.sdk_flask import AbstractVerifier, VerificationException

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model.response_envelope import ResponseEnvelope

    from skill.hosting.guard import Admitted

    Current = Callable[[], Admitted | None]
    """The request that the guard admitted, if any, in whose turn we are."""


class SkillFaultError(Exception):
    """The skill itself failed. Unlike the SDK's errors, the adapter does not log it with all that it says."""


class AdmittedVerifier(AbstractVerifier):
    """In place of the SDK's verifiers: the guard has verified these bytes, and they are not verified twice.

    Whatever reaches the adapter round the guard is refused.
    """

    def __init__(self, current: Current) -> None:
        self._current = current

    def verify(self, headers: Any, serialized_request_env: str, deserialized_request_env: Any) -> None:  # noqa: ARG002
        _admitted(self._current(), serialized_request_env)


class AdmittedSerializer(DefaultSerializer):
    """A skill's serializer, but of a request it reads what the guard kept."""

    def __init__(self, skills_own: DefaultSerializer, current: Current) -> None:
        self._skills_own, self._current = skills_own, current

    def serialize(self, obj: Any) -> Any:
        try:
            return self._skills_own.serialize(obj)
        except AskSdkException as error:
            raise SkillFaultError from error

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        if obj_type is not RequestEnvelope:
            return self._skills_own.deserialize(payload=payload, obj_type=obj_type)
        admitted = _admitted(self._current(), payload)
        try:
            return self._skills_own.deserialize(payload=admitted.envelope, obj_type=obj_type)
        except (AskSdkException, TypeError, ValueError, RecursionError):
            raise RefusedError("the request cannot be understood") from None


class HostedSkill(CustomSkill):
    """A skill as the adapter sees it; the skill itself, which others may use too, is left as it is."""

    def __init__(self, skill: CustomSkill, current: Current) -> None:  # the skill has long been built: no super()
        self._skill = skill
        self.serializer = AdmittedSerializer(skill.serializer, current)
        self.custom_user_agent = skill.custom_user_agent

    def invoke(self, request_envelope: RequestEnvelope, context: Any) -> ResponseEnvelope:
        try:
            return self._skill.invoke(request_envelope=request_envelope, context=context)
        except AskSdkException as error:
            raise SkillFaultError from error


def _admitted(current: Admitted | None, payload: str) -> Admitted:
    if current is None or current.raw != payload.encode("utf-8"):
        raise VerificationException("the request has not passed the guard")
    return current
