"""A fault comes at exactly the call that it is meant for, by whatever way the file is reached."""

from __future__ import annotations

import multiprocessing
import os
import signal
from errno import EIO, ENOSPC
from pathlib import Path

import pytest

from tests.torture.faults import FAULTS, Injector

FULL, IO_ERROR, KILL = FAULTS
CHANGES = (
    "mkdir in/sub",
    "create in/sub/a",
    "write in/sub/a",
    "replace in/sub/b",
    "create in/c",
    "write in/c",
    "sync in/c",
)
READS = ("open in/sub/b", "read in/sub/b", "list in/sub")
ENDS = ("unlink in/sub/b", "unlink in/c", "rmdir in/sub")
CALLS = (*CHANGES, *READS, *ENDS)


def work(folder: Path) -> None:
    """Make the calls of ``CALLS``, and others outside of ``in``."""
    parent = os.open(folder, os.O_RDONLY)
    (folder / "outside").write_bytes(b"12345678")
    (folder / "in" / "sub").mkdir()
    (folder / "in" / "sub" / "a").write_bytes(b"12345678")
    (folder / "in" / "sub" / "a").replace(folder / "in" / "sub" / "b")
    file = os.open(folder / "in" / "c", os.O_WRONLY | os.O_CREAT)
    os.write(file, b"12345678")
    os.fsync(file)
    os.close(file)
    assert (folder / "in" / "sub" / "b").read_text() == "12345678"
    assert os.listdir(folder / "in" / "sub") == ["b"]  # noqa: PTH208
    (folder / "in" / "sub" / "b").unlink()
    os.unlink("in/c", dir_fd=parent)
    (folder / "in" / "sub").rmdir()
    (folder / "outside").unlink()


def disturbed(folder: Path, fault: int, at: int) -> None:
    """In a process: ``work`` with a fault; the exit code is the ``errno``."""
    injector = Injector([folder / "in"], FAULTS[fault], at, folder / "told")
    injector.install()
    try:
        work(folder)
    except OSError as error:
        os._exit(error.errno or 0)
    injector.finish()
    os._exit(0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path


def run(folder: Path, fault: int, at: int) -> tuple[int | None, str]:
    """The exit code, and what the injector told."""
    process = multiprocessing.get_context("spawn").Process(target=disturbed, args=(folder, fault, at))
    process.start()
    process.join()
    return process.exitcode, (folder / "told").read_text().replace(f"{folder.resolve()}/", "")


@pytest.mark.parametrize("at", [0, 1, 2, pytest.param(3, marks=pytest.mark.slow), 5, 6, 8, 9, 11])
def test_an_error_comes_once_at_its_call(folder: Path, at: int) -> None:
    assert run(folder, FAULTS.index(IO_ERROR), at) == (EIO, CALLS[at])
    if CALLS[at].startswith("write"):
        assert (folder / CALLS[at].removeprefix("write ")).read_text() == "1234", "half of it is written"
    assert (folder / "outside").exists()


def test_without_a_fault_all_calls_are_counted(folder: Path) -> None:
    assert run(folder, FAULTS.index(IO_ERROR), 1_000) == (0, str(len(CALLS)))
    assert not (folder / "outside").exists()


def test_a_full_disk_concerns_what_takes_space(folder: Path) -> None:
    assert run(folder, FAULTS.index(FULL), 5) == (0, "5"), "mkdir, and two files made and written"
    assert run(folder, FAULTS.index(FULL), 3) == (ENOSPC, "create in/c")


def test_a_kill_comes_before_its_call(folder: Path) -> None:
    assert run(folder, FAULTS.index(KILL), 3) == (-signal.SIGKILL, "replace in/sub/b")
    assert (folder / "in" / "sub" / "a").exists()
