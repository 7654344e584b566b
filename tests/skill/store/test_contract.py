"""The contract of stores, tested with each of them."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from skill.store import PersonRecord, StoreError, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.store import Store

THREADS, TURNS = 8, 50
NESTED: dict[str, Any] = {"a": [1, {"b": [None, True, {"c": []}]}], "empty": {}}
UNUSUAL: dict[str, dict[str, Any]] = {
    "nothing": {},
    "numbers": {"whole": 10**30, "minus": -1, "float": 0.1, "small": 1e-300, "zero": 0},
    "words": {
        "größe": "müde 🧘 日本語 \u202e",
        "null": "\0",
        "lone surrogate": "\ud83e",
        "quote": "'; DROP --\"\\\n",
    },
    "nested": NESTED,
    "long": {"text": "x" * 200_000},
    "many": {f"key {number}": number for number in range(1_000)},
    "names": {"": 1, "person": 2, "version": 3, "%(person)s": 4, ":next": 5, "?": 6},
}


def test_an_unknown_person_has_nothing(store: Store, person: str) -> None:
    assert store.load(person) == PersonRecord({}, 0)


def test_each_save_is_one_version_more(store: Store, person: str) -> None:
    for version in range(3):
        assert store.save(person, {"turn": version}, version) is True
        assert store.load(person) == PersonRecord({"turn": version}, version + 1)


@pytest.mark.parametrize("version", [0, 1, 3, 7])
def test_only_the_version_that_is_kept_can_be_followed(store: Store, person: str, version: int) -> None:
    assert store.save(person, {"turn": 1}, 0)
    assert store.save(person, {"turn": 2}, 1)
    assert store.save(person, {"turn": "late"}, version) is False
    assert store.load(person) == PersonRecord({"turn": 2}, 2)


def test_an_unknown_person_has_no_later_version(store: Store, person: str) -> None:
    assert store.save(person, {"turn": 1}, 1) is False
    assert store.load(person) == PersonRecord({}, 0)


def test_people_are_separate(store: Store, person: str) -> None:
    others = [person + "x", person.upper(), person + " "]
    for number, each in enumerate([person, *others]):
        assert store.save(each, {"who": number}, 0)
    assert [store.load(each).attributes["who"] for each in [person, *others]] == [0, 1, 2, 3]
    store.forget(person)
    assert [store.load(each).version for each in [person, *others]] == [0, 1, 1, 1]


def test_a_forgotten_person_is_unknown_again(store: Store, person: str) -> None:
    store.save(person, {"pain": "hips"}, 0)
    store.save(person, {"pain": "knees"}, 1)
    store.forget(person)
    assert store.load(person) == PersonRecord({}, 0)
    assert store.save(person, {"pain": "from before"}, 2) is False
    assert store.load(person) == PersonRecord({}, 0)
    assert store.save(person, {"turn": 1}, 0)
    assert store.load(person) == PersonRecord({"turn": 1}, 1)


def test_an_unknown_person_can_be_forgotten(store: Store, person: str) -> None:
    store.forget(person)
    store.forget(person)
    assert store.load(person) == PersonRecord({}, 0)


@pytest.mark.parametrize("attributes", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_documents_are_returned_unchanged(store: Store, person: str, attributes: dict[str, Any]) -> None:
    assert store.save(person, {"before": 1}, 0)
    assert store.save(person, attributes, 1)
    again = store.load(person)
    assert json.dumps(again.attributes) == json.dumps(attributes)  # 1 is not 1.0 is not True
    assert again.version == 2


@pytest.mark.parametrize("unusual", ["müde🧘", "'; DROP TABLE people --", "x" * 1_000, "a%(b)s:c?d"])
def test_unusual_ids_are_kept(store: Store, person: str, unusual: str) -> None:
    assert store.save(person + unusual, {"turn": 1}, 0)
    assert store.load(person + unusual) == PersonRecord({"turn": 1}, 1)


@pytest.mark.parametrize("value", [{1, 2}, float("nan"), b"bytes", object()], ids=lambda value: type(value).__name__)
def test_what_is_not_json_is_refused(store: Store, person: str, value: object) -> None:
    assert store.save(person, {"turn": 1}, 0)
    with pytest.raises(StoreError, match="not JSON"):
        store.save(person, {"turn": value}, 1)
    assert store.load(person) == PersonRecord({"turn": 1}, 1)


def test_what_is_read_is_a_copy(store: Store, person: str) -> None:
    given: dict[str, Any] = {"list": [1]}
    store.save(person, given, 0)
    given["list"].append(2)
    store.load(person).attributes["list"].append(3)
    assert store.load(person) == PersonRecord({"list": [1]}, 1)


def test_what_is_kept_outlives_the_program(lasting_url: str, person: str) -> None:
    first = open_store(lasting_url)
    assert first.save(person, {"turn": 1}, 0)
    first.close()
    second = open_store(lasting_url)
    assert second.load(person) == PersonRecord({"turn": 1}, 1)
    second.close()


def test_a_closed_store_opens_again_by_itself(store: Store, person: str) -> None:
    store.save(person, {"turn": 1}, 0)
    store.close()
    store.close()
    assert store.load(person) == PersonRecord({"turn": 1}, 1)


def together(task: Callable[[int], object]) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(task, number) for number in range(THREADS)]:
            done.result()


def add_one(store: Store, person: str) -> None:
    """A turn: load, change, save; again on the new state after a conflict."""
    while True:
        kept = store.load(person)
        if store.save(person, kept.attributes | {"count": kept.attributes.get("count", 0) + 1}, kept.version):
            return


def many_turns(store: Store, person: str, turns: int) -> None:
    for _ in range(turns):
        add_one(store, person)


@pytest.mark.slow
def test_turns_at_the_same_time_lose_nothing(store: Store, person: str) -> None:
    together(lambda _: many_turns(store, person, TURNS))
    assert store.load(person) == PersonRecord({"count": THREADS * TURNS}, THREADS * TURNS)


def test_of_many_first_turns_one_wins(store: Store, person: str) -> None:
    won: list[bool] = []
    together(lambda number: won.append(store.save(person, {"who": number}, 0)))
    assert sorted(won) == [False] * (THREADS - 1) + [True]
    assert store.load(person).version == 1
