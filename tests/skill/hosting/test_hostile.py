"""Every request gets an answer or a clean refusal: no 500, no traceback, nothing of the body in the log."""

from __future__ import annotations

import json
import logging
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.skill.hosting.chains import signed_headers
from tests.skill.hosting.envelopes import small_app
from tests.skill.hosting.hostile import hostile_requests
from tests.tools import slow_for

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.skill.hosting.hostile import HostileRequest

HOW_MANY = 1500


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return small_app().test_client()


def send(client: FlaskClient, request: HostileRequest) -> TestResponse:
    headers = signed_headers(request.body)
    return client.post("/alexa", data=request.body, headers=headers, content_type=request.content_type)


def fault(response: TestResponse) -> str:
    """What is wrong with a reply; nothing for one that is clean."""
    text = response.text
    if response.status_code == 200:
        answer = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} in an answer"))
        return "" if answer["version"] == "1.0" and isinstance(answer["response"], dict) else f"no answer: {text}"
    if not 400 <= response.status_code < 500:
        return f"status {response.status_code}"
    return "" if text.count("\n") == 1 and len(text) < 120 and "Traceback" not in text else f"no short line: {text}"


@pytest.mark.parametrize("seed", slow_for([1, 2], 2))
def test_every_reply_is_clean(seed: int, client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    statuses: Counter[int] = Counter()
    with caplog.at_level(logging.DEBUG):
        for request in hostile_requests(seed, HOW_MANY // 2):
            response = send(client, request)
            assert fault(response) == "", request
            statuses[response.status_code] += 1
    assert min(statuses[each] for each in (200, 400, 413, 415)) >= 5, statuses
    assert statuses.total() == HOW_MANY // 2
    assert all(record.name == "gentleback.serve" for record in caplog.records)
    assert all(record.levelno == logging.WARNING and record.exc_info is None for record in caplog.records)
    assert max(len(record.getMessage()) for record in caplog.records) < 160


def test_one_seed_makes_the_same_requests_but_for_their_times() -> None:
    short, long = list(hostile_requests(3, 20)), list(hostile_requests(3, 40))
    assert [each.content_type for each in short] == [each.content_type for each in long[:20]]
    assert [len(each.body) for each in short] == [len(each.body) for each in long[:20]]
    assert [each.body for each in short] != [each.body for each in list(hostile_requests(4, 20))]
