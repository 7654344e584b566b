"""Over real HTTP: what Alexa signed is answered, and every forgery is refused, for the right reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.skill.hosting.chains import URL, Bucket, good_chain
from tests.skill.hosting.envelopes import small_app
from tests.skill.hosting.forgeries import FORGED_URL, Forgery, forgeries, good
from tests.skill.hosting.server import Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator

FORGERIES = list(forgeries())


@pytest.fixture(scope="module")
def bucket() -> Bucket:
    return Bucket()


@pytest.fixture(scope="module")
def server(bucket: Bucket) -> Iterator[Server]:
    with running(small_app(bucket=bucket)) as listening:
        yield listening


def test_there_are_many() -> None:
    assert len({forgery.name for forgery in FORGERIES}) == len(FORGERIES) > 40


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name)
def test_a_forged_request_is_refused(forgery: Forgery, server: Server, bucket: Bucket) -> None:
    control, forged = good(), good()
    assert server.post(control.body, control.headers).status == 200
    forgery.make(forged)
    bucket.files = {URL: good_chain(), **({FORGED_URL: forged.chain} if forged.chain else {})}
    reply = server.post(forged.body, forged.headers)
    assert (reply.status, reply.text) == (400, f"{forgery.reason}\n")
    assert server.post(control.body, control.headers).status == 200


def test_a_refused_chain_may_be_corrected(server: Server, bucket: Bucket) -> None:
    attempt = good()
    attempt.headers["SignatureCertChainUrl"] = FORGED_URL
    bucket.files = {FORGED_URL: b"garbage"}
    assert server.post(attempt.body, attempt.headers).status == 400
    bucket.files = {FORGED_URL: good_chain()}
    assert server.post(attempt.body, attempt.headers).status == 200


def test_the_answer_is_what_alexa_expects(server: Server) -> None:
    attempt = good()
    reply = server.post(attempt.body, attempt.headers)
    assert reply.headers["Content-Type"] == "application/json"
    answer = json.loads(reply.text)
    assert answer["version"] == "1.0"
    assert answer["response"]["outputSpeech"] == {"type": "SSML", "ssml": "<speak>a LaunchRequest</speak>"}


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
    ],
)
def test_other_forms_of_the_url(url: str, server: Server) -> None:
    attempt = good()
    attempt.headers["SignatureCertChainUrl"] = url
    assert server.post(attempt.body, attempt.headers).status == 200


def test_the_old_signature_beside_the_new_one_is_ignored(server: Server) -> None:
    attempt = good()
    attempt.headers["Signature"] = "whatever it says"
    assert server.post(attempt.body, attempt.headers).status == 200


def test_headers_in_any_case(server: Server) -> None:
    attempt = good()
    headers = {name.lower(): value for name, value in attempt.headers.items()}
    assert server.post(attempt.body, headers).status == 200
