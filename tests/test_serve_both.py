"""``gentleback serve`` as a command: sessions alone, the skill alone, or both from one server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.serving.site import AUDIO, FILES, Client, write_files
from tests.skill.hosting.envelopes import SKILL_ID
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

SKILL = ("--skill-id", SKILL_ID, "--store", "memory:")
LISTENING = r"listening at http://127\.0\.0\.1:\d+/alexa"
SESSIONS = r"sessions at http://127\.0\.0\.1:(\d+)/"


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, which works in ``folder``, and its first line."""
    start = [sys.executable, "-W", "ignore", "-m", "gentleback", "serve", "--port", "0", *words]
    usual = {name: value for name, value in os.environ.items() if not name.startswith("GENTLEBACK_")}
    pipe = subprocess.PIPE
    with subprocess.Popen(start, cwd=folder, env=usual, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.terminate()
            assert process.wait(PATIENCE_S) == 0


@pytest.mark.slow
def test_sessions_alone_need_no_skill_id(tmp_path: Path) -> None:
    write_files(tmp_path / "out")
    with serving(tmp_path) as (process, line):
        found = re.fullmatch(SESSIONS + "; without --skill-id no skill is served\n", line)
        assert found, line
        client = Client(int(found[1]))
        assert client.get("/").body == FILES["index.html"]
        assert client.get("/bridge.mp3", Range="bytes=0-99").body == AUDIO[:100]
        assert client.get("/healthz").body == b'{"status":"ok"}\n'
        assert client.get("/alexa").status == 404
        assert client.get("/alexa", "POST").status == 405
        _sends_a_big_file_piece_by_piece(tmp_path / "out", client, process)


def _sends_a_big_file_piece_by_piece(out: Path, client: Client, process: subprocess.Popen[str]) -> None:
    with (out / "long.mp3").open("wb") as long:
        long.truncate(200_000_000)
    before = _peak_kb(process)
    assert len(client.get("/long.mp3").body) == 200_000_000
    assert len(client.get("/long.mp3", Range="bytes=100-").body) == 199_999_900
    assert _peak_kb(process) < before + 4_000


def _peak_kb(process: subprocess.Popen[str]) -> int:
    """The most memory that the process ever had; 0 on a system that does not say."""
    status = Path(f"/proc/{process.pid}/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else 0


def test_both_from_one_server(tmp_path: Path) -> None:
    write_files(tmp_path / "mine")
    with serving(tmp_path, *SKILL, "--out", "mine") as (_, line):
        found = re.fullmatch(f"{LISTENING}; {SESSIONS}\n", line)
        assert found, line
        client = Client(int(found[1]))
        assert client.get("/").body == FILES["index.html"]
        assert client.get("/catalog.json").status == 200
        refused = client.get("/alexa", "POST")
        assert (refused.status, refused.body) == (415, b"the body is not application/json\n")
        assert client.get("/healthz").body == b'{"status":"ok"}\n'


@pytest.mark.slow
def test_the_skill_alone_as_ever(tmp_path: Path) -> None:
    with serving(tmp_path, *SKILL) as (_, line):
        assert re.fullmatch(LISTENING + "\n", line)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ((), "which skill? give --skill-id or GENTLEBACK_SKILL_ID: "),
        (("--out", "nowhere"), "there are no sessions in nowhere: 'gentleback build --out nowhere' makes them\n"),
        ((*SKILL, "--out", "."), "there are no sessions in .: 'gentleback build --out .' makes them\n"),
    ],
)
def test_nothing_to_serve_is_one_line(tmp_path: Path, words: tuple[str, ...], fault: str) -> None:
    start = [sys.executable, "-m", "gentleback", "serve", *words]
    done = subprocess.run(start, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"gentleback: {fault}")
