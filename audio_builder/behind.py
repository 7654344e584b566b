"""Work in a thread, beside what waits for other processes."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from content.errors import GentleBackError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@contextmanager
def behind(steps: Iterable[object]) -> Iterator[None]:
    """Take one of the ``steps`` after the other for as long as the body runs; what is left then is left.

    Only for what is done anew where it is missing: an error ends the steps and is not told here.
    """
    is_over = Event()

    def take() -> None:
        with suppress(GentleBackError):
            for _ in steps:
                if is_over.is_set():
                    return

    thread = Thread(target=take, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
