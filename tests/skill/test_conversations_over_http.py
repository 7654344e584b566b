"""A golden conversation for each routine, from launch to the end, with detours: signed requests over real HTTP.

After a wanted change: ``python -m tests.golden``, and read the difference.
"""

from __future__ import annotations

import pytest

from content.model.loader import load
from skill.coach.library import is_spoken
from tests.golden.conversations_now import CONVERSATIONS, current_conversation
from tests.tools import slow_for

NAMES = sorted(load().routines)


@pytest.mark.parametrize("name", slow_for(NAMES, *set(NAMES) - {"five-minute-ease", "walk-20"}))
def test_the_conversation_is_the_golden_one(name: str) -> None:
    written = (CONVERSATIONS / f"{name}.txt").read_text(encoding="utf-8")
    now = current_conversation(written)
    assert now == written
    first, last = now.splitlines()[0], now.rstrip().splitlines()[-1]
    assert (first, last) == ("> open gentle back", "  (The session is over.)")
    if is_spoken(load().routines[name]):
        assert "(chime) Would you like anything else today?" in " ".join(now.split())
    else:
        assert "A walk goes better with a recording" in " ".join(now.split())


def test_there_is_one_for_each_routine() -> None:
    assert sorted(path.stem for path in CONVERSATIONS.glob("*.txt")) == NAMES
