"""From a URL to a store; and what is imported for it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from skill.errors import MissingLibraryError
from skill.store import open_store
from skill.store.contract import MemoryStore, StoreUrlError
from skill.store.dynamo import DynamoStore
from skill.store.postgresql import PostgresStore
from skill.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from pathlib import Path

MALFORMED = [
    "",
    "people.db",
    "redis://me:pa55@host/0",
    "mysql://me:pa55@host/people",
    "postgresql:people",
    "postgresql://me:pa55@host:port/people",
    "postgresql+psycopg2://me:pa55@host/people",
    "sqlite:",
    "sqlite://",
    "sqlite:///",
    "sqlite://people.db",
    "sqlite:///people.db?timeout=5",
    "sqlite:///:memory:",
    "memory:people",
    "dynamodb:people",
    "dynamodb://",
    "dynamodb://ab?region=eu-west-1",
    "dynamodb://[people?region=eu-west-1",
    "dynamodb://people/more?region=eu-west-1",
    "dynamodb://people?region=",
    "dynamodb://people?region=Mars%20North",
    "dynamodb://people?region=eu-west-1&endpoint=ftp://host",
    "dynamodb://people?region=eu-west-1&endpoint=http://me:pa55@host",
    "dynamodb://people?region=eu-west-1&regoin=x",
]
NEEDED = {
    "sqlite:///p.db": ("sqlalchemy", "gentle-back[serve]"),
    "postgresql://h/p": ("psycopg", "gentle-back[serve,postgresql]"),
    "postgres://h/p": ("sqlalchemy", "gentle-back[serve,postgresql]"),
    "dynamodb://people?region=eu-west-1": ("botocore", "gentle-back[dynamodb]"),
}
LIGHT = {"sqlalchemy", "psycopg", "botocore", "boto3", "argparse", "platformdirs", "yaml", "importlib.metadata"}


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("url", MALFORMED)
def test_a_malformed_url_is_one_clear_line(url: str) -> None:
    with pytest.raises(StoreUrlError) as caught:
        open_store(url)
    assert caught.value.exit_code == 2
    assert str(caught.value).isprintable()
    assert "pa55" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "kind", "where"),
    [
        ("sqlite:///people.db", SqliteStore, "people.db"),
        ("sqlite:////srv/people.db", SqliteStore, "/srv/people.db"),
        ("sqlite:///~nobody-here/people.db", SqliteStore, "~nobody-here/people.db"),
        ("postgresql://me:pa55@host:5433/people?sslmode=require", PostgresStore, "postgresql://host/people"),
        ("postgres://me:pa55@host/people", PostgresStore, "postgresql://host/people"),
        ("postgresql+psycopg:///people", PostgresStore, "postgresql:///people"),
        ("dynamodb://People.1?region=eu-west-1", DynamoStore, "DynamoDB table 'People.1' in eu-west-1"),
    ],
)
def test_every_form_of_a_store(url: str, kind: type[SqliteStore | DynamoStore], where: str) -> None:
    store = open_store(url)
    assert isinstance(store, kind)
    assert store.where == where
    store.close()


def test_in_memory() -> None:
    assert isinstance(open_store("memory:"), MemoryStore)


def test_the_usual_store_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / name / str(appauthor))
    store = open_store(None)
    assert isinstance(store, SqliteStore)
    assert store.where == str(tmp_path / "gentle-back" / "False" / "people.db")


def test_the_home_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    store = open_store("sqlite:///~/people.db")
    assert isinstance(store, SqliteStore)
    assert store.where == str(tmp_path / "people.db")


def test_on_lambda_the_region_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    store = open_store("dynamodb://people")
    assert isinstance(store, DynamoStore)
    assert store.where.endswith("in us-east-1")


@pytest.mark.parametrize("url", NEEDED)
def test_what_is_not_installed_is_named_with_its_extra(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library, extra = NEEDED[url]
    monkeypatch.setattr("skill.errors.find_spec", lambda name: None if name == library else object())
    with pytest.raises(MissingLibraryError) as caught:
        open_store(url)
    assert library in str(caught.value)
    assert f"pip install '{extra}'" in str(caught.value)


@pytest.mark.parametrize(
    ("work", "allowed"),
    [
        ("import skill.store", set()),
        ("import skill.store; s = skill.store.open_store('memory:'); s.save('p', {}, 0); s.load('p')", set()),
        ("import skill.store; skill.store.open_store('dynamodb://people?region=eu-west-1')", set()),
        ("import skill.store; skill.store.open_store('sqlite:///people.db')", {"sqlalchemy", "importlib.metadata"}),
    ],
)
def test_a_store_loads_only_what_it_needs(work: str, allowed: set[str]) -> None:
    script = f"import sys; {work}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & (LIGHT - allowed) == set()
