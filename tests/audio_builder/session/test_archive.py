"""The archive of a real build: in order, with names that any disk takes, the same bytes every time."""

from __future__ import annotations

import shutil
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest

from audio_builder.errors import BuildError
from audio_builder.session.archive import disk_name, write_archive
from audio_builder.session.catalog import read_catalog
from audio_builder.session.playlist import ARCHIVE
from content.files import WriteError
from content.model.loader import load
from tests.command import gentleback
from tests.output import opened

if TYPE_CHECKING:
    from audio_builder.session.catalog import CatalogSession

CONTENT = load(None)
WORDS = ("build", "walk-20", "five-minute-ease", "--voice", "silent", "--clips", "clips", "--zip")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zip")
    done = gentleback(*WORDS, cwd=folder)
    assert done.returncode == 0, done.stderr
    archive = folder / "out" / ARCHIVE
    size = f"{archive.stat().st_size / 1e6:.1f} MB"
    assert f"all of it for a phone or a car stick: {Path('out') / ARCHIVE}, {size}\n" in done.stderr
    return folder


@pytest.fixture(scope="module")
def sessions(folder: Path) -> list[CatalogSession]:
    return [entry.session for entry in read_catalog(folder / "out")]


def test_everything_is_in_it_in_order(folder: Path, sessions: list[CatalogSession]) -> None:
    out = folder / "out"
    ease_s, walk_s = (round(session["duration_ms"] / 1_000) for session in sessions)
    with ZipFile(out / ARCHIVE) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "Gentle Back/01 Five minute ease.mp3",
            "Gentle Back/02 Twenty minute walk.mp3",
            "Gentle Back/Gentle Back.m3u8",
            "Gentle Back/transcripts/01 Five minute ease.txt",
            "Gentle Back/sheets/01 Five minute ease.html",
            "Gentle Back/covers/01 Five minute ease.png",
            "Gentle Back/transcripts/02 Twenty minute walk.txt",
            "Gentle Back/sheets/02 Twenty minute walk.html",
            "Gentle Back/covers/02 Twenty minute walk.png",
        ]
        assert archive.read("Gentle Back/02 Twenty minute walk.mp3") == (out / "walk-20.mp3").read_bytes()
        assert (
            archive.read("Gentle Back/sheets/02 Twenty minute walk.html") == (out / "sheets/walk-20.html").read_bytes()
        )
        playlist = archive.read("Gentle Back/Gentle Back.m3u8").decode().splitlines()
        assert playlist[2:] == [
            f"#EXTINF:{ease_s},Five minute ease",
            "01 Five minute ease.mp3",
            f"#EXTINF:{walk_s},Twenty minute walk",
            "02 Twenty minute walk.mp3",
        ]
        for info in archive.infolist():
            assert (info.compress_type, info.date_time) == (ZIP_STORED, (2026, 1, 1, 0, 0, 0))
            assert info.flag_bits & 0x08 == 0  # sizes come first, as readers of streams need them


@pytest.mark.slow
def test_an_archive_that_is_right_is_not_touched_and_a_damaged_one_is_refused(folder: Path) -> None:
    archive = folder / "out" / ARCHIVE
    before, whole = archive.stat().st_mtime_ns, archive.read_bytes()
    assert gentleback(*WORDS, cwd=folder).returncode == 0
    assert archive.stat().st_mtime_ns == before
    archive.write_bytes(whole[:-1] + b"x")
    refused = gentleback(*WORDS, cwd=folder)
    assert refused.returncode == 2
    assert refused.stderr.endswith("was changed since; move it away, or choose another folder\n")
    archive.unlink()
    assert gentleback(*WORDS, cwd=folder).returncode == 0
    assert archive.read_bytes() == whole
    assert [path.name for path in archive.parent.iterdir() if path.name.startswith(".")] == [".gentle-back"]


def test_other_places_and_times_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / ARCHIVE).unlink()
    sessions = [entry.session for entry in read_catalog(tmp_path / "out")]
    with opened(tmp_path / "out") as out:
        write_archive(out, sessions, CONTENT, tmp_path / "other store")
    assert (tmp_path / "out" / ARCHIVE).read_bytes() == (folder / "out" / ARCHIVE).read_bytes()


def test_memory_does_not_grow_with_it(folder: Path, sessions: list[CatalogSession], tmp_path: Path) -> None:
    shutil.copytree(folder / "out", tmp_path / "out", ignore=shutil.ignore_patterns("*.zip"))
    with opened(tmp_path / "out") as out:
        write_archive(out, sessions, CONTENT, folder / "clips")  # all that is loaded once
        with (tmp_path / "out" / "walk-20.mp3").open("r+b") as long:
            long.truncate(100_000_000)
        tracemalloc.start()
        written = write_archive(out, sessions, CONTENT, folder / "clips")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert written.bytes > 100_000_000
    assert peak < 3_000_000


def test_of_several_formats_one_goes_in_and_variants_follow(
    folder: Path, sessions: list[CatalogSession], tmp_path: Path
) -> None:
    shutil.copytree(folder / "out", tmp_path / "out", ignore=shutil.ignore_patterns("*.zip"))
    ease = next(each for each in sessions if each["routine"] == "five-minute-ease")
    more: list[CatalogSession] = [
        {**ease, "file": "five-minute-ease.m4b"},
        {**ease, "file": "five-minute-ease--hold-9.opus", "title": 'Five: "minute" ease (hold 9)'},
        {**ease, "file": "mine.mp3", "routine": "mine", "title": "M\u0308ine.", "language": "xx"},
    ]
    for each in more:
        (tmp_path / "out" / each["file"]).write_bytes(b"sound")
    with opened(tmp_path / "out") as out:
        write_archive(out, [*more, *sessions], CONTENT, folder / "clips")
    with ZipFile(tmp_path / "out" / ARCHIVE) as archive:
        names = [name.removeprefix("Gentle Back/") for name in archive.namelist()]
    assert names[:4] == [
        "01 Five minute ease.mp3",
        "02 Five minute ease (hold 9).opus",
        "03 Twenty minute walk.mp3",
        "04 M\u0308ine.mp3",
    ]
    assert [name for name in names if "04" in name] == ["04 M\u0308ine.mp3", "transcripts/04 M\u0308ine.txt"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Steady back (hold 8, countdown none)", "Steady back (hold 8, countdown none)"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        (" ..  ends in dots ... ", "ends in dots"),
        ("../../etc/passwd", "etc passwd"),
        ("line\nend\ttab\x00", "line end tab"),
        ("e\u0301tirement", "\u00e9tirement"),
        ("\u8170", "\u8170"),
        ("???", "Gentle Back"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_is_a_name_that_any_disk_takes(title: str, name: str) -> None:
    assert disk_name(title) == name


def test_nothing_to_pack_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"there are no sessions in .* to pack"), opened(tmp_path) as out:
        write_archive(out, [], CONTENT, tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_an_archive_that_cannot_be_written_leaves_the_old_one(
    folder: Path, sessions: list[CatalogSession], tmp_path: Path
) -> None:
    shutil.copytree(folder / "out", tmp_path / "out")
    (tmp_path / "out" / "walk-20.txt").unlink()
    with pytest.raises(WriteError, match=r"cannot write .*gentle-back\.zip"), opened(tmp_path / "out") as out:
        write_archive(out, sessions, CONTENT, folder / "clips")
    assert (tmp_path / "out" / ARCHIVE).read_bytes() == (folder / "out" / ARCHIVE).read_bytes()
