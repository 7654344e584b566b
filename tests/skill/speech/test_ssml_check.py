"""A third-party checker, ssml-check-core from npm, reads our SSML."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.limits import SPEECH_CHARACTERS
from skill.speech.size import size_of
from skill.speech.ssml import speak, ssml
from tests.skill.speech.small import MOVES, ONE_HOLD, TALK, TWO_HOLDS
from tests.skill.speech.turns import ROUTINES, answers
from tests.tools import PATIENCE_S, need

CHECKER = "ssml-check-core@0.3.9"
BAD = [
    '<speak><break time="11s"/></speak>',
    "<speak>You & me.</speak>",
    "<speak>Not closed.",
    "<speak><nonsense/></speak>",
]


@pytest.fixture(scope="module")
def folder(pytestconfig: pytest.Config) -> Path:
    """Where the checker is installed; reused between runs."""
    npm = need("npm")
    cache = pytestconfig.cache
    assert cache is not None
    found = cache.mkdir("ssml-check")
    if not (found / "node_modules" / "ssml-check-core").is_dir():
        line = [npm, "install", "--prefix", str(found), "--ignore-scripts", "--no-audit", "--no-fund", CHECKER]
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=5 * PATIENCE_S)
        if done.returncode:
            leave = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            leave(f"npm cannot install {CHECKER}: {done.stderr[-500:]}")
    return found


def faults_of(folder: Path, texts: list[str]) -> list[Any]:
    script = Path(__file__).with_name("check_ssml.cjs")
    line = [need("node"), str(script), str(folder)]
    done = subprocess.run(
        line, input=json.dumps(texts), capture_output=True, text=True, check=True, timeout=5 * PATIENCE_S
    )
    found: list[Any] = json.loads(done.stdout)
    assert len(found) == len(texts)
    return found


def test_the_checker_finds_faults(folder: Path) -> None:
    assert all(faults_of(folder, BAD))


def test_the_checker_finds_nothing_in_small_answers(folder: Path) -> None:
    texts = [*map(ssml, (TALK, ONE_HOLD, TWO_HOLDS, MOVES)), speak(('You & "me" < 5 > 4.', "${name}"))]
    assert faults_of(folder, texts) == [None] * len(texts)


@pytest.mark.slow
def test_the_checker_finds_nothing_in_any_chapter(folder: Path) -> None:
    all_ = [answer for routine in ROUTINES for answer in answers(routine)]
    texts = [ssml(answer) for answer in all_ if size_of(answer).fits]
    assert len(texts) > 1_000
    assert max(map(len, texts)) < SPEECH_CHARACTERS
    assert [(text, faults) for text, faults in zip(texts, faults_of(folder, texts), strict=True) if faults] == []
