"""The command ``serve``: the skill on one's own server, sessions with it or alone.

How it runs is said by options, or where an option is missing by the environment.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import GentleBackError
from gentleback_cli import Parser, UsageError, path_of
from skill.errors import need_libraries
from skill.store.contract import StoreError

if TYPE_CHECKING:
    from argparse import Namespace
    from wsgiref.types import WSGIApplication

    from flask import Flask

    OpenSite = Callable[[str], WSGIApplication]
    """The web application for a folder of sessions. Raises ``GentleBackError``."""

log = logging.getLogger("gentleback.serve")

WEB = ("waitress", "werkzeug")
LIBRARIES = {"web": WEB, "serve": (*WEB, "ask_sdk_core", "flask_ask_sdk", "flask", "cryptography", "certifi")}
"""By extra: the one for sessions alone, and the one for the skill."""
SKILL_ID_START = "amzn1.ask.skill."
SKILL_ID = re.compile(re.escape(SKILL_ID_START) + r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def serve(arguments: list[str], usual_out: str | None = None, open_site: OpenSite | None = None) -> int:
    """``gentleback serve``: answer Alexa over HTTP, and whoever asks for a session.

    ``usual_out``: the folder of sessions where none is named. ``open_site`` None: sessions are not served.
    """
    settings = read_settings(arguments, os.environ, usual_out)
    extra = "serve" if settings.has_skill else "web"
    need_libraries("serve", extra, *LIBRARIES[extra])
    from skill.hosting.server import by_path, open_server, run_until_stopped

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page asks for more at once than there are threads
    with ExitStack() as stack:
        site = open_site(settings.out) if settings.out and open_site else None
        skill = _skill_app(settings, stack) if settings.has_skill else None
        try:
            server = open_server(by_path(skill, site), settings)
        except (OSError, ValueError) as error:
            advice = {
                errno.EADDRINUSE: "the port is taken; choose another with --port",
                errno.EACCES: "not allowed; ports below 1024 are the system's, choose another with --port",
            }.get(getattr(error, "errno", None) or 0, "is that an address of this machine? choose another with --host")
            raise GentleBackError(f"cannot listen at {settings.host} port {settings.port}: {advice}") from error
        run_until_stopped(server, settings)
    return 0


def _skill_app(settings: ServeSettings, stack: ExitStack) -> Flask:
    """The skill, with its store open until ``stack`` ends."""
    from content.model.loader import load
    from skill.build import build_skill
    from skill.hosting.flask_adapter import create_app
    from skill.store.open import open_store

    store = stack.enter_context(closing(open_store(settings.store)))
    try:
        store.load("nobody")
    except StoreError as error:  # routines work without it, so this is not a reason to stop
        log.warning("%s; routines can be done, but nothing is kept until it can", error)
    content = load(Path(settings.content) if settings.content else None)
    return create_app(build_skill(store, content, is_plain=settings.ssml), settings)


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Everything is verified unless ``insecure_local``, which goes with a loopback ``host`` only."""

    host: str = "127.0.0.1"
    port: int = 8080  # 0: any that is free
    skill_id: str | None = None
    store: str | None = None  # a database URL; None: the usual file of the person who runs the server
    insecure_local: bool = False
    threads: int = 8
    content: str | None = None  # a folder of exercises and routines in addition to ours
    ssml: bool = False  # never APL for Audio
    out: str | None = None  # the folder of sessions that are served

    @property
    def has_skill(self) -> bool:
        """False: sessions alone are served, for people without Alexa."""
        return self.skill_id is not None or self.insecure_local

    def __post_init__(self) -> None:
        _check_range("--port", self.port, 0, 65535)
        _check_range("--threads", self.threads, 1, 256)
        if self.insecure_local and not is_loopback(self.host):
            raise UsageError(f"--insecure-local goes with a loopback host such as 127.0.0.1, not '{self.host}'")
        if not self.has_skill and self.out is None:
            raise UsageError(
                "which skill? give --skill-id or GENTLEBACK_SKILL_ID: the developer console shows it under "
                "'View Skill ID', and ask-cli writes it into .ask/ask-states.json; without a skill there have to be "
                "sessions to serve, which 'gentleback build' makes"
            )
        if self.skill_id is not None and not SKILL_ID.fullmatch(self.skill_id):
            raise UsageError(f"'{self.skill_id}' is not a skill id: {SKILL_ID_START} and 36 letters and digits")


def read_settings(
    arguments: Sequence[str], environment: Mapping[str, str], usual_out: str | None = None
) -> ServeSettings:
    """The settings that ``arguments`` and ``environment`` ask for; an option takes precedence over its variable.

    ``usual_out`` is the folder of sessions where neither names one.
    """
    asked = _parser().parse_args(arguments)
    usual = ServeSettings(insecure_local=True)
    return ServeSettings(
        host=_text(asked, environment, "host") or usual.host,
        port=_number(asked, environment, "port", usual.port),
        skill_id=_text(asked, environment, "skill_id"),
        store=_text(asked, environment, "store"),
        insecure_local=asked.insecure_local,
        threads=_number(asked, environment, "threads", usual.threads),
        content=_folder(asked, environment, "content"),
        ssml=asked.ssml or environment.get("GENTLEBACK_SSML") == "1",
        out=_folder(asked, environment, "out") or usual_out,
    )


def is_loopback(host: str) -> bool:
    """Whether ``host`` can be reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


def _parser() -> Parser:
    parser = Parser(
        "serve",
        "Serve the listening page and the sessions; with --skill-id also answer Alexa, behind a proxy that speaks "
        "HTTPS. Every option but the last has a variable: --skill-id is GENTLEBACK_SKILL_ID, and so on.",
    )
    parser.add_argument("--host", help="the address to listen at (default: 127.0.0.1)")
    parser.add_argument("--port", metavar="N", help="the port to listen at (default: 8080; 0: any that is free)")
    parser.add_argument(
        "--out", type=path_of, metavar="DIR", help="the folder of sessions to serve (default: out, if it has any)"
    )
    parser.add_argument("--skill-id", metavar="ID", help=f"{SKILL_ID_START}...; requests for others are refused")
    parser.add_argument("--store", metavar="URL", help="where to keep what people chose (default: a file of yours)")
    parser.add_argument("--threads", metavar="N", help="how many requests at once (default: 8)")
    parser.add_argument("--content", type=path_of, metavar="DIR", help="a folder of your own exercises and routines")
    parser.add_argument("--ssml", action="store_true", help="never send APL for Audio (GENTLEBACK_SSML=1)")
    parser.add_argument(
        "--insecure-local",
        action="store_true",
        help="for trying out: verify no signature and no time; listens on this machine only",
    )
    return parser


def _text(asked: Namespace, environment: Mapping[str, str], name: str) -> str | None:
    """The option ``name``, or its variable; None where both are missing or empty."""
    option: str | None = getattr(asked, name)
    return (option if option is not None else environment.get(f"GENTLEBACK_{name.upper()}", "")).strip() or None


def _folder(asked: Namespace, environment: Mapping[str, str], name: str) -> str | None:
    found = getattr(asked, name) or environment.get(f"GENTLEBACK_{name.upper()}", "").strip()
    return str(path_of(str(found))) if found else None


def _number(asked: Namespace, environment: Mapping[str, str], name: str, usual: int) -> int:
    found = _text(asked, environment, name)
    if found is None:
        return usual
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        raise UsageError(f"--{name} '{found}' is not a number; write one such as {usual}")
    return int(found)


def _check_range(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError(f"{option} {value} is out of range: {least} to {most}")
