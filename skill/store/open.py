"""From a URL to the store that it names. The library of a store is imported for that store alone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from skill.errors import need_libraries
from skill.store.contract import MemoryStore, Store, StoreUrlError

FORMS = "memory:, sqlite:///PATH, postgresql://USER:PASSWORD@HOST/DATABASE, dynamodb://TABLE?region=REGION"
TABLE = re.compile(r"[A-Za-z0-9_.-]{3,255}")
REGION = re.compile(r"[a-z0-9-]+")
ENDPOINT = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+/?")


def open_store(url: str | None) -> Store:
    """The store for ``url``; None is a SQLite file in the user's data folder. Nothing is connected to yet.

    Raises ``StoreUrlError``, and ``MissingLibraryError`` for a library that is not installed.
    """
    if url is None:
        from platformdirs import user_data_path

        return _sqlite_file(user_data_path("gentle-back", appauthor=False) / "people.db")
    scheme, colon, rest = url.partition(":")
    match scheme.lower() if colon else "":
        case "memory" if rest:
            raise StoreUrlError("the store in memory is called 'memory:', and nothing else")
        case "memory":
            return MemoryStore()
        case "sqlite":
            return _sqlite(rest)
        case "postgresql" | "postgres" | "postgresql+psycopg":
            return _postgresql(rest)
        case "dynamodb":
            return _dynamodb(rest)
    raise StoreUrlError(f"a store is one of: {FORMS}")


def _sqlite(rest: str) -> Store:
    path = rest.removeprefix("///")
    if path in (rest, "") or "?" in path or "\0" in path:
        raise StoreUrlError("a SQLite store is 'sqlite:///' and the path of a file, without '?'")
    if path == ":memory:":
        raise StoreUrlError("the store in memory is called 'memory:'")
    return _sqlite_file(Path(os.path.expanduser(path)))  # noqa: PTH111 - Path's raises for an unknown user's home


def _sqlite_file(path: Path) -> Store:
    need_libraries("this store", "serve", "sqlalchemy")
    from skill.store.sqlite import SqliteStore

    return SqliteStore(path)


def _postgresql(rest: str) -> Store:
    need_libraries("this store", "serve,postgresql", "sqlalchemy", "psycopg")
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(f"postgresql:{rest}")
    except (ArgumentError, ValueError):
        raise StoreUrlError("a PostgreSQL store is 'postgresql://USER:PASSWORD@HOST:PORT/DATABASE'") from None
    from skill.store.postgresql import PostgresStore

    return PostgresStore(url)


def _dynamodb(rest: str) -> Store:
    try:
        parts = urlsplit(f"dynamodb:{rest}")
    except ValueError:
        parts = urlsplit("")
    if not TABLE.fullmatch(parts.netloc) or parts.path or parts.fragment:
        raise StoreUrlError(
            "a DynamoDB store is 'dynamodb://TABLE?region=REGION'; a table's name has 3 to 255 characters"
        )
    asked = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    if unknown := sorted(asked.keys() - {"region", "endpoint"}):
        raise StoreUrlError(f"a DynamoDB store has no setting '{unknown[0]}'; there are: region, endpoint")
    region = asked.get("region") or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""
    if not REGION.fullmatch(region):
        raise StoreUrlError("a DynamoDB store needs its region: 'dynamodb://TABLE?region=eu-west-1'")
    endpoint = asked.get("endpoint")
    if endpoint is not None and not ENDPOINT.fullmatch(endpoint):
        raise StoreUrlError("the endpoint of a DynamoDB store is 'http://HOST:PORT' or 'https://HOST:PORT'")
    need_libraries("this store", "dynamodb", "botocore")
    from skill.store.dynamo import DynamoStore

    return DynamoStore(parts.netloc, region, endpoint)
