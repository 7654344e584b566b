"""One routine in several voices: only lengths differ, and what is said of them. Holds and the level are the same."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.third_party_voice import install_voice
from tests.audio_builder.voices.gtts_server import LocalService, install
from tests.audio_builder.voices.tiny_piper import NAME, install_tiny
from tests.command import gentleback
from tests.sessions import Decoded, Sessions, cues, is_sound
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.session.catalog import CatalogCue, CatalogSession

pytestmark = pytest.mark.slow

ROUTINE = "relief-techniques"
VOICES = ("natural", "espeak", "gtts", "piper")
SPOKEN_AS = {"natural": "natural", "espeak": "espeak", "gtts": "local:en-GB", "piper": f"piper:{NAME}"}
MEASURED = {"voice", "made_with", "bytes", "sha256", "duration_ms", "routine_ms", "chapters"}
"""What depends on the voice."""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sessions]:
    """The routine by the embedded voice, espeak, gTTS from a server on this computer, and a tiny model of Piper's."""
    folder = tmp_path_factory.mktemp("several")
    install_tiny(folder / "piper")
    install_voice(folder / "entries", "piper", "from audio_builder.voices.piper import open_voice")
    with LocalService() as server:
        install(folder / "entries", "local", server.origin)
        return {name: _made(folder, name) for name in VOICES}


def _made(folder: Path, name: str) -> Sessions:
    environment = {
        "PYTHONPATH": str(folder / "entries"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "GENTLEBACK_PIPER_FOLDER": str(folder / "piper"),
    }
    words = ("build", ROUTINE, "--json", "--voice", SPOKEN_AS[name], "--out", name, "--clips", "clips")
    done = gentleback(*words, cwd=folder, **environment)
    assert done.returncode == 0, done.stderr
    return Sessions(folder / name, folder / "clips", done.stdout)


def session(made: Sessions) -> CatalogSession:
    (only,) = made
    return only


def without_lengths(made: Sessions) -> list[tuple[str, list[dict[str, object]]]]:
    """Chapters and cues without their times, the minutes said, and marks: one too long for its hold is dropped."""
    return [
        (
            chapter["title"],
            [
                {key: _without_minutes(value) for key, value in cue.items() if key not in ("start_ms", "end_ms")}
                for cue in chapter["cues"]
                if not _depends_on_length(cue)
            ],
        )
        for chapter in session(made)["chapters"]
    ]


def _without_minutes(value: object) -> object:
    return re.sub(r"(about|and) [a-z-]+ minutes", r"\1 N minutes", value) if isinstance(value, str) else value


def _depends_on_length(cue: CatalogCue) -> bool:
    return cue["kind"] == "mark" or cue.get("tone") == "wake"


def test_only_what_is_spoken_differs_in_length(several: dict[str, Sessions]) -> None:
    plain, *others = (without_lengths(several[name]) for name in VOICES)
    assert others == [plain] * len(others)
    heads = [{key: value for key, value in session(several[name]).items() if key not in MEASURED} for name in VOICES]
    assert heads[1:] == heads[:1] * len(others)
    assert len({session(several[name])["duration_ms"] for name in VOICES}) == len(VOICES)
    assert [session(several[name])["voice"] for name in VOICES] == [SPOKEN_AS[name] for name in VOICES]


def test_marks_are_the_same_or_dropped(several: dict[str, Sessions]) -> None:
    every = [
        [cue["text"] for cue in cues(session(several[name])) if cue["kind"] == "mark" and "text" in cue]
        for name in VOICES
    ]
    most = every[max(range(len(VOICES)), key=lambda number: len(every[number]))]
    assert set().union(*every) == set(most)
    assert all(len(marks) >= 0.8 * len(most) for marks in every)


@pytest.mark.parametrize("name", VOICES)
def test_every_hold_is_exact_in_the_decoded_sound(several: dict[str, Sessions], name: str) -> None:
    made = session(several[name])
    sound = Decoded.of(several[name].out / made["file"])
    rows = cues(made)
    holds = [cue for cue in rows if cue["kind"] == "hold"]
    assert len(holds) == 28
    for hold in holds:
        start_ms = sound.last_sound_ms(hold["start_ms"] - 60, hold["start_ms"] + 60)
        end_ms = sound.first_sound_ms(hold["end_ms"] - 60, hold["end_ms"] + 60)
        assert abs(end_ms - start_ms - hold["hold_ms"]) <= 24, hold
        assert abs(hold["end_ms"] - hold["start_ms"] - hold["hold_ms"]) <= 12, hold
    for cue in rows:
        if is_sound(cue) and cue.get("tone") != "wake":
            assert abs(sound.first_sound_ms(cue["start_ms"] - 60, cue["end_ms"]) - cue["start_ms"]) <= 6, cue


@pytest.mark.parametrize("name", VOICES)
def test_it_is_as_loud_as_any_session(several: dict[str, Sessions], name: str) -> None:
    file = several[name].out / session(several[name])["file"]
    command = [
        need("ffmpeg"),
        "-hide_banner",
        "-i",
        str(file),
        "-map",
        "0:a",
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr.rpartition("Summary:")[2]
    loudness, peak = (float(value) for value in re.findall(r"(?:I|Peak):\s+(-?[\d.]+) (?:LUFS|dBFS)", said))
    assert -19 <= loudness <= -17
    assert peak <= -2
