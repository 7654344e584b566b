"""Fixtures for many tests: every session, made once in a test run by the real command in the embedded voice."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.command import gentleback
from tests.sessions import Sessions
from tests.tools import PATIENCE_S, wait_until

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it, and so would what a test starts

if sys.dont_write_bytecode:  # else each of some hundred commands would compile all that it imports
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).parent.parent / ".pytest_cache" / "bytecode"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first, so that no core is left with a long one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    """All routines with the usual options. Tests of all workers share the folder, and change nothing in it."""
    folder = shared_folder(tmp_path_factory)
    return made_once(folder / "sessions", "--clips", folder / "clips")


@pytest.fixture(scope="session")
def bare_sessions(tmp_path_factory: pytest.TempPathFactory, sessions: Sessions) -> Sessions:
    """The same with the least talk, no countdown and the longest holds: long silences."""
    words = ("--detail", "cues", "--countdown", "none", "--hold", "30", "--clips", sessions.clips)
    return made_once(shared_folder(tmp_path_factory) / "bare", *words)


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all xdist workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(folder: Path, *words: str | Path) -> Sessions:
    """Sessions in ``folder``, made by the worker that needs them first; the others wait for it."""
    report, failure = folder / "report.json", folder / "failure.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        wait_until(lambda: report.exists() or failure.exists(), patience_s=5 * PATIENCE_S)
    else:
        done = gentleback("build", "--json", *words, cwd=folder)
        written, path = (done.stderr, failure) if done.returncode else (done.stdout, report)
        path.with_suffix(".part").write_text(written, encoding="utf-8")
        path.with_suffix(".part").rename(path)
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    return Sessions(folder / "out", folder.parent / "clips", report.read_text(encoding="utf-8"))
