"""Where the server can be reached, in the line that it begins with."""

from __future__ import annotations

import socket
from contextlib import closing
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skill.hosting.settings import Settings

_FAR_AWAY = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses for documentation (RFC 5737, 3849): nobody has them, and nothing is sent."""


def ways_to(server: Any, settings: Settings) -> str:
    """The line for ``server``, which listens already."""
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
    """``host``, or where it means every address of this machine the one that others at home can use."""
    try:
        is_any, version = ip_address(host).is_unspecified, ip_address(host).version
    except ValueError:
        return host
    return _own_address(socket.AF_INET if version == 4 else socket.AF_INET6) or host if is_any else host


def _own_address(family: socket.AddressFamily) -> str | None:
    """The address from which this machine speaks to others; None without a network."""
    with closing(socket.socket(family, socket.SOCK_DGRAM)) as speaker:
        try:
            speaker.connect((_FAR_AWAY[family], 9))
        except OSError:
            return None
        return str(speaker.getsockname()[0])
