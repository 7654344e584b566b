"""The command ``serve``: the skill on one's own server, sessions with it or alone."""

from __future__ import annotations

import errno
import logging
import os
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.errors import GentleBackError
from skill.errors import need_libraries
from skill.hosting.settings import read_settings
from skill.store.contract import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import WSGIApplication

    from flask import Flask

    from skill.hosting.settings import ServeSettings
    from skill.store.contract import Store

    OpenSite = Callable[[str], WSGIApplication]
    """The web application for a folder of sessions. Raises ``GentleBackError``."""

log = logging.getLogger("gentleback.serve")

WEB = ("waitress", "werkzeug")
LIBRARIES = {"web": WEB, "serve": (*WEB, "ask_sdk_core", "flask_ask_sdk", "flask", "cryptography", "certifi")}
"""By extra: the one for sessions alone, and the one for the skill."""


def serve(arguments: list[str], usual_out: str | None = None, open_site: OpenSite | None = None) -> int:
    """``gentleback serve``: answer Alexa over HTTP, and whoever asks for a session.

    ``usual_out``: the folder of sessions where none is named. ``open_site`` None: sessions are not served.
    """
    settings = read_settings(arguments, os.environ, usual_out)
    extra = "serve" if settings.has_skill else "web"
    need_libraries("serve", extra, *LIBRARIES[extra])
    from skill.hosting.server import by_path, run_until_stopped

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page asks for more at once than there are threads
    with ExitStack() as stack:
        site = open_site(settings.out) if settings.out and open_site else None
        skill = _skill_app(settings, stack) if settings.has_skill else None
        run_until_stopped(_listening(by_path(skill, site), settings), settings)
    return 0


def _skill_app(settings: ServeSettings, stack: ExitStack) -> Flask:
    """The skill, with its store open until ``stack`` ends."""
    from content.model.loader import load
    from skill.build import build_skill
    from skill.hosting.app import create_app
    from skill.store.open import open_store

    store = stack.enter_context(closing(open_store(settings.store)))
    _try(store)
    content = load(Path(settings.content) if settings.content else None)
    return create_app(build_skill(store, content, is_plain=settings.ssml), settings)


def _try(store: Store) -> None:
    """Log at once when the store cannot be used. Routines work without it, so this is not a reason to stop."""
    try:
        store.load("nobody")
    except StoreError as error:
        log.warning("%s; routines can be done, but nothing is kept until it can", error)


def _listening(app: WSGIApplication, settings: ServeSettings) -> Any:
    from skill.hosting.server import open_server

    try:
        return open_server(app, settings)
    except (OSError, ValueError) as error:
        where = f"cannot listen at {settings.host} port {settings.port}"
        raise GentleBackError(f"{where}: {_advice(getattr(error, 'errno', None))}") from error


def _advice(code: int | None) -> str:
    if code == errno.EADDRINUSE:
        return "the port is taken; choose another with --port"
    if code == errno.EACCES:
        return "not allowed; ports below 1024 are the system's, choose another with --port"
    return "is that an address of this machine? choose another with --host"
