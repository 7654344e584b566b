"""A store that is down stops no conversation, and only the log mentions it."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from skill.coach.state import BegunRoutine, Bookmark, DoneRoutine, PersonState, Settings
from skill.state_json import kept_json, read_kept
from skill.store import StoreError, open_store
from skill.store.contract import MemoryStore

if TYPE_CHECKING:
    from pathlib import Path

    from skill.store import Store

from tests.skill.visits import PERSON, Visit


@dataclass
class Breaking:
    """A store that can be made unavailable."""

    store: Store
    is_down: bool = False
    saves: int = 0

    def load(self, person: str) -> Any:
        self._check()
        return self.store.load(person)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        self._check()
        self.saves += 1
        return self.store.save(person, attributes, version)

    def forget(self, person: str) -> None:
        self._check()
        self.store.forget(person)

    def close(self) -> None:
        self.store.close()

    def _check(self) -> None:
        if self.is_down:
            raise StoreError("postgresql://gentle@db/people", "connection refused")


def test_a_store_that_is_down_is_not_noticed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The path of the file is a folder: every load fails, and a whole routine is done all the same."""
    store = open_store(f"sqlite:///{tmp_path}")
    visit, sound = Visit(store), Visit(MemoryStore())
    names = ["launch", "choose-routine", "slower", *["yes"] * 7]
    for name in names:
        slots: dict[str, Any] = {"routine": "five-minute-ease"} if name == "choose-routine" else {}
        assert visit.say(name, **slots) == sound.say(name, **slots)
    assert not visit.attributes["kept"]["run"]
    store.close()
    assert len(caplog.records) == len(names)
    assert all(record.levelno == logging.ERROR and not record.exc_info for record in caplog.records)
    assert all("cannot be used" in message and PERSON not in message for message in caplog.messages)


def test_a_store_that_breaks_in_the_middle(caplog: pytest.LogCaptureFixture) -> None:
    store = Breaking(MemoryStore())
    visit = Visit(store)
    visit.begin()
    visit.say("slower", 5)
    before = store.store.load(PERSON)
    store.is_down = True
    assert visit.say("next").startswith("<turn>")
    assert visit.say("next").startswith("<turn>")
    assert visit.say("slower", 75).startswith("A little slower from now. <turn>")
    assert visit.say("how-many-left", 50).startswith("This is ")
    assert store.store.load(PERSON) == before
    assert caplog.messages == ["the store postgresql://gentle@db/people cannot be used: connection refused"] * 4


@pytest.mark.parametrize(
    "before", [None, BegunRoutine("need-to-know", None, Bookmark(2))], ids=["nothing", "another routine"]
)
def test_what_was_begun_while_the_store_was_down_is_saved_later(before: BegunRoutine | None) -> None:
    """The store was down for one turn only, in which a routine was chosen."""
    kept = PersonState(Settings(hold_s=12), before, is_known=True)
    store = Breaking(MemoryStore())
    store.save(PERSON, kept_json(kept), 0)
    visit = Visit(store)
    visit.say("launch")
    store.is_down = True
    visit.say("choose-routine", routine="lower-back-pain")
    visit.say("slower", 5)
    store.is_down = False
    visit.say("yes")
    assert visit.say("yes").startswith("<turn>")
    found = read_kept(store.load(PERSON).attributes)
    assert found == PersonState(
        Settings(hold_s=12, pace=0.85), BegunRoutine("lower-back-pain", None, Bookmark(0)), is_known=True
    )
    assert "behind" not in visit.attributes


def test_a_session_that_never_saw_the_store_keeps_what_is_there() -> None:
    kept = PersonState(Settings(hold_s=12), past=(DoneRoutine("need-to-know", None, "2026-01-01"),), is_known=True)
    store = Breaking(MemoryStore())
    store.save(PERSON, kept_json(kept), 0)
    store.is_down = True
    visit = Visit(store)
    visit.begin("five-minute-ease")
    store.is_down = False
    visit.say("yes")
    visit.say("yes")
    found = read_kept(store.load(PERSON).attributes)
    assert found == PersonState(
        Settings(hold_s=12), BegunRoutine("five-minute-ease", None, Bookmark(0)), kept.past, is_known=True
    )


def test_a_password_never_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    store = open_store("postgresql://gentle:sesame@127.0.0.1:1/people")
    assert Visit(store).say("launch").startswith("Welcome to Gentle Back.")
    store.close()
    assert caplog.messages
    assert "sesame" not in caplog.text


def test_the_person_hears_that_nothing_could_be_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    store = Breaking(MemoryStore())
    visit = Visit(store)
    visit.begin()
    visit.say("slower", 5)
    visit.say("forget")
    kept = store.store.load(PERSON)
    store.is_down = True
    assert visit.say("yes") == "I cannot reach what I keep right now. Please ask me again later."
    assert visit.answered
    assert not visit.answered.answer.is_open
    assert store.store.load(PERSON) == kept
    assert len(caplog.messages) == 1


def test_a_damaged_row_is_neither_noticed_nor_overwritten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = open_store(f"sqlite:///{tmp_path}/people.db")
    Visit(store).say("launch")
    with closing(sqlite3.connect(tmp_path / "people.db", isolation_level=None)) as file:
        file.execute("UPDATE people SET attributes = '{'")
    assert Visit(store).say("launch").startswith("Welcome to Gentle Back.")
    with closing(sqlite3.connect(tmp_path / "people.db")) as file:
        assert file.execute("SELECT attributes FROM people").fetchone() == ("{",)
    store.close()
    assert "is damaged" in caplog.text
