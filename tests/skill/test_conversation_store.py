"""The coach with a real store: concurrent requests lose nothing."""

from __future__ import annotations

import logging
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest

from skill.coach.state import BegunRoutine, Bookmark, PersonState, SessionState, Settings
from skill.state_json import kept_json, read_kept, read_session, session_json
from skill.store import open_store
from skill.store.contract import MemoryStore
from skill.store.sqlite import SqliteStore
from tests.skill.coach.talks import CONTENT
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path


from tests.skill.visits import PERSON, Visit

THREADS, TURNS = 8, 25


class Concurrent(MemoryStore):
    """A concurrent change just before each of the first saves."""

    def __init__(self, changes: list[Settings]) -> None:
        super().__init__()
        self.changes = changes

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        if self.changes:
            kept = read_kept(self.load(person).attributes)
            changed = type(kept)(self.changes.pop(0), kept.run, kept.past, kept.is_known)
            assert super().save(person, kept_json(changed), self.load(person).version)
        return super().save(person, attributes, version)


def test_a_concurrent_change_is_not_overwritten() -> None:
    store = Concurrent([Settings(hold_s=20), Settings(hold_s=20, repetitions=3)])
    visit = Visit(store)
    assert visit.say("slower").startswith("A little slower from now.")
    assert read_kept(store.load(PERSON).attributes).settings == Settings(20, 3, 0.85)


def test_saving_is_given_up_after_too_many_conflicts_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    store = Concurrent([Settings(hold_s=1 + number % 100) for number in range(200)])
    with caplog.at_level(logging.ERROR, "gentleback.skill"):
        assert Visit(store).say("slower").startswith("A little slower from now.")
    assert caplog.messages == ["gave up saving after 50 tries: others were quicker"]


def test_many_speakers_of_one_person_lose_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Each of eight threads changes another exercise, again and again, and hears its own changes only."""
    store = SqliteStore(tmp_path / "people.db")
    assert store.save(PERSON, kept_json(PersonState(run=BegunRoutine("whole-programme"), is_known=True)), 0)
    together, heard = Barrier(THREADS), dict[int, list[str]]()

    def run(step: int) -> None:
        visit = Visit(store, {"session": session_json(SessionState("go_on", last=Bookmark(step)))})
        together.wait(PATIENCE_S)
        heard[step] = [visit.say("harder" if turn % 2 else "easier").partition(".")[0] for turn in range(TURNS)]

    threads = [Thread(target=run, args=(step,)) for step in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5 * PATIENCE_S)
    found = store.load(PERSON)
    store.close()
    turns = ["The usual way again" if turn % 2 else "The easier way, then" for turn in range(TURNS)]
    assert heard == dict.fromkeys(range(THREADS), turns)
    assert found.version == THREADS * TURNS + 1
    steps = CONTENT.routines["whole-programme"].steps[:THREADS]
    assert read_kept(found.attributes).settings.ways == {step.exercise.id: "easier" for step in steps}
    assert caplog.messages == []


def test_what_was_said_in_one_session_is_known_in_the_next(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/people.db"
    store = open_store(url)
    visit = Visit(store)
    visit.begin()
    visit.say("set-hold", 5, seconds=12)
    visit.say("next")
    visit.say("next")
    visit.say("stop", 20)
    store.close()
    store = open_store(url)
    assert "Last time you got as far as pelvic tilt." in Visit(store).say("launch")
    kept = read_kept(store.load(PERSON).attributes)
    store.close()
    assert kept.settings == Settings(hold_s=12)
    assert kept.run
    assert kept.run.bookmark.step == 0


def test_nothing_is_written_where_nothing_changed() -> None:
    store = MemoryStore()
    visit = Visit(store)
    visit.begin()
    version = store.load(PERSON).version
    for name in ("what", "help", "how-long-left", "repeat"):
        visit.say(name, 5)
    assert store.load(PERSON).version == version


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/people.db")
    visit = Visit(store)
    visit.begin()
    visit.say("forget")
    assert visit.say("yes").startswith("It is all forgotten.")
    assert store.load(PERSON).attributes == {}
    store.close()
    assert b"lower-back-relief" not in (tmp_path / "people.db").read_bytes()
    assert visit.attributes == {"session": session_json(SessionState()), "kept": kept_json(PersonState())}


@pytest.mark.parametrize("attributes", [{"shape": 0, "run": 3}, {"anything": "else"}])
def test_what_another_release_kept_counts_as_unknown(attributes: dict[str, Any]) -> None:
    store = MemoryStore()
    store.save(PERSON, attributes, 0)
    assert Visit(store).say("launch").startswith("Welcome to Gentle Back.")
    assert read_kept(store.load(PERSON).attributes).is_known


@pytest.mark.parametrize("attributes", [None, [], "x", {"session": 3}, {"session": {}, "kept": []}])
def test_attributes_of_any_other_shape(attributes: Any) -> None:
    assert Visit(MemoryStore(), attributes).say("slower").startswith("A little slower from now.")


def test_the_same_request_chooses_the_same_words() -> None:
    said = {Visit(MemoryStore()).say("launch") for _ in range(5)}
    assert len(said) == 1


def test_the_session_is_kept_in_the_attributes() -> None:
    visit = Visit(MemoryStore())
    visit.begin()
    assert read_session(visit.attributes["session"]).asking == "go_on"
    assert read_kept(visit.attributes["kept"]).run == BegunRoutine("lower-back-relief")
