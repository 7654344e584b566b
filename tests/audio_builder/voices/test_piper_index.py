"""Piper's index of voices, and their cards, from servers that are damaged or hostile: what is malformed is left out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from audio_builder.errors import VoiceError
from audio_builder.voices.piper import LONGEST_LICENCE, is_name, licence_in
from audio_builder.voices.piper.index import MOST_FILE_BYTES, MOST_INDEX_BYTES, MOST_VOICES, offer, read_index
from tests.audio_builder.voices.piper_server import FOLDER
from tests.audio_builder.voices.tiny_piper import CARD, NAME
from tests.audio_builder.voices.voices_program import added, voices

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.audio_builder.voices.piper_server import PiperServer

MODEL = f"{FOLDER}/{NAME}.onnx"


@pytest.mark.parametrize(
    "index",
    [
        b"[" * 500_000,
        b'{"a":' * 500_000,
        b"[" * 500_000 + b"]" * 500_000,
        b"9" * 100_000,
        b"{" + b" " * 1_000_000,
        b"\xff\xfe\x00\xd8",
        b"\0" * 1_000,
        b"null",
        b'"index"',
        json.dumps({f"v{number}": {} for number in range(MOST_VOICES + 1)}).encode(),
    ],
    ids=range(10),
)
def test_what_is_no_index_is_one_line(server: PiperServer, index: bytes) -> None:
    server.files["voices.json"] = index
    with pytest.raises(VoiceError) as caught:
        read_index(server.url)
    assert str(caught.value) == f"{server.url}/voices.json is not an index of Piper's voices"


def test_an_index_has_a_largest_size(server: PiperServer) -> None:
    server.files["voices.json"] += b" " * MOST_INDEX_BYTES
    with pytest.raises(VoiceError, match=r"/voices.json is longer than the 8,000,000 bytes that it may have$"):
        read_index(server.url)


CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "no files": lambda entry: entry.pop("files"),
    "files in a list": lambda entry: entry.update(files=list(entry["files"])),
    "no model": lambda entry: entry["files"].pop(MODEL),
    "no settings": lambda entry: entry["files"].pop(f"{MODEL}.json"),
    "no size": lambda entry: entry["files"][MODEL].pop("size_bytes"),
    "a text for a size": lambda entry: entry["files"][MODEL].update(size_bytes="100"),
    "a fraction": lambda entry: entry["files"][MODEL].update(size_bytes=100.5),
    "infinity": lambda entry: entry["files"][MODEL].update(size_bytes=float("inf")),
    "true": lambda entry: entry["files"][MODEL].update(size_bytes=True),
    "zero": lambda entry: entry["files"][MODEL].update(size_bytes=0),
    "negative": lambda entry: entry["files"][MODEL].update(size_bytes=-1),
    "huge": lambda entry: entry["files"][MODEL].update(size_bytes=MOST_FILE_BYTES + 1),
    "no hash": lambda entry: entry["files"][MODEL].update(md5_digest=None),
    "a short hash": lambda entry: entry["files"][MODEL].update(md5_digest="0" * 31),
    "no hexadecimal": lambda entry: entry["files"][MODEL].update(md5_digest="g" * 32),
    "a hash and a line": lambda entry: entry["files"][MODEL].update(md5_digest="0" * 32 + "\n"),
    "no language": lambda entry: entry.pop("language"),
    "a language in a list": lambda entry: entry.update(language=["en"]),
    "control characters in the language": lambda entry: entry["language"].update(code="en\x1b[2J"),
    "a lone surrogate in the quality": lambda entry: entry.update(quality="\ud800"),
    "a long quality": lambda entry: entry.update(quality="x" * 1_000),
    "a number for a quality": lambda entry: entry.update(quality=1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_malformed_entry_is_left_out(server: PiperServer, change: Callable[[dict[str, Any]], object]) -> None:
    entry = server.entry()
    change(entry)
    good = json.loads(json.dumps(server.entry()).replace(NAME, "en_US-good-low"))
    server.files["voices.json"] = json.dumps({NAME: entry, "en_US-good-low": good}).encode()
    assert list(read_index(server.url)) == ["en_US-good-low"]


@pytest.mark.parametrize("folder", ["/etc", "..", "a/../../b", "a/..", "//evil.example", "x" * 300, "\ud800"])
def test_a_file_outside_the_mirror_is_left_out(server: PiperServer, folder: str) -> None:
    moved = json.loads(json.dumps(server.entry()).replace(FOLDER, json.dumps(folder)[1:-1]))
    server.files["voices.json"] = json.dumps({NAME: moved}).encode()
    with pytest.raises(VoiceError, match=r"is not an index of Piper's voices$"):
        read_index(server.url)


@pytest.mark.parametrize("folder", ["a b", "a?b#c", "http:", "\x1b\n", "tugão", "..."])
def test_any_other_path_is_quoted(server: PiperServer, folder: str) -> None:
    moved = json.loads(json.dumps(server.entry()).replace(FOLDER, json.dumps(folder)[1:-1]))
    server.files["voices.json"] = json.dumps({NAME: moved}).encode()
    url = read_index(server.url)[NAME].model.url
    assert url.startswith(f"{server.url}/")
    assert url.isascii()
    assert url.isprintable()
    assert not set(url.removeprefix(server.url)) & set(" ?#\\")


@pytest.mark.parametrize(
    "name", ["en_US-a-low\x1b", "en_US-a-low\n", "en_US-../a-low", "en_US-\ud800-low", "e_U-a-" + "x" * 95]
)
def test_a_name_is_a_name(server: PiperServer, name: str) -> None:
    assert not is_name(name)
    server.files["voices.json"] = json.dumps({name: server.entry(), NAME: server.entry()}).encode()
    assert list(read_index(server.url)) == [NAME]


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        (CARD, "Public domain"),
        ("* License: MIT\n* URL: https://example.org/a b", "MIT (https://example.org/a)"),
        ("**Licence**: CC-BY 4.0 \r\n", "CC-BY 4.0"),
        ("License: [CC0](https://example.org)\nURL: ftp://example.org", "CC0](https://example.org)"),
        ("license:\nLicense: later", "later"),
        ("Licensed: no\nThe license: no", ""),
        ("https://example.org\nURL: https://example.org", ""),
        ("License: https://example.org\nURL: https://example.org", "https://example.org"),
        (f"License: {'x' * 9_000}", "x" * LONGEST_LICENCE),
        ("", ""),
    ],
    ids=range(10),
)
def test_the_licence_in_a_card(card: str, licence: str) -> None:
    assert licence_in(card) == licence


@pytest.mark.parametrize("mark", [" ", "\n", "*", "*\n", "License", "License:", ":", "\t:", "License:\n "])
def test_a_card_of_any_length_is_read_in_no_time(mark: str) -> None:
    """A pattern that looked for it took hours for a few megabytes of spaces."""
    assert licence_in(mark * (6_000_000 // len(mark)) + "x")[:7] in ("", "License")


def test_a_card_has_a_largest_size(server: PiperServer) -> None:
    index = read_index(server.url)
    server.files[f"{FOLDER}/MODEL_CARD"] = b"License: MIT\n" * 10_000
    with pytest.raises(VoiceError, match=r"/MODEL_CARD is longer than the 100,000 bytes that it may have$"):
        offer(index[NAME])


HOSTILE = "\x1b]0;title\x07\x9b2J\u202egnp."
SHOWN = r"\x1b]0;title\x07\x9b2J\u202egnp."


def printed(done: subprocess.CompletedProcess[str]) -> str:
    """What a command printed, which no terminal takes for a command."""
    assert all(each.isprintable() or each == "\n" for each in done.stdout + done.stderr)
    return done.stdout + done.stderr


@pytest.mark.usefixtures("engines")
def test_no_control_character_of_a_licence_reaches_a_terminal(tmp_path: Path, server: PiperServer) -> None:
    server.files[f"{FOLDER}/MODEL_CARD"] = f"License: MIT{HOSTILE}".encode()
    assert f"piper:{NAME}: 0 MB, licence: MIT{SHOWN}\n" in printed(
        voices("add", NAME, "--from", server.url, cwd=tmp_path)
    )


@pytest.mark.slow
@pytest.mark.usefixtures("engines")
def test_no_control_character_of_an_added_voice_reaches_a_terminal(tmp_path: Path, server: PiperServer) -> None:
    server.files[f"{FOLDER}/MODEL_CARD"] = f"License: MIT{HOSTILE}".encode()
    settings = server.files[f"{MODEL}.json"]
    server.files[f"{MODEL}.json"] = settings.replace(b'"low"', json.dumps(f"low{HOSTILE}").encode())
    server.files["voices.json"] = json.dumps({NAME: server.entry()}).encode()
    added(server, tmp_path)
    assert re.search(rf"  low{re.escape(SHOWN)}  +MIT{re.escape(SHOWN)}  yes\n", printed(voices(cwd=tmp_path)))
    rows = json.loads(printed(voices("--json", cwd=tmp_path)))
    row = next(row for row in rows if row["voice"] == f"piper:{NAME}")
    assert (row["quality"], row["licence"]) == (f"low{HOSTILE}", f"MIT{HOSTILE}")


@pytest.mark.usefixtures("engines")
def test_no_control_character_of_a_refusal_reaches_a_terminal(tmp_path: Path, server: PiperServer) -> None:
    server.reason = HOSTILE.encode("ascii", "ignore").decode()
    assert r": 404 \x1b]0;title\x072Jgnp.; check the network" in printed(added(server, tmp_path))
