"""Piper through its runtime: repeatable, on one thread, at a session's level, with clear errors."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.sound.limiter import limit
from audio_builder.voices import piper
from audio_builder.voices.level import loudness
from audio_builder.voices.piper import SENTENCE_PAUSE_MS, SLOWER, open_voice
from audio_builder.voices.voice_contract import HOLD, LIFT, VoiceContract
from audio_builder.voices.voice_list import _of_piper
from tests.audio_builder.third_party_voice import install_voice
from tests.audio_builder.voices.tiny_piper import NAME, PHONEME_SAMPLES, RATE_HZ, install_tiny, tiny_settings
from tests.command import gentleback
from tests.tools import slow_for

SENTENCES = ("Lie on your back.", "And hold.", "Keep breathing.", "Slowly lift your hips.", "Rest.")


@pytest.mark.slow
class TestPiper(VoiceContract):
    """Found through an entry point of the test, whether or not the installed package has one."""

    @pytest.fixture(params=["", f":{NAME}", "path"])
    def spec(self, request: pytest.FixtureRequest, tiny: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
        name = "piper"
        entries = tmp_path / "entries"
        install_voice(entries, "piper", "from audio_builder.voices.piper import open_voice")
        monkeypatch.syspath_prepend(entries)
        monkeypatch.setenv("PYTHONPATH", str(entries))
        return f"{name}:{tiny}" if request.param == "path" else f"{name}{request.param}"


def test_phonemes_take_their_time_at_an_unhurried_pace(tiny: Path) -> None:
    sound = open_voice(NAME).speak(HOLD)
    phoneme = -int(-PHONEME_SAMPLES * SLOWER // 1)
    assert sound.rate_hz == RATE_HZ
    assert sound.length_samples % phoneme == 0
    assert sound.length_samples // phoneme > len(HOLD)


def test_phonemes_sound_like_the_word_that_they_spell(tiny: Path) -> None:
    voice = open_voice(NAME)
    assert voice.speak("[[j\u02c8u\u02d0z]] a touch more.") == voice.speak("Yooz a touch more.")
    assert voice.speak("[[j\u02c8u\u02d0z]] a touch more.") != voice.speak("Use a touch more, so.")


def test_sentences_are_apart(tiny: Path) -> None:
    voice = open_voice(NAME)
    both = voice.speak("Hold. Release.")
    pause = RATE_HZ * SENTENCE_PAUSE_MS // 1000
    assert both.length_samples == voice.speak("Hold.").length_samples + pause + voice.speak("Release.").length_samples
    assert bytes(2 * pause) in both.samples


@pytest.mark.parametrize("loud", slow_for([0.02, 0.2, 0.9], 0.2, 0.9))
def test_a_model_of_any_level_is_brought_to_that_of_a_session(piper_folder: Path, loud: float) -> None:
    install_tiny(piper_folder, loudness=loud)
    voice = open_voice(NAME)
    samples = bytes(RATE_HZ).join(voice.speak(text).samples for text in SENTENCES)
    whole = limit(type(voice.speak(HOLD))(samples, RATE_HZ), voice.gain_db)
    assert abs(loudness(whole) + 18) <= 1


def test_another_model_or_other_settings_are_another_voice(tiny: Path) -> None:
    prints = {open_voice(NAME).fingerprint}
    install_tiny(tiny.parent, loudness=0.3)
    prints.add(open_voice(NAME).fingerprint)
    settings = tiny_settings()
    settings["inference"] = {"length_scale": 1.3}
    tiny.with_name(f"{tiny.name}.json").write_text(json.dumps(settings))
    prints.add(open_voice(NAME).fingerprint)
    assert len(prints) == 3


def test_the_model_is_read_once_for_its_fingerprint(tiny: Path, own_cache: Path) -> None:
    open_voice(NAME)
    kept = {file: file.stat().st_mtime_ns for file in own_cache.rglob("*.voice")}
    assert len(kept) == 2  # the model's and the settings'
    open_voice(NAME)
    assert {file: file.stat().st_mtime_ns for file in own_cache.rglob("*.voice")} == kept


def test_a_cache_that_cannot_be_written_is_not_an_error(tiny: Path, own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be")
    voice = open_voice(NAME)
    assert voice.gain_db == open_voice(NAME).gain_db


def test_opening_loads_no_runtime(tiny: Path) -> None:
    program = (
        "import sys; from audio_builder.voices.piper import open_voice; print(open_voice('').language);"
        "print([name for name in ('piper', 'onnxruntime', 'numpy', 'pydub') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.splitlines() == ["en-us", "[]"]


def test_one_thread_and_the_model_loaded_once(tiny: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from audio_builder.voices.piper import open_voice\n"
        "import onnxruntime, piper; before = len(os.listdir('/proc/self/task'))\n"
        "voice = open_voice(''); voice.speak('Hold.'); Path(sys.argv[1]).unlink(); voice.speak('Release.')\n"
        "print(len(os.listdir('/proc/self/task')) - before)"
    )
    if not Path("/proc/self/task").is_dir():
        pytest.skip("threads are counted on Linux")
    said = subprocess.run([sys.executable, "-c", program, str(tiny)], check=True, capture_output=True, text=True)
    assert said.stdout == "0\n"


def test_the_default_voice_comes_before_the_first_installed(piper_folder: Path) -> None:
    install_tiny(piper_folder, "de_DE-tiny-low")
    assert open_voice("").language == "de-de"
    install_tiny(piper_folder, "en_GB-tiny-low")
    assert open_voice("").language == "en-gb"
    install_tiny(piper_folder, piper.DEFAULT)
    assert open_voice("").language == "en-us"


@pytest.mark.parametrize(("setting", "name"), [("", piper.DEFAULT), ("en_GB-alba-medium", "en_GB-alba-medium")])
def test_a_missing_voice_says_how_to_get_it(piper_folder: Path, setting: str, name: str) -> None:
    with pytest.raises(VoiceError) as caught:
        open_voice(setting)
    assert str(caught.value) == f"the voice 'piper:{name}' is not installed; 'gentleback voices add {name}' adds it"


@pytest.mark.parametrize("setting", ["lessac", "../../en_US-x-low", "en_US-x-low/../y", "en-US", "--help"])
def test_a_malformed_name_is_refused(piper_folder: Path, setting: str) -> None:
    with pytest.raises(UnknownVoiceError, match=r"^piper has no voice '.*'; a voice is LANGUAGE-VOICE-QUALITY such as"):
        open_voice(setting)


def test_a_missing_file(piper_folder: Path) -> None:
    with pytest.raises(VoiceError, match=r'^there is no file "nowhere/me.onnx" for the voice \'piper\'$'):
        open_voice("nowhere/me.onnx")


@pytest.mark.parametrize(
    "settings",
    [
        *("", "{", "[]", "null", "{}", '{"espeak": {"voice": "en"}}', '{"audio": 1, "espeak": {"voice": "en"}}'),
        "[" * 200_000,
    ],
    ids=range(8),
)
def test_damaged_settings(tiny: Path, settings: str) -> None:
    tiny.with_name(f"{tiny.name}.json").write_text(settings)
    with pytest.raises(VoiceError) as caught:
        open_voice(NAME)
    cause, way_out = f"{NAME}.onnx.json is not the settings of a voice", f"'gentleback voices add {NAME}'"
    assert str(caught.value) == f"the voice 'piper:{NAME}' is damaged ({cause}); {way_out} downloads it again"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_settings_that_are_a_pipe_or_have_no_end(tiny: Path) -> None:
    settings = tiny.with_name(f"{tiny.name}.json")
    settings.write_bytes(b" " * 2_000_000)
    with pytest.raises(VoiceError, match=r"is damaged \(.*onnx.json: larger than 1,000,000 bytes\); "):
        open_voice(NAME)
    for make in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        settings.unlink()
        make(settings)
        with pytest.raises(VoiceError, match=r"is damaged \(.*onnx.json: not a regular file\); "):
            open_voice(NAME)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_card_that_is_a_pipe_names_no_licence(tiny: Path) -> None:
    card = piper.card_file(tiny)
    card.unlink()
    os.mkfifo(card)
    assert next(_of_piper(())).licence == "unknown"


def test_settings_that_are_missing_or_that_only_the_runtime_refuses(tiny: Path) -> None:
    settings = tiny.with_name(f"{tiny.name}.json")
    settings.write_text('{"audio": {"quality": "low"}, "espeak": {"voice": "en"}}')
    with pytest.raises(VoiceError, match=r"is damaged \(KeyError: 'num_symbols'\); "):
        open_voice(NAME).speak(HOLD)
    settings.unlink()
    with pytest.raises(VoiceError, match=r"is damaged \(.*onnx.json: No such file or directory\); "):
        open_voice(NAME)


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "another"])
def test_a_damaged_model_is_one_clear_line(tiny: Path, damage: str, tmp_path: Path) -> None:
    """In a separate process, to see also what the runtime itself writes."""
    whole = tiny.read_bytes()
    wrong = {"empty": b"", "cut": whole[: len(whole) // 2], "garbage": b"not a model" * 99}
    wrong["another"] = whole.replace(b"input_lengths", b"other_lengths")
    tiny.write_bytes(wrong[damage])
    program = (
        "import sys; from gentleback_cli import run; from audio_builder.voices.piper import open_voice\n"
        "sys.exit(run(lambda: open_voice('').speak('Hold.')))"
    )
    said = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert said.returncode == 1
    assert said.stderr.startswith(f"gentleback: the voice 'piper:{NAME}' is damaged (")
    assert said.stderr.endswith(f"; 'gentleback voices add {NAME}' downloads it again\n")
    assert said.stderr.count("\n") == 1


def test_no_download_is_advised_for_a_damaged_model_outside_the_folder(tiny: Path, tmp_path: Path) -> None:
    own = Path(shutil.copy(tiny, tmp_path / "me.onnx"))
    shutil.copy(f"{tiny}.json", f"{own}.json")
    assert open_voice(str(own)).speak(LIFT) == open_voice(NAME).speak(LIFT)
    own.write_bytes(b"?")
    piper._loaded.cache_clear()
    with pytest.raises(VoiceError, match=rf"is damaged \(.*\); look at {own}$"):
        open_voice(str(own)).speak(LIFT)


@pytest.mark.slow
def test_sessions_are_built_with_it(tiny: Path, tmp_path: Path) -> None:
    entries = install_voice(tmp_path / "entries", "piper", "from audio_builder.voices.piper import open_voice")
    words = ("build", "five-minute-ease", "--voice", f"piper:{NAME}", "--clips", tmp_path / "clips", "--json")
    done = [gentleback(*words, "--jobs", jobs, "--out", jobs, cwd=tmp_path, PYTHONPATH=str(entries)) for jobs in "12"]
    assert [each.returncode for each in done] == [0, 0], done[0].stderr
    assert (tmp_path / "1" / "five-minute-ease.mp3").read_bytes() == (
        tmp_path / "2" / "five-minute-ease.mp3"
    ).read_bytes()
