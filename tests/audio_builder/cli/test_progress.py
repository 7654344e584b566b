"""What a person sees while clips are made: a bar with the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="needs a terminal of POSIX")


@pytest.mark.slow
def test_a_terminal_shows_a_bar_that_goes_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    seen: list[bytes] = []

    def read(handle: int) -> bytes:
        data = os.read(handle, 4096)
        seen.append(data)
        return data

    words = ("build", "lower-back-pain", "--detail", "cues", "--voice", "espeak", "--clips", "clips")
    status = pty.spawn([sys.executable, "-m", "gentleback", *words], read)
    shown = b"".join(seen).decode()
    assert os.waitstatus_to_exitcode(status) == 0
    assert "100%" in shown
    assert "0:00:0" in shown
    summary, way = shown.rstrip().splitlines()[-2:]
    assert summary.startswith("1 session, ")
    assert way == "to listen, open out/index.html"
