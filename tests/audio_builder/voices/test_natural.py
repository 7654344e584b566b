"""The embedded voice: what it reads and refuses, no unasked downloads, and what happens where it does not work."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices import natural
from audio_builder.voices.download import add
from audio_builder.voices.natural import known_voices, model_file, open_voice
from audio_builder.voices.table import EMBEDDED, SMALL, usual
from audio_builder.voices.voice_contract import HOLD, LIFT
from tests.audio_builder.third_party_voice import install_voice
from tests.audio_builder.voices.piper_server import PiperServer
from tests.audio_builder.voices.voices_program import voices
from tests.command import gentleback, without_progress

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.sound.pcm import Pcm

NO_NETWORK = """
import socket, sys

def refuse(*anything, **more):
    raise SystemExit("it asks the network")

socket.socket.connect = socket.getaddrinfo = refuse
from audio_builder.voices.natural import open_voice
for setting in sys.argv[1:]:
    try:
        print(open_voice(setting).speak("Hold.").length_ms)
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.fixture(scope="module")
def hold() -> Pcm:
    return open_voice("").speak(HOLD)


def test_opening_it_loads_no_engine() -> None:
    program = (
        "import sys; from audio_builder.voices.table import open_voice; open_voice('natural').fingerprint;"
        "print([name for name in ('numpy', 'onnxruntime', 'hibari', 'subprocess') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said == "[]\n"


def test_the_fingerprint_names_all_that_shapes_the_sound() -> None:
    fingerprint = open_voice("").fingerprint
    for part in (
        "hibari-tts 0.",
        "onnxruntime 1.",
        "numpy 2.",
        "FFT",
        "speed 0.",
        "seed ",
        known_voices()["heart"]["sha256"],
    ):
        assert part in fingerprint


def test_it_is_whole_samples_of_a_plausible_length(hold: Pcm) -> None:
    assert hold.rate_hz == 24_000
    assert 300 <= hold.length_ms <= 1_500


@pytest.mark.parametrize(
    "text", ["Naïve café.", "8 kg, 20 °C, ½ cup, 3/4.", "A" * 200, "Hold.\nAnd release.", "\0hold\0", "☃ one"]
)
def test_odd_texts_are_read(text: str) -> None:
    assert open_voice("").speak(text).length_ms >= 300


@pytest.mark.parametrize(("text", "letter"), [("Hold 你好.", "你"), ("אחז", "א"), ("Держать", "Д")])
def test_letters_of_another_script_are_refused_by_name(text: str, letter: str) -> None:
    with pytest.raises(VoiceError, match=f"^the voice 'natural' reads Latin letters only, not '{letter}'$"):
        open_voice("").speak(text)


@pytest.mark.slow
def test_a_long_text_without_a_full_stop_is_spoken_whole_in_bounded_memory() -> None:
    """The engine takes a sentence at once, in memory that grows with it: of these 1,500 words 2.5 GB."""
    program = (
        "from audio_builder.voices.natural import open_voice; speak = open_voice('').speak;"
        "print(speak(' '.join(['lift'] * 40)).length_ms, speak(' '.join(['lift'] * 1500)).length_ms)"
    )
    limited = f"ulimit -v 2000000; exec '{sys.executable}' -c \"{program}\""
    said = subprocess.run(["sh", "-c", limited], check=True, capture_output=True, text=True).stdout
    few_ms, many_ms = map(int, said.split())
    assert many_ms > 34 * few_ms


def test_phonemes_replace_a_word(hold: Pcm) -> None:
    voice = open_voice("")
    assert voice.speak("[[hˈOld]].") == hold  # noqa: RUF001
    assert voice.speak("[[lˈɪft]].") == voice.speak("Lift.") != hold  # noqa: RUF001


@pytest.mark.parametrize("text", ["Hold", "Hold ", "Hold."])
def test_what_ends_without_a_mark_falls_as_a_sentence_does(hold: Pcm, text: str) -> None:
    assert open_voice("").speak(text) == hold


def test_a_list_item_does_not_fall(hold: Pcm) -> None:
    assert open_voice("").speak("Hold,") != hold


def test_sentences_are_apart() -> None:
    voice = open_voice("")
    apart_ms = natural.SENTENCE_PAUSE_MS
    both = voice.speak(f"{HOLD} {LIFT}").length_ms
    assert abs(both - voice.speak(HOLD).length_ms - voice.speak(LIFT).length_ms - apart_ms) <= 1


@pytest.mark.slow
def test_its_other_voices_are_never_downloaded_unasked() -> None:
    done = subprocess.run([sys.executable, "-c", NO_NETWORK, "", "emma"], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[1:] == ["NotAddedError"]
    assert int(done.stdout.splitlines()[0]) >= 300
    with pytest.raises(
        VoiceError, match=r"'natural:emma' is not installed; 'gentleback voices add natural:emma' adds it"
    ):
        open_voice("emma")


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(UnknownVoiceError, match=r"^natural has no voice 'nobody'; there are: heart, "):
        open_voice("nobody")


@pytest.fixture
def mirror() -> PiperServer:
    """A server that has the voice emma: our copy of heart's model, whose hash differs from the listed one."""
    whole = model_file("heart").read_bytes()
    return PiperServer({known_voices()["emma"]["file"]: whole})


def test_size_and_licence_are_shown_first_and_a_wrong_hash_is_refused(
    tmp_path: Path, mirror: PiperServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The listed hash is that of the real file, which is in no package, so what arrives is refused."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with mirror as server:
        done = voices("add", "natural:emma", "--yes", "--from", server.url, cwd=tmp_path)
    assert done.stdout == f"natural:emma: 8 MB, licence: {natural.LICENCE}\n"
    assert done.returncode == 1
    assert "does not have the hash that the index of voices gives" in done.stderr
    assert not list((tmp_path / "data").rglob("*.onnx"))


def test_a_file_with_the_right_hash_is_added_and_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    whole, known = model_file("heart").read_bytes(), json.loads(json.dumps(known_voices()))
    known["emma"] |= {"sha256": sha256(whole).hexdigest(), "bytes": len(whole)}
    monkeypatch.setattr(natural, "known_voices", lambda: known)
    with PiperServer({known["emma"]["file"]: whole}) as server:
        offered = natural.offer("emma", server.url)
        assert add(offered, lambda *_: None)
        assert not add(offered, lambda *_: None)
    voice = open_voice("emma")
    assert (voice.name, voice.language) == ("natural:emma", "en-gb")
    assert voice.speak(HOLD).length_ms >= 300


def test_the_voice_in_the_package_needs_no_adding(tmp_path: Path) -> None:
    done = voices("add", "natural:heart", "--yes", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "it is in the package: --voice natural:heart\n", "")


@pytest.mark.parametrize("about", [None, [], {}, {"file": 1}, {"file": "a"}, {"file": "a", "bytes": "b", "sha256": ""}])
def test_a_damaged_list_of_voices_is_one_line(monkeypatch: pytest.MonkeyPatch, about: object) -> None:
    monkeypatch.setattr(natural, "known_voices", lambda: {"emma": about})
    with pytest.raises(
        VoiceError, match=r"^the voice 'natural' cannot be loaded \(.*\): pip install --force-reinstall "
    ):
        natural.offer("emma", None)


def test_it_is_the_default(own_cache: Path) -> None:
    remarks: list[str] = []
    assert usual(remarks.append)[0] == EMBEDDED
    assert remarks == []
    assert list((own_cache / "gentle-back" / "clips").rglob("*.voice")) != []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "complaint"),
    [
        (
            "raise ImportError('no libgomp here')",
            "cannot be loaded (ImportError: no libgomp here): pip install --force-reinstall hibari-tts",
        ),
        ("import os; os._exit(132)", "does not work here (exit code 132)"),
    ],
)
def test_where_it_does_not_work_espeak_speaks_and_one_line_says_why(
    tmp_path: Path, own_cache: Path, engine: str, complaint: str
) -> None:
    (tmp_path / "broken" / "onnxruntime").mkdir(parents=True)
    (tmp_path / "broken" / "onnxruntime" / "__init__.py").write_text(engine)
    words = ("build", "walk-20", "--detail", "cues", "--clips", "clips")
    done = gentleback(*words, cwd=tmp_path, PYTHONPATH=str(tmp_path / "broken"))
    assert done.returncode == 0, done.stderr
    first, *others = without_progress(done.stderr)
    assert first == f"the voice 'natural' {complaint}; '{SMALL}' speaks instead"
    assert others
    assert all(line.endswith(f" with the voice '{SMALL}'") for line in others)
    (session,) = json.loads((tmp_path / "out" / "catalog.json").read_text())["sessions"]
    assert session["voice"] == SMALL
    again = gentleback(*words, "--voice", "natural", cwd=tmp_path, PYTHONPATH=str(tmp_path / "broken"))
    assert again.returncode == 1  # asked for by name, it is an error


def test_without_its_package_it_is_the_same(tmp_path: Path, own_cache: Path) -> None:
    install_voice(tmp_path / "none", "other")  # a separate entry keeps the path in order
    program = (
        "import sys; sys.modules['hibari'] = None\n"
        "import importlib.util, importlib.metadata as metadata\n"
        "real = metadata.version\n"
        "def version(name):\n"
        "    if name == 'hibari-tts': raise metadata.PackageNotFoundError(name)\n"
        "    return real(name)\n"
        "metadata.version = version\n"
        "from audio_builder.voices.table import usual; print(usual(print)[0])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    advice = "the voice 'natural' needs the package hibari-tts: pip install 'gentle-back[audio]'"
    assert said.splitlines() == [f"{advice}; '{SMALL}' speaks instead", SMALL]
