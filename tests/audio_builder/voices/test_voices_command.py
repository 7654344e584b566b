"""``gentleback voices`` and ``voices hear``: the list, and a sentence in a voice."""

from __future__ import annotations

import json
import wave
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from audio_builder.cli.options import REMEDIES
from audio_builder.errors import Remedy
from tests.audio_builder.playing.speaker import FakeSpeaker, without_device
from tests.audio_builder.third_party_voice import VOICE, install_voice
from tests.audio_builder.voices.tiny_piper import NAME
from tests.audio_builder.voices.voices_program import voices
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio_builder.voices.piper_server import PiperServer

pytestmark = pytest.mark.usefixtures("engines")


def listed(*words: str, cwd: Path, **environment: str) -> dict[str, dict[str, object]]:
    done = voices("--json", *words, cwd=cwd, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return {row["voice"]: row for row in json.loads(done.stdout)}


@pytest.mark.slow
def test_the_list_shows_what_is_installed_and_how_to_get_the_rest(tmp_path: Path, tiny: Path) -> None:
    need("flite")
    rows = listed(cwd=tmp_path)
    assert rows["espeak"]["installed"]
    assert rows["flite:slt"]["installed"]
    assert rows[f"piper:{NAME}"] == {
        "voice": f"piper:{NAME}",
        "language": "en-us",
        "quality": "low",
        "licence": "Public domain",
        "installed": True,
        "how_to_get": "",
    }
    lessac = rows["piper:en_US-lessac-medium"]
    assert (lessac["installed"], lessac["how_to_get"]) == (False, "gentleback voices add en_US-lessac-medium")
    assert "cmd:COMMAND" in rows


@pytest.mark.slow
def test_a_missing_engine_says_how_to_get_it(tmp_path: Path) -> None:
    row = listed(cwd=tmp_path, PATH=str(tmp_path))["flite"]
    assert not row["installed"]
    assert str(row["how_to_get"]).endswith("(Debian: apt install flite)")


@pytest.mark.slow
def test_a_damaged_voice_is_not_listed_as_installed(tmp_path: Path, tiny: Path) -> None:
    tiny.with_name(f"{tiny.name}.json").write_text("{")
    row = listed(cwd=tmp_path)[f"piper:{NAME}"]
    assert not row["installed"]
    assert "is damaged" in str(row["how_to_get"])


@pytest.mark.slow
def test_a_third_party_engine_describes_itself(tmp_path: Path) -> None:
    about = "from audio_builder.voices.contract import About\nABOUT = About('beeps', 'MIT')\n"
    install_voice(tmp_path / "entries", "beeper", f"{VOICE}\n{about}def settings(): return ['', 'low']\n")
    rows = listed(cwd=tmp_path)
    for voice in ("beeper", "beeper:low"):
        assert rows[voice] == {
            "voice": voice,
            "language": "en",
            "quality": "beeps",
            "licence": "MIT",
            "installed": True,
            "how_to_get": "",
        }


def test_the_table(tmp_path: Path, tiny: Path) -> None:
    lines = voices("--language", "en_US", cwd=tmp_path).stdout.splitlines()
    assert lines[0].split() == ["voice", "language", "quality", "licence", "installed"]
    row = next(line for line in lines if line.startswith(f"piper:{NAME}"))
    assert row.split() == [f"piper:{NAME}", "en-us", "low", "Public", "domain", "yes"]
    assert not any(line.startswith("piper:en_GB") for line in lines)
    assert {line.index("yes") for line in lines if line.endswith("yes")} == {lines[0].index("installed")}


@pytest.mark.slow
def test_all_lists_the_index(tmp_path: Path, server: PiperServer) -> None:
    rows = listed("--all", cwd=tmp_path, GENTLEBACK_PIPER_URL=server.url)
    assert rows[f"piper:{NAME}"]["how_to_get"] == f"gentleback voices add {NAME}"
    assert "piper:en_US-lessac-medium" not in rows


def test_hearing_the_standard_sentence_without_a_sound_device(tmp_path: Path) -> None:
    done = voices("hear", "espeak:en-gb-x-rp", cwd=tmp_path, **without_device(tmp_path))
    assert done.returncode == 0
    assert done.stdout.startswith('espeak:en-gb-x-rp: "')
    assert "{" not in done.stdout
    assert done.stdout.endswith('"\nwritten to espeak-en-gb-x-rp.wav\n')
    before = (tmp_path / "espeak-en-gb-x-rp.wav").read_bytes()
    again = voices("hear", "espeak:en-gb-x-rp", "--text", "Another.", cwd=tmp_path)
    assert again.stdout.endswith("\nwritten to espeak-en-gb-x-rp-2.wav\n")
    assert (tmp_path / "espeak-en-gb-x-rp.wav").read_bytes() == before
    assert done.stderr == "it cannot be played here (there is no sound device here)\n"
    with closing(wave.open(str(tmp_path / "espeak-en-gb-x-rp.wav"))) as sound:
        assert sound.getnframes() > sound.getframerate()


@pytest.mark.slow
def test_hearing_the_best(tmp_path: Path) -> None:
    done = voices("hear", "auto", "--text", "Hold.", "--out", "a.wav", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, 'natural: "Hold."\nwritten to a.wav\n')


def test_hearing_abbreviations_and_respelt_words(tmp_path: Path) -> None:
    texts = {"short": "Use 8 s, e.g. knee-to-chest", "long": "Yooz eight seconds, for example, knee to chest"}
    for name, text in texts.items():
        done = voices("hear", "espeak", "--text", text, "--out", f"{name}.wav", cwd=tmp_path)
        assert done.stdout == f'espeak: "{text}"\nwritten to {name}.wav\n'
    assert (tmp_path / "short.wav").read_bytes() == (tmp_path / "long.wav").read_bytes()


def test_hearing_through_the_sound_device(tmp_path: Path) -> None:
    with FakeSpeaker(tmp_path / "speaker", rate_hz=2_400_000) as speaker:
        done = voices("hear", "espeak", "--text", "Hold.", cwd=tmp_path, **speaker.environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, 'espeak: "Hold."\n', "")
    assert [len(sound) > 10_000 for sound in speaker.sounds] == [True]
    assert list(tmp_path.glob("*.wav")) == []


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["espek"], 2, "unknown voice 'espek': did you mean 'espeak'?"),
        (["piper"], 1, "the voice 'piper:en_US-lessac-medium' is not installed; 'gentleback voices add "),
        (
            ["cmd"],
            2,
            "the voice 'cmd' needs a command with {wav}, where its sound goes: --voice 'cmd:flite -voice slt ",
        ),
        (["espeak", "--text", "..."], 1, "there is nothing to say in '...'"),
        ([], 2, "the following arguments are required: NAME; 'gentleback voices hear --help' shows the options"),
    ],
)
def test_what_cannot_be_heard(tmp_path: Path, words: list[str], code: int, complaint: str) -> None:
    done = voices("hear", *words, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr.startswith(f"gentleback: {complaint}")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.glob("*.wav")) == []


def test_every_remedy_has_a_sentence() -> None:
    assert set(REMEDIES) == set(Remedy)
