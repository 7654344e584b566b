"""The files of every session, read by third-party programs and parsers."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import webvtt
from mutagen.mp3 import MP3

from audio_builder.session.catalog import read_catalog
from content.model.loader import load
from tests.sessions import Sessions, cues
from tests.tools import need

CONTENT = load()
ROUTINES = sorted(CONTENT.routines)


@pytest.fixture(params=ROUTINES)
def routine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_catalog_has_size_and_checksum(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    data = (sessions.out / session["file"]).read_bytes()
    assert (session["bytes"], session["sha256"]) == (len(data), sha256(data).hexdigest())
    assert session["licence"] == "CC-BY-SA-4.0"
    assert session["voice"] == "natural"


def test_the_opening_says_the_minutes_of_the_lists(sessions: Sessions, routine: str) -> None:
    """Those of the true sound, without getting down and coming up."""
    session = sessions.named(routine)
    passages = ("Getting down", "Coming up")
    spans_ms = [each["end_ms"] - each["start_ms"] for each in session["chapters"] if each["title"] in passages]
    assert session["routine_ms"] == session["duration_ms"] - sum(spans_ms)
    assert len(spans_ms) == (2 if CONTENT.routines[routine].is_floor else 0)
    count = CONTENT.words["en"].grammar.count
    said = f"bout {count(round(session['routine_ms'] / 60_000), 'minute')}"
    if spans_ms:
        said += f", and {count(round(sum(spans_ms) / 60_000), 'minute')} to get down and up"
    assert any(f"{said}." in cue.get("text", "") for cue in session["chapters"][0]["cues"])


def test_a_session_nested_too_deeply_is_left_out(sessions: Sessions, tmp_path: Path) -> None:
    head, *rest = (sessions.out / "catalog.json").read_bytes().splitlines(keepends=True)
    deep = b'{"file":' + b"[" * 200_000 + b',"chapters":[\n]},\n'
    (tmp_path / "catalog.json").write_bytes(head + deep + b"".join(rest))
    assert [entry.facts["file"] for entry in read_catalog(tmp_path)] == [f"{name}.mp3" for name in ROUTINES]


def test_chapters_follow_each_other_and_rows_are_in_order(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    chapters = session["chapters"]
    assert chapters[0]["start_ms"] == 0
    assert chapters[-1]["end_ms"] == session["duration_ms"]
    assert all(one["end_ms"] == other["start_ms"] for one, other in pairwise(chapters))
    for chapter in chapters:
        starts = [cue["start_ms"] for cue in chapter["cues"]]
        assert starts == sorted(starts)
        assert all(chapter["start_ms"] <= cue["start_ms"] < chapter["end_ms"] for cue in chapter["cues"])


def test_every_repetition_says_which_it_is(sessions: Sessions, routine: str) -> None:
    for chapter in sessions.named(routine)["chapters"]:
        for cue in chapter["cues"]:
            assert cue["screen"]
            if cue["kind"] in ("hold", "count"):
                assert cue["exercise"] == chapter["exercise"]
                assert 1 <= cue["repetition"] <= cue["of"]
                assert cue["set"] >= 1
                sided = CONTENT.exercises[cue["exercise"]].side != "none"
                assert cue.get("side", "") in (("left", "right") if sided else ("",))


def test_the_tag_has_title_cover_chapters_and_licence(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    file: Any = MP3(sessions.out / session["file"])
    tag = file.tags
    assert tag.version == (2, 3, 0)
    texts = {name: str(tag[name]) for name in ("TIT2", "TALB", "TPE1", "TCON", "TLAN", "TRCK")}
    number = f"{ROUTINES.index(routine) + 1}/{len(ROUTINES)}"
    expected = (session["title"], "Gentle Back", "Gentle Back", "Speech", "eng", number)
    assert texts == dict(zip(texts, expected, strict=True))
    assert str(tag["TCOP"]) == "2026 Gentle Back, CC-BY-SA-4.0"
    assert tag["WCOP"].url == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert tag.getall("APIC")[0].data.startswith(b"\x89PNG")
    marks = [
        (chapter.sub_frames["TIT2"].text[0], chapter.start_time, chapter.end_time) for chapter in tag.getall("CHAP")
    ]
    listed = [(chapter["title"], chapter["start_ms"], chapter["end_ms"]) for chapter in session["chapters"]]
    assert sorted(marks, key=lambda mark: mark[1]) == listed
    assert tag.getall("USLT")[0].text.count("\n") == sum("text" in cue for cue in cues(session)) - 1
    assert abs(file.info.length * 1_000 - session["duration_ms"]) < 1


def test_covers_differ(sessions: Sessions) -> None:
    files: list[Any] = [MP3(sessions.out / session["file"]) for session in sessions]
    pictures = {file.tags.getall("APIC")[0].data for file in files}
    assert len(pictures) == len(ROUTINES)


def test_captions_are_what_is_said(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    captions: Any = webvtt.read(str(sessions.out / session["captions"]))
    said = [(cue["start_ms"], cue["text"]) for cue in cues(session) if "text" in cue]
    assert [(_time_ms(each.start), each.text.replace("\n", " ")) for each in captions] == said


def _time_ms(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds) * 1_000)


def test_the_transcript_has_every_word(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    lines = (sessions.out / session["transcript"]).read_text(encoding="utf-8").splitlines()
    assert lines[0] == session["title"]
    spoken = [line[5:].strip() for line in lines if line[:1].isdigit() and "[" not in line]
    assert spoken == [cue["text"] for cue in cues(session) if "text" in cue]


def test_the_playlist_names_every_session_in_order(sessions: Sessions) -> None:
    lines = (sessions.out / "sessions.m3u8").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#EXTM3U"
    assert [line for line in lines if not line.startswith("#")] == [session["file"] for session in sessions]


def test_ffprobe_shows_the_chapters(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    command = [need("ffprobe"), "-v", "error", "-show_chapters", "-of", "json", str(sessions.out / session["file"])]
    chapters = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["chapters"]
    assert [(each["tags"]["title"], round(float(each["start_time"]) * 1_000)) for each in chapters] == [
        (chapter["title"], chapter["start_ms"]) for chapter in session["chapters"]
    ]


def test_mp3val_finds_no_fault(sessions: Sessions, routine: str) -> None:
    command = [need("mp3val"), str(sessions.out / sessions.named(routine)["file"])]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in output
    assert "INFO" in output


def test_every_frame_is_whole_and_of_one_kind(sessions: Sessions, routine: str) -> None:
    session = sessions.named(routine)
    data = (sessions.out / session["file"]).read_bytes()
    frames = data[len(data) - session["duration_ms"] // 24 * 192 :]
    assert {frames[at : at + 4] for at in range(0, len(frames), 192)} == {bytes.fromhex("fff384c4")}
    assert data[:3] == b"ID3"
    assert b"Xing" not in frames
    assert b"Info" not in frames
    assert data[-128:-125] != b"TAG"
