"""The web application: ``/alexa`` for the speaker, ``/healthz`` for whoever watches over the server."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from skill.faults import without_words
from skill.hosting.answers import AnswerJson, line, when_the_skill_failed
from skill.hosting.bridge import AdmittedVerifier, HostedSkill
from skill.hosting.chain import public_roots
from skill.hosting.envelope import EMPTY
from skill.hosting.fetch import fetch as fetch_from_amazon
from skill.hosting.guard import MAX_BODY, Admitted, Guard, now
from skill.hosting.refused import RefusedError
from skill.hosting.sdk_flask import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter
from skill.hosting.signature import SignatureCheck
from skill.hosting.signers import Signers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ask_sdk_core.skill import CustomSkill
    from cryptography.x509.verification import Store

    from skill.hosting.fetch import Fetch
    from skill.hosting.settings import Settings

log = logging.getLogger("gentleback.serve")


def create_app(
    skill: CustomSkill,
    settings: Settings,
    *,
    fetch: Fetch = fetch_from_amazon,
    roots: Store | None = None,
    clock: Callable[[], datetime] = now,
) -> Flask:
    """The application that answers with ``skill``. ``roots`` None: the public ones."""
    signature = None
    if not settings.insecure_local:
        signature = SignatureCheck(Signers(fetch, public_roots() if roots is None else roots, clock))
    app = Flask("gentleback", static_folder=None)
    app.json = AnswerJson(app)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    _add_routes(app, Guard(settings.skill_id, signature, clock), _adapter(app, skill, settings))
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(HTTPException, _http_error)
    return app


def _adapter(app: Flask, skill: CustomSkill, settings: Settings) -> SkillAdapter:
    """The SDK's adapter. Its own two verifiers are replaced by one that insists on the guard."""
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    verifiers = [AdmittedVerifier(_current)]
    return SkillAdapter(HostedSkill(skill, _current), settings.skill_id or "local", verifiers=verifiers, app=app)


def _add_routes(app: Flask, guard: Guard, adapter: SkillAdapter) -> None:
    def alexa() -> Response:
        admitted = _admit(guard)
        if not admitted.is_known:
            return jsonify(EMPTY)
        g.admitted = admitted
        return _answer(adapter, admitted)

    def healthz() -> Response:
        return jsonify({"status": "ok"})

    app.add_url_rule("/alexa", view_func=alexa, methods=["POST"], provide_automatic_options=False)
    app.add_url_rule("/healthz", view_func=healthz, methods=["GET"], provide_automatic_options=False)


def _admit(guard: Guard) -> Admitted:
    """The request, if the guard lets it pass. What goes wrong in the guard itself counts as refused, too."""
    body = request.get_data()
    try:
        return guard.admit(request.mimetype, request.headers, body)
    except RefusedError:
        raise
    except Exception as error:
        log.error("the guard failed: %s", without_words(error))
        raise RefusedError("the request cannot be understood") from error


def _answer(adapter: SkillAdapter, admitted: Admitted) -> Response:
    try:
        return cast("Response", adapter.dispatch_request())
    except (RefusedError, HTTPException):
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, the person gets an answer
        log.error("the skill failed: %s", without_words(error))
        return jsonify(when_the_skill_failed(admitted.kind))


def _current() -> Admitted | None:
    return cast("Admitted | None", g.get("admitted"))


def _refused(refusal: RefusedError) -> Response:
    log.warning("refused with %d: %s (%d bytes)", refusal.status, refusal.reason, request.content_length or 0)
    return line(refusal.reason, refusal.status)


def _http_error(error: HTTPException) -> Response:
    """Flask's own refusals: a wrong address or method, a body that is too large."""
    response = line(error.name.lower(), error.code or 500)
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response
