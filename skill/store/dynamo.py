"""People in a DynamoDB table: the store of a skill on AWS Lambda. Its client is made at first use.

The document is one string: DynamoDB returns numbers as ``Decimal``, and lists of types in no fixed form.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from skill.store.contract import PersonRecord, StoreError, reason_of, to_record, to_text

PATIENCE_S = 1.0
"""For a connection, and for an answer; both are tried twice, and Alexa waits for 8 s."""


class DynamoStore:
    def __init__(self, table: str, region: str, endpoint: str | None = None) -> None:
        """``endpoint``: the address of a server to use in place of Amazon's."""
        self._table, self._region, self._endpoint = table, region, endpoint
        self.where = f"DynamoDB table '{table}' in {region}"
        self._lock = Lock()
        self._made: Any = None

    def load(self, person: str) -> PersonRecord:
        item = self._item(person)
        if not item:
            return PersonRecord({}, 0)
        return to_record(_string(item, "attributes"), _number(item, "version"), self.where)

    def save(self, person: str, attributes: dict[str, Any], version: int) -> bool:
        text, mark = to_text(attributes, self.where), secrets.token_hex(8)
        item = {
            "person": {"S": person},
            "version": {"N": str(version + 1)},
            "attributes": {"S": text},
            "mark": {"S": mark},
        }
        refusal = self._put(item, version)
        if refusal is None:
            return True
        if refusal.get("ResponseMetadata", {}).get("RetryAttempts"):  # the first try may have been the one that won
            return bool(_string(self._item(person), "mark") == mark)
        return False

    def forget(self, person: str) -> None:
        with self._client() as client:
            client.delete_item(TableName=self._table, Key={"person": {"S": person}})

    def close(self) -> None:
        with self._lock:
            if self._made is not None:
                self._made.close()
            self._made = None

    def _item(self, person: str) -> dict[str, Any]:
        with self._client() as client:
            key = {"person": {"S": person}}
            found = client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return found or {}

    def _put(self, item: dict[str, Any], version: int) -> dict[str, Any] | None:
        """Put ``item`` where ``version`` is kept (0: nothing); the response where something else is kept."""
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(person)"}
        if version:
            condition = {
                "ConditionExpression": "#version = :seen",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": {":seen": {"N": str(version)}},
            }
        with self._client() as client:
            try:
                client.put_item(TableName=self._table, Item=item, **condition)
            except client.exceptions.ConditionalCheckFailedException as refused:
                return dict(refused.response)
        return None

    @contextmanager
    def _client(self) -> Iterator[Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            with self._lock:
                if self._made is None:
                    self._made = _make_client(self._region, self._endpoint)
            yield self._made
        except ClientError as error:
            raise StoreError(self.where, reason_of(error).partition(" operation: ")[2] or reason_of(error)) from error
        except (BotoCoreError, OSError, ValueError) as error:
            raise StoreError(self.where, reason_of(error)) from error


def _make_client(region: str, endpoint: str | None) -> Any:
    from botocore.config import Config
    from botocore.session import Session

    config = Config(
        connect_timeout=PATIENCE_S,
        read_timeout=PATIENCE_S,
        retries={"total_max_attempts": 2, "mode": "standard"},
        max_pool_connections=40,
    )
    return Session().create_client("dynamodb", region_name=region, endpoint_url=endpoint, config=config)


def _string(item: dict[str, Any], name: str) -> object:
    return item.get(name, {}).get("S")


def _number(item: dict[str, Any], name: str) -> object:
    text = item.get(name, {}).get("N", "")
    return int(text) if text.isdecimal() else None
