"""From a setting to the store that it names. What a store needs is imported for that store alone."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from gentleback_cli import UsageError
    from skill.store.contract import Store

FORMS = "memory:, sqlite:///PATH, postgresql://USER:PASSWORD@HOST/DATABASE, dynamodb://TABLE?region=REGION"
TABLE = re.compile(r"[A-Za-z0-9_.-]{3,255}")
REGION = re.compile(r"[a-z0-9-]+")


def open_store(url: str | None) -> Store:
    """The store for ``url``; None is a SQLite file in the user's data folder. Nothing is connected to yet.

    Raises ``UsageError`` for a URL that means nothing, and for a library that is not installed.
    """
    if url is None:
        return _sqlite_file(_usual_file())
    scheme, colon, rest = url.partition(":")
    opener = OPENERS.get(scheme.lower()) if colon else None
    if opener is None:
        raise _misused(f"a store is one of: {FORMS}")
    return opener(rest)


def _usual_file() -> Path:
    from platformdirs import user_data_path

    return user_data_path("gentle-back", appauthor=False) / "people.db"


def _memory(rest: str) -> Store:
    from skill.store.memory import MemoryStore

    if rest:
        raise _misused("the store in memory is called 'memory:', and nothing else")
    return MemoryStore()


def _sqlite(rest: str) -> Store:
    path = rest.removeprefix("///")
    if path in (rest, "") or "?" in path or "\0" in path:
        raise _misused("a SQLite store is 'sqlite:///' and the path of a file, without '?'")
    if path == ":memory:":
        raise _misused("the store in memory is called 'memory:'")
    return _sqlite_file(Path(os.path.expanduser(path)))  # noqa: PTH111 - Path's raises for a stranger's home


def _sqlite_file(path: Path) -> Store:
    _need("sqlalchemy", "serve")
    from skill.store.sqlite import SqliteStore

    return SqliteStore(path)


def _postgresql(rest: str) -> Store:
    _need("sqlalchemy", "serve,postgresql")
    _need("psycopg", "serve,postgresql")
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(f"postgresql:{rest}")
    except (ArgumentError, ValueError):
        raise _misused("a PostgreSQL store is 'postgresql://USER:PASSWORD@HOST:PORT/DATABASE'") from None
    from skill.store.postgresql import PostgresStore

    return PostgresStore(url)


def _dynamodb(rest: str) -> Store:
    try:
        parts = urlsplit(f"dynamodb:{rest}")
    except ValueError:
        parts = urlsplit("")
    if not TABLE.fullmatch(parts.netloc) or parts.path or parts.fragment:
        raise _misused("a DynamoDB store is 'dynamodb://TABLE?region=REGION'; a table's name has 3 to 255 characters")
    asked = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if unknown := sorted(asked.keys() - {"region", "endpoint"}):
        raise _misused(f"a DynamoDB store has no setting '{unknown[0]}'; there are: region, endpoint")
    region, endpoint = asked.get("region") or _region_around(), asked.get("endpoint")
    if not REGION.fullmatch(region):
        raise _misused("a DynamoDB store needs its region: 'dynamodb://TABLE?region=eu-west-1'")
    if endpoint is not None and not _is_address(endpoint):
        raise _misused("the endpoint of a DynamoDB store is 'http://HOST:PORT' or 'https://HOST:PORT'")
    _need("botocore", "dynamodb")
    from skill.store.dynamo import DynamoStore

    return DynamoStore(parts.netloc, region, endpoint)


def _region_around() -> str:
    """The region that Lambda tells a function."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""


def _is_address(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]+/?", text))


def _need(library: str, extra: str) -> None:
    if find_spec(library) is None:
        raise _misused(f"this store needs {library}, which is not installed: pip install 'gentle-back[{extra}]'")


def _misused(advice: str) -> UsageError:
    from gentleback_cli import UsageError  # with argparse, which Lambda never needs

    return UsageError(advice)


OPENERS: dict[str, Callable[[str], Store]] = {
    "memory": _memory,
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "postgres": _postgresql,
    "postgresql+psycopg": _postgresql,
    "dynamodb": _dynamodb,
}
