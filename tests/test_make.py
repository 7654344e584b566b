"""What ``make`` would run for its targets, without running it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.tools import need

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z][a-z-]*):", TEXT, re.MULTILINE)


def commands(target: str) -> list[str]:
    """The commands that ``make TARGET`` would run, those of the set-up included."""
    done = subprocess.run(
        [need("make"), "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def pytest_of(target: str) -> str:
    (command,) = (line for line in commands(target) if " -m pytest " in line)
    return command


@pytest.mark.parametrize("target", ["lint", "check"])
def test_checking_changes_nothing(target: str) -> None:
    ruff = [line.partition(" -m ruff ")[2] for line in commands(target) if " -m ruff " in line]
    assert ruff == ["format --check .", "check ."]


def test_what_make_test_leaves_out_is_in_make_test_all() -> None:
    assert "-m 'not network and not slow'" in pytest_of("test")
    assert " -m 'not" not in pytest_of("test-all")
    assert pytest_of("check") == pytest_of("test")


def test_help_lists_every_target() -> None:
    assert re.findall(r'"make ([a-z-]+) +', TEXT) == [name for name in TARGETS if name != "help"]
    assert re.findall(r"^\.PHONY: (.+)$", TEXT, re.MULTILINE) == [" ".join(TARGETS)]
