"""The command ``serve``: the skill on a server of one's own, until it is stopped."""

from __future__ import annotations

import errno
import logging
import os
import signal
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from skill.hosting.errors import ListenError, MissingLibraryError
from skill.hosting.settings import read_settings
from skill.store.contract import StoreError

if TYPE_CHECKING:
    from flask import Flask

    from skill.hosting.settings import Settings
    from skill.store.contract import Store

log = logging.getLogger("gentleback.serve")

LIBRARIES = ("ask_sdk_core", "flask_ask_sdk", "flask", "waitress", "cryptography", "certifi")
MAX_HEADERS = 32 * 1024
IDLE_S = 30  # after which a connection without a word is closed


def serve(arguments: list[str]) -> int:
    """``gentleback serve``: answer Alexa over HTTP."""
    settings = read_settings(arguments, os.environ)
    _need_libraries()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")

    from content.model.loader import load
    from skill.build import build_skill
    from skill.hosting.app import create_app
    from skill.store.open import open_store

    with closing(open_store(settings.store)) as store:
        _try(store)
        content = load(Path(settings.content) if settings.content else None)
        app = create_app(build_skill(store, content, is_plain=settings.ssml), settings)
        run_until_stopped(open_server(app, settings), settings)
    return 0


def _try(store: Store) -> None:
    """Say at once when the store is out of reach. Routines can be done without it, so this is no reason to stop."""
    try:
        store.load("nobody")
    except StoreError as error:
        log.warning("%s; routines can be done, but nothing is kept until it can", error)


def _need_libraries() -> None:
    for library in LIBRARIES:
        if find_spec(library) is None:
            raise MissingLibraryError(
                f"serve needs {library}, which is not installed: pip install 'gentle-back[serve]'"
            )


def open_server(app: Flask, settings: Settings) -> Any:
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
        print(f"listening at {', '.join(addresses(server))}{_warning(settings)}", flush=True)
        server.run()
    except KeyboardInterrupt:
        pass  # it came before the server ran
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()


def addresses(server: Any) -> list[str]:
    """Where ``server`` listens."""
    places = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    return [f"http://[{host}]:{port}/alexa" if ":" in host else f"http://{host}:{port}/alexa" for host, port in places]


def _warning(settings: Settings) -> str:
    return "; requests are not verified: for this machine only" if settings.insecure_local else ""


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
