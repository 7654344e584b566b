"""The web server: waitress in front of the skill and of the sessions, until it is stopped."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterable
from contextlib import closing
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.utilities import RequestEntityTooLarge

from skill.hosting.envelope import MAX_BODY

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from skill.hosting.serve import ServeSettings

SKILL_PATHS = ("/alexa", "/healthz")
MAX_HEADERS = 32 * 1024
IDLE_S = 30
"""A connection that is silent for so long is closed."""
MAX_DRAINED = 8 * 1024 * 1024
_FAR_AWAY = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses for documentation (RFC 5737, 3849): nobody has them, and nothing is sent."""


def by_path(skill: WSGIApplication | None, site: WSGIApplication | None) -> WSGIApplication:
    """One application of those that there are: the paths of the skill go to the skill, all others to the site."""
    if skill is None or site is None:
        only = skill or site
        if only is None:
            raise ValueError("neither a skill nor a site")
        return only

    def chosen(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return (skill if environ.get("PATH_INFO") in SKILL_PATHS else site)(environ, start_response)

    return chosen


class DrainingParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads a body that is too large to its end, and drops it, so that the refusal reaches the sender.

    Waitress alone answers 413 and closes at once: the connection is closed before the body is read, and the sender
    often sees a broken connection in place of the answer.
    """

    left = 0
    """Bytes of the body that are still to come."""

    def received(self, data: bytes) -> int:
        """How much of ``data`` was taken."""
        if self.left:
            taken = min(len(data), self.left)
            self.left -= taken
            self.completed = self.left == 0
            return taken
        taken = int(super().received(data))
        if isinstance(self.error, RequestEntityTooLarge) and self._can_be_drained():
            self.left = self.content_length - self.body_bytes_received
            self.completed = self.left == 0
        return taken

    def _can_be_drained(self) -> bool:
        """Whether the rest has a known end that is not too far, and the sender does not wait for a go-ahead."""
        return not self.chunked and not self.expect_continue and self.content_length <= MAX_DRAINED


class DrainingChannel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    parser_class = DrainingParser


def open_server(app: WSGIApplication, settings: ServeSettings) -> Any:
    """A waitress server that listens already, but answers only in ``run``.

    Raises ``OSError``, or ``ValueError`` for a host that has no address.
    """
    sockets: dict[int, Any] = {}
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
    for each in sockets.values():
        if hasattr(each, "channel_class"):  # a socket that listens
            each.channel_class = DrainingChannel
    return server


def run_until_stopped(server: Any, settings: ServeSettings) -> None:
    """Answer until Ctrl-C or SIGTERM; requests that are being answered are finished first."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        print(addresses_line(server, settings), flush=True)
        server.run()
    except KeyboardInterrupt:
        pass  # it came before the server ran
    finally:
        signal.signal(signal.SIGTERM, before)
        server.close()


def addresses_line(server: Any, settings: ServeSettings) -> str:
    """Where ``server``, which listens already, can be reached."""
    hosts = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    skill = "listening at " + ", ".join(address(host, port, "/alexa") for host, port in hosts)
    sessions = "sessions at " + ", ".join(address(reachable(host), port) for host, port in hosts)
    if not settings.has_skill:
        return f"{sessions}; without --skill-id no skill is served"
    warning = "; requests are not verified: for this machine only" if settings.insecure_local else ""
    return f"{skill}; {sessions}{warning}" if settings.out else f"{skill}{warning}"


def address(host: str, port: int, path: str = "/") -> str:
    return f"http://[{host}]:{port}{path}" if ":" in host else f"http://{host}:{port}{path}"


def reachable(host: str) -> str:
    """``host``, or where it stands for every address of this machine the one that others at home can use."""
    try:
        ip = ip_address(host)
    except ValueError:
        return host
    if not ip.is_unspecified:
        return host
    family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
    with closing(socket.socket(family, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect((_FAR_AWAY[family], 9))
        except OSError:  # there is no network
            return host
        return str(probe.getsockname()[0])
