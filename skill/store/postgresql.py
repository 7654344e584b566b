"""People in a PostgreSQL database: for several servers that share one store."""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import event

from skill.store.sql import SqlStore

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

CONNECT_S = 2
ANSWER_S = 1
"""Alexa waits for 8 s; a server that stops answering costs one answer, and then one connection."""


class PostgresStore(SqlStore):
    def __init__(self, url: URL) -> None:
        super().__init__(
            url.set(drivername="postgresql+psycopg"),
            f"postgresql://{url.host or ''}/{url.database or ''}",
            str(url.password or url.query.get("password") or ""),
            pool_pre_ping=True,
            pool_timeout=CONNECT_S,
            use_native_hstore=False,  # saves a query at each connection
            connect_args={"connect_timeout": CONNECT_S, "prepare_threshold": None},  # poolers lose prepared statements
        )
        event.listen(self._engine, "do_connect", _connect)


class ConnectionWithTimeout(psycopg.Connection[Any]):
    """A connection that is closed when the server, though connected, does not answer. The driver waits without end."""

    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        return super().wait(self._in_time(gen), *how, **more)

    def _in_time(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        """``gen``, which yields what it waits for and is sent whether that is ready (0: not yet)."""
        until = monotonic() + ANSWER_S
        try:
            ready = yield next(gen)
            while ready or monotonic() < until:
                ready = yield gen.send(ready)
        except StopIteration as done:
            return done.value
        self.pgconn.finish()
        raise psycopg.OperationalError(f"no answer within {ANSWER_S} s")


def _connect(_dialect: object, _record: object, words: tuple[Any, ...], named: dict[str, Any]) -> ConnectionWithTimeout:
    return ConnectionWithTimeout.connect(*words, **named)
