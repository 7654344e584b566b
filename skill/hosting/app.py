"""The web application: ``/alexa`` for the speaker, ``/healthz`` for whoever monitors the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from skill.hosting.certificates import public_roots
from skill.hosting.envelope import MAX_BODY
from skill.hosting.fetch import fetch as fetch_from_amazon
from skill.hosting.flask_adapter import VerifiedAdapter, json_response, line
from skill.hosting.guard import Guard, now
from skill.hosting.signature import SignatureCheck, SignerCache

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ask_sdk_core.skill import CustomSkill
    from cryptography.x509.verification import Store

    from skill.hosting.fetch import Fetch
    from skill.hosting.settings import ServeSettings


def create_app(
    skill: CustomSkill,
    settings: ServeSettings,
    *,
    fetch: Fetch = fetch_from_amazon,
    roots: Store | None = None,
    clock: Callable[[], datetime] = now,
) -> Flask:
    """The application that answers with ``skill``. ``roots`` None: the public ones."""
    signature = None
    if not settings.insecure_local:
        signature = SignatureCheck(SignerCache(fetch, public_roots() if roots is None else roots, clock))
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
