"""``gentleback play`` without a terminal: plain lines, names of routines, missing sessions, errors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from audio_builder.cli.play import _chosen
from audio_builder.playing.playback import FADE_SAMPLES
from content.clock_text import clock
from content.model.loader import load
from content.model.words import fill
from tests.audio_builder.playing.speaker import FakeSpeaker, without_device, without_silent_end
from tests.audio_builder.playing.terminal import Terminal
from tests.command import gentleback
from tests.sessions import Decoded
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sessions

ROUTINE = "five-minute-ease"
FIRST = f"00:01  {fill(load(None).words['en'].phrases.lines['welcome'], routine='Five minute ease')}"


def first_lines(words: tuple[str | Path, ...], cwd: Path, until: str) -> tuple[list[str], int, str]:
    """What the command prints up to the line ``until``, its exit code when it is interrupted then, and its errors."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gentleback", *map(str, words)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if lines[-1] == until:
            break
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_S)
    return lines, process.returncode, errors


@pytest.mark.parametrize("name", [ROUTINE, "five minute Ease", "Five-Minute  ease", "quick ease"])
def test_a_routine_is_found_by_id_name_and_aliases(name: str) -> None:
    assert _chosen(name, load(None), "en") == ROUTINE


@pytest.mark.slow
def test_a_missing_session_is_made_and_then_played_as_lines(tmp_path: Path) -> None:
    words = (
        "play",
        "five",
        "minute",
        "ease",
        "--no-sound",
        "--voice",
        "silent",
        "--clips",
        tmp_path / "clips",
        "--jobs",
        "1",
    )
    lines, code, errors = first_lines(words, tmp_path, FIRST)
    assert lines[0].split(maxsplit=1)[1] == f"{ROUTINE}.mp3  Five minute ease"
    assert "to get down and up" in lines[1]
    assert lines[2:] == ["", "Before you start", FIRST]
    assert code == 130
    assert errors.splitlines()[-1] == "gentleback: stopped; what was finished is kept"
    assert (tmp_path / "out" / f"{ROUTINE}.mp3").exists()


@pytest.mark.slow
def test_the_options_of_build(tmp_path: Path, sessions: Sessions) -> None:
    words = ("play", ROUTINE, "--no-sound", "--hold", "8", "--no-chimes", "--clips", sessions.clips)
    lines, _, _ = first_lines(words, tmp_path, FIRST)
    assert f"{ROUTINE}--hold-8--no-chimes.mp3" in lines[0]


@pytest.mark.slow
def test_no_line_is_printed_before_its_time(tmp_path: Path, sessions: Sessions) -> None:
    with Terminal(
        *("play", ROUTINE, "--mute-view", "--no-sound", "--out", sessions.out, "--clips", sessions.clips),
        cwd=tmp_path,
        rows=60,
    ) as terminal:
        terminal.until_shown("Before you start")
        chapter = sessions.named(ROUTINE)["chapters"][1]
        terminal.press("n")
        started_s = time.monotonic()
        expected = [cue for cue in chapter["cues"] if "text" in cue][:2]
        for cue in expected:
            terminal.until_shown(f"{clock(cue['start_ms'])}  {cue['text']}")
            gone_ms = (time.monotonic() - started_s) * 1000
            assert gone_ms >= cue["start_ms"] - chapter["start_ms"] - 50  # the most that it may be late: ``test_views``
        terminal.press("space")
        terminal.until_shown("(paused)")
        terminal.press("space")
        terminal.until_shown("(going on)")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_restored
        assert b"\x1b" not in terminal.written


@pytest.mark.slow
def test_the_device_plays_exactly_what_the_view_shows(tmp_path: Path, sessions: Sessions) -> None:
    """After a jump the samples are those of the new position; a pause is silence, and skips none."""
    session, whole = sessions.named(ROUTINE), Decoded.of(sessions.out / f"{ROUTINE}.mp3").samples
    chapter = session["chapters"][1]
    words = ("play", ROUTINE, "--mute-view", "--out", sessions.out, "--clips", sessions.clips)
    with (
        FakeSpeaker(tmp_path / "speaker") as speaker,
        Terminal(*words, cwd=tmp_path, rows=60, environment=speaker.environment) as terminal,
    ):
        terminal.until_shown("Before you start")
        terminal.press("n")
        first = next(cue for cue in chapter["cues"] if "text" in cue)
        terminal.until_shown(f"{clock(first['start_ms'])}  {first['text']}")
        speaker.play_on(500)
        terminal.press("space")
        terminal.until_shown("(paused)")
        speaker.play_on(1_000)
        terminal.press("space")
        terminal.until_shown("(going on)")
        speaker.play_on(1_000)
        terminal.press("q")
        assert terminal.end() == 0
    (played,) = speaker.sounds
    start = chapter["start_ms"] * 24 * 2
    begun = whole[start + 2 * FADE_SAMPLES : start + 2 * 4_800]
    assert played.count(begun) == 1
    at = played.index(begun) - 2 * FADE_SAMPLES
    stopped = next(index for index in range(at + 9_600, len(played), 960) if not any(played[index : index + 24_000]))
    silence = played[stopped:]
    going_on = silence[len(silence) - len(silence.lstrip(b"\0")) :][: 2 * 4_800]
    later = going_on[2 * FADE_SAMPLES + 2 & ~1 :]
    left = start + len(without_silent_end(played[at:stopped]))
    taken_up = whole.index(later, start) - 2 * FADE_SAMPLES
    assert start < left - 4 * FADE_SAMPLES <= taken_up  # what was faded out is played again
    assert not any(whole[left + 2 * FADE_SAMPLES : taken_up - 2 * FADE_SAMPLES])  # and no sound was skipped


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["brige"], 2, "unknown routine 'brige': "),
        (["five-minute-eas"], 2, "unknown routine 'five-minute-eas': did you mean 'five-minute-ease'?"),
        ([], 2, "name a routine: exercises-and-stretches, five-minute-ease, "),
        ([ROUTINE, "--hold", "500"], 2, "--hold 500 is out of range: 1 to 120 seconds"),
        ([ROUTINE, "--language", "xx"], 2, "unknown language 'xx': there are: en"),
        ([ROUTINE, "--json"], 2, "unrecognized arguments: --json; 'gentleback play --help' shows the options"),
        ([ROUTINE], 1, "there is no sound device here; '--no-sound' runs by the clock"),
    ],
)
def test_an_error_is_one_line(tmp_path: Path, words: list[str], code: int, line: str) -> None:
    done = gentleback("play", *words, cwd=tmp_path, **without_device(tmp_path))
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"gentleback: {line}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_closed_pipe_ends_the_command(tmp_path: Path, sessions: Sessions) -> None:
    words = ("play", ROUTINE, "--no-sound", "--out", sessions.out, "--clips", sessions.clips)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "gentleback", *map(str, words)],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PATIENCE_S,
        )
    assert (done.returncode, done.stderr) == (1, b"")
