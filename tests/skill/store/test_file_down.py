"""A file that cannot be used, or is damaged: one line, soon."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skill.store import PersonRecord, StoreError, open_store
from skill.store.sqlite import SqliteStore
from tests.skill.store.store_errors import down, error_of, one_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534


def folder(path: Path) -> None:
    path.mkdir()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def socket_file(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(path))


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [folder, fifo, socket_file, device])
def test_what_is_not_a_regular_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    make(Path("people.db"))
    said = down("sqlite:///people.db")
    assert said.endswith(": it is not a regular file; give another one, or the name of one that is not there")
    assert [path.name for path in tmp_path.iterdir()] == ["people.db"]


FOREIGN = {
    "a table": "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')",
    "WAL": "PRAGMA journal_mode=WAL; CREATE TABLE notes (text)",
    "a view": "CREATE VIEW people AS SELECT 1 AS person",
    "an application without a table": "PRAGMA application_id = 7",
    "another table of people": "CREATE TABLE people (person TEXT PRIMARY KEY)",
    "more columns": "CREATE TABLE people (person TEXT PRIMARY KEY, version INTEGER, attributes TEXT, photo BLOB)",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / "people.db"
    with closing(sqlite3.connect(path)) as file:
        file.executescript(FOREIGN[name])
    whole = path.read_bytes()
    said = down(f"sqlite:///{path}")
    assert "it is a database of another program; give another one, or the name of one that is not there" in said
    assert path.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["people.db"]


def test_a_database_that_another_program_is_writing_is_left_alone(tmp_path: Path) -> None:
    """Its table is in its write-ahead log alone."""
    path = tmp_path / "people.db"
    with closing(sqlite3.connect(path)) as file:
        file.executescript("PRAGMA journal_mode=WAL; CREATE TABLE notes (text)")
        before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.suffix != ".db-shm"}
        assert "a database of another program" in down(f"sqlite:///{path}")
        assert before == {each: each.read_bytes() for each in tmp_path.iterdir() if each.suffix != ".db-shm"}
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]


def test_a_table_beside_ours_does_no_harm(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    assert store.save("p", {"turn": 1}, 0)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file:
        file.executescript("CREATE TABLE notes (text); ANALYZE")
    store.close()
    assert store.load("p") == PersonRecord({"turn": 1}, 1)
    store.close()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    assert str(tmp_path) in down(f"sqlite:///{tmp_path}/kept/people.db")


def test_a_file_that_is_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "people.db").write_bytes(b"once upon a time" * 1_000)
    assert "not a database" in down(f"sqlite:///{tmp_path}/people.db")


def test_a_damaged_database(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    store = open_store(sqlite_url)
    for number in range(200):
        store.save(f"{number:03}", {"text": "x" * 500}, 0)
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    assert "malformed" in one_error(store, "load")
    store.close()


def test_a_file_that_may_only_be_read(sqlite_url: str) -> None:
    with unprivileged() as folder:
        store = SqliteStore(folder / "people.db")
        assert store.save("p", {"turn": 1}, 0)
        store.close()
        (folder / "people.db").chmod(0o400)
        folder.chmod(0o500)
        assert "readonly database" in one_error(store, "save")
        assert "readonly database" in one_error(store, "forget")
        store.close()


def test_a_folder_that_may_only_be_read(sqlite_url: str) -> None:
    warm = open_store(sqlite_url)
    warm.load("p")
    warm.close()
    with unprivileged() as folder:
        folder.chmod(0o500)
        for path in (folder / "people.db", folder / "deep" / "people.db"):
            store = SqliteStore(path)
            assert "Permission denied" in error_of(store)
            store.close()


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder, for a process without the rights of root."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.chown(folder, NOBODY, -1)
            os.seteuid(NOBODY)
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.usefixtures("stores_as_shipped")
def test_a_writer_that_never_ends(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    assert store.save("p", {"turn": 1}, 0)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in one_error(store, "again")
        assert store.load("p") == PersonRecord({"turn": 1}, 1)  # readers do not wait
        other.rollback()
    assert store.save("p", {"turn": 2}, 1)
    store.close()


DAMAGED = ["", "{", "null", "[]", '"text"', "[" * 100_000, '{"a": ' * 5_000, b"\xff{}", "\udcff"]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_row_is_an_error_of_the_store(sqlite_url: str, text: str | bytes) -> None:
    _damage(sqlite_url, "attributes", text if isinstance(text, bytes) else text.encode(errors="surrogateescape"))


@pytest.mark.parametrize("version", [0, -1, "two", 1.5])
def test_a_damaged_version_is_an_error_of_the_store(sqlite_url: str, version: object) -> None:
    _damage(sqlite_url, "version", version)


DAMAGE = {
    "attributes": "UPDATE people SET attributes = CAST(? AS TEXT)",
    "version": "UPDATE people SET version = ?",
}


def _damage(url: str, column: str, value: object) -> None:
    store = open_store(url)
    assert store.save("p", {"turn": 1}, 0)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as file:
        file.execute(DAMAGE[column], [value])
    with pytest.raises(StoreError) as caught:
        store.load("p")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 400
    store.forget("p")
    assert store.load("p") == PersonRecord({}, 0)
    store.close()


def test_a_lost_table_is_made_again(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    store.load("p")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as file:
        file.execute("DROP TABLE people")
    assert "no such table: people" in one_error(store, "load")
    assert store.load("p") == PersonRecord({}, 0)
    assert store.save("p", {"turn": 1}, 0)
    store.close()
