"""Files of other people are not touched, whatever they are called: layouts found by hypothesis."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture.foreign import COMMANDS, FILE, FOLDER, KINDS, LINK, MOST, Command, Layout, layout, touched
from tests.torture.grounds import VOICE, grounds, lane
from tests.torture.warm import warm_up

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LAYOUTS = 200
SPEAK = Command(("speak", "Hello.", "--voice", VOICE, "--vtt", "--output", "pointed-at/x.mp3", "--clips", "store"), ())
"""A command that may replace the file that it is given by name."""
Touched = Callable[[str, Layout, bool], list[str]]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, Layout, bool]:
    """A command, what is in the folder that it is pointed at, and whether it was there before."""
    name = draw(st.sampled_from(sorted(COMMANDS)))
    paths, kinds = st.sampled_from(COMMANDS[name].paths), st.sampled_from(KINDS)
    return name, draw(st.dictionaries(paths, kinds, min_size=1, max_size=MOST)), draw(st.booleans())


def _work(pipe: Connection) -> None:
    """In a process with one thread, which may fork: try the layouts that come through ``pipe``."""
    with grounds() as made:
        place = lane(made, "foreign")
        warm_up(place)
        while (asked := pipe.recv()) is not None:
            name, wanted, has_earlier = asked
            pipe.send(touched(place, COMMANDS.get(name, SPEAK), wanted, has_earlier=has_earlier))


@pytest.fixture(scope="module")
def find() -> Iterator[Touched]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs,))
    process.start()
    theirs.close()

    def find(*asked: object) -> list[str]:
        ours.send(asked)
        found: list[str] = ours.recv()
        return found

    yield find
    ours.send(None)
    process.join()


@pytest.mark.slow
@settings(max_examples=LAYOUTS)
@given(tried=layouts())
def test_nothing_that_is_not_ours_is_touched(find: Touched, tried: tuple[str, Layout, bool]) -> None:
    assert find(*tried) == []


@pytest.mark.slow
def test_what_is_touched_is_found(find: Touched) -> None:
    found = find("speak", {"x.mp3": LINK, "mine": FOLDER, "x.vtt": FILE}, False)
    assert sorted(found) == ["x.mp3 was changed", "x.vtt was changed"]


def test_a_layout_of_chance_is_the_same_again() -> None:
    paths = COMMANDS["build --out"].paths
    assert layout(Random(5), paths) == layout(Random(5), paths)  # noqa: S311
    found = [layout(Random(seed), paths) for seed in range(100)]  # noqa: S311
    assert {kind for each in found for kind in each.values()} == set(KINDS)
    assert {path for each in found for path in each} == set(paths)
    assert max(map(len, found)) == MOST
