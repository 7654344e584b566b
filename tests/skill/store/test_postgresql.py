"""A PostgreSQL that disconnects, hangs or loses its table."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest

from skill.store import PersonRecord, open_store, postgresql
from tests.skill.store.store_errors import SOON_S, one_error
from tests.skill.store.test_contract import THREADS, together

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_lost_table_is_made_again(postgres_url: str) -> None:
    store = open_store(postgres_url)
    store.load("p")
    lose_table(postgres_url)
    assert 'relation "people" does not exist' in one_error(store, "load")
    assert store.load("p") == PersonRecord({}, 0)
    assert store.save("p", {"turn": 1}, 0)
    store.forget("p")
    store.close()


@pytest.mark.slow
def test_many_make_the_table_at_the_same_moment(postgres_url: str) -> None:
    for _ in range(5):
        lose_table(postgres_url)
        stores = [open_store(postgres_url) for _ in range(THREADS)]
        together(lambda number: stores[number].load("p"))  # noqa: B023 - done before the next round
        for store in stores:
            store.close()


def lose_table(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("DROP TABLE IF EXISTS people")


def test_a_broken_connection_is_replaced(postgres_url: str) -> None:
    store = open_store(postgres_url)
    assert store.save("broken", {"turn": 1}, 0)
    with psycopg.connect(postgres_url, autocommit=True) as sql:
        for pid in _others(sql):
            sql.execute("SELECT pg_terminate_backend(%s)", [pid])
    assert store.load("broken") == PersonRecord({"turn": 1}, 1)
    store.close()


@pytest.fixture
def five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a connection, and for an answer; the usual two and one are too few on a busy machine."""
    monkeypatch.setattr(postgresql, "CONNECT_S", 5)
    monkeypatch.setattr(postgresql, "ANSWER_S", 5)


@pytest.mark.slow
@pytest.mark.usefixtures("five_seconds")
def test_a_connection_that_hangs(postgres_url: str) -> None:
    store = open_store(postgres_url)
    assert store.save("asleep", {"turn": 1}, 0)
    with psycopg.connect(postgres_url, autocommit=True) as sql:
        others = _others(sql)
        assert others
        with asleep(others):
            began = time.monotonic()
            assert store.load("asleep") == PersonRecord({"turn": 1}, 1)  # over another connection
            assert time.monotonic() - began < SOON_S
    store.forget("asleep")
    store.close()


@pytest.mark.slow
@pytest.mark.usefixtures("five_seconds")
def test_a_server_that_hangs(postgres_url: str) -> None:
    store = open_store(postgres_url)
    assert store.save("asleep", {"turn": 2}, 0)
    with psycopg.connect(postgres_url, autocommit=True) as sql:
        everybody = [*_others(sql), *_first_process(sql)]
        with asleep(everybody):
            assert "timeout" in one_error(store, "load")
    assert store.load("asleep") == PersonRecord({"turn": 2}, 1)
    store.forget("asleep")
    store.close()


@contextmanager
def asleep(processes: list[int]) -> Iterator[None]:
    try:
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def _first_process(sql: psycopg.Connection) -> list[int]:
    """The one that accepts connections."""
    return [int(row[0]) for row in sql.execute("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")]


def _others(sql: psycopg.Connection) -> list[int]:
    found = sql.execute(
        "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return [row[0] for row in found]
