"""The web application: ``/alexa`` for the speaker, ``/healthz`` for whoever monitors the server.

The skill is mounted by the adapter of ``flask_ask_sdk``, with our verification in place of its own.

``flask_ask_sdk`` imports ``certvalidator`` for the SDK's own ``RequestVerifier``, which never runs here. A substitute
takes its name meanwhile, so that neither it nor ``oscrypto`` below it is ever loaded: they are unmaintained, and
``oscrypto`` 1.3.0 cannot read the version of OpenSSL 3.0.10 and later (wbond/oscrypto#78). The substitute refuses every
certificate: the SDK's check can never pass by accident.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from skill.errors import RefusedError, traceback_without_words
from skill.hosting.certificates import Fetch, public_roots
from skill.hosting.certificates import fetch as fetch_from_amazon
from skill.hosting.envelope import MAX_BODY
from skill.hosting.guard import Guard
from skill.hosting.signature import SignatureCheck
from skill.respond import EMPTY, respond_to

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill
    from cryptography.x509.verification import Store

    from skill.hosting.serve import ServeSettings

SUBSTITUTE = "certvalidator is not used here; requests are verified by skill.hosting.signature"
SORRY: dict[str, Any] = {
    "version": "1.0",
    "response": {
        "outputSpeech": {"type": "PlainText", "text": "Sorry, something went wrong. Please try again in a moment."},
        "shouldEndSession": True,
    },
}

log = logging.getLogger("gentleback.serve")


def _refuse(*_arguments: object, **_named: object) -> NoReturn:
    raise RuntimeError(SUBSTITUTE)


@contextmanager
def _without_certvalidator() -> Iterator[None]:
    errors, substitute = ModuleType("certvalidator.errors"), ModuleType("certvalidator", SUBSTITUTE)
    vars(errors).update({name: type(name, (Exception,), {}) for name in ("PathError", "ValidationError")})
    vars(substitute).update(CertificateValidator=_refuse, errors=errors)
    substitutes = {module.__name__: module for module in (substitute, errors)}
    loaded = {name: sys.modules[name] for name in substitutes if name in sys.modules}
    sys.modules.update(substitutes)
    try:
        yield
    finally:
        for name in substitutes:
            del sys.modules[name]
        sys.modules.update(loaded)  # of an application that uses it for something else


with _without_certvalidator():
    from flask_ask_sdk.skill_adapter import SkillAdapter


class VerifiedAdapter(SkillAdapter):  # type: ignore[misc]
    """Answers what ``guard`` admits, on whichever route ``register`` or the application puts ``dispatch_request``."""

    def __init__(self, skill: CustomSkill, skill_id: str, guard: Guard, app: Flask | None = None) -> None:
        self._guard = guard
        super().__init__(skill, skill_id, app=app)

    def _create_webservice_handler(self, skill: CustomSkill, verifiers: Any) -> None:
        """Without the SDK's handler: it would verify by its own rules, and change the skill's user agent."""

    def dispatch_request(self) -> Response:
        """The answer to what the guard admits. An error in the guard itself is a refusal, too."""
        body, event = request.get_data(), None
        try:
            event = self._guard.admit(request.mimetype, request.headers, body)
            return json_response(respond_to(self._skill, event))
        except RefusedError as error:
            refusal = error
        except Exception as error:  # noqa: BLE001  # whatever it is, the person gets an answer
            log.error("the %s failed: %s", "skill" if event else "guard", traceback_without_words(error))
            if event:
                may_speak = event["request"]["type"] in ("LaunchRequest", "IntentRequest")
                return json_response(SORRY if may_speak else EMPTY)
            refusal = RefusedError("the request cannot be understood")
        log.warning("refused with %d: %s (%d bytes)", refusal.status, refusal.reason, request.content_length or 0)
        return line(refusal.reason, refusal.status)


def json_response(value: Any) -> Response:
    """``value`` in the order in which it was built, without spaces. Raises ``ValueError`` for NaN and infinity."""
    return Response(json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n", mimetype="application/json")


def line(text: str, status: int) -> Response:
    """One short line of plain text."""
    return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")


def create_app(
    skill: CustomSkill,
    settings: ServeSettings,
    *,
    fetch: Fetch = fetch_from_amazon,
    roots: Store | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """The application that answers with ``skill``. ``roots`` None: the public ones."""
    signature = None
    if not settings.insecure_local:
        signature = SignatureCheck(fetch, public_roots() if roots is None else roots, clock)
    app = Flask("gentleback", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    adapter = VerifiedAdapter(skill, settings.skill_id or "local", Guard(settings.skill_id, signature, clock), app)
    for path, view, method in (("/alexa", adapter.dispatch_request, "POST"), ("/healthz", _health, "GET")):
        app.add_url_rule(path, view_func=view, methods=[method], provide_automatic_options=False)
    app.register_error_handler(HTTPException, _http_error)
    return app


def _health() -> Response:
    return json_response({"status": "ok"})


def _http_error(error: HTTPException) -> Response:
    """Flask's own refusals: a wrong address or method, a body that is too large."""
    response = line(error.name.lower(), error.code or 500)
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response
