"""Files are written completely or not at all, and not touched when they are right."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from content.files import (
    WriteError,
    WrittenFile,
    digest_of,
    encoded,
    open_regular,
    read_bounded,
    write_atomically,
    write_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNKS = [b"ID3", b"", b"sound" * 100_000, b"end"]
WHOLE = b"".join(CHUNKS)
LONG_AGO_NS = 1_000_000_000


def _written(changed: bool, data: bytes = WHOLE) -> WrittenFile:
    return WrittenFile(changed, len(data), sha256(data).hexdigest())


def _old(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))
    return path


def _is_untouched(path: Path) -> bool:
    return path.stat().st_mtime_ns == LONG_AGO_NS


@pytest.mark.parametrize("size", [None, len(WHOLE)])
def test_a_new_file(tmp_path: Path, size: int | None) -> None:
    path = tmp_path / "new" / "folder" / "session.mp3"
    assert write_if_changed(path, lambda: CHUNKS, size) == _written(changed=True)
    assert path.read_bytes() == WHOLE
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("size", [None, len(WHOLE)])
def test_a_file_that_is_right_is_not_touched(tmp_path: Path, size: int | None) -> None:
    path = _old(tmp_path / "session.mp3", WHOLE)
    assert write_if_changed(path, lambda: CHUNKS, size) == _written(changed=False)
    assert _is_untouched(path)


@pytest.mark.parametrize("old", [b"", WHOLE[:-1], WHOLE + b"!", WHOLE[:-1] + b"!", b"x" * len(WHOLE)])
@pytest.mark.parametrize("size", [None, len(WHOLE)])
def test_a_file_that_is_wrong_is_replaced(tmp_path: Path, old: bytes, size: int | None) -> None:
    path = _old(tmp_path / "session.mp3", old)
    assert write_if_changed(path, lambda: CHUNKS, size) == _written(changed=True)
    assert path.read_bytes() == WHOLE
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    assert write_if_changed(path, list) == _written(changed=True, data=b"")
    assert write_if_changed(path, list) == _written(changed=False, data=b"")


def test_text() -> None:
    assert list(encoded(["é", "腰\n", "\ud83d"])) == [b"\xc3\xa9", b"\xe8\x85\xb0\n", b"?"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("the clip store is gone"), ZeroDivisionError()])
def test_when_the_bytes_fail_nothing_changes(tmp_path: Path, error: BaseException) -> None:
    def broken() -> Iterator[bytes]:
        yield WHOLE
        raise error

    path = _old(tmp_path / "session.mp3", b"before")
    with pytest.raises(WriteError if isinstance(error, OSError) else type(error)):
        write_if_changed(path, broken)
    assert _is_untouched(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "session.mp3").mkdir()
    with pytest.raises(WriteError, match=r"^cannot write .*session\.mp3: a folder has that name; move it away"):
        write_if_changed(tmp_path / "session.mp3", lambda: CHUNKS)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("below", ["session.mp3", "deep/session.mp3"])
def test_a_file_is_in_the_way(tmp_path: Path, below: str) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(WriteError, match="there is a file where its folder should be; move it away"):
        write_if_changed(tmp_path / "out" / below, lambda: CHUNKS)


def test_another_failure_is_reported_with_the_message_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^cannot write .*: File name too long$"):
        write_if_changed(tmp_path / ("x" * 300), lambda: CHUNKS)
    assert list(tmp_path.iterdir()) == []


def _as_other(code: str, path: Path) -> str:
    """What a process prints that runs ``code`` with ``write`` at hand; its error must be a ``WriteError``."""
    program = f"""
import os, resource, sys
from pathlib import Path
from content.files import write_if_changed
from content.files import WriteError
path = Path(sys.argv[1])
{code}
try:
    write_if_changed(path, lambda: [b"sound" * 1000] * 1000)
except WriteError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True, text=True)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither limits nor such rights")
def test_a_folder_that_may_not_be_written() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "theirs"
        folder.mkdir()
        folder.chmod(0o555)
        folder.parent.chmod(0o755)
        message = _as_other("if os.getuid() == 0: os.setuid(65534)", folder / "session.mp3")
        assert list(folder.iterdir()) == []
    assert message == f"cannot write {folder / 'session.mp3'}: that is not allowed there; choose a folder of your own\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither limits nor such rights")
def test_no_room_for_a_file_so_large(tmp_path: Path) -> None:
    path = _old(tmp_path / "session.mp3", b"before")
    message = _as_other("resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))", path)
    assert message == f"cannot write {path}: the disk is full; free some space, or choose a folder on another disk\n"
    assert _is_untouched(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert digest_of(tmp_path / "none") == digest_of(tmp_path) == ("", 0)
    assert digest_of(_old(tmp_path / "one", WHOLE)) == (sha256(WHOLE).hexdigest(), len(WHOLE))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("only root can mount a small disk; the test of the size limit covers the same path")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    path = _old(small_disk / "session.mp3", b"before")
    with pytest.raises(WriteError, match=r"the disk is full; free some space, or choose a folder on another disk$"):
        write_if_changed(path, lambda: [b"sound" * 1000] * 1000)
    assert _is_untouched(path)
    assert list(small_disk.iterdir()) == [path]


def test_a_disk_that_fills_up_with_the_last_bytes(small_disk: Path) -> None:
    (small_disk / "other").write_bytes(bytes(900 * 1024))
    with pytest.raises(WriteError, match="the disk is full"):
        write_if_changed(small_disk / "session.mp3", lambda: [bytes(200 * 1024)])
    assert [path.name for path in small_disk.iterdir()] == ["other"]


def test_a_file_is_replaced_at_once_or_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with write_atomically(path) as draft:
        draft.write_bytes(b"one")
        assert not path.exists()
    assert path.read_bytes() == b"one"
    with pytest.raises(ZeroDivisionError), write_atomically(path) as draft:
        draft.write_bytes(bytes([1 // 0]))
    with write_atomically(path) as draft:
        draft.write_bytes(b"two")
        draft.unlink()
    assert path.read_bytes() == b"one"
    assert list(path.parent.iterdir()) == [path]


def test_what_cannot_be_written_is_named_with_what_to_do(tmp_path: Path) -> None:
    complaint = f"^cannot write {tmp_path}: a folder has that name; move it away"
    with pytest.raises(WriteError, match=complaint), write_atomically(tmp_path):
        pytest.fail("there is nothing to write")
    with pytest.raises(WriteError, match="is full"), write_atomically(tmp_path / "file"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("what", ["pipe", "device", "folder", "link to a pipe"])
def test_only_regular_files_are_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "file"
    if what == "folder":
        path.mkdir()
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        os.mkfifo(tmp_path / "pipe")
        path.symlink_to("pipe")
    with pytest.raises(OSError, match="not a regular file"):
        open_regular(path)
    assert digest_of(path) == ("", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_file_that_becomes_a_pipe_as_it_is_opened_is_not_waited_for(tmp_path: Path) -> None:
    """What happens between looking and opening is done by a path that does it."""

    class Replaced(type(tmp_path)):  # type: ignore[misc]
        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            found: os.stat_result = super().stat(follow_symlinks=follow_symlinks)
            self.unlink()
            os.mkfifo(self)
            return found

    (tmp_path / "file").write_text("a: 1")
    with pytest.raises(OSError, match="not a regular file"):
        open_regular(Replaced(tmp_path / "file"))


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = _old(tmp_path / "file", WHOLE)
    assert read_bounded(path, len(WHOLE)) == WHOLE
    with pytest.raises(OSError, match=r"larger than 500,005 bytes"):
        read_bounded(path, len(WHOLE) - 1)


def test_drafts_of_processes_that_were_killed_are_removed(tmp_path: Path) -> None:
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    names = [f".gentleback-{pid}-{'a' * 16}.part" for pid in (killed.pid, os.getpid(), 10**30)]
    mine = [f".gentleback-{killed.pid}.part", "notes.part", f".gentleback-x-{'a' * 16}.part"]
    for name in names + mine:
        (tmp_path / name).write_bytes(b"half")
    write_if_changed(tmp_path / "session.mp3", lambda: CHUNKS)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted([names[1], *mine, "session.mp3"])
