"""The real command, in a separate process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

PROGRESS = re.compile(r"\d+ of \d+ clips|.+: \d+ % mixed|.+: \d+ of \d+ MB")


def gentleback(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``gentleback WORDS`` in the folder ``cwd``."""
    return subprocess.run(
        [sys.executable, "-m", "gentleback", *map(str, words)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * PATIENCE_S,
    )


def without_progress(stderr: str) -> list[str]:
    """The lines of ``stderr`` without the progress lines that a slow build prints every five seconds."""
    return [line for line in stderr.splitlines() if not PROGRESS.fullmatch(line)]
