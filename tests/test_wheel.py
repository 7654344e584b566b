"""The wheel, built from the source tree and installed into an empty environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.tools import PATIENCE_S

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    run(
        folder / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"{wheel}[audio]",
        cwd=folder,
    )
    return folder


def run(*words: str | Path, cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    kept["XDG_CACHE_HOME"] = str(cwd / "cache")
    command = [str(word) for word in words]
    done = subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, text=True, check=False, timeout=5 * PATIENCE_S
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_has_the_content_and_no_development_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yaml")}
    assert here <= set(names)
    assert "content/compiled.json" in names
    tops = {name.split("/")[0] for name in names}
    ours = {"gentleback.py", "gentleback_cli.py", "gentleback_signals.py", "content", "audio_builder", "skill"}
    assert {top for top in tops if not top.endswith(".dist-info")} == ours
    assert not [name for name in names if name.endswith("wheel_hook.py") or "/player/web/" in name]
    assert {f"audio_builder/page/built/{name}" for name in ("page.html", "sw.js", "icon-512.png")} <= set(names)


def test_it_builds_a_session_from_any_folder(environment: Path, tmp_path: Path) -> None:
    report = json.loads(run(environment / "bin" / "gentleback", "build", "lower-back-pain", "--json", cwd=tmp_path))
    assert [session["session"] for session in report["sessions"]] == ["lower-back-pain"]
    assert b"Steady back" in (tmp_path / "out" / "index.html").read_bytes()
    assert (tmp_path / "out" / "lower-back-pain.mp3").stat().st_size == report["sessions"][0]["bytes"]


def test_it_reads_the_compiled_content_and_no_yaml(environment: Path, tmp_path: Path) -> None:
    script = "import sys, gentleback; print(gentleback.main(['list']), 'yaml' in sys.modules)"
    assert run(environment / "bin" / "python", "-c", script, cwd=tmp_path).splitlines()[-1] == "0 False"
    assert not (tmp_path / "cache").exists()


def test_it_checks_its_own_content(environment: Path, tmp_path: Path) -> None:
    assert run(environment / "bin" / "gentleback", "check", cwd=tmp_path) == "no fault found\n"
