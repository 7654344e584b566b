"""A catalog from outside: of another make, damaged or hostile, it is refused in one line, or a session is omitted."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

from audio_builder.session.catalog import (
    MOST_BYTES,
    CatalogError,
    read_catalog,
    read_session,
    routine_ms_of,
    write_catalog,
)
from content.errors import GentleBackError
from tests.output import opened

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sessions


@pytest.fixture
def catalog(tmp_path: Path, sessions: Sessions) -> dict[str, Any]:
    """Two sessions, as JSON."""
    few = [each for each in read_catalog(sessions.out) if each.facts["routine"] in ("walk-20", "five-minute-ease")]
    with opened(tmp_path) as out:
        write_catalog(out, few)
    read: dict[str, Any] = json.loads((tmp_path / "catalog.json").read_bytes())
    return read


def _put(folder: Path, catalog: object) -> None:
    (folder / "catalog.json").write_text(json.dumps(catalog), encoding="utf-8")


def _files(folder: Path) -> list[str]:
    return [entry.facts["file"] for entry in read_catalog(folder)]


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"null", b"7", b'"', b"\x00\xff", b"[" * 1_000_000, b'{"a":' * 1_000_000,
     b'{"schema_version":2,"title":"Gentle Back","sessions":[]}', b'{"schema_version":1,"sessions":[]}',
     b'{"schema_version":1,"title":"Gentle Back","sessions":{}}', b'{"schema_version":' + b"9" * 5_000],
)  # fmt: skip
def test_a_catalog_of_another_make_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "catalog.json").write_bytes(text)
    with pytest.raises(
        CatalogError, match=r"catalog\.json is .*; move it away, and build again: what is built then is "
    ):
        list(read_catalog(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("what", ["pipe", "device", "folder", "gigabytes"])
def test_what_is_no_file_of_bounded_size_is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "catalog.json"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "device":
        path.symlink_to("/dev/zero")
    elif what == "folder":
        path.mkdir()
    else:
        path.touch()
        os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(CatalogError):
        list(read_catalog(tmp_path))


NAMES = ["../secret.mp3", "/etc/secret.mp3", "a/b.mp3", "a\\b.mp3", "..", ".mp3", ".hidden.mp3", "a\0.mp3", "a\n.mp3",
         "C:a.mp3", "", "x" * 300 + ".mp3", "\ud800.mp3"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["file", "captions", "transcript", "routine", "language"])
def test_a_name_that_leads_elsewhere_is_not_followed(
    tmp_path: Path, catalog: dict[str, Any], field: str, name: str
) -> None:
    catalog["sessions"][0][field] = name
    _put(tmp_path, catalog)
    assert _files(tmp_path) == ["walk-20.mp3"]


@pytest.mark.parametrize("value", [None, 7, -1, 1.5, 10**400, True, "", [], {}, ["x", 7], "9" * 100_000])
@pytest.mark.parametrize(
    "field",
    [
        *("sha256", "bytes", "duration_ms", "routine_ms", "introduces", "year", "bed"),
        *("needs", "safety", "options", "format", "chapters"),
    ],
)
def test_a_value_of_another_type_is_a_damaged_session(
    tmp_path: Path, catalog: dict[str, Any], field: str, value: object
) -> None:
    before = catalog["sessions"][0][field]
    catalog["sessions"][0][field] = value
    _put(tmp_path, catalog)
    is_right = type(value) is type(before) and value not in (-1, 10**400, ["x", 7], "9" * 100_000) and field != "sha256"
    assert _files(tmp_path) == [*(["five-minute-ease.mp3"] if is_right else []), "walk-20.mp3"]


@pytest.mark.parametrize(
    ("field", "value"), [("title", 7), ("cues", None), ("cues", [7]), ("cues", [{"kind": "shout", "start_ms": 0}]),
                         ("start_ms", -1), ("end_ms", "7"), ("exercise", None), ("aim", 7), ("aim", "\ud800"),
                         ("title", "x" * 100_000)]
)  # fmt: skip
def test_a_chapter_of_another_shape_is_a_damaged_session(
    tmp_path: Path, catalog: dict[str, Any], field: str, value: object
) -> None:
    catalog["sessions"][0]["chapters"][1][field] = value
    _put(tmp_path, catalog)
    assert _files(tmp_path) == ["walk-20.mp3"]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("change", [{"title": "\ud800"}, {"options": {"pace": "\udfff"}}, {"more": ["\ud800"]}])
def test_a_lone_surrogate_is_a_damaged_session(
    tmp_path: Path, catalog: dict[str, Any], change: dict[str, Any], indent: int | None
) -> None:
    ours = (tmp_path / "catalog.json").read_text(encoding="utf-8")
    before = ours.splitlines()[1]
    facts = json.loads(before.removesuffix(',"chapters":[') + "}") | change
    catalog["sessions"][0] |= change
    as_ours = ours.replace(before, json.dumps(facts)[:-1] + ',"chapters":[')
    (tmp_path / "catalog.json").write_text(json.dumps(catalog, indent=indent) if indent else as_ours, encoding="utf-8")
    assert _files(tmp_path) == ["walk-20.mp3"]


def test_any_wrong_byte_omits_that_session_or_is_refused(tmp_path: Path, catalog: dict[str, Any]) -> None:
    whole = (tmp_path / "catalog.json").read_bytes()
    right = json.loads(whole) == catalog
    assert right
    for at in range(0, len(whole), 997):
        (tmp_path / "catalog.json").write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        try:
            found = _files(tmp_path)
        except CatalogError:
            found = []
        assert set(found) < {"five-minute-ease.mp3", "walk-20.mp3"}


def test_a_session_of_an_earlier_version_is_read_and_its_minutes_are_those_of_its_file(
    tmp_path: Path, catalog: dict[str, Any]
) -> None:
    """It had no passages, one word less on pain, and another option for the countdown."""
    old = catalog["sessions"][0]
    assert old["routine_ms"] < old["duration_ms"]
    for name in ("routine_ms", "introduces"):
        del old[name]
    old["options"]["countdown"] = True
    for chapter in old["chapters"]:
        if "amber" in chapter:
            chapter["stop"] = chapter.pop("amber")
    _put(tmp_path, catalog)
    first, second = read_catalog(tmp_path)
    assert (first.facts["routine"], routine_ms_of(first.facts)) == ("five-minute-ease", old["duration_ms"])
    assert first.session == old
    assert routine_ms_of(second.facts) == catalog["sessions"][1]["routine_ms"]


def test_a_session_that_is_not_there_is_named(tmp_path: Path, catalog: dict[str, Any]) -> None:
    assert read_session(tmp_path, "walk-20.mp3")["chapters"] == catalog["sessions"][1]["chapters"]
    with pytest.raises(GentleBackError, match=r"does not have walk-30\.mp3; build it again"):
        read_session(tmp_path, "walk-30.mp3")
