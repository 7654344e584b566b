"""The interface of Amazon's SDK, which knows no versions, over stores that do."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from ask_sdk_core.attributes_manager import AttributesManager
from ask_sdk_model.context import Context
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.user import User

from skill.store import Kept, StoreError
from skill.store.memory import MemoryStore
from skill.store.persistence import TRIES, Persistence, changed, person_of
from tests.skill.store.test_contract import THREADS, TURNS, together

if TYPE_CHECKING:
    from skill.store import Store


def request_of(person: str | None) -> RequestEnvelope:
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=person))))


class Moody(MemoryStore):
    """A store that can be down, and where somebody else can be quicker for ever."""

    is_down = False
    rivals = 0

    def load(self, person: str) -> Kept:
        if self.is_down:
            raise StoreError("in a mood", "it is down")
        return super().load(person)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        if self.rivals:
            self.rivals -= 1
            super().save(person, super().load(person).attributes | {"rival": self.rivals}, version)
        return super().save(person, attributes, version)


@pytest.fixture
def moody() -> Moody:
    return Moody()


@pytest.mark.parametrize(
    "request_envelope",
    [RequestEnvelope(), RequestEnvelope(context=Context()), request_of(None), request_of("")],
    ids=["no context", "no system", "no id", "empty id"],
)
def test_a_request_of_nobody_keeps_nothing(moody: Moody, request_envelope: RequestEnvelope) -> None:
    for use in (
        lambda: Persistence(moody).get_attributes(request_envelope),
        lambda: Persistence(moody).save_attributes(request_envelope, {"turn": 1}),
        lambda: Persistence(moody).delete_attributes(request_envelope),
    ):
        with pytest.raises(StoreError, match="whose"):
            use()


def test_the_person_is_the_user() -> None:
    assert person_of(request_of("me")) == "me"


def test_the_sdks_own_manager_works_with_it(store: Store, person: str) -> None:
    persistence = Persistence(store)
    manager = AttributesManager(request_of(person), persistence)
    manager.persistent_attributes["turn"] = 1
    manager.persistent_attributes["place"] = {"chapter": 1}
    manager.save_persistent_attributes()
    manager.persistent_attributes["place"].update(chapter=2)  # type: ignore[attr-defined]
    manager.save_persistent_attributes()
    assert store.load(person) == Kept({"turn": 1, "place": {"chapter": 2}}, 2)
    manager.save_persistent_attributes()
    assert store.load(person).version == 2  # nothing changed: nothing written
    again = AttributesManager(request_of(person), persistence)
    assert again.persistent_attributes == {"turn": 1, "place": {"chapter": 2}}
    again.delete_persistent_attributes()
    assert store.load(person) == Kept({}, 0)
    again.persistent_attributes["turn"] = 3
    again.save_persistent_attributes()
    assert store.load(person) == Kept({"turn": 3}, 1)


def test_two_requests_at_once_keep_what_each_changed(moody: Moody) -> None:
    moody.save("p", {"same": 0, "removed": 0, "mine": 0, "theirs": 0}, 0)
    persistence, mine, theirs = Persistence(moody), request_of("p"), request_of("p")
    seen_by_me, seen_by_them = persistence.get_attributes(mine), persistence.get_attributes(theirs)
    seen_by_them.update(theirs=1, new=1)
    persistence.save_attributes(theirs, seen_by_them)
    seen_by_me["mine"] = 1
    del seen_by_me["removed"]
    persistence.save_attributes(mine, seen_by_me)
    assert moody.load("p") == Kept({"same": 0, "mine": 1, "theirs": 1, "new": 1}, 3)
    seen_by_me["mine"] = 2
    persistence.save_attributes(mine, seen_by_me)
    assert moody.load("p") == Kept({"same": 0, "mine": 2, "theirs": 1, "new": 1}, 4)


def test_saving_at_the_same_time_loses_nothing(store: Store, person: str) -> None:
    persistence = Persistence(store)

    def turns(thread: int) -> None:
        for number in range(thread * TURNS, (thread + 1) * TURNS):
            manager = AttributesManager(request_of(person), persistence)
            manager.persistent_attributes[f"turn {number}"] = number
            manager.save_persistent_attributes()

    together(turns)
    kept = store.load(person)
    assert sorted(kept.attributes.values()) == list(range(THREADS * TURNS))
    assert kept.version == THREADS * TURNS


def test_after_a_load_that_failed_nothing_is_saved(moody: Moody) -> None:
    moody.save("p", {"routine": "bridge"}, 0)
    persistence, request = Persistence(moody), request_of("p")
    moody.is_down = True
    with pytest.raises(StoreError, match="it is down"):
        persistence.get_attributes(request)
    moody.is_down = False
    with pytest.raises(StoreError, match="nothing is saved over it"):
        persistence.save_attributes(request, {})
    with pytest.raises(StoreError, match="nothing is saved over it"):
        persistence.save_attributes(request, {"routine": "walk"})
    assert moody.load("p") == Kept({"routine": "bridge"}, 1)
    persistence.get_attributes(request)
    persistence.save_attributes(request, {"routine": "walk"})
    assert moody.load("p") == Kept({"routine": "walk"}, 2)


def test_a_later_load_that_fails_counts_too(moody: Moody) -> None:
    persistence, request = Persistence(moody), request_of("p")
    persistence.get_attributes(request)
    moody.is_down = True
    with pytest.raises(StoreError, match="it is down"):
        persistence.get_attributes(request)
    with pytest.raises(StoreError, match="nothing is saved over it"):
        persistence.save_attributes(request, {"turn": 1})


def test_a_save_without_a_look_takes_nothing_away(moody: Moody) -> None:
    moody.save("p", {"routine": "bridge"}, 0)
    Persistence(moody).save_attributes(request_of("p"), {"turn": 1})
    assert moody.load("p") == Kept({"routine": "bridge", "turn": 1}, 2)


def test_the_forgotten_are_not_brought_back(moody: Moody) -> None:
    moody.save("p", {"pain": "knees"}, 0)
    persistence, slow = Persistence(moody), request_of("p")
    attributes = persistence.get_attributes(slow)
    persistence.delete_attributes(request_of("p"))
    attributes["pain"] = "hips"
    persistence.save_attributes(slow, attributes)
    assert moody.load("p") == Kept({}, 0)


def test_who_is_never_quick_enough_is_told(moody: Moody) -> None:
    persistence, request = Persistence(moody), request_of("p")
    attributes = persistence.get_attributes(request)
    moody.rivals = TRIES - 1
    persistence.save_attributes(request, attributes | {"turn": 1})
    assert moody.load("p") == Kept({"rival": 0, "turn": 1}, TRIES)
    moody.rivals = TRIES
    with pytest.raises(StoreError, match="too many"):
        persistence.save_attributes(request, attributes | {"turn": 2})


def test_requests_that_are_over_are_not_remembered(moody: Moody) -> None:
    persistence = Persistence(moody)
    for number in range(100):
        persistence.get_attributes(request_of(str(number)))
    gc.collect()
    assert persistence._seen == {}


@pytest.mark.parametrize(("before", "after"), [(1, True), (1, 1.0), (0, False), ([], {}), ({"a": 1}, {"a": True})])
def test_what_python_calls_equal_is_a_change_all_the_same(before: object, after: object) -> None:
    assert changed({"key": before, "same": 1}, {"key": after, "same": 1}) == ({"key": after}, set())
