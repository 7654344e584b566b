"""Audio under the path of its content: one file on disk, and never other audio under the same path."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from audio_builder.session.audio_links import FOLDER, address_of, is_intact, link_audio
from content.files import WriteError
from content.output import ForeignFileError
from tests.output import opened

if TYPE_CHECKING:
    from pathlib import Path


def put(out: Path, file: str, content: bytes) -> dict[str, str]:
    (out / f"{file}.new").write_bytes(content)
    (out / f"{file}.new").replace(out / file)
    return {file: sha256(content).hexdigest()}


def test_an_address_is_the_name_with_eight_digits() -> None:
    digest = "0123456789abcdef" * 4
    assert address_of("bridge--hold-8.mp3", digest) == "audio/bridge--hold-8.01234567.mp3"
    assert address_of("walk.m4b", digest) == "audio/walk.01234567.m4b"


def test_it_is_the_same_file_and_is_left_alone(tmp_path: Path) -> None:
    digests = put(tmp_path, "a.mp3", b"one")
    for _ in range(2):
        with opened(tmp_path) as out:
            link_audio(out, digests)
        (address,) = (tmp_path / "audio").iterdir()
        assert address.samefile(tmp_path / "a.mp3")


def test_other_audio_gets_another_address_and_the_old_one_goes(tmp_path: Path) -> None:
    with opened(tmp_path) as out:
        link_audio(out, put(tmp_path, "a.mp3", b"one"))
    mine = {"notes.txt", "interview.0123abcd.mp3"}
    for name in mine:
        (tmp_path / "audio" / name).write_text("mine")
    digests = put(tmp_path, "a.mp3", b"two") | put(tmp_path, "b.m4b", b"one")
    with opened(tmp_path) as out:
        link_audio(out, digests)
        out.remove_others(FOLDER)
    names = {address_of(file, digest).partition("/")[2] for file, digest in digests.items()}
    assert {path.name for path in (tmp_path / "audio").iterdir()} == names | mine
    assert (tmp_path / address_of("a.mp3", digests["a.mp3"])).read_bytes() == b"two"


def test_where_no_links_can_be_made_it_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refused)
    digests = put(tmp_path, "a.mp3", b"one")
    for _ in range(2):
        with opened(tmp_path) as out:
            link_audio(out, digests)
        (address,) = (tmp_path / "audio").iterdir()
        assert address.read_bytes() == b"one"
        assert not address.samefile(tmp_path / "a.mp3")


def test_an_address_is_never_given_to_other_bytes(tmp_path: Path) -> None:
    digests = put(tmp_path, "a.mp3", b"one")
    put(tmp_path, "a.mp3", b"two")
    with pytest.raises(ForeignFileError), opened(tmp_path) as out:
        link_audio(out, digests)
    assert not (tmp_path / "audio").exists() or [*(tmp_path / "audio").iterdir()] == []


def test_a_file_that_was_changed_in_place_loses_its_address(tmp_path: Path) -> None:
    (file, digest), *_ = put(tmp_path, "a.mp3", b"one").items()
    with opened(tmp_path) as out:
        link_audio(out, {file: digest})
        assert is_intact(out, file, digest)
        (tmp_path / file).write_bytes(b"my own tags")
        assert not is_intact(out, file, digest)
    assert (tmp_path / file).read_bytes() == b"my own tags"
    assert [*(tmp_path / "audio").iterdir()] == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    digests = put(tmp_path, "a.mp3", b"one")
    (tmp_path / "audio").write_text("in the way")
    with pytest.raises(WriteError, match="there is a file where its folder should be"), opened(tmp_path) as out:
        link_audio(out, digests)
