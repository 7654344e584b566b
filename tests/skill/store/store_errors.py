"""The errors of a store that is down, and how soon they come."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from skill.store import StoreError, open_store
from tests.skill.store.servers import OPEN_SESAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.store import Store

SOON_S = 60
"""Only a store that hangs takes so long, even on a busy machine. The timeouts: ``test_down``."""
QUOTED = quote(OPEN_SESAME, safe="")


WAYS = ("load", "save", "again", "forget")


def error_of(store: Store, *ways: str) -> str:
    """The error of the store when it is used in these ways (or in all); the same each time."""
    said = [one_error(store, way) for way in ways or WAYS]
    assert len(set(said)) == 1, said
    return said[0]


def one_error(store: Store, way: str) -> str:
    ways: dict[str, Callable[[], object]] = {
        "load": lambda: store.load("p"),
        "save": lambda: store.save("p", {"pain": "knees"}, 0),
        "again": lambda: store.save("p", {"pain": "knees"}, 1),
        "forget": lambda: store.forget("p"),
    }
    began = time.monotonic()
    with pytest.raises(StoreError) as caught:
        ways[way]()
    assert time.monotonic() - began < SOON_S
    said = str(caught.value)
    assert said.isprintable()
    assert not any(each in said for each in (OPEN_SESAME, QUOTED, "knees"))
    return said


def down(url: str, *ways: str) -> str:
    store = open_store(url)
    try:
        return error_of(store, *ways)
    finally:
        store.close()
