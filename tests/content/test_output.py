"""In a folder that we write into, only what we made is replaced or removed, and nobody sees half a file."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from content.files import WriteError, WrittenFile
from content.output import PRIVATE, ForeignFileError
from tests.output import files_in, opened
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from content.output import OutputFolder

WHOLE = b"ID3" + b"sound" * 100_000 + b"end"
LONG_AGO_NS = 1_000_000_000


def _written(changed: bool, data: bytes) -> WrittenFile:
    return WrittenFile(changed, len(data), sha256(data).hexdigest())


def _put(folder: Path, **files: bytes) -> None:
    with opened(folder) as out:
        for name, content in files.items():
            out.write_whole(name.replace("__", "/").replace("_", "."), content)


def _made(folder: Path) -> str:
    return (folder / PRIVATE / "made").read_text()


def test_what_was_made_is_listed_with_its_digest(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    _put(out, index_html=b"page", player__a_js=b"script")
    rows = {"index.html": b"page", "player/a.js": b"script"}
    lines = "".join(f"{sha256(content).hexdigest()} {name}\n" for name, content in rows.items())
    assert _made(out) == f"gentle-back made 1\n{lines}"
    assert [path.name for path in (out / PRIVATE).iterdir()] == ["made"]


def test_what_is_right_is_not_touched(tmp_path: Path) -> None:
    with opened(tmp_path) as out:
        assert out.make("a/session.m4b", lambda draft: draft.write_bytes(WHOLE)) == _written(True, WHOLE)
        os.utime(tmp_path / "a/session.m4b", ns=(LONG_AGO_NS, LONG_AGO_NS))
        assert out.make("a/session.m4b", lambda draft: draft.write_bytes(WHOLE)) == _written(False, WHOLE)
        assert out.write("a/session.m4b", lambda: [WHOLE[:5], WHOLE[5:]]) == _written(False, WHOLE)
        assert (tmp_path / "a/session.m4b").stat().st_mtime_ns == LONG_AGO_NS
        assert out.write_whole("a/session.m4b", b"new") == _written(True, b"new")
    assert (tmp_path / "a/session.m4b").read_bytes() == b"new"


@pytest.mark.parametrize("error", [OSError(28, "No space left"), ValueError("ours"), KeyboardInterrupt()])
def test_what_is_not_finished_is_not_seen(tmp_path: Path, error: BaseException) -> None:
    _put(tmp_path, session_m4b=b"before")

    def fail(draft: Path) -> None:
        draft.write_bytes(b"half")
        raise error

    with pytest.raises(WriteError if isinstance(error, OSError) else type(error)), opened(tmp_path) as out:
        out.make("session.m4b", fail)
    assert (tmp_path / "session.m4b").read_bytes() == b"before"
    assert [path.name for path in (tmp_path / PRIVATE).iterdir()] == ["made"]


def test_a_draft_that_cannot_be_read_takes_no_place(tmp_path: Path) -> None:
    """Else it would be listed without a digest, and be taken for another hand's by the next build."""
    with opened(tmp_path) as out:
        out.write_whole("a.txt", b"old")
        with pytest.raises(WriteError, match="not a regular file"):
            out.make("a.txt", os.mkfifo)
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert _made(tmp_path).count("a.txt") == 1


def test_a_folder_in_which_nothing_was_made_does_not_stay(tmp_path: Path) -> None:
    with opened(tmp_path / "out"):
        assert (tmp_path / "out" / PRIVATE / "lock").exists()
    with pytest.raises(ZeroDivisionError), opened(tmp_path / "out") as out:
        out.write_whole(str(1 // 0), b"")
    (tmp_path / "mine").mkdir()
    with opened(tmp_path / "mine"):
        pass
    assert [path.name for path in tmp_path.rglob("*")] == ["mine"]


@pytest.mark.parametrize("content", [b"my page", b""])
def test_a_file_of_another_hand_is_neither_replaced_nor_removed(tmp_path: Path, content: bytes) -> None:
    for name in ("index.html", "other.txt"):
        (tmp_path / name).write_bytes(content)
    complaint = rf"^{tmp_path}/index\.html was not made by gentleback, or was changed since; move it away, or choose"
    with opened(tmp_path) as out:
        with pytest.raises(ForeignFileError, match=complaint):
            out.write_whole("index.html", b"page")
        with pytest.raises(ForeignFileError, match=complaint):
            out.refuse_foreign(["nothing.html", "index.html"])
        with pytest.raises(ForeignFileError, match=r"changed since, like other\.txt; move them away, or"):
            out.refuse_foreign(["index.html", "index.html", "other.txt"])
        out.remove("index.html")
        assert not out.is_ours("index.html")
    assert (tmp_path / "index.html").read_bytes() == content


def test_a_file_that_was_changed_is_another_hand_s(tmp_path: Path) -> None:
    _put(tmp_path, notes_txt=b"made", player__a_js=b"made")
    for name in ("notes.txt", "player/a.js"):
        (tmp_path / name).write_bytes(b"edited")
    with opened(tmp_path) as out:
        with pytest.raises(ForeignFileError):
            out.write_whole("notes.txt", b"new")
        out.remove_others("player")
    assert {(tmp_path / name).read_bytes() for name in ("notes.txt", "player/a.js")} == {b"edited"}


def test_a_file_with_the_very_bytes_that_are_made_counts_as_ours(tmp_path: Path) -> None:
    """As after a folder was copied without what is hidden in it."""
    (tmp_path / "index.html").write_bytes(b"page")
    (tmp_path / "theirs").write_bytes(b"page")
    (tmp_path / "linked.html").symlink_to("theirs")
    with opened(tmp_path) as out:
        assert not out.write_whole("index.html", b"page").changed
        assert not out.write_whole("linked.html", b"page").changed
        assert (out.is_ours("index.html"), out.is_ours("linked.html")) == (True, False)
    assert _made(tmp_path).endswith(f"\n{sha256(b'page').hexdigest()} index.html\n")


def test_what_was_adopted_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "catalog.json").write_bytes(b"indented")
    with opened(tmp_path) as out:
        out.adopt("catalog.json")
        out.write_whole("catalog.json", b"flat")
    assert (tmp_path / "catalog.json").read_bytes() == b"flat"


def test_only_what_was_made_before_and_not_again_is_removed(tmp_path: Path) -> None:
    _put(tmp_path, player__old_js=b"1", player__same_js=b"2", players_js=b"3", index_html=b"4")
    (tmp_path / "player/main.3f2a1b4c.js").write_bytes(b"mine")
    with opened(tmp_path) as out:
        out.write_whole("player/same.js", b"2")
        out.write_whole("player/new.js", b"5")
        out.remove_others("player")
    names = [path.as_posix() for path in files_in(tmp_path)]
    assert names == ["index.html", "player/main.3f2a1b4c.js", "player/new.js", "player/same.js", "players.js"]
    assert "old.js" not in _made(tmp_path)


def test_what_cannot_be_removed_is_removed_the_next_time(tmp_path: Path) -> None:
    _put(tmp_path, player__old_js=b"1", index_html=b"4")
    old, aside = tmp_path / "player" / "old.js", tmp_path / "aside"
    with opened(tmp_path) as out:
        old.rename(aside)  # as out of reach as on a disk that fails
        out.remove_others("player")
        aside.rename(old)
    with opened(tmp_path) as out:
        out.remove_others("player")
    assert [path.as_posix() for path in files_in(tmp_path)] == ["index.html"]


def _remove_and_write(out: OutputFolder, name: str) -> None:
    out.remove(name)
    out.write_whole(name, b"new")


@pytest.mark.parametrize("what", ["folder", "file", "private folder"])
def test_a_link_is_not_followed_to_another_place(tmp_path: Path, what: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "a.js").write_bytes(b"old")
    out_folder = tmp_path / "out"
    _put(out_folder, player__a_js=b"old", a_js=b"old")
    if what == "folder":
        (out_folder / "player").rename(tmp_path / "away")
        (out_folder / "player").symlink_to(theirs)
    elif what == "file":
        (out_folder / "player/a.js").unlink()
        (out_folder / "player/a.js").symlink_to(theirs / "a.js")
    else:
        (out_folder / PRIVATE).rename(tmp_path / "away")
        (out_folder / PRIVATE).symlink_to(theirs)
    with pytest.raises(ForeignFileError), opened(out_folder) as out:
        _remove_and_write(out, "player/a.js")
    assert [(path.name, path.read_bytes()) for path in theirs.iterdir()] == [("a.js", b"old")]
    assert (out_folder / "player").exists()


@pytest.mark.parametrize("content", [b"mine", b"gentle-back made 2\n", "pipe", "folder"])
def test_a_list_of_another_make_is_refused(tmp_path: Path, content: bytes | str) -> None:
    made = tmp_path / PRIVATE / "made"
    made.parent.mkdir()
    if content == "pipe":
        os.mkfifo(made)
    elif content == "folder":
        made.mkdir()
    else:
        made.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ForeignFileError, match="made was not made by gentleback"), opened(tmp_path):
        pytest.fail("it was opened")
    assert made.exists()


@pytest.mark.parametrize("line", ["../secret.txt", "/secret.txt", "C:secret.txt", "a/../../secret.txt"])
def test_a_list_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, line: str) -> None:
    (tmp_path / "secret.txt").write_bytes(b"mine")
    _put(tmp_path / "out", index_html=b"page")
    with (tmp_path / "out" / PRIVATE / "made").open("a") as made:
        made.write(f"{sha256(b'mine').hexdigest()} {line}\n")
    with opened(tmp_path / "out") as out:
        assert list(out.made) == ["index.html"]


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_list_that_was_cut_off_is_continued(tmp_path: Path, cut: int) -> None:
    _put(tmp_path, a_txt=b"1")
    made = tmp_path / PRIVATE / "made"
    made.write_bytes(made.read_bytes()[:cut])
    with opened(tmp_path) as out:
        out.write_whole("b.txt", b"2")
    assert f"{sha256(b'2').hexdigest()} b.txt\n" in _made(tmp_path)


def test_after_a_kill_the_next_list_has_one_line_for_a_file_that_is_right(tmp_path: Path) -> None:
    _put(tmp_path, index_html=b"page")
    with (tmp_path / PRIVATE / "made").open("a") as made:
        made.write(f"{sha256(b'other').hexdigest()} index.html\n")
    _put(tmp_path, index_html=b"page")
    assert _made(tmp_path).count("index.html") == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from content.output import open_output
real = os.replace
def replace(*paths):
    if sys.argv[2] == "after":
        real(*paths)
    os.kill(os.getpid(), signal.SIGKILL)
with open_output(Path(sys.argv[1]), "a test", print) as out:
    os.replace = replace
    Path.replace = lambda draft, path: replace(draft, path)
    out.write_whole("index.html", b"new")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("moment", ["before", "after"])
def test_after_a_kill_the_file_is_still_ours(tmp_path: Path, moment: str) -> None:
    _put(tmp_path, index_html=b"old")
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path, moment], check=False, timeout=PATIENCE_S)
    assert killed.returncode == -9
    assert (tmp_path / "index.html").read_bytes() == (b"old" if moment == "before" else b"new")
    with opened(tmp_path) as out:
        assert out.is_ours("index.html")
        out.write_whole("index.html", b"newest")
    assert [path.name for path in (tmp_path / PRIVATE).iterdir()] == ["made"]
    assert _made(tmp_path).count("index.html") == 1


def test_one_waits_for_another(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from content.output import open_output
with open_output(Path(sys.argv[1]), "gentleback build", print) as out:
    print("open", flush=True)
    if len(sys.argv) > 2:
        sys.stdin.read()
"""
    command = [sys.executable, "-c", program, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    first = subprocess.Popen([*command, "wait"], **pipes)  # type: ignore[call-overload]
    assert first.stdout.readline() == "open\n"
    second = subprocess.Popen([*command], **pipes | {"bufsize": 1}, env=os.environ | {"PYTHONUNBUFFERED": "1"})  # type: ignore[call-overload]
    line = second.stdout.readline()
    assert line.startswith(f"waiting for gentleback build (process {first.pid}, since 2")
    assert line.endswith(f"), which is using {tmp_path}\n")
    first.communicate("", timeout=PATIENCE_S)
    assert second.communicate("", timeout=PATIENCE_S)[0] == "open\n"
