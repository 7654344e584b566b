"""Every type of store, real and empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skill.store import open_store
from tests.skill.store.servers import create_table, dynalite, postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skill.store import Store

LASTING = ("sqlite", "postgresql", "dynamodb")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def dynamo_url() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, dynalite() as address:
        patch.setenv("AWS_ACCESS_KEY_ID", "anyone")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "anything")
        create_table("people", address)
        yield f"dynamodb://people?region=eu-west-1&endpoint={address}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'kept' / 'people.db'}"


@pytest.fixture(params=("memory", *LASTING))
def url(request: pytest.FixtureRequest) -> str:
    """One store of each type."""
    return "memory:" if request.param == "memory" else _url(request)


@pytest.fixture(params=LASTING)
def lasting_url(request: pytest.FixtureRequest) -> str:
    """One of each that outlives the program."""
    return _url(request)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def person(request: pytest.FixtureRequest) -> str:
    """A person of this test alone."""
    return f"amzn1.ask.account.{request.node.name}"


def _url(request: pytest.FixtureRequest) -> str:
    fixtures = {"sqlite": "sqlite_url", "postgresql": "postgres_url", "dynamodb": "dynamo_url"}
    return str(request.getfixturevalue(fixtures[request.param]))
