"""The measured server: ``python -m benchmarks.http_server ours|empty FOLDER``, until it is terminated.

It is that of ``gentleback serve``, but trusts the authority whose certificates are in FOLDER.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.verification import Store

from benchmarks import bare_skill
from skill.build import build_skill
from skill.hosting.flask_adapter import create_app
from skill.hosting.serve import ServeSettings
from skill.hosting.server import open_server, run_until_stopped
from skill.simulator.speaker import APPLICATION
from skill.store import open_store

if TYPE_CHECKING:
    from ask_sdk_core.skill import CustomSkill

ROOT, CHAIN, PEOPLE = "root.pem", "chain.pem", "people.db"
OURS, EMPTY = "ours", "empty"


def main(which: str, folder: Path) -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    settings = ServeSettings(port=0, skill_id=APPLICATION)
    chain = (folder / CHAIN).read_bytes()
    roots = Store([load_pem_x509_certificate((folder / ROOT).read_bytes())])
    app = create_app(_skill(which, folder), settings, fetch=lambda _url: chain, roots=roots)
    run_until_stopped(open_server(app, settings), settings)


def _skill(which: str, folder: Path) -> CustomSkill:
    if which == EMPTY:
        return bare_skill.skill
    return build_skill(open_store(f"sqlite:///{folder / PEOPLE}"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
