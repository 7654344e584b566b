"""Parts of files, and answers that depend on what the asker has already."""

from __future__ import annotations

import pytest

from audio_builder.serving.ranges import Span, UnsatisfiableError, span_of
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
def test_a_part(client: Client, wished: str, start: int, end: int) -> None:
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
def test_a_header_that_means_nothing_to_us_is_ignored(client: Client, wished: str) -> None:
    got = client.get(PATH, Range=wished.encode().decode("latin-1"))
    assert (got.status, got.body, "Content-Range" in got.headers) == (200, AUDIO, False)


@pytest.mark.parametrize("wished", [f"bytes={SIZE}-", f"bytes={SIZE * 9}-{SIZE * 10}", "bytes=-0"])
def test_a_part_that_is_not_there(client: Client, wished: str) -> None:
    got = client.get(PATH, Range=wished)
    assert (got.status, got.headers["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert got.headers["Cache-Control"] == "no-cache"
    assert client.get(PATH).body == AUDIO


def test_a_head_is_told_of_the_whole(client: Client) -> None:
    got = client.get(PATH, "HEAD", Range="bytes=0-9")
    assert (got.status, got.body, got.headers["Content-Length"]) == (200, b"", str(SIZE))
    assert got.headers["Accept-Ranges"] == "bytes"


def test_who_has_it_already_is_told_so(client: Client) -> None:
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


def test_a_part_of_what_one_has_already_only_if_it_is_the_same(client: Client) -> None:
    tag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, Range="bytes=5-9", If_Range=tag).body == AUDIO[5:10]
    for other in ('"other"', f"W/{tag}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        got = client.get(PATH, Range="bytes=5-9", If_Range=other)
        assert (got.status, got.body) == (200, AUDIO)
    assert client.get(PATH, Range="bytes=5-9", If_None_Match=tag).status == 304
    assert client.get(PATH, Range=f"bytes={SIZE}-", If_Range='"other"').status == 200


def test_a_condition_that_does_not_hold(client: Client) -> None:
    tag = client.get(PATH).headers["ETag"]
    assert client.get(PATH, If_Match='"other"').status == 412
    assert client.get(PATH, If_Match=tag).status == client.get(PATH, If_Match="*").status == 200


@pytest.mark.parametrize("size", [0, 1, 10])
def test_every_part_of_a_small_file_is_the_slice(size: int) -> None:
    for first in range(size + 2):
        for last in range(first, size + 3):
            if first < size:
                assert span_of(f"bytes={first}-{last}", size) == Span(first, min(last + 1, size))
            else:
                with pytest.raises(UnsatisfiableError):
                    span_of(f"bytes={first}-{last}", size)
