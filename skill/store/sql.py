"""People in one table of a SQL database: what SQLite and PostgreSQL share.

Every statement is a transaction (AUTOCOMMIT) with its own condition, so none stays open between two statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, create_engine, delete, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from skill.store.contract import PersonRecord, StoreError, reason_of, to_record, to_text

if TYPE_CHECKING:
    from sqlalchemy.engine import URL, Connection

PEOPLE = Table(
    "people",
    MetaData(),
    Column("person", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("attributes", Text, nullable=False),
)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
ROW = PEOPLE.c.person == bindparam("whose")
VALUES: dict[str, Any] = {"version": bindparam("next"), "attributes": bindparam("text")}
LOAD = select(PEOPLE.c.attributes, PEOPLE.c.version).where(ROW)
AGAIN = update(PEOPLE).where(ROW, PEOPLE.c.version == bindparam("seen")).values(**VALUES)
FORGET = delete(PEOPLE).where(ROW)


class SqlStore:
    def __init__(self, url: URL, where: str, secret: str = "", **options: Any) -> None:
        """``where`` names the database in errors; ``secret`` never appears in one. ``options``: of the engine."""
        self.where, self._secret = where, secret
        common = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None, "hide_parameters": True}
        self._engine = create_engine(url, max_overflow=40, **common, **options)
        self._lock = Lock()
        self._is_ready = False
        insert = INSERTS[self._engine.dialect.name](PEOPLE).values(person=bindparam("whose"), **VALUES)
        self._first = insert.on_conflict_do_nothing().execution_options(preserve_rowcount=True)

    def load(self, person: str) -> PersonRecord:
        with self._connected() as connection:
            row = connection.execute(LOAD, {"whose": person}).one_or_none()
        return to_record(*row, self.where) if row else PersonRecord({}, 0)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        values = {"whose": person, "next": version + 1, "text": to_text(attributes, self.where)}
        with self._connected() as connection:
            if version:
                return connection.execute(AGAIN, {"seen": version, **values}).rowcount == 1
            return bool(connection.execute(self._first, values).rowcount == 1)

    def forget(self, person: str) -> None:
        with self._connected() as connection:
            connection.execute(FORGET, {"whose": person})
            self._wipe(connection)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            if not self._is_ready:
                self._get_ready()
            with self._engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, OSError, ValueError) as error:
            self._is_ready = False  # the table is made again if it is missing when the store is back
            cause = getattr(error, "orig", None) or error  # SQLAlchemy's message would have the statement, too
            raise StoreError(self.where, reason_of(cause, self._secret)) from error

    def _get_ready(self) -> None:
        with self._lock:
            if self._is_ready:
                return
            self._make_file()
            with self._engine.connect() as connection:
                if not inspect(connection).has_table(PEOPLE.name):
                    self._make_table(connection)
            self._is_ready = True

    def _make_table(self, connection: Connection) -> None:
        try:
            connection.execute(CreateTable(PEOPLE, if_not_exists=True))
        except (IntegrityError, ProgrammingError):  # PostgreSQL, when another process makes it at the same moment
            if not inspect(connection).has_table(PEOPLE.name):
                raise

    def _make_file(self) -> None:
        """What has to exist before a connection; for a database that is a file."""

    def _wipe(self, connection: Connection) -> None:
        """Remove what a deletion leaves behind; for a database that keeps traces."""
