"""Tags, read back by third-party readers: mutagen, ffprobe, mp3val."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from audio_builder.errors import BuildError
from audio_builder.pictures.covers.cover import draw_cover
from audio_builder.session.tags import TagChapter, Tags, render
from audio_builder.session.transcript import lyrics
from tests.audio_builder.small import SMALL
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

SILENT_FRAME = bytes.fromhex("fff384c4") + bytes(188)
"""24 ms of silence: MPEG-2 layer III, 24 kHz, mono, 64 kb/s."""
PNG = b"\x89PNG"
CHAPTERS = (
    TagChapter("Welcome, and how this works", 0, 6_504),
    TagChapter("Bridge", 6_504, 18_000, b"\x89PNG a bridge"),
    TagChapter("腰 \u2013 ende", 18_000, 24_000),
)
FULL = Tags(
    title="Five easy relief stretches",
    year=2026,
    album="Gentle Back",
    artist="Gentle Back",
    track=3,
    tracks=9,
    genre="Speech",
    language="eng",
    licence="Gentle Back, CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    cover=draw_cover("Five easy relief stretches", "11 minutes", "relief-techniques"),
    lyrics=lyrics(SMALL),
    chapters=CHAPTERS,
)


def _read(tags: Tags) -> Any:
    return ID3(BytesIO(render(tags)), translate=False)


def _frames(tag: bytes) -> list[tuple[str, bytes]]:
    """The frames in the order of the file, each with its body, by the sizes that they give."""
    frames, at = [], 10
    while at < len(tag):
        size = int.from_bytes(tag[at + 4 : at + 8], "big")
        frames.append((tag[at : at + 4].decode(), tag[at + 10 : at + 10 + size]))
        at += 10 + size
    assert at == len(tag)
    return frames


def _session(tags: Tags, path: Path) -> Path:
    path.write_bytes(render(tags) + SILENT_FRAME * 1_000)
    return path


def test_whole_tag() -> None:
    tags = Tags("Día", 2026, track=1, licence="CC0", lyrics="腰", chapters=(TagChapter("A", 1, 258),))
    assert render(tags) == (
        b"ID3\3\0\0\0\0\1\x1e"
        b"TIT2\0\0\0\4\0\0\0D\xeda"
        b"TRCK\0\0\0\2\0\0\0" + b"1"
        b"TYER\0\0\0\5\0\0\0" + b"2026"
        b"TLAN\0\0\0\4\0\0\0eng"
        b"TCOP\0\0\0\x09\0\0\0" + b"2026 CC0"
        b"CTOC\0\0\0\x0a\0\0toc\0\3\1ch1\0"
        b"CHAP\0\0\0\x20\0\0ch1\0\0\0\0\1\0\0\1\2" + b"\xff" * 8 + b"TIT2\0\0\0\2\0\0\0A"
        b"USLT\0\0\0\x0c\0\0\1eng\xff\xfe\0\0\xff\xfe\x70\x81"
    )


def test_mutagen_reads_every_field() -> None:
    read = _read(FULL)
    assert read.version == (2, 3, 0)
    texts = {name: str(read[name]) for name in ("TIT2", "TALB", "TPE1", "TRCK", "TCON", "TYER", "TLAN", "TCOP")}
    assert texts == {
        "TIT2": FULL.title,
        "TALB": FULL.album,
        "TPE1": FULL.artist,
        "TRCK": "3/9",
        "TCON": "Speech",
        "TYER": "2026",
        "TLAN": "eng",
        "TCOP": "2026 Gentle Back, CC BY-SA 4.0",
    }
    assert str(read["WCOP"]) == FULL.licence_url
    assert (read["USLT::eng"].text, read["USLT::eng"].lang) == (FULL.lyrics, "eng")
    picture = read["APIC:"]
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, FULL.cover)
    assert read.unknown_frames == []


def test_mutagen_reads_the_chapters() -> None:
    read = _read(FULL)
    toc = read["CTOC:toc"]
    assert (toc.flags, toc.child_element_ids) == (3, ["ch1", "ch2", "ch3"])
    chapters = [read[f"CHAP:{name}"] for name in toc.child_element_ids]
    found = [(str(each.sub_frames["TIT2"]), each.start_time, each.end_time) for each in chapters]
    assert found == [(each.title, each.start_ms, each.end_ms) for each in CHAPTERS]
    assert all(each.start_offset == each.end_offset == 0xFFFFFFFF for each in chapters)
    assert [list(each.sub_frames) for each in chapters] == [["TIT2"], ["TIT2", "APIC:"], ["TIT2"]]
    picture = chapters[1].sub_frames["APIC:"]
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, CHAPTERS[1].picture)


def test_a_picture_stands_inside_of_its_chapter() -> None:
    body = dict(_frames(render(Tags("", 2026, chapters=(TagChapter("A", 1, 258, b"PNG"),)))))["CHAP"]
    assert body == (
        b"ch1\0\0\0\0\1\0\0\1\2" + b"\xff" * 8 + b"TIT2\0\0\0\2\0\0\0AAPIC\0\0\0\x10\0\0\0image/png\0\3\0PNG"
    )


def test_chapters_stand_in_order_of_time() -> None:
    shuffled = replace(FULL, chapters=(CHAPTERS[2], CHAPTERS[0], CHAPTERS[1]))
    assert render(shuffled) == render(FULL)
    names = [name for name, _ in _frames(render(FULL))]
    assert names[names.index("CTOC") :] == ["CTOC", "CHAP", "CHAP", "CHAP", "USLT", "APIC"]
    starts = [int.from_bytes(body[4:8], "big") for name, body in _frames(render(FULL)) if name == "CHAP"]
    assert starts == [0, 6_504, 18_000]


def test_what_is_empty_is_left_out() -> None:
    assert [name for name, _ in _frames(render(Tags("", 2026)))] == ["TYER", "TLAN"]


def test_255_chapters_and_no_more() -> None:
    many = tuple(TagChapter(f"Chapter {number}", number * 1000, number * 1000 + 1000) for number in range(256))
    assert len(_read(replace(FULL, chapters=many[:255]))["CTOC:toc"].child_element_ids) == 255
    with pytest.raises(BuildError, match=r"^the tags of 'Five .*': 256 chapters, and a tag holds 255; make fewer"):
        render(replace(FULL, chapters=many))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"language": "en"}, "language 'en' is not three letters"),
        ({"year": 0}, "year 0 is not one of four digits"),
        ({"licence_url": "https://例.jp"}, "is not plain ASCII"),
        ({"chapters": (TagChapter("Long", 0, 2**32),)}, "more than 1193 hours, which no tag can count; make it"),
    ],
)
def test_what_a_tag_cannot_hold_is_refused(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(BuildError, match=message):
        render(replace(FULL, **wrong))


def test_ffprobe_lists_the_chapters(tmp_path: Path) -> None:
    session = _session(replace(FULL, title="腰のストレッチ"), tmp_path / "session.mp3")
    shown = ["-show_chapters", "-show_format", "-show_streams"]
    command = [need("ffprobe"), "-v", "error", "-of", "json", *shown, str(session)]
    probe = subprocess.run(command, capture_output=True, check=True)
    assert probe.stderr == b""
    read = json.loads(probe.stdout)
    found = [(each["tags"]["title"], each["start_time"], each["end_time"]) for each in read["chapters"]]
    assert found == [
        ("Welcome, and how this works", "0.000000", "6.504000"),
        ("Bridge", "6.504000", "18.000000"),
        ("腰 \u2013 ende", "18.000000", "24.000000"),
    ]
    assert read["format"]["tags"]["title"] == "腰のストレッチ"
    assert read["format"]["tags"]["lyrics-eng"] == FULL.lyrics
    assert read["streams"][0]["duration"] == "24.000000"
    assert (read["streams"][1]["codec_name"], read["streams"][1]["width"]) == ("png", 600)


@pytest.mark.parametrize("cover", [FULL.cover, b"\xff\xfb\xe0\xff" * 500], ids=["cover", "bytes-like-frames"])
def test_mp3val_finds_no_fault(tmp_path: Path, cover: bytes) -> None:
    session = _session(replace(FULL, cover=cover), tmp_path / "session.mp3")
    found = subprocess.run([need("mp3val"), session], capture_output=True, check=True, text=True).stdout
    assert "WARNING" not in found
    assert "ERROR" not in found
    assert "1000 MPEG frames" in found


_LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)
_MANY_LINES = st.lists(_LINES, min_size=1).map("\n".join)


@given(title=_LINES, album=_LINES, text=_MANY_LINES, titles=st.lists(_LINES, max_size=5), cover=st.binary())
def test_any_text_comes_back(title: str, album: str, text: str, titles: list[str], cover: bytes) -> None:
    chapters = tuple(TagChapter(each, number, number + 1) for number, each in enumerate(titles))
    read = _read(Tags(title, 1999, album=album, lyrics=text, chapters=chapters, cover=PNG + cover))
    assert (read["TIT2"].text, read["TALB"].text) == ([title], [album])
    assert read["USLT::eng"].text == text
    assert read["APIC:"].data == PNG + cover
    assert [read[f"CHAP:ch{number + 1}"].sub_frames["TIT2"].text for number in range(len(titles))] == [
        [each] for each in titles
    ]


def test_what_no_tag_can_hold_is_replaced() -> None:
    read = _read(Tags("a\0b\nc", 2026, album="half \ud83d"))
    assert (read["TIT2"].text, read["TALB"].text) == (["a b c"], ["half ?"])
