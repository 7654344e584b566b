"""A store that is down soon says so, in one line, without a password; and works again when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from skill.store import dynamo, postgresql, sqlite
from tests.skill.store.servers import deaf_port, free_port
from tests.skill.store.store_errors import QUOTED, down

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("stores_as_shipped")
def test_none_waits_for_longer_than_four_seconds() -> None:
    """Alexa waits for eight."""
    assert sqlite.PATIENCE_MS <= 4_000
    assert postgresql.CONNECT_S + postgresql.ANSWER_S <= 4
    assert 2 * (dynamo.PATIENCE_S + dynamo.PATIENCE_S) <= 4  # for a connection and for an answer, tried twice


def test_a_port_where_nothing_listens() -> None:
    port = free_port()
    assert "refused" in down(f"postgresql://me:{QUOTED}@127.0.0.1:{port}/people")
    assert "refused" in down(f"postgresql:///people?host=127.0.0.1&port={port}&user=me&password={QUOTED}")


@pytest.mark.usefixtures("dynamo_url")
def test_a_port_where_no_dynamodb_listens() -> None:
    said = down(f"dynamodb://people?region=eu-west-1&endpoint=http://127.0.0.1:{free_port()}")
    assert "table 'people' in eu-west-1" in said
    assert "Could not connect" in said


@pytest.mark.slow
@pytest.mark.usefixtures("stores_as_shipped")
def test_a_server_that_never_answers() -> None:
    with deaf_port() as port:
        assert "timeout" in down(f"postgresql://me:{QUOTED}@127.0.0.1:{port}/people", "load", "again")


@pytest.mark.slow
@pytest.mark.usefixtures("dynamo_url", "stores_as_shipped")
def test_a_dynamodb_that_never_answers() -> None:
    with deaf_port() as port:
        assert "timeout" in down(
            f"dynamodb://people?region=eu-west-1&endpoint=http://127.0.0.1:{port}", "load", "again"
        )


def test_a_wrong_password_and_a_wrong_name(postgres_url: str) -> None:
    assert "authentication failed" in down(postgres_url.replace(QUOTED, "guessed"))
    assert 'database "elsewhere" does not exist' in down(postgres_url.removesuffix("postgres") + "elsewhere")


def test_a_missing_dynamodb_table(dynamo_url: str) -> None:
    assert "resource not found" in down(dynamo_url.replace("people", "peoples"))


def test_missing_credentials_for_dynamodb(dynamo_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    assert "Unable to locate credentials" in down(dynamo_url)
