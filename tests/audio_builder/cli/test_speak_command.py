"""``gentleback speak`` as a person uses it: the pauses of the decoded sound, captions, and what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command import gentleback, without_progress
from tests.sessions import Decoded
from tests.tools import PATIENCE_S, slow_for

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Breathe in. [pause 4 s] And out. [pause 1500 ms] Rest."


@pytest.mark.parametrize("voice", slow_for(["espeak", "natural"], "natural"))
def test_a_pause_is_exact_in_the_decoded_sound(tmp_path: Path, voice: str) -> None:
    words = ("speak", TEXT, "-o", "breath.mp3", "--vtt", "--voice", voice, "--clips", "clips")
    done = gentleback(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    captions = (tmp_path / "breath.vtt").read_text().split("\n\n")[2:]
    spans = [[_ms(clock) for clock in caption.split("\n")[0].split(" --> ")] for caption in captions]
    sound = Decoded.of(tmp_path / "breath.mp3")
    for (_, end_ms), (start_ms, _), pause_ms in zip(spans, spans[1:], (4_000, 1_500), strict=False):
        ended_ms = sound.last_sound_ms(end_ms - 300, end_ms + 500)
        begun_ms = sound.first_sound_ms(start_ms - 500, start_ms + 300)
        assert abs(begun_ms - ended_ms - pause_ms) <= 24
    assert [caption.split("\n")[1] for caption in captions] == ["Breathe in.", "And out.", "Rest."]


def _ms(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return 3_600_000 * int(hours) + 60_000 * int(minutes) + round(1_000 * float(seconds))


@pytest.mark.slow
def test_a_second_run_gives_the_same_bytes_and_speaks_nothing(tmp_path: Path) -> None:
    words = ("speak", TEXT, "-o", "breath.mp3", "--voice", "silent", "--clips", "clips")
    first = gentleback(*words, cwd=tmp_path)
    assert without_progress(first.stderr) == ["making 3 clips with the voice 'silent'"]
    whole = (tmp_path / "breath.mp3").read_bytes()
    again = gentleback(*words, cwd=tmp_path)
    assert (again.returncode, again.stderr, (tmp_path / "breath.mp3").read_bytes()) == (0, "", whole)


@pytest.mark.parametrize("how", ["file", "input"])
def test_a_file_and_standard_input_are_read(tmp_path: Path, how: str) -> None:
    text = "\ufeffBreathe in.\r\n\r\n[pause 1 s]\r\n\r\nUnd aus, übrigens."
    (tmp_path / "script.txt").write_bytes(text.encode())
    words = ["speak", "-o", "a.mp3", "--vtt", "--voice", "silent", "--clips", "clips"]
    words += ["--file", "script.txt"] if how == "file" else []
    with (tmp_path / "script.txt").open("rb") as script:
        done = subprocess.run(
            [sys.executable, "-m", "gentleback", *words],
            cwd=tmp_path,
            stdin=script,
            capture_output=True,
            check=False,
            timeout=PATIENCE_S,
        )
    assert done.returncode == 0, done.stderr
    assert "Und aus, übrigens." in (tmp_path / "a.vtt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["Hold. [pause x]", "-o", "a.mp3"], "line 1: '[pause x]' is not a pause; write [pause 4 s], "),
        (["...", "-o", "a.mp3"], "there is nothing to say; write some words"),
        (["Hold."], "the following arguments are required: -o/--output; "),
        (["Hold.", "-o", "a.wav"], "-o a.wav: only .mp3 can be written"),
        (["Hold.", "--file", "b.txt", "-o", "a.mp3"], "give a text or --file, not both"),
        (["--file", "nowhere.txt", "-o", "a.mp3"], "cannot read nowhere.txt: No such file or directory"),
        (["--file", "latin.txt", "-o", "a.mp3"], "latin.txt, line 2: is not UTF-8 text; save it as UTF-8"),
        (["Hold.", "-o", "a.mp3", "--voice", "espek"], "unknown voice 'espek': did you mean 'espeak'?"),
        (["Hold.", "-o", "a.mp3", "--jobs", "0"], "argument --jobs: 0 is out of range: 1 or more"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(tmp_path: Path, words: list[str], line: str) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Hold.\nGr\xfc\xdfe.")
    done = gentleback("speak", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"gentleback: {line}")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["latin.txt"]


def test_a_closed_standard_input_is_one_line(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m gentleback speak -o a.mp3 <&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gentleback: there is nothing to say; write some words\n"


@pytest.mark.slow
def test_words_need_no_quotes_and_a_hyphen_is_standard_input(tmp_path: Path) -> None:
    for words, said in ((["Hold", "it."], b""), (["-"], b"Hold it.")):
        command = [sys.executable, "-m", "gentleback", "speak", *words, "-o", f"{len(words)}.mp3", "--clips", "clips"]
        subprocess.run(command, cwd=tmp_path, input=said, check=True, capture_output=True, timeout=PATIENCE_S)
    assert (tmp_path / "1.mp3").read_bytes() == (tmp_path / "2.mp3").read_bytes()
