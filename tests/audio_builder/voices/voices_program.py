"""``gentleback voices`` in a separate process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.audio_builder.voices.tiny_piper import NAME
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio_builder.voices.piper_server import PiperServer

PROGRAM = (
    "import sys; from gentleback_cli import run; from audio_builder.cli.voices import voices; "
    "sys.exit(run(lambda: voices(sys.argv[1:])))"
)


def voices(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def added(server: PiperServer, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The process that added the tiny voice from ``server``."""
    return voices("add", NAME, "--yes", "--from", server.url, cwd=cwd)
