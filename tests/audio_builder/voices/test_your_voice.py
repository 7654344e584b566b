"""The worked example of the docs: installed as written, tested by the contract, and used in a build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import gentleback
from tests.tools import PATIENCE_S

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[3] / "docs/your-voice.md").read_text(encoding="utf-8")
FILES = {name: text for name, _, text in re.findall(r"`([\w.]+)`:\n\n```(\w+)\n(.*?)```", PAGE, re.DOTALL)}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the package of the page, as pip installs it."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name, text in FILES.items():
        (source / name).write_text(text, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--target", folder, source], check=True, timeout=PATIENCE_S)
    return folder


@pytest.fixture
def installed(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it on Python's path."""
    folder = tmp_path / "installed"
    shutil.copytree(package, folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def contract(voice: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The contract, run as the page says, without our settings of pytest."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), "--pyargs"]
    return subprocess.run(
        [*command, "audio_builder.voices.voice_contract"],
        env={**os.environ, "GENTLEBACK_VOICE": voice},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_the_example_is_short() -> None:
    assert set(FILES) == {"morse_voice.py", "pyproject.toml"}
    assert len(FILES["morse_voice.py"].splitlines()) < 40


def test_it_passes_the_contract_and_speaks_a_session(installed: Path, tmp_path: Path) -> None:
    tried = contract("morse", installed)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert re.search(r"^1\d passed", tried.stdout, re.MULTILINE)
    words = ("--voice", "morse", "--detail", "cues", "--json", "--clips", tmp_path / "clips")
    built = gentleback("build", "five-minute-ease", *words, cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "out/five-minute-ease--detail-cues.mp3").stat().st_size > 500_000


def test_the_contract_detects_a_voice_with_state(installed: Path) -> None:
    module = installed / "morse_voice.py"
    text = module.read_text(encoding="utf-8")
    spoiled = text.replace("samples = array", "LETTERS['o'] += '-'\n    samples = array")
    assert spoiled != text
    module.write_text(spoiled, encoding="utf-8")
    tried = contract("morse", installed)
    assert tried.returncode == 1
    assert "test_speaks_a_phrase_the_same_whatever_came_before" in tried.stdout


def test_the_contract_names_the_missing_variable(installed: Path) -> None:
    tried = contract("", installed)
    assert tried.returncode == 1
    assert "name the voice to test: GENTLEBACK_VOICE=NAME" in tried.stdout
