"""``gentleback voices add``: complete, cut off, damaged, wrong, interrupted, and twice at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.voices.tiny_piper import NAME
from tests.audio_builder.voices.voices_program import PROGRAM, added, voices
from tests.tools import PATIENCE_S, slow_for, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio_builder.voices.piper_server import PiperServer

pytestmark = pytest.mark.usefixtures("engines")

LICENCE = f"piper:{NAME}: 0 MB, licence: Public domain\n"


def test_an_added_voice_speaks(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    done = added(server, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{LICENCE}added, in {piper_folder}: --voice piper:{NAME}\n"
    names = [f"{NAME}.onnx", f"{NAME}.onnx.MODEL_CARD", f"{NAME}.onnx.json"]
    assert sorted(file.name for file in piper_folder.iterdir()) == names
    hearing = voices("hear", f"piper:{NAME}", "--out", "a.wav", cwd=tmp_path)
    assert (hearing.returncode, hearing.stderr) == (0, "")
    with closing(wave.open(str(tmp_path / "a.wav"))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        assert sound.getnframes() > 22_050


def test_a_complete_voice_is_not_changed(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    added(server, tmp_path)
    before = {file: file.stat().st_mtime_ns for file in piper_folder.iterdir()}
    done = added(server, tmp_path)
    assert done.stdout == f"{LICENCE}it was there already, in {piper_folder}: --voice piper:{NAME}\n"
    assert {file: file.stat().st_mtime_ns for file in piper_folder.iterdir()} == before


@pytest.mark.parametrize("ending", ["onnx", "onnx.json"])
def test_a_damaged_voice_is_downloaded_again(
    tmp_path: Path, server: PiperServer, piper_folder: Path, ending: str
) -> None:
    added(server, tmp_path)
    file = piper_folder / f"{NAME}.{ending}"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?")
    assert added(server, tmp_path).returncode == 0
    assert file.read_bytes() == whole


def test_an_interrupted_download_is_resumed(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    whole = server.files[server.model_path]
    server.cut_after = 100
    done = added(server, tmp_path)
    assert done.returncode == 1
    size = f"300 of {len(whole)} bytes; try again to continue from there"
    assert done.stderr == f"gentleback: {server.url}/{server.model_path} was cut off after {size}\n"
    assert (piper_folder / f"{NAME}.onnx.part").read_bytes() == whole[:300]
    assert not (piper_folder / f"{NAME}.onnx").exists()
    server.cut_after = None
    assert added(server, tmp_path).returncode == 0
    assert server.model_ranges == ["", "bytes=100-", "bytes=200-", "bytes=300-"]
    assert (piper_folder / f"{NAME}.onnx").read_bytes() == whole
    assert not (piper_folder / f"{NAME}.onnx.part").exists()


def test_ctrl_c_keeps_what_has_arrived(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    server.cut_after, server.stalls = 100, True
    words = [sys.executable, "-c", PROGRAM, "add", NAME, "--yes", "--from", server.url]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as adding:
        assert server.stalled.wait(PATIENCE_S)
        wait_until((piper_folder / f"{NAME}.onnx.part").exists)
        adding.send_signal(signal.SIGINT)
        printed = adding.communicate(timeout=PATIENCE_S)[1]
    assert (adding.returncode, printed) == (130, "gentleback: stopped; what was finished is kept\n")
    assert sorted(file.name for file in piper_folder.iterdir()) == [f"{NAME}.onnx.json", f"{NAME}.onnx.part"]
    server.released.set()
    server.cut_after = None
    assert added(server, tmp_path).returncode == 0
    assert (piper_folder / f"{NAME}.onnx").read_bytes() == server.files[server.model_path]


def test_two_processes_add_the_same_voice_at_once(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    words = [sys.executable, "-c", PROGRAM, "add", NAME, "--yes", "--from", server.url]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [each.communicate(timeout=PATIENCE_S)[1] for each in both]
    assert ([each.returncode for each in both], printed) == ([0, 0], ["", ""])
    assert (piper_folder / f"{NAME}.onnx").read_bytes() == server.files[server.model_path]


def test_with_a_server_without_ranges_the_download_restarts(
    tmp_path: Path, server: PiperServer, piper_folder: Path
) -> None:
    server.knows_ranges = False
    piper_folder.mkdir()
    (piper_folder / f"{NAME}.onnx.part").write_bytes(b"?" * 100)
    assert added(server, tmp_path).returncode == 0
    assert (piper_folder / f"{NAME}.onnx").read_bytes() == server.files[server.model_path]


@pytest.mark.parametrize("size", slow_for([50, 10_000], 50))
def test_a_part_of_another_file_is_given_up(tmp_path: Path, server: PiperServer, piper_folder: Path, size: int) -> None:
    piper_folder.mkdir()
    (piper_folder / f"{NAME}.onnx.part").write_bytes(b"?" * size)
    assert 0 in (added(server, tmp_path).returncode, added(server, tmp_path).returncode)
    assert (piper_folder / f"{NAME}.onnx").read_bytes() == server.files[server.model_path]


def test_a_file_with_another_hash_is_not_kept(tmp_path: Path, server: PiperServer, piper_folder: Path) -> None:
    whole = server.files[server.model_path]
    server.files[server.model_path] = whole[:-1] + b"?"
    done = added(server, tmp_path)
    assert done.returncode == 1
    assert done.stderr.endswith("does not have the hash that the index of voices gives; try again later\n")
    assert [file.name for file in piper_folder.iterdir()] == [f"{NAME}.onnx.json"]


@pytest.mark.parametrize(
    ("index", "complaint"),
    [
        (None, "404 Not Found; check the network and try again; what has arrived is kept\n"),
        (b"", "/voices.json is not an index of Piper's voices\n"),
        (b"<html>", "/voices.json is not an index of Piper's voices\n"),
        (b"[1]", "/voices.json is not an index of Piper's voices\n"),
        (b'{"en_US-a-b": {"files": {}}}', "/voices.json is not an index of Piper's voices\n"),
    ],
)
def test_no_index(tmp_path: Path, server: PiperServer, index: bytes | None, complaint: str) -> None:
    del server.files["voices.json"]
    if index is not None:
        server.files["voices.json"] = index
    done = added(server, tmp_path)
    assert done.returncode == 1
    assert done.stderr.endswith(complaint)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "file:///etc", "nowhere"])
def test_an_address_that_cannot_be_used(tmp_path: Path, address: str) -> None:
    done = voices("add", NAME, "--from", address, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert address in done.stderr


def test_an_unknown_name_suggests_the_nearest(tmp_path: Path, server: PiperServer) -> None:
    done = voices("add", "en_US-tinny-low", "--from", server.url, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        f"gentleback: unknown voice 'en_US-tinny-low': did you mean '{NAME}'?\n",
    )


def test_without_a_terminal_the_licence_is_shown_and_nothing_added(
    tmp_path: Path, server: PiperServer, piper_folder: Path
) -> None:
    done = voices("add", NAME, "--from", server.url, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, LICENCE)
    assert done.stderr == f"gentleback: say '--yes' to add piper:{NAME} under this licence\n"
    assert not piper_folder.exists()


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("Yes", 0), ("", 1), ("no", 1)])
def test_a_question_at_the_terminal(
    tmp_path: Path, server: PiperServer, piper_folder: Path, answer: str, code: int
) -> None:
    pty = pytest.importorskip("pty", reason="asks on a terminal of POSIX")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", PROGRAM, "add", NAME, "--from", server.url]
    try:
        os.write(ours, f"{answer}\n".encode())
        done = subprocess.run(
            words, cwd=tmp_path, stdin=theirs, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == code
    assert done.stdout.startswith(f"{LICENCE}Add it under this licence? [y/N] ")
    assert (piper_folder / f"{NAME}.onnx").exists() == (code == 0)
