"""Whole sessions in the voice of gTTS, by the real command, from a server on this computer that may disappear."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.voices.gtts_server import LocalService, install
from tests.command import gentleback, without_progress

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ROUTINE = "five-minute-ease"
WAY_OUT = "try again later, or take --voice natural; the clips made so far are kept"


def build(folder: Path, voice: str = "local", *words: str) -> subprocess.CompletedProcess[str]:
    given = ("build", ROUTINE, "--json", "--voice", voice, "--clips", "clips", *words)
    return gentleback(*given, cwd=folder, PYTHONPATH=str(folder / "voices"))


def kept(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (folder / "clips").rglob("*.clip")}


def printed(done: subprocess.CompletedProcess[str]) -> str:
    """The one line printed after the line on what is being made."""
    making, *lines = without_progress(done.stderr)
    assert making.startswith("making ")
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.slow
def test_a_session_has_the_holds_of_any_other_voice_and_is_made_once(tmp_path: Path) -> None:
    with LocalService() as server:
        server.faults.extend(["", "429", "reset", "", "no audio", "500"])
        install(tmp_path / "voices", "local", server.origin)
        done = build(tmp_path, "local")
        assert done.returncode == 0, done.stderr
        asked, clips = len(server.asked), kept(tmp_path)
        again = build(tmp_path)
        assert len(server.asked) == asked
    assert json.loads(again.stdout)["clips_made"] == 0
    assert kept(tmp_path) == clips
    assert build(tmp_path, "silent", "--out", "silent").returncode == 0
    assert cues(tmp_path / "out") == cues(tmp_path / "silent")


def cues(out: Path) -> list[dict[str, object]]:
    """Every cue with its hold, without what depends on the length of speech."""
    (session,) = json.loads((out / "catalog.json").read_text())["sessions"]
    known = ("kind", "text", "hold_ms", "side", "repetition", "screen")
    found = [cue for chapter in session["chapters"] for cue in chapter["cues"]]
    assert any("hold_ms" in cue for cue in found)
    return [{key: cue[key] for key in known if key in cue} for cue in found if cue.get("kind") != "mark"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_after_the_service_disappears_clips_are_kept_and_the_next_run_finishes(tmp_path: Path, jobs: str) -> None:
    with LocalService() as server:
        server.answers_left = 20
        install(tmp_path / "voices", "local", server.origin)
        done = build(tmp_path, "local", "--jobs", jobs)
        assert done.returncode == 1
        line = printed(done)
        cause = rf"127\.0\.0\.1:{server.server_port} (cannot be reached .*|was interrupted), tried [234] times"
        assert re.fullmatch(rf"gentleback: cannot make '.+': .*{cause}: {re.escape(WAY_OUT)}", line)
        assert not (tmp_path / "out").exists()
        first, spoken = kept(tmp_path), {asked.text for asked in server.asked[:20]}
        assert len(first) >= 20 - 2
        port = server.server_port
    with LocalService(port) as server:
        done = build(tmp_path, "local", "--jobs", jobs)
        assert done.returncode == 0, done.stderr
        assert {asked.text for asked in server.asked}.isdisjoint(spoken)
    assert first.items() <= kept(tmp_path).items()
    assert (tmp_path / "out" / f"{ROUTINE}.mp3").stat().st_size > 1_000_000


@pytest.mark.slow
def test_one_process_asks_whatever_the_number_of_jobs(tmp_path: Path) -> None:
    with LocalService() as server:
        install(tmp_path / "voices", "local", server.origin)
        done = build(tmp_path, "local", "--jobs", "4")
        assert done.returncode == 0, done.stderr
        assert len(server.asked) > 50
        assert server.most_at_once == 1


@pytest.mark.slow
def test_a_phrase_that_the_service_will_not_speak_ends_the_build(tmp_path: Path) -> None:
    with LocalService() as server:
        server.faults.extend([""] * 10)
        server.always = "403"
        install(tmp_path / "voices", "local", server.origin)
        done = build(tmp_path)
    assert done.returncode == 1
    assert "cannot make '" in printed(done)
    assert printed(done).endswith(f" refused (403 Forbidden): {WAY_OUT}")
    assert len(kept(tmp_path)) >= 10
    assert not (tmp_path / "out").exists()


def test_an_unknown_accent_is_misuse(tmp_path: Path) -> None:
    install(tmp_path / "voices", "local", "http://127.0.0.1:9")
    for setting in ("en-XX", "xx"):
        done = build(tmp_path, f"local:{setting}")
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].startswith(f"gentleback: gtts has no voice '{setting}'; there are en-US, ")
