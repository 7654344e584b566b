"""Ranges of files, and responses that depend on what the client already has."""

from __future__ import annotations

import pytest
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from audio_builder.serving.file_response import requested_bytes
from tests.audio_builder.serving.site import AUDIO, HASHED, Client

SIZE = len(AUDIO)
PATH = f"/{HASHED}"


@pytest.mark.parametrize(
    ("wished", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-1", 0, 2),  # as Safari begins
        ("bytes=0-", 0, SIZE),  # as Chromium begins
        ("bytes=70000-80000", 70_000, 80_001),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        (f"bytes=5-{SIZE * 9}", 5, SIZE),
        ("bytes=-500", SIZE - 500, SIZE),
        (f"bytes=-{SIZE * 9}", 0, SIZE),
        (" Bytes= 7-9 ", 7, 10),
    ],
)
def test_a_range(client: Client, wished: str, start: int, end: int) -> None:
    got = client.get(PATH, Range=wished)
    assert (got.status, got.body) == (206, AUDIO[start:end])
    assert got.headers["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert got.headers["Content-Length"] == str(end - start)
    assert (got.headers["Accept-Ranges"], got.headers["Content-Type"]) == ("bytes", "audio/mpeg")
    assert got.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "wished",
    [
        "bytes=0-1,5-6",
        "bytes=0-1, -5",
        "seconds=0-5",
        "bytes=5-2",
        "bytes=a-b",
        "bytes=-",
        "bytes",
        "",
        "bytes=\u0663-\u0665",
    ],
)
def test_a_range_that_is_not_supported_or_malformed_is_ignored(client: Client, wished: str) -> None:
    got = client.get(PATH, Range=wished.encode().decode("latin-1"))
    assert (got.status, got.body, "Content-Range" in got.headers) == (200, AUDIO, False)


@pytest.mark.parametrize(
    "wished", [f"bytes={SIZE}-", f"bytes={SIZE + 84_751}-", f"bytes={SIZE * 9}-{SIZE * 10}", "bytes=-0"]
)
def test_a_range_behind_the_end(client: Client, wished: str) -> None:
    got = client.get(PATH, Range=wished)
    assert (got.status, got.headers["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert got.headers["Cache-Control"] == "no-cache"
    assert client.get(PATH).body == AUDIO


def test_a_head_describes_the_whole_file(client: Client) -> None:
    got = client.get(PATH, "HEAD", Range="bytes=0-9")
    assert (got.status, got.body, got.headers["Content-Length"]) == (200, b"", str(SIZE))
    assert got.headers["Accept-Ranges"] == "bytes"


def test_if_none_match_with_the_same_tag_is_answered_not_modified(client: Client) -> None:
    for path, encoding in ((PATH, ""), ("/", ""), ("/", "gzip")):
        first = client.get(path, Accept_Encoding=encoding)
        tag = first.headers["ETag"]
        assert not tag.startswith("W/")
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            for method in ("GET", "HEAD"):
                got = client.get(path, method, Accept_Encoding=encoding, If_None_Match=known)
                assert (got.status, got.body, got.headers["ETag"]) == (304, b"", tag)
                assert got.headers["Cache-Control"] == first.headers["Cache-Control"]
                assert got.headers.get("Vary") == first.headers.get("Vary")
        assert client.get(path, Accept_Encoding=encoding, If_None_Match='"other"').body == first.body


def test_if_range_with_another_tag_gets_the_whole_file(client: Client) -> None:
    tag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, Range="bytes=5-9", If_Range=tag).body == AUDIO[5:10]
    for other in ('"other"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        got = client.get(PATH, Range="bytes=5-9", If_Range=other)
        assert (got.status, got.body) == (200, AUDIO)
    assert client.get(PATH, Range="bytes=5-9", If_None_Match=tag).status == 304
    assert client.get(PATH, Range=f"bytes={SIZE}-", If_Range='"other"').status == 200


def test_if_match_with_another_tag_fails(client: Client) -> None:
    tag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, If_Match='"other"').status == 412
    assert client.get(PATH, If_Match=tag).status == client.get(PATH, If_Match="*").status == 200


@pytest.mark.parametrize("size", [0, 1, 10])
def test_every_range_of_a_small_file(size: int) -> None:
    for first in range(size + 2):
        for last in range(first, size + 3):
            if first < size:
                assert requested_bytes(f"bytes={first}-{last}", size) == range(first, min(last + 1, size))
            else:
                with pytest.raises(RequestedRangeNotSatisfiable):
                    requested_bytes(f"bytes={first}-{last}", size)
