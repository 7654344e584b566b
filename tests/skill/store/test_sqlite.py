"""The privacy of a store in a file: permissions, and no traces of forgotten people."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from skill.store import PersonRecord, Store, StoreError, open_store, sqlite
from tests.skill.store.test_contract import many_turns, together
from tests.tools import PATIENCE_S

PROCESS = """
import sys
from pytest import MonkeyPatch
from tests.skill.store.test_contract import many_turns, together
from skill.store import open_store
from tests.skill.patience import be_patient
be_patient(MonkeyPatch())
store = open_store(sys.argv[1])
together(lambda _: many_turns(store, sys.argv[2], 25))
store.close()
"""


@pytest.mark.slow
def test_two_processes_lose_nothing(lasting_url: str, person: str) -> None:
    """Both make the file and the table at the same moment."""
    words = [sys.executable, "-W", "error", "-c", PROCESS, lasting_url, person]
    both = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, said
    store = open_store(lasting_url)
    assert store.load(person) == PersonRecord({"count": 400}, 400)
    store.close()


def files(url: str) -> list[Path]:
    return sorted(Path(url.removeprefix("sqlite:///")).parent.iterdir())


def test_only_the_owner_can_read_folder_and_files(sqlite_url: str) -> None:
    before = os.umask(0)
    try:
        store = open_store(sqlite_url)
        store.save("p", {"turn": 1}, 0)
        assert [path.name for path in files(sqlite_url)] == ["people.db", "people.db-shm", "people.db-wal"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files(sqlite_url)} == {0o600}
        assert stat.S_IMODE(files(sqlite_url)[0].parent.stat().st_mode) == 0o700
        store.close()
    finally:
        os.umask(before)


def test_an_existing_file_keeps_its_permissions(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    path.touch()
    path.chmod(0o640)
    store = open_store(sqlite_url)
    store.save("p", {"turn": 1}, 0)
    store.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_opening_makes_nothing(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    assert not Path(sqlite_url.removeprefix("sqlite:///")).parent.exists()


def test_the_settings_of_the_file(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    store.load("p")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


@pytest.mark.parametrize(("seed", "longest"), [(2, 400), (4, 400), (2, 1_000), (3, 1_000), (0, 6_000)])
def test_forgotten_people_leave_no_trace_in_any_file(sqlite_url: str, seed: int, longest: int) -> None:
    """Through growing, shrinking and moving rows, and while everything is still open.

    With ``secure_delete`` alone, the first four of these left copies (SQLite 3.40).
    """
    store, chance = open_store(sqlite_url), Random(seed)  # noqa: S311 - the same each time
    people = [f"person-{number:03}-" for number in range(120)]
    for version in range(4):
        for each in chance.sample(people, len(people)):
            length = chance.randrange(10, longest)  # also longer than a page of 4096 bytes
            assert store.save(each, {"told": f"{each}{version}-" * (length // 12 + 1)}, version)
    gone = chance.sample(people, 40)
    for each in gone:
        store.forget(each)
    bytes_there = b"".join(path.read_bytes() for path in files(sqlite_url))
    assert [each for each in gone if each.encode() in bytes_there] == []
    assert all(each.encode() in bytes_there for each in people if each not in gone)
    store.close()


def forget_for_sure(store: Store, person: str) -> None:
    """Forget, and once more where the store asks for it: while others write, its log may be in use."""
    for _ in range(20):
        try:
            store.forget(person)
        except StoreError as error:
            assert "forget once more" in str(error)  # noqa: PT017
        else:
            return
    pytest.fail("the log never came free")


def test_forgetting_while_others_write(sqlite_url: str) -> None:
    store = open_store(sqlite_url)

    def task(number: int) -> None:
        if number < 6:
            many_turns(store, f"busy {number % 3}", 50)
        for _ in range(10 * (number >= 6)):
            store.save(f"shy {number}", {"turn": 1}, 0)
            forget_for_sure(store, f"shy {number}")

    together(task)
    assert [store.load(f"busy {number}").version for number in range(3)] == [100] * 3
    assert store.load("shy 6") == PersonRecord({}, 0)
    store.close()


def test_a_trace_that_cannot_be_removed_is_an_error(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE_MS", 500)  # the reader stays, however long one waits
    store = open_store(sqlite_url)
    store.save("p", {"turn": 1}, 0)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        with pytest.raises(StoreError, match="forget once more"):
            store.forget("p")
    assert store.load("p") == PersonRecord({}, 0)
    store.forget("p")
    assert b'"turn"' not in b"".join(path.read_bytes() for path in files(sqlite_url))
    store.close()
