"""``--voice auto``, one's own default, and the line for somebody who has chosen no voice."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from audio_builder.voices import flite
from audio_builder.voices.table import best_installed, chosen
from tests.audio_builder.strangers import install_voice
from tests.command import gentleback, without_progress
from tests.tools import need

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

EASIER = "easier to understand"
BETTER_IS_HERE = f"a voice that is {EASIER} is here: '--voice {{0}}', or GENTLEBACK_VOICE={{0}} for every time"
BETTER_CAN_BE_HAD = f"there are voices that are {EASIER}: 'gentleback voices' lists them, and tells how to get them"


@pytest.fixture(autouse=True)
def _engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piper_folder: Path) -> None:
    """Piper and flite, whether or not the package that runs the tests names them; no choice made beforehand."""
    for name in ("piper", "flite"):
        install_voice(tmp_path / "entries", name, f"from audio_builder.voices.{name} import open_voice")
    monkeypatch.syspath_prepend(tmp_path / "entries")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "entries"))
    monkeypatch.delenv("GENTLEBACK_VOICE", raising=False)
    flite._asked.cache_clear()


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))


def built(cwd: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return gentleback("build", "walk-20", "--clips", "clips", *words, cwd=cwd, **environment)


def voice_of(cwd: Path) -> object:
    return json.loads((cwd / "out" / "catalog.json").read_text())["sessions"][0]["voice"]


def test_piper_before_flite(tiny: Path) -> None:
    assert best_installed() == "piper"
    assert chosen("auto") == "piper"


def test_flite_before_espeak() -> None:
    need("flite")
    assert best_installed() == ("say" if sys.platform == "darwin" else "flite")


def test_espeak_where_nothing_else_is(no_programs: None) -> None:
    assert best_installed() == "espeak"


def test_a_voice_that_is_named_is_not_chosen_for_you(tiny: Path) -> None:
    assert chosen("espeak:de") == "espeak:de"


def test_a_damaged_voice_is_not_the_best(tiny: Path, no_programs: None) -> None:
    tiny.with_name(f"{tiny.name}.json").write_text("{")
    assert best_installed() == "espeak"


def test_auto_says_which(tmp_path: Path, tiny: Path) -> None:
    done = built(tmp_path, "--voice", "auto")
    assert done.returncode == 0, done.stderr
    told = without_progress(done.stderr)
    assert told[0] == "the best voice here is 'piper'"
    assert told[1].endswith(" with the voice 'piper'")
    assert len(told) == 2
    assert voice_of(tmp_path) == "piper"


def test_auto_with_json_prints_json_alone(tmp_path: Path, no_programs: None) -> None:
    done = built(tmp_path, "--voice", "auto", "--json")
    assert json.loads(done.stdout)["clips_made"] > 0
    assert "the best voice" not in done.stderr
    assert voice_of(tmp_path) == "espeak"


def test_ones_own_default(tmp_path: Path) -> None:
    done = built(tmp_path, GENTLEBACK_VOICE="silent")
    assert EASIER not in done.stderr
    assert voice_of(tmp_path) == "silent"
    built(tmp_path, "--voice", "espeak", GENTLEBACK_VOICE="silent")
    assert voice_of(tmp_path) == "espeak"


def test_a_default_that_is_no_voice_is_refused(tmp_path: Path) -> None:
    done = built(tmp_path, GENTLEBACK_VOICE="espek")
    assert (done.returncode, done.stderr) == (2, "gentleback: unknown voice 'espek': did you mean 'espeak'?\n")


def test_who_has_chosen_none_is_told_of_a_better_one_once(tmp_path: Path, tiny: Path) -> None:
    done = built(tmp_path)
    assert voice_of(tmp_path) == "espeak"
    assert done.stderr.splitlines().count(BETTER_IS_HERE.format("piper")) == 1
    assert EASIER not in built(tmp_path).stderr  # nothing was made


def test_or_of_how_to_get_one(tmp_path: Path, no_programs: None) -> None:
    assert BETTER_CAN_BE_HAD in built(tmp_path).stderr.splitlines()


@pytest.mark.parametrize("words", [["--json"], ["--voice", "espeak"]])
def test_who_has_chosen_or_is_a_program_is_not(tmp_path: Path, tiny: Path, words: list[str]) -> None:
    assert EASIER not in built(tmp_path, *words).stderr


def test_a_repeated_build_opens_no_other_voice(tmp_path: Path, no_programs: None) -> None:
    built(tmp_path)
    (tmp_path / "entries" / "piper_voice.py").write_text("raise SystemExit('opened')")
    assert built(tmp_path, PATH=os.environ["PATH"]).returncode == 0
