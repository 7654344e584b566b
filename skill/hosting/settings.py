"""How the server runs: from options, or where an option is missing from the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from gentleback_cli import Parser, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

SKILL_ID_START = "amzn1.ask.skill."
SKILL_ID = re.compile(re.escape(SKILL_ID_START) + r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WHERE_THE_ID_IS = (
    "the developer console shows it under 'View Skill ID', and ask-cli writes it into .ask/ask-states.json"
)

OR_SESSIONS = "without a skill there have to be sessions to serve, which 'gentleback build' makes"


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
            raise UsageError(f"which skill? give --skill-id or GENTLEBACK_SKILL_ID: {WHERE_THE_ID_IS}; {OR_SESSIONS}")
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
        content=_text(asked, environment, "content"),
        ssml=asked.ssml or environment.get("GENTLEBACK_SSML") == "1",
        out=_text(asked, environment, "out") or usual_out,
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
    parser.add_argument("--out", metavar="DIR", help="the folder of sessions to serve (default: out, if it has any)")
    parser.add_argument("--skill-id", metavar="ID", help=f"{SKILL_ID_START}...; requests for others are refused")
    parser.add_argument("--store", metavar="URL", help="where to keep what people chose (default: a file of yours)")
    parser.add_argument("--threads", metavar="N", help="how many requests at once (default: 8)")
    parser.add_argument("--content", metavar="DIR", help="a folder of your own exercises and routines")
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


def _number(asked: Namespace, environment: Mapping[str, str], name: str, usual: int) -> int:
    found = _text(asked, environment, name)
    if found is None:
        return usual
    if not (found.isascii() and found.isdigit() and len(found) < 10):
        raise UsageError(f"--{name} '{found}' is not a number")
    return int(found)


def _check_range(option: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError(f"{option} {value} is out of range: {least} to {most}")
