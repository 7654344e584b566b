"""The cache of signers: for how long, how many, and with many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event
from time import sleep
from typing import TYPE_CHECKING

import pytest

from skill.errors import RefusedError
from skill.hosting.certificates import REMEMBERED_FOR
from skill.hosting.signature import MAX_FETCHES, MAX_SIGNERS, SignatureCheck
from tests.skill.hosting.chains import TODAY, URL, Bucket, Leaf, chain, good_chain, roots, rsa_key
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from skill.hosting.certificates import Signer

SECOND = timedelta(seconds=1)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.time = TODAY

    def __call__(self) -> datetime:
        return self.time


def signers_of(bucket: Bucket, clock: Clock | None = None) -> SignatureCheck:
    return SignatureCheck(bucket.fetch, roots(), clock or Clock())


def test_a_signer_is_fetched_once_an_hour() -> None:
    bucket, clock = Bucket(), Clock()
    signers = signers_of(bucket, clock)
    for time, fetches in (
        (0 * SECOND, 1),
        (REMEMBERED_FOR - SECOND, 1),
        (REMEMBERED_FOR, 2),
        (REMEMBERED_FOR + SECOND, 2),
    ):
        clock.time = TODAY + time
        signers.find(URL)
        assert len(bucket.asked) == fetches


def test_a_signer_is_not_kept_past_the_end_of_its_certificate() -> None:
    bucket, clock = Bucket({URL: chain(Leaf(ends=TODAY + timedelta(minutes=10)))}), Clock()
    signers = signers_of(bucket, clock)
    clock.time = TODAY + timedelta(minutes=10)
    signers.find(URL)
    clock.time += SECOND
    with pytest.raises(RefusedError, match="trusted root"):
        signers.find(URL)
    assert len(bucket.asked) == 2


def test_a_clock_that_is_set_back_does_not_keep_a_signer() -> None:
    bucket, clock = Bucket(), Clock()
    signers = signers_of(bucket, clock)
    signers.find(URL)
    clock.time = TODAY - timedelta(hours=2)
    signers.find(URL)
    assert len(bucket.asked) == 2


def test_what_fails_is_not_remembered() -> None:
    bucket = Bucket({URL: b"garbage"})
    signers = signers_of(bucket)
    for _ in range(2):
        with pytest.raises(RefusedError, match="cannot be read"):
            signers.find(URL)
    bucket.files[URL] = good_chain()
    assert signers.find(URL).key.public_numbers() == rsa_key("leaf").public_key().public_numbers()
    assert len(bucket.asked) == 3


def test_few_are_kept_and_the_oldest_goes() -> None:
    urls = [f"{URL}{number}" for number in range(MAX_SIGNERS + 1)]
    bucket = Bucket(dict.fromkeys(urls, good_chain()))
    signers = signers_of(bucket)
    for url in [*urls, urls[-1], urls[1]]:
        signers.find(url)
    assert bucket.asked == urls
    signers.find(urls[0])
    assert bucket.asked == [*urls, urls[0]]


def test_concurrent_requests_share_one_fetch() -> None:
    begun, asked = Barrier(8), []

    def fetch(url: str) -> bytes:
        asked.append(url)
        sleep(0.1)  # long enough for the others to ask, too
        return good_chain()

    signers = SignatureCheck(fetch, roots(), Clock())

    def find(_number: int) -> Signer:
        begun.wait(PATIENCE_S)
        return signers.find(URL)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(find, range(8)))
    assert asked == [URL]
    assert len({id(each) for each in found}) == 1


def test_too_many_unknown_urls_are_refused_and_no_known_one_waits() -> None:
    clock, inside, go_on = Clock(), Barrier(MAX_FETCHES + 1), Event()

    def fetch(url: str) -> bytes:
        if url != URL:
            if not go_on.is_set():
                inside.wait(PATIENCE_S)
            assert go_on.wait(PATIENCE_S)
            raise RefusedError("not there")
        return good_chain()

    signers = SignatureCheck(fetch, roots(), clock)
    signers.find(URL)
    with ThreadPoolExecutor(MAX_FETCHES) as pool:
        unknown = [pool.submit(signers.find, f"{URL}{number}") for number in range(MAX_FETCHES)]
        inside.wait(PATIENCE_S)
        with pytest.raises(RefusedError, match="too many") as refusal:
            signers.find(f"{URL}x")
        clock.time += REMEMBERED_FOR  # a known one has to be fetched again, and is
        assert signers.find(URL).verified == clock.time
        go_on.set()
        assert all(isinstance(each.exception(PATIENCE_S), RefusedError) for each in unknown)
    assert refusal.value.status == 429
    for number in range(MAX_FETCHES + 1):  # every slot is free again
        with pytest.raises(RefusedError, match="not there"):
            signers.find(f"{URL}{number}")
