"""The command ``serve``: the skill on a server of one's own, sessions beside it or alone, until it is stopped."""

from __future__ import annotations

import errno
import logging
import os
import signal
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from skill.hosting.beside import NOTHING, Beside, by_path
from skill.hosting.errors import ListenError, MissingLibraryError
from skill.hosting.reach import ways_to
from skill.hosting.settings import read_settings
from skill.store.contract import StoreError

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from flask import Flask

    from skill.hosting.settings import Settings
    from skill.store.contract import Store

log = logging.getLogger("gentleback.serve")

WEB = ("waitress", "werkzeug")
LIBRARIES = {"web": WEB, "serve": (*WEB, "ask_sdk_core", "flask_ask_sdk", "flask", "cryptography", "certifi")}
"""By extra: the one for sessions alone, and the one for the skill."""
MAX_HEADERS = 32 * 1024
IDLE_S = 30  # after which a connection without a word is closed


def serve(arguments: list[str], beside: Beside = NOTHING) -> int:
    """``gentleback serve``: answer Alexa over HTTP, and whoever asks for a session."""
    settings = read_settings(arguments, os.environ, beside.usual_folder())
    _need_libraries("serve" if settings.has_skill else "web")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page asks for more at once than there are threads
    with ExitStack() as stack:
        site = beside.open_site(settings.out) if settings.out else None
        skill = _skill_app(settings, stack) if settings.has_skill else None
        run_until_stopped(open_server(by_path(skill, site), settings), settings)
    return 0


def _skill_app(settings: Settings, stack: ExitStack) -> Flask:
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
    """Say at once when the store is out of reach. Routines can be done without it, so this is no reason to stop."""
    try:
        store.load("nobody")
    except StoreError as error:
        log.warning("%s; routines can be done, but nothing is kept until it can", error)


def _need_libraries(extra: str) -> None:
    for library in LIBRARIES[extra]:
        if find_spec(library) is None:
            raise MissingLibraryError(
                f"serve needs {library}, which is not installed: pip install 'gentle-back[{extra}]'"
            )


def open_server(app: WSGIApplication, settings: Settings) -> Any:
    """A waitress server that listens already, but does not answer before its ``run``. Raises ``ListenError``."""
    from waitress.server import create_server

    from skill.hosting.guard import MAX_BODY
    from skill.hosting.patient import PatientChannel

    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            app,
            map=sockets,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            max_request_body_size=MAX_BODY + 1,  # at this size waitress refuses already
            max_request_header_size=MAX_HEADERS,
            channel_timeout=IDLE_S,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise ListenError(_why_not(settings, error)) from error
    for each in sockets.values():
        if hasattr(each, "channel_class"):  # a socket that listens
            each.channel_class = PatientChannel
    return server


def _why_not(settings: Settings, error: OSError | ValueError) -> str:
    where = f"cannot listen at {settings.host} port {settings.port}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"{where}: the port is taken; choose another with --port"
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return f"{where}: not allowed; ports below 1024 are the system's, choose another with --port"
    return f"{where}: is that an address of this machine? choose another with --host"


def run_until_stopped(server: Any, settings: Settings) -> None:
    """Answer until Ctrl-C or a polite request to end; what is being answered is finished first."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        print(ways_to(server, settings), flush=True)
        server.run()
    except KeyboardInterrupt:
        pass  # it came before the server ran
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
