"""The files of a voice, and their parts: of the right length and hash, and never through a link or into a device."""

from __future__ import annotations

import os
from hashlib import md5
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import VoiceError
from audio_builder.voices.download import RemoteFile, fetch
from audio_builder.voices.fetching import Patience
from content.errors import GentleBackError
from content.files import WriteError
from tests.audio_builder.voices.scripted_server import Script, ScriptedServer, always, answer, dripping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.audio_builder.voices.scripted_server import Asked, Send

WHOLE = bytes(range(256)) * 4
DIGEST = md5(WHOLE).hexdigest()  # noqa: S324 - as Piper's index has it
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n"


def fetched(script: Script, file: Path, patience: Patience = Patience()) -> ScriptedServer:  # noqa: B008 - frozen
    with ScriptedServer(script) as server:
        fetch(RemoteFile(f"{server.url}/a", len(WHOLE), DIGEST), file, lambda *_: None, patience)
    return server


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def fault(script: Script, file: Path) -> str:
    with pytest.raises(GentleBackError) as caught:
        fetched(script, file)
    return str(caught.value)


def whole_or_rest(asked: Asked, send: Send, _over: object) -> None:
    send(answer(WHOLE[asked.begin :], "206 Partial Content" if asked.begin else "200 OK"))


def test_a_file_is_fetched(tmp_path: Path) -> None:
    fetched(whole_or_rest, tmp_path / "voices" / "a")
    assert (tmp_path / "voices" / "a").read_bytes() == WHOLE
    assert names(tmp_path / "voices") == ["a"]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (WHOLE + b"x", "is longer than the 1,024 bytes that it may have"),
        (WHOLE[:1_000], "was cut off after 1000 of 1024 bytes; try again to continue from there"),
        (b"", "was cut off after 0 of 1024 bytes; try again to continue from there"),
        (WHOLE[::-1], "does not have the hash that the index of voices gives; try again later"),
    ],
)
def test_a_file_of_another_length_or_hash_is_not_kept(tmp_path: Path, body: bytes, complaint: str) -> None:
    assert fault(always(answer(body)), tmp_path / "a").endswith(f"/a {complaint}")
    assert not (tmp_path / "a").exists()


def test_what_came_from_a_server_that_drips_is_kept(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"it is too slow, \d+ bytes in \d+ seconds; .*; what has arrived is kept$"):
        fetched(dripping(HEAD + WHOLE[:500], b""), tmp_path / "a", Patience(base_s=0.5))
    there = (tmp_path / "a.part").read_bytes()
    assert WHOLE.startswith(there)
    assert fetched(whole_or_rest, tmp_path / "a").asked[0].begin == len(there)
    assert (tmp_path / "a").read_bytes() == WHOLE


def make_symlink(part: Path, other: Path) -> None:
    part.symlink_to(other)


def make_hard_link(part: Path, other: Path) -> None:
    part.hardlink_to(other)


def make_dangling_symlink(part: Path, _other: Path) -> None:
    part.symlink_to(part.with_name("nowhere"))


def make_pipe(part: Path, _other: Path) -> None:
    os.mkfifo(part)


def make_folder(part: Path, _other: Path) -> None:
    part.mkdir()


def make_device(part: Path, _other: Path) -> None:
    part.symlink_to("/dev/zero")


PARTS: dict[Callable[[Path, Path], None], str] = {
    make_symlink: "not a regular file",
    make_hard_link: "a hard link",
    make_dangling_symlink: "not a regular file",
    make_pipe: "not a regular file",
    make_device: "not a regular file",
    make_folder: "not a regular file",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links and pipes of POSIX")
@pytest.mark.parametrize("make", PARTS)
def test_a_part_that_is_no_file_of_ours_is_left_alone(tmp_path: Path, make: Callable[[Path, Path], None]) -> None:
    other, part = tmp_path / "other", tmp_path / "voices" / "a.part"
    other.write_bytes(b"somebody's")
    part.parent.mkdir()
    make(part, other)
    before = part.lstat()
    complaint = f"cannot write {part}: it is {PARTS[make]}; move it away"
    assert fault(whole_or_rest, tmp_path / "voices" / "a") == complaint
    assert other.read_bytes() == b"somebody's"
    assert names(tmp_path) == ["other", "voices"]
    assert names(tmp_path / "voices") == ["a.part"]
    assert part.lstat() == before


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a" / "inner").mkdir(parents=True)
    advice = "a folder has that name; move it away, or choose another folder"
    assert fault(whole_or_rest, tmp_path / "a") == f"cannot write {tmp_path / 'a'}: {advice}"
    assert (tmp_path / "a" / "inner").is_dir()


def test_a_file_takes_the_place_of_a_link_and_not_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"somebody's")
    (tmp_path / "a").symlink_to(tmp_path / "other")
    fetched(whole_or_rest, tmp_path / "a")
    assert (tmp_path / "other").read_bytes() == b"somebody's"
    assert not (tmp_path / "a").is_symlink()
    assert (tmp_path / "a").read_bytes() == WHOLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_is_not_the_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert not RemoteFile("", 0, DIGEST).is_in(tmp_path / "a")
    fetched(whole_or_rest, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == WHOLE


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "voices").write_text("")
    with pytest.raises(WriteError, match="there is a file where its folder should be"):
        fetched(whole_or_rest, tmp_path / "voices" / "a")
