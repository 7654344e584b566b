"""``gentleback build`` and ``clips`` as a person uses them: good input and bad, again, in haste, and interrupted."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from audio_builder.cli.build import build
from audio_builder.pictures.figures import NoRendererError
from tests.audio_builder.third_party_voice import VOICE, install_voice
from tests.command import gentleback, without_progress
from tests.tools import PATIENCE_S, wait_until


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def store(tmp_path: Path) -> tuple[str, str]:
    return ("--clips", str(tmp_path / "clips"))


def test_it_says_what_it_made(tmp_path: Path, store: tuple[str, str]) -> None:
    done = gentleback("build", "five-minute-ease", "--voice", "silent", *store, cwd=tmp_path)
    many = len(list((tmp_path / "clips").rglob("*.clip")))
    assert done.returncode == 0
    said = "\n".join(without_progress(done.stderr))
    assert re.sub(r"making \d+ clips? with the voice 'silent'\n?", "", said) == ""
    assert sum(map(int, re.findall(r"making (\d+)", said))) == many  # one more where the opening says other minutes
    first, minutes, last, way = done.stdout.splitlines()
    assert way == f"to listen, open {Path('out', 'index.html')}"
    assert first.split(maxsplit=1)[1] == "five-minute-ease.mp3  Five minute ease"
    session = json.loads((tmp_path / "out" / "catalog.json").read_text())["sessions"][0]
    passage_ms = session["duration_ms"] - session["routine_ms"]
    told = f"{round(session['routine_ms'] / 60_000)} min + {round(passage_ms / 60_000)} to get down and up"
    assert minutes == f"         {told}"
    assert last.startswith("1 session, ")
    assert f"{many} clips made, 0 reused" in last
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".gentle-back",
        "audio",
        "catalog.json",
        "five-minute-ease.mp3",
        "five-minute-ease.txt",
        "five-minute-ease.vtt",
        "index.html",
        "manifest.webmanifest",
        "player",
        "sessions.m3u8",
        "sheets",
        "sw.js",
    ]


def test_a_second_run_makes_no_clip_and_rewrites_no_file(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "lower-back-pain", "walk-20", "--voice", "silent", "--json", *store)
    gentleback(*words, cwd=tmp_path)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}
    report = json.loads(gentleback(*words, cwd=tmp_path).stdout)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files} == before
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == files
    assert report["clips_made"] == 0
    assert [session["changed"] for session in report["sessions"]] == [False, False]


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["silent", "espeak", "natural"])
def test_other_jobs_folders_zones_and_stores_give_the_same_bytes(tmp_path: Path, voice: str) -> None:
    outcomes = []
    for jobs, zone, seed in (("1", "UTC", "1"), ("2", "Asia/Tokyo", "2")):
        folder = tmp_path / jobs
        folder.mkdir()
        words = ("build", "lower-back-pain", "--voice", voice, "--jobs", jobs, "--clips", str(folder / "clips"))
        assert gentleback(*words, cwd=folder, TZ=zone, PYTHONHASHSEED=seed).returncode == 0
        outcomes.append(digests(folder / "out"))
    assert outcomes[0] == outcomes[1]


@pytest.mark.slow
def test_other_options_make_another_file_and_the_catalog_lists_both(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "lower-back-pain", "--voice", "silent", *store)
    gentleback(*words, cwd=tmp_path)
    done = gentleback(*words, "--hold", "8", "--countdown", "none", "--pace", "0.8", "--minutes", "12", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "erector-isometric: hold 7 instead of 8, its safe range" in done.stdout
    catalog = json.loads((tmp_path / "out" / "catalog.json").read_text())
    assert catalog["sessions"][0]["title"] == "Steady back (hold 8, pace 0.8, minutes 12, countdown none)"
    assert [session["file"] for session in catalog["sessions"]] == [
        "lower-back-pain--hold-8--pace-0.8--minutes-12--countdown-none.mp3",
        "lower-back-pain.mp3",
    ]
    assert abs(catalog["sessions"][0]["routine_ms"] - 720_000) * 20 <= 720_000
    holds = [
        cue["hold_ms"] for chapter in catalog["sessions"][0]["chapters"] for cue in chapter["cues"] if "hold_ms" in cue
    ]
    assert set(holds) == {7_000, 8_000}  # the squeeze of the back is never held longer than seven seconds


@pytest.mark.slow
def test_without_a_name_the_routines_that_do_not_fit_are_omitted_and_reported(
    tmp_path: Path, store: tuple[str, str]
) -> None:
    done = gentleback("build", "--minutes", "5", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    left_out = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    names = [line.split("'")[1] for line in left_out]
    assert [name for name in names if name != "start-here"] == ["ride-20", "swim-20", "walk-20", "walk-30"]
    assert all("--minutes 5: " in line for line in left_out)
    assert len(list((tmp_path / "out").glob("*--minutes-5.mp3"))) == 12 - len(names)
    assert "         without " in done.stdout
    assert ", to fit\n" in done.stdout


@pytest.mark.slow
def test_minutes_that_suit_no_routine_are_refused(tmp_path: Path, store: tuple[str, str]) -> None:
    done = gentleback("build", "--minutes", "600", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("gentleback: --minutes 600: 'whole-programme' can be ")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_session_whose_file_is_gone_leaves_the_catalog(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "lower-back-pain", "walk-20", "walk-30", "--voice", "silent", *store, cwd=tmp_path)
    (tmp_path / "out" / "walk-20.mp3").unlink()
    (tmp_path / "out" / "walk-30.vtt").unlink()
    gentleback("build", "five-minute-ease", "--voice", "silent", *store, cwd=tmp_path)
    catalog = json.loads((tmp_path / "out" / "catalog.json").read_text())
    assert [session["routine"] for session in catalog["sessions"]] == ["five-minute-ease", "lower-back-pain"]
    assert "walk-20" not in (tmp_path / "out" / "sessions.m3u8").read_text()


DAMAGED = ("", "{}", "not json", '{"schema_version":99}', "\x00\xff")


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_catalog_is_refused_before_any_work(tmp_path: Path, store: tuple[str, str], text: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "catalog.json").write_text(text)
    done = gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"gentleback: out/catalog\.json is .*; move it away, and build again: .*\n", done.stderr)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["catalog.json"]
    assert (tmp_path / "out" / "catalog.json").read_text() == text


@pytest.mark.slow
def test_without_its_catalog_the_sessions_are_named_that_are_no_longer_listed(
    tmp_path: Path, store: tuple[str, str]
) -> None:
    gentleback("build", "walk-20", "five-minute-ease", "--voice", "silent", *store, cwd=tmp_path)
    (tmp_path / "out" / "catalog.json").rename(tmp_path / "old.json")
    done = gentleback("build", "five-minute-ease", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "not listed, since the catalog or they were changed: walk-20.mp3; "
        "to list them, move away those that you changed, and build them again"
    ]


IN_THE_WAY = ("five-minute-ease.mp3", "five-minute-ease.vtt", "index.html", "sheets/five-minute-ease.html", "player")


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_what_is_in_the_way_is_refused_before_any_work(tmp_path: Path, store: tuple[str, str], name: str) -> None:
    theirs = tmp_path / "out" / name
    theirs.parent.mkdir(parents=True, exist_ok=True)
    theirs.write_text("mine")
    done = gentleback("build", "five-minute-ease", "--voice", "silent", *store, cwd=tmp_path)
    advice = "was not made by gentleback, or was changed since; move it away, or choose another folder"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"gentleback: out/{name} {advice}\n")
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [theirs]
    assert not (tmp_path / "clips").exists()


@pytest.mark.slow
def test_edited_files_are_refused_together_and_the_advice_helps_at_once(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "five-minute-ease", "lower-back-pain", "--voice", "silent", *store)
    gentleback(*words, cwd=tmp_path)
    edited = [tmp_path / "out" / name for name in ("five-minute-ease.mp3", "lower-back-pain.txt")]
    for path in edited:
        with path.open("ab") as file:  # in place, as a program that writes tags
            file.write(b"mine")
    done = gentleback(*words, cwd=tmp_path)
    others = "was not made by gentleback, or was changed since, like lower-back-pain.txt"
    complaint = f"gentleback: out/five-minute-ease.mp3 {others}; move them away, or choose another folder\n"
    assert (done.returncode, done.stderr) == (2, complaint)
    for path in edited:
        assert path.read_bytes().endswith(b"mine")
        path.rename(tmp_path / path.name)
    assert gentleback(*words, cwd=tmp_path).returncode == 0
    assert (tmp_path / "five-minute-ease.mp3").read_bytes().endswith(b"mine")


@pytest.mark.slow
def test_a_copy_without_what_is_hidden_is_called_so(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "five-minute-ease", "--voice", "silent", *store)
    gentleback(*words, cwd=tmp_path)
    shutil.copytree(tmp_path / "out", tmp_path / "copy", ignore=shutil.ignore_patterns(".gentle-back"))
    done = gentleback(*words, "--out", "copy", cwd=tmp_path)
    said = "copy is a copy of sessions without the '.gentle-back' beside them; move it away, or choose another folder"
    assert (done.returncode, done.stderr) == (2, f"gentleback: {said}\n")
    shutil.copytree(tmp_path / "out" / ".gentle-back", tmp_path / "copy" / ".gentle-back")
    assert gentleback(*words, "--out", "copy", cwd=tmp_path).returncode == 0


@pytest.mark.slow
def test_a_damaged_line_of_the_catalog_is_left_out(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "walk-30", "--voice", "silent", *store, cwd=tmp_path)
    catalog = tmp_path / "out" / "catalog.json"
    head, first, *rest = catalog.read_text().splitlines(keepends=True)
    assert first.startswith('{"file":"walk-20.mp3"')
    for damaged in ('{"file":"walk-20.mp3","bytes":1}', '{"file":"walk-20.mp3","chapters":[', '{"file":7}'):
        catalog.write_text(head + damaged + ",\n" + "".join(rest))
        done = gentleback("build", "lower-back-pain", "--voice", "silent", *store, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        files = [session["file"] for session in json.loads(catalog.read_text())["sessions"]]
        assert files == ["lower-back-pain.mp3", "walk-30.mp3"]
        assert "not listed, since the catalog or they were changed: walk-20.mp3; to list them" in done.stderr


@pytest.mark.slow
def test_a_catalog_in_another_layout_keeps_its_sessions(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    catalog = tmp_path / "out" / "catalog.json"
    before = catalog.read_bytes()
    damaged = [{"file": 7, "chapters": []}, {"file": "walk-30.mp3"}, None]
    read = json.loads(before)
    catalog.write_text(json.dumps({**read, "sessions": [*damaged, *read["sessions"]]}, indent=2))
    assert gentleback("build", "walk-30", "--voice", "silent", *store, cwd=tmp_path).returncode == 0
    first, second = json.loads(catalog.read_bytes())["sessions"]
    assert [first] == read["sessions"]
    assert second["file"] == "walk-30.mp3"


@pytest.mark.slow
def test_an_option_without_effect_is_reported_and_makes_no_other_file(tmp_path: Path, store: tuple[str, str]) -> None:
    done = gentleback("build", "walk-20", "--hold", "20", "--reps", "3", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 0
    assert "walk-20: --hold changes nothing there (a walk, or holds counted in breaths)\n" in done.stderr
    assert "walk-20: --reps changes nothing there (a walk, or holds counted in breaths)\n" in done.stderr
    assert [path.name for path in (tmp_path / "out").glob("*.mp3")] == ["walk-20.mp3"]


@pytest.mark.slow
def test_a_cover_that_is_used_is_not_pruned_as_old(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    for file in (tmp_path / "clips").rglob("*.c*"):
        os.utime(file, (time.time() - 40 * 86_400,) * 2)
    gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    report = json.loads(gentleback("clips", "--prune", "--days", "30", "--json", *store, cwd=tmp_path).stdout)
    assert report["covers"] == 0
    assert report["clips"] <= 1  # of the minutes that were estimated before there were lengths


@pytest.mark.slow
def test_a_damaged_clip_is_made_again_and_the_session_is_the_same(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "lower-back-pain", "--voice", "silent", "--json", *store)
    gentleback(*words, cwd=tmp_path)
    before = digests(tmp_path / "out")
    clip = sorted((tmp_path / "clips").rglob("*.clip"))[3]
    clip.write_bytes(clip.read_bytes()[:-7])
    report = json.loads(gentleback(*words, cwd=tmp_path).stdout)
    assert report["clips_made"] == 1
    assert digests(tmp_path / "out") == before


@pytest.mark.slow
def test_a_damaged_cover_is_drawn_again(tmp_path: Path, store: tuple[str, str]) -> None:
    words = ("build", "walk-20", "--voice", "silent", *store)
    gentleback(*words, cwd=tmp_path)
    before = digests(tmp_path / "out")
    pictures = [file for file in (tmp_path / "clips").rglob("*") if file.suffix in (".cover", ".figure")]
    assert len(pictures) == 4
    for cover in pictures:
        cover.write_bytes(cover.read_bytes()[:-1] + b"?")
    gentleback(*words, cwd=tmp_path)
    assert digests(tmp_path / "out") == before


def test_without_the_renderer_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoRendererError) as caught:
        build(["walk-20", "--voice", "silent", "--out", str(tmp_path / "out"), "--clips", str(tmp_path / "clips")])
    assert str(caught.value) == "drawing a PNG needs resvg-py; install it with: pip install 'gentle-back[audio]'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (("brige",), 2, "unknown routine 'brige': "),
        (("walk-2",), 2, "unknown routine 'walk-2': did you mean 'walk-20'?"),
        (("--voice", "espaek"), 2, "unknown voice 'espaek': did you mean 'espeak'?"),
        (("--voice", "espeak:nonsense", "walk-20"), 2, "espeak has no voice 'nonsense'; a language such as "),
        (("--hold", "500"), 2, "--hold 500 is out of range: 1 to 120 seconds"),
        (("--reps", "0"), 2, "--reps 0 is out of range: 1 to 60 repetitions"),
        (("--minutes", "0"), 2, "--minutes 0 is out of range: 1 to 600 minutes"),
        (("--breath-in", "1"), 2, "--breath-in 1 is out of range: 2 to 10 seconds"),
        (("--breath-out", "99"), 2, "--breath-out 99 is out of range: 2 to 15 seconds"),
        (
            ("--hold", "long"),
            2,
            "argument --hold: 'long' is no time in whole seconds; write one such as 20, or 1:30; 'gentleback build",
        ),
        (("--hold", "3:00"), 2, "--hold 180 is out of range: 1 to 120 seconds"),
        (("--reps", "2.5"), 2, "argument --reps: '2.5' is no whole number; write one such as 3; "),
        (("--minutes", "soon"), 2, "argument --minutes: 'soon' is no time in minutes; write one such as 7, 7.5 or "),
        (("--pace", "half"), 2, "argument --pace: 'half' is no number; write one such as 0.8; "),
        (("--out", ""), 2, "argument --out: '' is no path; name a file or a folder; "),
        (("--out", "~nobodyhere/x"), 2, "argument --out: '~nobodyhere/x' begins with no known home folder; write it"),
        (("--pace", "9"), 2, "--pace 9.0 is out of range: 0.5 (half as quick) to 2 (twice as quick)"),
        (("--detail", "loud"), 2, "argument --detail: invalid choice: 'loud'"),
        (("--jobs", "0"), 2, "argument --jobs: 0 is out of range: 1 or more"),
        (("--without", "brige"), 2, "unknown exercise 'brige': did you mean 'bridge'?"),
        (("walk-20", "--without", "bridge"), 2, "--without: 'walk-20' has no exercise 'bridge'; it has: walk"),
        (("walk-20", "--from", "bridge"), 2, "--from: 'walk-20' has no exercise 'bridge'; it has: walk"),
        (("walk-20", "--without", "walk"), 2, "--without leaves no exercise of 'walk-20'; leave at least one in"),
        (("--from", "bridge"), 2, "--from bridge goes with one routine; name it"),
        (("walk-20", "--minutes", "5", "--voice", "silent"), 2, "--minutes 5: 'walk-20' can be "),
        (("--language", "xx"), 2, "unknown language 'xx': there are: en"),
        (("--content", "nowhere"), 2, "there is no content folder 'nowhere'"),
        (("--lout",), 2, "unrecognized arguments: --lout"),
    ],
)
def test_bad_input_gets_one_clear_line(
    tmp_path: Path, store: tuple[str, str], words: tuple[str, ...], code: int, line: str
) -> None:
    done = gentleback("build", *words, *store, cwd=tmp_path)
    assert done.returncode == code
    assert done.stdout == ""
    *progress, last = without_progress(done.stderr)
    assert all(each.startswith("making ") for each in progress)
    assert last.startswith("gentleback: ")
    assert line in last
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, store: tuple[str, str]) -> None:
    (tmp_path / "out").write_text("a file")
    done = gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 1
    assert "gentleback: cannot write out: there is a file where its folder should be" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "--voice", "silent", *store, "--out", "elsewhere", cwd=tmp_path)
    limited = "import resource,sys;resource.setrlimit(resource.RLIMIT_FSIZE,(1_000_000,)*2);import signal;"
    limited += "signal.signal(signal.SIGXFSZ,signal.SIG_IGN);from gentleback import main;sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", limited, "build", "walk-20", "--voice", "silent", *store]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    advice = "the disk is full; free some space, or choose a folder on another disk"
    assert done.stderr == f"gentleback: cannot write out/walk-20.mp3: {advice}\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_ctrl_c_keeps_the_clips_and_leaves_whole_files_only(tmp_path: Path) -> None:
    clips, words = tmp_path / "clips", ("build", "--voice", "beeper", "--clips", str(tmp_path / "clips"), "--json")
    slow = VOICE.replace('"slow" in text', '"IN_HASTE" not in os.environ').replace("sleep(0.05)", "sleep(0.2)")
    slow = slow.replace('"die" in text', "False")  # or it does at "bodies"
    environment = os.environ | {"PYTHONPATH": str(install_voice(tmp_path / "beeper", "beeper", slow))}
    process = subprocess.Popen(
        [sys.executable, "-m", "gentleback", *words],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until(lambda: len(list(clips.rglob("*.clip"))) >= 20)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "gentleback: stopped; what was finished is kept"
    assert "Traceback" not in errors
    kept = {path: path.stat().st_mtime_ns for path in clips.rglob("*.clip")}
    assert len(kept) >= 20
    assert not list(tmp_path.rglob("*.part"))
    again = gentleback(*words, cwd=tmp_path, **environment, IN_HASTE="1")
    estimated = 2  # clips of minutes that were said before there were lengths
    assert json.loads(again.stdout)["clips_reused"] >= len(kept) - estimated
    assert all(path.stat().st_mtime_ns == time_ns for path, time_ns in kept.items())


def test_one_s_own_folder_is_as_good_as_ours(tmp_path: Path, store: tuple[str, str]) -> None:
    for file, text in OWN.items():
        (tmp_path / "own" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / file).write_text(text)
    done = gentleback("build", "my-morning", "--content", "own", "--voice", "silent", *store, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    session = json.loads((tmp_path / "out" / "catalog.json").read_text())["sessions"][0]
    assert [chapter["title"] for chapter in session["chapters"]] == [
        "Before you start",
        "Wall slide",
        "Bridge",
        "Rest",
        "Coming up",
    ]
    assert "etch a wall, a mat" in (tmp_path / "out" / "my-morning.txt").read_text()


OWN = {
    "sources.yaml": "my-physio: {kind: document, title: A leaflet, date: unknown}\n",
    "words/en/phrases.yaml": "equipment: {wall: a wall}\n",
    "exercises/wall-slide.yaml": """\
position: upright
side: none
equipment: [wall]
areas: [whole-body]
avoid: []
dose:
  move_s: {least: 4, usual: 6, most: 10, sources: [my-physio]}
  repetitions: {least: 2, usual: 3, most: 8, sources: [my-physio]}
tempo: {into_s: 2, out_s: 2, rest_s: 3}
sources:
  - {document: my-physio, name: wall slide, dose: 3 times}
""",
    "words/en/exercises/wall-slide.yaml": """\
name: Wall slide
also: []
aim: It warms your legs and keeps your back long.
arrive: ["Lean your back on the wall. [5]"]
word: slide
do: slide down a little, and up again
listen: [Your neck stays long.]
go: ["Slide down slowly.", "And slide."]
release: ["Slide up again.", "Up again."]
cues: [Long neck.]
screen: Slide down, and up
easier: A hand's width is plenty.
harder: Slide down a little more.
avoid: ""
amber: If your knees ache, slide less.
""",
    "routines/my-morning.yaml": """\
year: 2026
licence: CC-BY-SA-4.0
sources: [my-physio]
safety: [help-now, pain-rule]
changeover_s: {least: 5, usual: 10, most: 20, sources: [my-physio]}
steps:
  - {exercise: wall-slide}
  - {exercise: bridge, repetitions: 3}
""",
    "words/en/routines/my-morning.yaml": """\
name: My morning
also: []
summary: A wall slide and a bridge.
frequency: Every morning.
""",
}


def test_clips_are_shown_and_pruned(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    shown = json.loads(gentleback("clips", "--json", *store, cwd=tmp_path).stdout)
    assert (shown["action"], shown["covers"], shown["figures"]) == ("kept", 1, 3)
    assert shown["clips"] == len(list((tmp_path / "clips").rglob("*.clip")))
    (tmp_path / "clips" / "mine.txt").write_text("not a clip")
    line = gentleback("clips", "--prune", *store, cwd=tmp_path).stdout
    assert line.startswith(f"removed: {shown['clips']} clips, 1 cover and 3 figures, ")
    assert [path.name for path in (tmp_path / "clips").rglob("*") if path.is_file()] == ["mine.txt"]


@pytest.mark.slow
def test_pruning_can_keep_what_was_used_lately(tmp_path: Path, store: tuple[str, str]) -> None:
    gentleback("build", "walk-20", "--voice", "silent", *store, cwd=tmp_path)
    old = sorted((tmp_path / "clips").rglob("*.clip"))[0]
    os.utime(old, (time.time() - 40 * 86_400,) * 2)
    report = json.loads(gentleback("clips", "--prune", "--days", "30", "--json", *store, cwd=tmp_path).stdout)
    assert (report["action"], report["clips"], report["covers"]) == ("removed", 1, 0)
    assert gentleback("clips", "--days", "-1", *store, cwd=tmp_path).returncode == 2
