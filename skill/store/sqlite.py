"""People in one file: the store of a skill on one's own server."""

from __future__ import annotations

import os
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED, OperationalError
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, event

from skill.store.contract import StoreError
from skill.store.sql import PEOPLE, SqlStore

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

PATIENCE_MS = 2_000
"""For another process that is writing."""
OTHER_FILE = "give another one, or the name of one that is not there"
PRAGMAS = (
    "journal_mode=WAL",  # readers do not wait for a writer
    "synchronous=NORMAL",  # safe with WAL; a power cut may cost the last moments, never the file
    "secure_delete=ON",  # what is deleted is overwritten
)


class SqliteStore(SqlStore):
    def __init__(self, path: Path) -> None:
        """The file is made at first use, readable by its owner alone; so is its folder."""
        self._path = path
        url = URL.create("sqlite", database=str(path))
        super().__init__(url, str(path), pool_timeout=PATIENCE_MS / 1000, pool_use_lifo=True)
        event.listen(self._engine, "connect", self._set_up)

    def _make_file(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._path.exists():
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        if not self._path.is_file():  # SQLite would take a device for an empty file
            raise StoreError(self.where, f"it is not a regular file; {OTHER_FILE}")

    def _set_up(self, connection: Any, _record: object) -> None:
        try:
            _patiently(connection, f"PRAGMA busy_timeout={PATIENCE_MS}")
            if not _is_ours(connection):
                raise StoreError(self.where, f"it is a database of another program; {OTHER_FILE}")
            for pragma in PRAGMAS:
                _patiently(connection, f"PRAGMA {pragma}")
        except Exception:
            connection.close()
            raise

    def _wipe(self, connection: Connection) -> None:
        """Rewrite the file, and empty the write-ahead log; waits for readers.

        Where rows were moved, copies of them remain, which ``secure_delete`` does not overwrite (21 of 100 trials).
        Takes 0.06 s for ten thousand people.
        """
        connection.exec_driver_sql("VACUUM")
        is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if is_busy:
            raise StoreError(self.where, "it is in use, and traces are left in its log; forget once more")


def _is_ours(connection: Any) -> bool:
    """Whether the file is empty, or has our table. Writes nothing, so that a file of another program stays as it is."""
    tables = {name for (name,) in _patiently(connection, "SELECT name FROM sqlite_master")}
    if PEOPLE.name in tables:
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({PEOPLE.name})")]
        return columns == [column.name for column in PEOPLE.columns]
    return not tables and connection.execute("PRAGMA application_id").fetchone() == (0,)


def _patiently(connection: Any, statement: str) -> Any:
    """Run ``statement``, again while the file is locked: SQLite does not wait before it switches a new file to WAL."""
    until = monotonic() + PATIENCE_MS / 1000
    while True:
        try:
            return connection.execute(statement)
        except OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (SQLITE_BUSY, SQLITE_LOCKED) or monotonic() > until:
                raise
            sleep(0.02)
