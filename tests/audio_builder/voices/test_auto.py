"""``--voice auto``, and a default from the environment."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from audio_builder.voices import flite
from audio_builder.voices.table import best_installed, chosen
from tests.audio_builder.third_party_voice import install_voice
from tests.command import gentleback, without_progress
from tests.tools import need

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


@pytest.fixture(autouse=True)
def _engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piper_folder: Path) -> None:
    """Piper and flite, whether or not the installed package has their entry points; and no default voice."""
    for name in ("piper", "flite"):
        install_voice(tmp_path / "entries", name, f"from audio_builder.voices.{name} import open_voice")
    monkeypatch.syspath_prepend(tmp_path / "entries")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "entries"))
    monkeypatch.delenv("GENTLEBACK_VOICE", raising=False)
    flite.settings.cache_clear()


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


@pytest.fixture
def no_natural(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the engine does not work, and which has not been tried yet."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text("import sys; sys.modules['hibari.tts'] = None")
    monkeypatch.syspath_prepend(tmp_path / "broken")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'broken'}{os.pathsep}{tmp_path / 'entries'}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def built(cwd: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return gentleback("build", "walk-20", "--detail", "cues", "--clips", "clips", *words, cwd=cwd, **environment)


def voice_of(cwd: Path) -> object:
    return json.loads((cwd / "out" / "catalog.json").read_text())["sessions"][0]["voice"]


def test_natural_comes_first() -> None:
    assert best_installed()[0] == "natural"
    assert chosen("auto")[0] == "natural"


def test_piper_before_flite(tiny: Path, no_natural: None) -> None:
    assert best_installed()[0] == "piper"


def test_flite_before_espeak(no_natural: None) -> None:
    need("flite")
    assert best_installed()[0] == ("say" if sys.platform == "darwin" else "flite:rms")


def test_espeak_where_there_is_nothing_else(no_natural: None, no_programs: None) -> None:
    assert best_installed()[0] == "espeak"


def test_a_named_voice_is_used(tiny: Path) -> None:
    assert chosen("espeak:de")[0] == "espeak:de"


def test_a_damaged_voice_is_not_the_best(tiny: Path, no_natural: None, no_programs: None) -> None:
    tiny.with_name(f"{tiny.name}.json").write_text("{")
    assert best_installed()[0] == "espeak"


@pytest.mark.slow
def test_auto_names_the_voice(tmp_path: Path, tiny: Path, no_natural: None) -> None:
    done = built(tmp_path, "--voice", "auto")
    assert done.returncode == 0, done.stderr
    first, *making = without_progress(done.stderr)
    assert first == "the best voice here is 'piper'"
    assert making
    assert all(line.endswith(" with the voice 'piper'") for line in making)
    assert voice_of(tmp_path) == "piper"


@pytest.mark.slow
def test_auto_with_json_prints_only_json(tmp_path: Path) -> None:
    done = built(tmp_path, "--voice", "auto", "--json")
    assert json.loads(done.stdout)["clips_made"] > 0
    assert "the best voice" not in done.stderr
    assert voice_of(tmp_path) == "natural"


@pytest.mark.slow
def test_a_default_from_the_environment(tmp_path: Path) -> None:
    built(tmp_path, GENTLEBACK_VOICE="silent")
    assert voice_of(tmp_path) == "silent"
    built(tmp_path, "--voice", "espeak", GENTLEBACK_VOICE="silent")
    assert voice_of(tmp_path) == "espeak"


def test_an_unknown_default_is_refused(tmp_path: Path) -> None:
    done = built(tmp_path, GENTLEBACK_VOICE="espek")
    assert (done.returncode, done.stderr) == (2, "gentleback: unknown voice 'espek': did you mean 'espeak'?\n")


@pytest.mark.slow
def test_the_embedded_voice_is_the_default_without_a_remark(tmp_path: Path) -> None:
    done = built(tmp_path)
    assert voice_of(tmp_path) == "natural"
    (printed,) = without_progress(done.stderr)
    assert printed.endswith(" with the voice 'natural'")


@pytest.mark.slow
def test_a_repeated_build_opens_no_other_voice(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "entries" / "piper_voice.py").write_text("raise SystemExit('opened')")
    assert built(tmp_path).returncode == 0


@pytest.mark.slow
def test_a_runtime_that_does_not_work_is_one_line(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "broken" / "onnxruntime").mkdir(parents=True)
    (tmp_path / "broken" / "onnxruntime" / "__init__.py").write_text("raise ImportError('no libgomp here')")
    path = f"{tmp_path / 'broken'}{os.pathsep}{tmp_path / 'entries'}"
    done = built(tmp_path, "--voice", "piper", PYTHONPATH=path)
    printed = "the voice 'piper' cannot be loaded (no libgomp here): pip install 'gentle-back[piper]'"
    assert (done.returncode, done.stderr) == (1, f"gentleback: {printed}\n")
