"""How a command has to end: what is taken for a fault, and the bounds that it runs under."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.torture.bounded import Ending, environment, run, running

LINE = "gentleback: stopped; what was finished is kept\n"


@pytest.mark.parametrize(
    ("ending", "codes", "faults"),
    [
        (Ending(0, "done\n", "making 3 clips with the voice 'espeak'\n", 1), (0,), []),
        (Ending(130, "", f"1 of 3 clips\n{LINE}", 1), (130, 0), []),
        (Ending(-9, "", "", 1), (-9, 0), []),
        (Ending(None, "", "", 60), (0,), ["it hung for 60 s"]),
        (Ending(1, "", LINE, 1), (0, 2), [f"exit code 1 instead of 0 or 2: {LINE.strip()!r}"]),
        (Ending(1, "", "", 1), (1,), ["0 lines instead of one: []"]),
        (Ending(1, "", f"oh\n{LINE}", 1), (1,), [f"2 lines instead of one: {['oh', LINE.strip()]}"]),
        (Ending(2, "", "an error\n", 1), (2,), ["1 lines instead of one: ['an error']"]),
        (Ending(1, "", "Traceback (most recent call last):\nOSError\n", 1), (1,), ["a traceback: 'OSError'"]),
        (Ending(0, "", "Exception ignored in: <x>\n", 1), (0,), ["a traceback: 'Exception ignored in: <x>'"]),
        (Ending(0, "a\x1b[2Jb", "", 1), (0,), ["a control character: '\\x1b'"]),
    ],
)
def test_faults_of_an_ending(ending: Ending, codes: tuple[int, ...], faults: list[str]) -> None:
    assert ending.faults(*codes) == faults


def test_a_command_is_run_in_its_folder(tmp_path: Path) -> None:
    usual = environment(tmp_path / "cache", GENTLEBACK_VOICE="espeak")
    assert usual["GENTLEBACK_VOICE"] == "espeak"
    ending = run(["check", "."], tmp_path, usual)
    assert ending.faults(2) == []
    assert ending.last_line.startswith("gentleback: there is no content in '.'")
    assert list(tmp_path.iterdir()) == [], "its folder is as it was"


def test_settings_of_ours_do_not_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENTLEBACK_VOICE", "nobody")
    assert "GENTLEBACK_VOICE" not in environment(tmp_path)


def test_a_command_that_hangs_is_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "text")
    with running(["speak", "--file", "text", "-o", "x.mp3"], tmp_path, environment(tmp_path / "cache")) as command:
        ending = command.ending(timeout_s=0.5)
        assert ending.code is None
        assert ending.faults(0) == [f"it hung for {ending.seconds:.0f} s"]
    assert command.process.returncode == -signal.SIGKILL


def test_a_signal_comes_after_the_first_line_of_the_product(tmp_path: Path) -> None:
    with running(["talk"], tmp_path, environment(tmp_path / "cache")) as command:
        command.signal(signal.SIGKILL, group=True)
        assert command.ending().code == -signal.SIGKILL
        assert not command.leaves_workers(patience_s=0)


def test_a_process_that_lives_on_is_found(tmp_path: Path) -> None:
    with running(["serve", "--insecure-local", "--port", "0"], tmp_path, environment(tmp_path / "cache")) as command:
        time.sleep(0)
        assert command.leaves_workers(patience_s=0)
