"""Hostile requests to the web application of the real skill, signed, so that they pass the verification."""

from __future__ import annotations

import json
import logging
from collections import Counter
from copy import deepcopy
from itertools import chain
from random import Random
from typing import TYPE_CHECKING, Any, NoReturn

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.response_envelope import ResponseEnvelope
from ask_sdk_runtime.exceptions import AskSdkException

from benchmarks.echo_show import of_now, person, recorded, routines
from benchmarks.report import Row
from skill.build import build_skill, libraries
from skill.store import open_store
from tests.skill.hosting.chains import signed_headers
from tests.skill.hosting.envelopes import SKILL_ID, small_app
from tests.skill.hosting.hostile import NUMBERS, TEXTS, HostileRequest, hostile_requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from benchmarks.bench import Bench

SEED = 20_000
HOW_MANY, OF_OURS = 20_000, 5_000
LONGEST_LINE = 120
STRANGE: tuple[Any, ...] = (*TEXTS, *NUMBERS, None, True, False, [], {}, [[]], {"id": {}})


class ErrorCount(logging.Handler):
    """Counts errors and tracebacks in the log."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info or "Traceback" in record.getMessage():
            self.number += 1


def measure(bench: Bench) -> list[Row]:
    skill = build_skill(open_store(f"sqlite:///{bench.fresh() / 'people.db'}"), bench.content)
    client = small_app(skill).test_client()
    conversation = recorded(skill, routines(libraries(bench.content)["en"]), person(1), SKILL_ID)
    errors, statuses, unclean = ErrorCount(), Counter[int](), 0
    logging.getLogger().addHandler(errors)
    try:
        for request in chain(hostile_requests(SEED, HOW_MANY), damaged_requests(conversation, OF_OURS)):
            status, text = _post(client, request)
            statuses[status] += 1
            unclean += not _is_clean(status, text)
    finally:
        logging.getLogger().removeHandler(errors)
    return [_row(statuses, errors.number, unclean)]


def damaged_requests(conversation: list[dict[str, Any]], how_many: int) -> Iterator[HostileRequest]:
    """Requests of a real conversation, state included, with one to five values replaced."""
    chance = Random(SEED)  # noqa: S311
    for _ in range(how_many):
        request = deepcopy(of_now(chance.choice(conversation)))
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            parent, key = chance.choice(list(_places(request)))
            parent[key] = deepcopy(chance.choice(STRANGE))
        yield HostileRequest(json.dumps(request).encode(), "application/json")


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every value inside ``value`` that the skill may read, as its container and its key."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if key in ("Viewport", "Viewports"):
            continue
        yield value, key
        yield from _places(inner)


def _post(client: FlaskClient, request: HostileRequest) -> tuple[int, str]:
    headers = signed_headers(request.body)
    response = client.post("/alexa", data=request.body, headers=headers, content_type=request.content_type)
    return response.status_code, response.text


def _is_clean(status: int, text: str) -> bool:
    """Whether this is a response that Alexa can read, or a refusal of one short line."""
    if status != 200:
        return 400 <= status < 500 and text.count("\n") == 1 and len(text) <= LONGEST_LINE
    try:
        answer = json.loads(text, parse_constant=_no_constant)
        DefaultSerializer().deserialize(payload=text, obj_type=ResponseEnvelope)
    except (ValueError, AskSdkException):
        return False
    return answer["version"] == "1.0" and isinstance(answer["response"], dict)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _row(statuses: Counter[int], errors: int, unclean: int) -> Row:
    broken = sum(number for status, number in statuses.items() if status >= 500)
    counts = ", ".join(f"{number:,} x {status}" for status, number in sorted(statuses.items()))
    return Row(
        f"hostile requests, signed, to the whole skill: {HOW_MANY:,} made up, {OF_OURS:,} real ones damaged",
        "no 500, no traceback, each a valid answer or a clean 4xx",
        f"{broken} x 500 or more, {errors} tracebacks or errors in the log, {unclean} other answers ({counts})",
        not broken and not errors and not unclean,
    )
