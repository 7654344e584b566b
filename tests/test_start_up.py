"""Heavy imports happen only in the command that needs them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command import gentleback
from tests.tools import slow_for

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    "pydub",
    "lameenc",
    "espeakng_loader",
    "PIL",
    "resvg_py",
    "rich",
    "yaml",
    "multiprocessing",
    "asyncio",
    "ctypes",
    "numpy",
    "onnxruntime",
    "hibari",
    "scipy",
    "importlib.metadata",
    "subprocess",
)


def modules_after(words: list[str], cwd: Path) -> set[str]:
    """The modules that are loaded when ``gentleback WORDS`` has finished."""
    script = "import sys, gentleback; code = gentleback.main(sys.argv[1:]); "
    script += "print('\\n@' + ' '.join(sys.modules)); sys.exit(code)"
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stdout.rsplit("@", 1)[1].split())


@pytest.mark.parametrize(
    "words",
    slow_for(
        [["list"], ["show", "walk-20"], ["--help"], ["clips", "--clips", "clips"]],
        ["show", "walk-20"],
        ["clips", "--clips", "clips"],
    ),
)
def test_a_command_that_only_reads_loads_nothing_heavy(tmp_path: Path, words: list[str]) -> None:
    gentleback("list", cwd=tmp_path)  # the first run reads the YAML, and keeps what it read
    assert modules_after(words, tmp_path) & set(HEAVY) == set()


@pytest.mark.slow
def test_a_build_without_a_new_clip_loads_no_engine_and_no_encoder(tmp_path: Path) -> None:
    words = ["build", "walk-20", "--detail", "cues", "--clips", "clips"]
    gentleback(*words, cwd=tmp_path)
    assert modules_after(words, tmp_path) & set(HEAVY) == set()
