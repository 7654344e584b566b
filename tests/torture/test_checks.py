"""Each check of an output folder finds nothing in a right one, and what is wrong in one that is broken for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.checks import (
    ARCHIVE,
    SITE,
    dangling,
    differing,
    leftovers,
    not_recorded,
    partial_or_wrong,
    sessions,
    wrong_entries,
)
from tests.torture.small_tree import AUDIO, DATA, FEED, IMAGE, ROW, SESSION, pack, page, record, small_tree
from tests.torture.trees import PRIVATE, digests


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return small_tree(tmp_path / "out")


def test_nothing_is_wrong_with_a_right_folder(out: Path) -> None:
    tree = digests(out)
    assert dangling(out) == dangling(out, is_whole=True) == []
    assert differing(out, tree) == partial_or_wrong(out, [{}, tree]) == not_recorded(out) == []
    assert leftovers(out, out.parent / "store") == []
    assert sessions(out) == ["bridge.mp3"]


def test_an_empty_folder_points_at_nothing(tmp_path: Path) -> None:
    assert dangling(tmp_path) == []


def gone(name: str) -> Callable[[Path], object]:
    return lambda out: (out / name).unlink()


def holding(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda out: (out / name).write_bytes(data)


def listing(**facts: object) -> Callable[[Path], object]:
    return holding("catalog.json", json.dumps({"sessions": [{**SESSION, **facts}]}).encode())


OTHER = "0" * 64


@pytest.mark.parametrize(
    ("breaks", "faults"),
    [
        (holding(DATA, b"other"), [f"{DATA} holds other bytes than it is named by"]),
        (gone(DATA), [f"page: {DATA} is not there"]),
        (gone("manifest.webmanifest"), ["worker: manifest.webmanifest is not there"]),
        (gone(IMAGE), [f"chapters: {IMAGE} is not there"]),
        (gone("feed/artwork.png"), ["feed: feed/artwork.png is not there"]),
        (gone("feed/bridge.chapters.json"), ["feed: feed/bridge.chapters.json is not there"]),
        (gone("bridge.txt"), ["catalog: bridge.txt is not there", "page: bridge.txt is not there"]),
        (gone("bridge.vtt"), [f"{what}: bridge.vtt is not there" for what in ("catalog", "page", "feed")]),
        (gone("bridge.mp3"), [f"{what}: bridge.mp3 is not there" for what in ("catalog", "page", "playlist")]),
        (gone(AUDIO), [f"{what}: {AUDIO} is not there" for what in ("catalog", "page", "feed")]),
        (listing(bytes=1), [f"catalog: {AUDIO} has another size or hash"]),
        (listing(sha256=OTHER), ["catalog: audio/bridge.00000000.mp3 is not there"]),
        (holding("index.html", page({**ROW, "sha256": OTHER})), [f"page: {AUDIO} has another size or hash"]),
        (holding("feed.xml", FEED.replace(SITE, "https://other/").encode()), ["feed: nothing is not there"] * 4),
        (
            holding("feed.xml", FEED.replace('length="500"', 'length="5"').encode()),
            [f"feed: {AUDIO} has another size or hash"],
        ),
        (holding("sessions.m3u8", b"#EXTM3U\nlift.mp3\n"), ["playlist: lift.mp3 is not there"]),
        (holding("catalog.json", b"{"), ["catalog: JSONDecodeError: "]),
        (holding("index.html", b""), ["page: ValueError: index.html has no list"]),
        (holding("sw.js", b"const"), ["worker: ValueError: sw.js has no list"]),
        (holding("feed.xml", b"<rss>"), ["feed: ParseError: "]),
        (holding(ARCHIVE, b"PK"), ["archive: BadZipFile: "]),
    ],
)
def test_what_points_at_nothing_is_found_at_any_moment(
    out: Path, breaks: Callable[[Path], object], faults: list[str]
) -> None:
    breaks(out)
    found = dangling(out)
    assert len(found) == len(faults), found
    assert all(each.startswith(fault) for each, fault in zip(found, faults, strict=True)), found


@pytest.mark.parametrize(
    ("breaks", "faults"),
    [
        (holding("bridge.mp3", b"newer"), ["catalog: bridge.mp3 has another size or hash"]),
        (holding("manifest.webmanifest", b"newer"), ["worker: manifest.webmanifest has another integrity"]),
        (lambda out: pack(out, b"older"), ["archive: it has other sessions than the catalog"]),
        (
            holding("index.html", page()),
            ["page lacks bridge", "worker: index.html has another integrity"],
        ),
    ],
)
def test_lists_have_to_agree_once_a_build_has_ended(
    out: Path, breaks: Callable[[Path], object], faults: list[str]
) -> None:
    breaks(out)
    assert dangling(out) == []
    assert dangling(out, is_whole=True) == faults


def test_a_damaged_member_of_the_archive_is_found(out: Path) -> None:
    data = (out / ARCHIVE).read_bytes()
    (out / ARCHIVE).write_bytes(data.replace(b"soundsound", b"soundnoise", 1))
    assert dangling(out) == ["archive: BadZipFile: Bad CRC-32 for file 'Gentle Back/01 Bridge.mp3'"]


def test_files_are_compared_with_the_trees_that_they_may_be_of(out: Path) -> None:
    tree = digests(out)
    (out / "bridge.vtt").write_bytes(b"WEB")
    (out / "player" / ".0123.part").write_bytes(b"")
    (out / "bridge.txt").unlink()
    wrong = ["bridge.vtt is partial or wrong", "player/.0123.part was left there"]
    assert sorted(partial_or_wrong(out, [tree])) == wrong
    assert partial_or_wrong(out, [tree, digests(out)]) == []
    assert sorted(differing(out, tree)) == ["bridge.txt is missing", *wrong]


def test_what_a_build_leaves_behind_is_found(out: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    for file in (store / ".drafts" / "1.part", out / PRIVATE / "lock", out / PRIVATE / "drafts" / "2", out / "x.part"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    left = [f"out/{PRIVATE}/drafts/2", f"out/{PRIVATE}/lock", "out/x.part", "store/.drafts/1.part"]
    assert sorted(leftovers(out, store)) == [f"{path} is left over" for path in left]


def test_a_file_that_is_not_recorded_is_found(out: Path) -> None:
    (out / "bridge.txt").write_bytes(b"changed")
    assert not_recorded(out) == ["bridge.txt is not recorded as made"]
    record(out)
    assert not_recorded(out) == []
    (out / PRIVATE / "made").unlink()
    assert not_recorded(out) == [f"{PRIVATE}/made cannot be read: No such file or directory"]


def test_an_entry_of_a_store_has_to_be_as_it_was_made(tmp_path: Path) -> None:
    for name in ("ab/1.clip", "ab/2.clip", ".drafts/x.part", ".lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("right")
    entries = digests(tmp_path)
    (tmp_path / "ab" / "1.clip").write_text("damaged")
    (tmp_path / ".lock").write_text("somebody")
    assert wrong_entries(tmp_path, entries) == ["store: ab/1.clip is partial or wrong"]
