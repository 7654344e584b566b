"""Whole sessions by the real command: beside each other, against the joined ones, as loud as they, always the same."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from audio_builder.playing.playback import Samples
from audio_builder.sound.libraries import audioop
from content.store import KeyedStore
from tests.audio_builder.decoded import loudness
from tests.audio_builder.mixing.bursts import by_ffmpeg
from tests.command import gentleback, without_progress
from tests.output import files_in
from tests.sessions import Decoded, Sessions, cues, is_sound

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.session.catalog import CatalogSession

ROUTINE = "five-minute-ease"
WISHES = (("--bed",), ("--format", "m4b"), ("--format", "opus", "--bed"))
FILES = (f"{ROUTINE}--bed.mp3", f"{ROUTINE}.m4b", f"{ROUTINE}--bed.opus")


def build(clips: Path, cwd: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = gentleback("build", ROUTINE, "--clips", clips, *words, cwd=cwd, **environment)
    assert done.returncode == 0, done.stderr
    return done


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, sessions: Sessions) -> Sessions:
    """The same session as a plain MP3 and mixed, beside each other."""
    folder = tmp_path_factory.mktemp("mixed")
    for words in ((), *WISHES):
        build(sessions.clips, folder, *words)
    return Sessions(folder / "out", sessions.clips, "")


@pytest.fixture(params=FILES)
def session(request: pytest.FixtureRequest, mixed: Sessions) -> CatalogSession:
    return next(each for each in mixed if each["file"] == request.param)


def test_all_are_beside_each_other(mixed: Sessions) -> None:
    names = {path.name for path in mixed.out.iterdir()}
    shared = {f"{name}.{ending}" for name in (ROUTINE, f"{ROUTINE}--bed") for ending in ("txt", "vtt")}
    page = {".gentle-back", "index.html", "sw.js", "manifest.webmanifest", "player", "audio", "sheets"}
    assert names == {f"{ROUTINE}.mp3", *FILES, *shared, *page, "catalog.json", "sessions.m3u8"}
    facts = [(each["file"], each["format"], each["bed"], each["captions"], each["title"]) for each in mixed]
    assert facts == [
        (f"{ROUTINE}--bed.mp3", "mp3", True, f"{ROUTINE}--bed.vtt", "Five minute ease (bed)"),
        (f"{ROUTINE}--bed.opus", "opus", True, f"{ROUTINE}--bed.vtt", "Five minute ease (bed)"),
        (f"{ROUTINE}.m4b", "m4b", False, f"{ROUTINE}.vtt", "Five minute ease"),
        (f"{ROUTINE}.mp3", "mp3", False, f"{ROUTINE}.vtt", "Five minute ease"),
    ]
    listed = (mixed.out / "sessions.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if not line.startswith("#")] == [f"{ROUTINE}--bed.mp3", f"{ROUTINE}.mp3"]


def test_the_catalog_is_right_about_it(mixed: Sessions, session: CatalogSession) -> None:
    data = (mixed.out / session["file"]).read_bytes()
    assert (session["bytes"], session["sha256"]) == (len(data), sha256(data).hexdigest())
    plain = next(each for each in mixed if each["file"] == f"{ROUTINE}.mp3")
    assert session["chapters"] == plain["chapters"]
    assert session["duration_ms"] == plain["duration_ms"]


def test_holds_last_as_long_as_in_the_joined_session_and_every_sound_begins_with_it(
    mixed: Sessions, session: CatalogSession
) -> None:
    mixed_one, joined = (by_ffmpeg(mixed.out / name) for name in (session["file"], f"{ROUTINE}.mp3"))
    rows = cues(session)
    sounds = [cue for cue in rows if is_sound(cue) and cue.get("tone") != "wake"]
    lags_ms = {cue["start_ms"]: _lag_ms(mixed_one, joined, cue["start_ms"]) for cue in sounds}
    assert max(map(abs, lags_ms.values())) <= 5, lags_ms
    holds = [(rows[at - 1], cue) for at, cue in enumerate(rows) if cue["kind"] == "hold"]
    assert len(holds) >= 5
    for bell, hold in holds:
        start_ms = joined.last_sound_ms(hold["start_ms"] - 60, hold["start_ms"] + 60) + lags_ms[bell["start_ms"]]
        end_ms = joined.first_sound_ms(hold["end_ms"] - 60, hold["end_ms"] + 60) + lags_ms[hold["end_ms"]]
        assert abs(end_ms - start_ms - hold["hold_ms"]) <= 24, hold


def _lag_ms(one: Decoded, joined: Decoded, start_ms: int) -> float:
    """How much later the sound at ``start_ms`` is in ``one``: where the two fit best. A bed would hide its edges."""
    room_ms, part_ms = 60, 180
    around = one.between(start_ms - room_ms, start_ms + part_ms + room_ms)
    samples, _ = audioop.findfit(around, joined.between(start_ms, start_ms + part_ms))
    return samples / 24 - room_ms


def test_the_measure_of_lags_is_right_about_a_sound_that_is_late(mixed: Sessions) -> None:
    joined = by_ffmpeg(mixed.out / f"{ROUTINE}.mp3")
    late = Decoded(bytes(2 * 24 * 30) + joined.samples)
    start_ms = next(cue["start_ms"] for session in mixed for cue in cues(session) if "text" in cue)
    assert _lag_ms(late, joined, start_ms) == 30


def test_it_is_as_loud_as_every_session(mixed: Sessions, session: CatalogSession) -> None:
    lufs, peak_dbfs = loudness(mixed.out / session["file"])
    assert abs(lufs + 18) <= 1
    assert peak_dbfs <= -2


def test_samples_from_any_position_are_those_of_the_whole_file(mixed: Sessions) -> None:
    file = mixed.out / f"{ROUTINE}--bed.mp3"
    whole, samples = Decoded.of(file).samples, Samples(file)
    assert samples.length == len(whole) // 2
    for start in (0, 577, samples.length // 3, samples.length - 4_000):
        assert samples.read(start, 24_000) == whole[2 * start :][:48_000]
    samples.close()


def test_another_process_another_day_and_zone_give_the_same_bytes(mixed: Sessions, tmp_path: Path) -> None:
    for words in WISHES:
        build(mixed.clips, tmp_path, *words, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (mixed.out / name).read_bytes()


HEAVY = ("av", "miniaudio", "lameenc", "pydub", "audioop", "PIL", "rich")


def test_a_second_run_mixes_nothing_touches_nothing_and_loads_nothing_heavy(mixed: Sessions) -> None:
    files = [mixed.out / name for name in files_in(mixed.out)]
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}
    script = "import sys, gentleback; code = gentleback.main(sys.argv[1:]); "
    script += "print('\\n@' + ' '.join(sys.modules)); sys.exit(code)"
    for words in WISHES:
        command = [sys.executable, "-c", script, "build", ROUTINE, "--clips", str(mixed.clips), *words]
        done = subprocess.run(command, cwd=mixed.out.parent, capture_output=True, text=True, check=True)
        assert "(as it was)" in done.stdout
        assert set(done.stdout.rsplit("@", 1)[1].split()) & set(HEAVY) == set()
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files} == before


def without(package: str, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """``gentleback WORDS`` where ``package`` is not installed."""
    script = f"import sys; sys.modules[{package!r}] = None; import gentleback; sys.exit(gentleback.main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("package", "words", "line"),
    [
        (
            "miniaudio",
            ["--bed"],
            "--bed needs the package 'miniaudio', which is not installed: pip install 'gentle-back[bed]'",
        ),
        (
            "av",
            ["--format", "m4b"],
            "--format m4b needs the package 'av', which is not installed: pip install 'gentle-back[formats]'",
        ),
        (
            "miniaudio",
            ["--format", "opus", "--bed"],
            "--format opus needs the package 'miniaudio', which is not installed: pip install 'gentle-back[formats]'",
        ),
    ],
)
def test_a_missing_package_is_named_before_any_work(tmp_path: Path, package: str, words: list[str], line: str) -> None:
    done = without(package, "build", ROUTINE, *words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"gentleback: {line}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_plain_session_needs_neither(mixed: Sessions, tmp_path: Path) -> None:
    done = without("miniaudio", "build", ROUTINE, "--clips", str(mixed.clips), cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    done = gentleback("build", ROUTINE, "--format", "wav", cwd=tmp_path)
    assert done.returncode == 2
    assert "wav" in done.stderr
    assert "opus" in done.stderr


@pytest.mark.parametrize("words", WISHES)
def test_a_full_disk_leaves_nothing_half_written(mixed: Sessions, tmp_path: Path, words: tuple[str, ...]) -> None:
    limited = "import resource,sys;resource.setrlimit(resource.RLIMIT_FSIZE,(700_000,)*2);import signal;"
    limited += "signal.signal(signal.SIGXFSZ,signal.SIG_IGN);from gentleback import main;sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", limited, "build", ROUTINE, "--clips", str(mixed.clips), *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    name = FILES[WISHES.index(words)]
    advice = "the disk is full; free some space, or choose a folder on another disk"
    assert done.returncode == 1
    assert without_progress(done.stderr) == [f"gentleback: cannot write out/{name}: {advice}"]
    assert not (tmp_path / "out").exists()


def test_pruning_forgets_what_was_mixed(tmp_path: Path) -> None:
    mixes = KeyedStore(tmp_path / "clips", "mix")
    mixes.put("0" * 64, b"0 0")
    gentleback("clips", "--prune", "--days", "1", "--clips", "clips", cwd=tmp_path)
    assert mixes.get("0" * 64) == b"0 0"
    shown = gentleback("clips", "--prune", "--clips", "clips", cwd=tmp_path).stdout
    assert shown == "removed: 0 clips, 0 covers, 0 figures and 1 other, 0.0 MB, in clips\n"
    assert mixes.get("0" * 64) is None


def test_json_names_the_file(mixed: Sessions) -> None:
    done = build(mixed.clips, mixed.out.parent, "--format", "m4b", "--json")
    (session,) = json.loads(done.stdout)["sessions"]
    assert (session["session"], session["file"], session["changed"]) == (ROUTINE, f"{ROUTINE}.m4b", False)
