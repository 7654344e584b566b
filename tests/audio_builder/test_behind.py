"""Work that a thread takes on while the body waits for something else."""

from __future__ import annotations

from threading import Event, current_thread
from time import sleep
from typing import TYPE_CHECKING

from audio_builder.behind import behind
from content.errors import GentleBackError
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_steps_are_taken_in_a_thread_while_the_body_waits() -> None:
    taken, threads = Event(), []

    def steps() -> Iterator[None]:
        threads.append(current_thread())
        yield
        taken.set()
        yield

    with behind(steps()):
        assert taken.wait(PATIENCE_S)
    assert threads != [current_thread()]


def test_no_step_is_taken_any_more_after_the_body() -> None:
    begun, count = Event(), 0

    def steps() -> Iterator[None]:
        nonlocal count
        while True:
            count += 1
            begun.set()
            yield

    with behind(steps()):
        assert begun.wait(PATIENCE_S)
    after = count
    sleep(0.05)
    assert count == after


def test_a_fault_of_a_step_ends_the_steps_and_not_the_body() -> None:
    reached = Event()

    def steps() -> Iterator[None]:
        yield
        reached.set()
        raise GentleBackError("no room left")

    with behind(steps()):
        assert reached.wait(PATIENCE_S)
