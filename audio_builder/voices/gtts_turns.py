"""A pause between requests that several worker processes keep together: each reserves the next free moment in a file.

SQLite serves as the lock, since it works on every system and lets go of itself when a process dies.
"""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONGEST_QUEUE_S = 120.0
"""A turn further ahead was reserved by a clock that has been set back since."""


def wait_for_turn(
    file: Path | None,
    apart_s: float,
    sleep: Callable[[float], None] = time.sleep,
    clock_s: Callable[[], float] = time.time,
) -> None:
    """Return when it is this process's turn; where ``file`` cannot be used, after ``apart_s``."""
    import sqlite3

    try:
        sleep(_reserve(file or _usual_file(), apart_s, clock_s))
    except (OSError, sqlite3.Error):
        sleep(apart_s)


def _reserve(file: Path, apart_s: float, clock_s: Callable[[], float]) -> float:
    """Take the next turn; returns how many seconds away it is."""
    import sqlite3

    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=LONGEST_QUEUE_S, isolation_level=None)) as book:
        book.execute("PRAGMA synchronous=OFF")
        book.execute("BEGIN IMMEDIATE")
        book.execute("CREATE TABLE IF NOT EXISTS turns (free_at REAL NOT NULL)")
        now = clock_s()
        (free_at,) = book.execute("SELECT coalesce(max(free_at), 0) FROM turns").fetchone()
        turn = free_at if now < free_at < now + LONGEST_QUEUE_S else now
        book.execute("DELETE FROM turns")
        book.execute("INSERT INTO turns VALUES (?)", (turn + apart_s,))
        book.execute("COMMIT")
    return float(turn - now)


def _usual_file() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("gentle-back", appauthor=False) / "gtts-turns.sqlite"
