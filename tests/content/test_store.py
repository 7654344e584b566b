"""A damaged entry is missing, two processes may write at once, and only the store's own files are removed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from content.store import (
    HEAD_BYTES,
    MAGIC,
    MOST_BYTES,
    Amount,
    KeyedStore,
    KeyedStoreError,
    in_use,
    key_of,
    prune,
    sizes,
)
from tests.tools import least_cpu_s, wait_until

if TYPE_CHECKING:
    from pathlib import Path

DATA = bytes(range(200))
KEY, OTHER = key_of("a picture", 1), key_of("a picture", 2)
DAY_S = 86_400

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


@pytest.fixture
def store(tmp_path: Path) -> KeyedStore:
    return KeyedStore(tmp_path / "store", "cover")


def _age(path: Path, days: float) -> None:
    then = time.time() - days * DAY_S
    os.utime(path, (then, then))


def test_what_is_put_is_got(store: KeyedStore) -> None:
    assert store.get(KEY) is None
    store.put(KEY, DATA)
    assert store.get(KEY) == DATA
    assert store.get(OTHER) is None
    assert KeyedStore(store.folder, "figure").get(KEY) is None
    assert [path for path in store.folder.rglob("*") if path.is_file()] == [store.path(KEY)]


def test_empty_data_is_data(store: KeyedStore) -> None:
    store.put(KEY, b"")
    assert store.get(KEY) == b""


def test_it_is_made_once(store: KeyedStore) -> None:
    assert [store.kept(KEY, lambda: DATA), store.kept(KEY, lambda: pytest.fail("made again"))] == [DATA, DATA]


def test_a_key_tells_all_values_apart() -> None:
    keys = {
        key_of(*values) for values in ((), ("",), ("", ""), ("a", "b"), ("ab",), ("a\0b",), (1,), ("1",), ("\ud83d",))
    }
    assert len(keys) == 9
    assert {len(key) for key in keys} == {64}
    assert key_of("a", 1) == key_of("a", 1)


@pytest.mark.parametrize("at", [0, 7, 8, 11, 12, 100, HEAD_BYTES + len(DATA) - 1])
def test_one_wrong_byte_and_the_entry_is_missing(store: KeyedStore, at: int) -> None:
    store.put(KEY, DATA)
    entry = bytearray(store.path(KEY).read_bytes())
    entry[at] ^= 1
    store.path(KEY).write_bytes(entry)
    assert store.get(KEY) is None
    store.put(KEY, DATA)
    assert store.get(KEY) == DATA


@pytest.mark.parametrize("length", [0, 3, 8, 11, 12, 100, HEAD_BYTES + len(DATA) - 1])
def test_an_entry_cut_short_is_missing(store: KeyedStore, length: int) -> None:
    store.put(KEY, DATA)
    os.truncate(store.path(KEY), length)
    assert store.get(KEY) is None


def _no_waiting(line: str) -> None:
    raise AssertionError(line)


@only_posix
@pytest.mark.parametrize("what", ["pipe", "device", "gigabytes"])
def test_what_is_no_file_of_bounded_size_is_missing(store: KeyedStore, what: str) -> None:
    path = store.path(KEY)
    path.parent.mkdir(parents=True)
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(MAGIC)
        os.truncate(path, MOST_BYTES + 1)
    assert store.get(KEY) is None
    store.put(KEY, DATA)
    assert store.get(KEY) == DATA


def test_an_entry_of_another_key_or_another_make_is_missing(store: KeyedStore) -> None:
    store.put(OTHER, DATA)
    store.put(KEY, DATA)
    store.path(OTHER).replace(store.path(KEY))
    assert store.get(KEY) is None
    store.path(KEY).write_bytes(b"ID3" + bytes(1_000))
    assert store.get(KEY) is None
    store.path(KEY).unlink()
    store.path(KEY).mkdir()
    assert store.get(KEY) is None


def test_sizes_count_entries_by_kind_and_nothing_else(store: KeyedStore) -> None:
    assert sizes(store.folder) == {}
    store.put(KEY, DATA)
    store.put(OTHER, DATA)
    KeyedStore(store.folder, "clip").put(KEY, b"")
    (store.folder / "notes.txt").write_text("mine")
    (store.folder / KEY[:2] / "notes.cover").write_text("mine")
    assert sizes(store.folder) == {"cover": Amount(2, 2 * (HEAD_BYTES + len(DATA))), "clip": Amount(1, HEAD_BYTES)}


def test_prune_removes_all_of_its_own_and_nothing_else(store: KeyedStore) -> None:
    store.put(KEY, DATA)
    store.put(OTHER, DATA)
    name = store.path(KEY).name
    mine = [store.folder / "notes.txt", store.folder / KEY[:2] / "x.cover", store.folder / "zz" / name]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    assert prune(store.folder, _no_waiting) == {"cover": Amount(2, 2 * (HEAD_BYTES + len(DATA)))}
    assert sizes(store.folder) == {}
    assert all(path.exists() for path in mine)
    assert prune(store.folder, _no_waiting) == {}


def test_prune_keeps_what_was_used_lately(store: KeyedStore) -> None:
    for key in (KEY, OTHER):
        store.put(key, DATA)
        _age(store.path(key), 40)
    assert store.get(KEY) == DATA  # being read is being used
    assert prune(store.folder, _no_waiting, unused_days=30)["cover"].count == 1
    assert store.get(KEY) == DATA
    assert store.get(OTHER) is None


def test_who_uses_the_store_alone_removes_the_drafts_of_dead_processes(store: KeyedStore) -> None:
    store.put(KEY, DATA)
    (store.folder / ".drafts").mkdir(exist_ok=True)
    left, mine = (store.folder / ".drafts" / name for name in (f"{'a' * 16}.part", "notes.part"))
    for path in (left, mine):
        path.write_bytes(b"half")
    with in_use(store.folder, "one", _no_waiting):
        assert not left.exists()
        left.write_bytes(b"being written")
        with in_use(store.folder, "another", _no_waiting):
            assert left.exists()
    assert prune(store.folder, _no_waiting, unused_days=30) == {}
    assert (left.exists(), mine.exists(), store.get(KEY)) == (False, True, DATA)


def test_prune_waits_for_those_who_use_the_store(store: KeyedStore) -> None:
    store.put(KEY, DATA)
    said: list[str] = []
    with ThreadPoolExecutor() as other, in_use(store.folder, "gentleback build", _no_waiting):
        pruned = other.submit(prune, store.folder, said.append)
        wait_until(lambda: said)
        assert store.get(KEY) == DATA
        assert not pruned.done()
    assert pruned.result()["cover"].count == 1
    (line,) = said
    assert line.startswith(f"waiting for gentleback build (process {os.getpid()}, since 2")
    assert line.endswith(f"), which is using {store.folder}")


def test_prune_leaves_files_of_others_that_look_like_entries(store: KeyedStore) -> None:
    store.put(KEY, DATA)
    theirs = store.folder / "ab" / f"{'c' * 62}.json"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("{}")
    link = store.folder / "ab" / f"{'d' * 62}.clip"
    link.symlink_to(store.path(KEY))
    assert prune(store.folder, _no_waiting)["cover"].count == 1
    assert theirs.exists()
    assert link.is_symlink()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = KeyedStore(tmp_path / "file" / "clips", "clip")
    assert store.get(KEY) is None
    assert sizes(store.folder) == {}
    with pytest.raises(KeyedStoreError, match=f"^cannot keep clips in {store.folder}: "):
        store.put(KEY, DATA)


PUT = """
import os, resource, sys
from pathlib import Path
from content.store import KeyedStore, KeyedStoreError
if sys.argv[2] == "limited":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
elif os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
try:
    KeyedStore(Path(sys.argv[1]), "clip").put("ab" * 32, bytes(20_000))
except KeyedStoreError as error:
    print(error)
"""


def _put_in_a_process(folder: Path, how: str) -> str:
    command = [sys.executable, "-c", PUT, str(folder), how]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@only_posix
def test_a_folder_that_may_not_be_written_is_named(store: KeyedStore) -> None:
    store.folder.mkdir(mode=0o500)
    assert _put_in_a_process(store.folder, "forbidden") == f"cannot keep clips in {store.folder}: Permission denied\n"


@only_posix
def test_an_entry_that_does_not_fit_leaves_nothing(store: KeyedStore) -> None:
    """A limit on the size of files fails in the midst of writing, as a full disk does."""
    assert _put_in_a_process(store.folder, "limited") == f"cannot keep clips in {store.folder}: File too large\n"
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


WRITE = """
import sys
from pathlib import Path
from content.store import KeyedStore
store = KeyedStore(Path(sys.argv[1]), "clip")
for again in range(20):
    for number in range(20):
        store.put(f"{number:064x}", bytes([number]) * 15_000)
"""


def test_two_processes_may_write_the_same_entries_at_once(tmp_path: Path) -> None:
    store = KeyedStore(tmp_path, "clip")
    writers = [subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path)]) for _ in range(2)]
    wrong = 0
    while any(writer.poll() is None for writer in writers):
        found = [store.get(f"{number:064x}") for number in range(20)]
        wrong += sum(data is not None and data != bytes([number]) * 15_000 for number, data in enumerate(found))
    assert [writer.wait() for writer in writers] == [0, 0]
    assert wrong == 0
    assert all(store.get(f"{number:064x}") == bytes([number]) * 15_000 for number in range(20))
    assert not list(tmp_path.rglob("*.part"))


def test_getting_costs_little_more_than_reading(store: KeyedStore) -> None:
    keys = [f"{number:064x}" for number in range(200)]
    for key in keys:
        store.put(key, bytes(17_000))
    getting_s = least_cpu_s(lambda: [store.get(key) for key in keys])
    reading_s = least_cpu_s(lambda: [store.path(key).read_bytes() for key in keys])
    assert getting_s <= 4 * reading_s  # twice, as measured
