"""The files of the page next to the sessions: small, complete, the same bytes from the same sessions."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

import pytest

from audio_builder.page.session_script import session_script
from audio_builder.page.shell import PageWords, index_html
from audio_builder.page.write import write_player
from audio_builder.serving.security import policy
from audio_builder.session.audio_links import link_audio
from audio_builder.session.build import remove_unused
from audio_builder.session.catalog import read_catalog, write_catalog
from content.model.loader import load
from tests.output import opened

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.session.catalog import CatalogChapter, CatalogFacts
    from tests.sessions import Sessions

CONTENT_WORDS = load().words["en"]
WORDS = PageWords("en", CONTENT_WORDS.page or {})


def test_the_script_of_a_session_has_all_of_its_cues() -> None:
    cues = [
        {"kind": "say", "start_ms": 100, "end_ms": 900, "text": "And hold.", "screen": "Hips up"},
        {"kind": "hold", "start_ms": 1000, "end_ms": 6000, "hold_ms": 5000, "screen": "Hips up", "side": "left"}
        | {"repetition": 1, "of": 3, "set": 1},
        {"kind": "chime", "start_ms": 6000, "end_ms": 6448, "tone": "release", "screen": "Hips up"},
    ]
    chapter = {
        "title": "Bridge",
        "exercise": "bridge",
        "start_ms": 0,
        "end_ms": 7000,
        "amber": "Less.",
        "cues": cues,
    }
    script, _ = session_script("bridge--hold-5", [cast("CatalogChapter", chapter)], lambda _: None)
    assert script.decode() == (
        'gentleBack("bridge--hold-5",{"chapters":['
        '{"title":"Bridge","exercise":"bridge","start":0,"end":7000,"aim":"","easier":"","avoid":"","amber":"Less.",'
        '"cues":[[0,100,800,"And hold.",0],[3,900,5000,"",1],[2,5000,448,"~release",0]]}],'
        '"wheres":[["Hips up","",0,0],["Hips up","left",1,3]]});\n'
    )


def test_what_amber_was_called_earlier_is_shown() -> None:
    chapter = {"title": "Bridge", "exercise": "bridge", "start_ms": 0, "end_ms": 7, "stop": "Lift less.", "cues": []}
    script, _ = session_script("bridge", [cast("CatalogChapter", chapter)], lambda _: None)
    assert b'"amber":"Lift less."' in script


def listed(out: Path) -> dict[str, Any]:
    page = (out / "index.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="page-data">(.*?)</script>', page, re.DOTALL)
    return cast("dict[str, Any]", json.loads(data))


def test_the_list_names_existing_files(sessions: Sessions) -> None:
    rows = listed(sessions.out)["sessions"]
    assert [row["title"] for row in rows] == [session["title"] for session in sessions]
    for row, session in zip(rows, sessions, strict=True):
        audio = (sessions.out / row["audio"]).read_bytes()
        assert (len(audio), sha256(audio).hexdigest()) == (row["bytes"], row["sha256"])
        script = (sessions.out / row["data"]).read_bytes()
        assert row["data"] == f"player/{session['routine']}.{sha256(script).hexdigest()[:8]}.js"
        assert (sessions.out / row["captions"]).is_file()
        assert row["safety"] == session["safety"]
        assert (row["ms"], row["routine_ms"]) == (session["duration_ms"], session["routine_ms"])
        assert row["introduces"] == (session["routine"] == "start-here")
        chapters = [chapter for chapter in session["chapters"] if chapter["exercise"]]
        for told, chapter in zip(row["exercises"], chapters, strict=True):
            words = CONTENT_WORDS.exercises[chapter["exercise"]]
            assert told["care"] == f"{words.avoid} {words.caution}".strip()


def test_the_first_response_is_small(sessions: Sessions) -> None:
    size = len(gzip.compress((sessions.out / "index.html").read_bytes(), 9))
    shell = [sessions.out / name for name in ("index.html", "sw.js", "manifest.webmanifest")]
    assert size <= 30_000
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in shell) <= 40_000


def test_figures_add_little_to_a_session(sessions: Sessions) -> None:
    for row in listed(sessions.out)["sessions"]:
        script = (sessions.out / row["data"]).read_text(encoding="utf-8")
        figures = json.loads(script.removeprefix(f'gentleBack("{row["name"]}",').removesuffix(");\n"))["figures"]
        zipped = len(gzip.compress(json.dumps(figures, ensure_ascii=False).encode(), 9))
        assert all(exercise["drawn"] for exercise in row["exercises"])
        assert zipped <= 3_700 * len(figures)


def test_the_worker_has_the_digests_of_the_shell(sessions: Sessions) -> None:
    first, _ = (sessions.out / "sw.js").read_text(encoding="utf-8").split("\n", 1)
    entries = json.loads(first.removeprefix("const SHELL=").removesuffix(";"))
    assert [entry["url"] for entry in entries] == ["index.html", "manifest.webmanifest", "player/icon-192.png"]
    for entry in entries:
        assert entry["revision"] == sha256((sessions.out / entry["url"]).read_bytes()).hexdigest()[:16]


def test_files_of_removed_sessions_are_removed(tmp_path: Path, sessions: Sessions) -> None:
    for name in ("walk-20.mp3", "five-minute-ease.mp3"):
        (tmp_path / name).write_bytes((sessions.out / name).read_bytes())
    chosen = [entry for entry in read_catalog(sessions.out) if (tmp_path / entry.facts["file"]).exists()]
    (tmp_path / "mine.1a2b3c4d.js").write_text("mine")
    for few in (chosen, chosen[:1]):
        with opened(tmp_path) as out:
            link_audio(out, {entry.facts["file"]: entry.facts["sha256"] for entry in few})
            write_player(out, few, WORDS)
            remove_unused(out, has_feed=False)
        names = [row["name"] for row in listed(tmp_path)["sessions"]]
        assert len(names) == len(few)
        assert sorted(path.name.split(".")[0] for path in (tmp_path / "player").glob("*.js")) == names
        assert sorted(path.name.split(".")[0] for path in (tmp_path / "audio").iterdir()) == names
    assert (tmp_path / "mine.1a2b3c4d.js").exists()


def test_a_session_without_facts_that_the_page_needs_is_omitted(tmp_path: Path, sessions: Sessions) -> None:
    entry = next(entry for entry in read_catalog(sessions.out) if entry.facts["routine"] == "five-minute-ease")
    facts: dict[str, Any] = {**entry.facts}
    del facts["needs"]
    with opened(tmp_path) as out:
        write_catalog(out, [replace(entry, facts=cast("CatalogFacts", facts))])
    assert list(read_catalog(tmp_path)) == []


@pytest.mark.parametrize("damage", ['"cues":[', '"start_ms":', '"captions":'])
def test_a_damaged_session_is_omitted(tmp_path: Path, sessions: Sessions, damage: str) -> None:
    wanted = ("five-minute-ease.mp3", "lower-back-pain.mp3")
    both = [entry for entry in read_catalog(sessions.out) if entry.facts["file"] in wanted]
    with opened(tmp_path) as out:
        write_catalog(out, both)
    good, mark, bad = (tmp_path / "catalog.json").read_text(encoding="utf-8").partition('{"file":"lower-back-pain')
    bad = bad.replace(damage, damage.replace('"', '"x', 1) + "7", 1)
    (tmp_path / "catalog.json").write_text(good + mark + bad, encoding="utf-8")
    assert [entry.facts["file"] for entry in read_catalog(tmp_path)] == ["five-minute-ease.mp3"]


def test_content_cannot_break_out_of_the_page() -> None:
    rows = [{"title": "</script><script>alert(1)</script>", "audio": 'a"b<c.mp3'}]
    page = index_html(PageWords("en", {**WORDS.lines, "motto": '"><b>'}), rows).decode()
    assert "<script>alert" not in page
    assert '"><b>' not in page
    assert "&lt;/script&gt;" in page


def test_the_policy_allows_only_what_is_in_the_page(sessions: Sessions) -> None:
    page = (sessions.out / "index.html").read_text(encoding="utf-8")
    rules = dict(part.split(" ", 1) for part in policy(page).split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}='", rules["script-src"])
    assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}='", rules["style-src"])
    assert "unsafe" not in policy(page)


@pytest.mark.parametrize("place", ["style=", "onclick=", "onload="])
def test_the_page_has_nothing_inline_that_the_policy_would_refuse(sessions: Sessions, place: str) -> None:
    page = (sessions.out / "index.html").read_text(encoding="utf-8")
    assert f" {place}" not in re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
