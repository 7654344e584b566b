"""Any program as a voice: its text is never an option, never read by a shell, and its sound is checked."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import wave
from array import array
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import UnknownVoiceError, VoiceError
from audio_builder.voices.command import open_voice
from audio_builder.voices.program import asked, spoken
from audio_builder.voices.voice_contract import HOLD, VoiceContract
from tests.audio_builder.third_party_voice import install_voice
from tests.tools import need, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.sound.pcm import Pcm

FLITE = "flite -voice slt -t {text} -o {wav}"
RECORDER = "import json, sys; json.dump([sys.argv[1:], sys.stdin.read()], open({log!r}, 'w')); " + (
    "import wave; file = wave.open(sys.argv[-1], 'wb'); file.setparams((1, 2, 8000, 0, 'NONE', '')); "
    "file.writeframes(b'\\1\\2' * 4000); file.close()"
)


def python(program: str, *arguments: str) -> str:
    """The command that runs ``program`` with ``arguments``."""
    return shlex.join([sys.executable, "-c", program, *arguments])


def write_wav(file: Path, samples: bytes, width: int = 2, channels: int = 1, rate_hz: int = 16_000) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(width)
        sound.setframerate(rate_hz)
        sound.writeframes(samples)


def copied(file: Path) -> Pcm:
    """The sound of a program that copies ``file`` to where its sound goes."""
    return open_voice(python("import shutil, sys; shutil.copy(*sys.argv[1:])", str(file), "{wav}")).speak(HOLD)


@pytest.mark.usefixtures("own_cache")
@pytest.mark.slow
class TestCommand(VoiceContract):
    @pytest.fixture
    def spec(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        need("flite")
        install_voice(tmp_path / "entries", "cmd", "from audio_builder.voices.command import open_voice")
        monkeypatch.syspath_prepend(tmp_path / "entries")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "entries"))
        return f"cmd:{FLITE}"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Hold.", "Hold."),
        ("-o /etc/hold", " -o /etc/hold"),
        ("--help me", " --help me"),
        ("@hold", " @hold"),
        ("a; touch b `c` $(d) \"e' | f", "a; touch b `c` $(d) \"e' | f"),
        ("{wav} {text} hold", " {wav} {text} hold"),
        ("one\0two", "one two"),
        ("déjà vu\nhold", "déjà vu\nhold"),
    ],
)
def test_a_text_is_one_argument_and_never_an_option(tmp_path: Path, text: str, given: str) -> None:
    log = tmp_path / "log.json"
    open_voice(python(RECORDER.format(log=str(log)), "-t", "{text}", "<{text}>", "{wav}")).speak(text)
    arguments, _ = json.loads(log.read_text())
    assert arguments[:3] == ["-t", given, f"<{given}>"]


def test_the_text_comes_as_a_file_and_on_standard_input_too(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    program = RECORDER.format(log=str(log)).replace("sys.argv[1:]", "open(sys.argv[1], encoding='utf-8').read()")
    open_voice(python(program, "{textfile}", "{wav}")).speak("déjà vu")
    assert json.loads(log.read_text()) == ["déjà vu", "déjà vu"]


@pytest.mark.parametrize(("width", "silence"), [(1, b"\x80"), (2, b"\0\0"), (3, b"\0\0\0"), (4, b"\0\0\0\0")])
@pytest.mark.parametrize("channels", [1, 2])
def test_other_widths_and_stereo_become_16_bit_mono(tmp_path: Path, width: int, silence: bytes, channels: int) -> None:
    half = b"\xc0" if width == 1 else b"\0" * (width - 1) + b"\x40"
    write_wav(tmp_path / "a.wav", silence * channels * 10 + half * channels * 10, width, channels)
    sound = copied(tmp_path / "a.wav")
    assert sound.rate_hz == 16_000
    assert sound.samples == array("h", [0] * 10 + [16_384] * 10).tobytes()


def test_a_wav_written_to_a_stream_has_no_length(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", b"\1\2" * 100)
    whole = bytearray((tmp_path / "a.wav").read_bytes())
    whole[4:8] = whole[40:44] = b"\xff" * 4
    (tmp_path / "a.wav").write_bytes(whole)
    assert copied(tmp_path / "a.wav").samples == b"\1\2" * 100


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "wrote no WAV file that can be used: it is not a WAV file"),
        (b"RIFF", "wrote no WAV file that can be used: it is not a WAV file"),
        (b"ID3\4 an MP3" * 50, "wrote no WAV file that can be used: it is not a WAV file"),
    ],
)
def test_what_is_not_a_sound_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(VoiceError, match=complaint):
        copied(tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("samples", "channels", "rate_hz", "complaint"),
    [
        (b"", 1, 16_000, "wrote a file without any sound"),
        (b"\0" * 998, 1, 16_000, "wrote a file without any sound"),
        (b"\0" * 999, 1, 16_000, "its last sample is truncated"),
        (b"\1\2" * 60, 6, 16_000, "it has 6 channels at 16000 Hz; one or two at 8000 to 48000 Hz can be used"),
        (b"\1\2" * 60, 1, 96_000, "it has 1 channels at 96000 Hz; "),
    ],
)
def test_unusable_sound_is_refused(tmp_path: Path, samples: bytes, channels: int, rate_hz: int, complaint: str) -> None:
    write_wav(tmp_path / "a.wav", samples, 2, channels, rate_hz)
    with pytest.raises(VoiceError, match=complaint):
        copied(tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("", r"^python\S* wrote no file at \{wav\}$"),
        ("import sys; sys.exit(3)", r"^python\S* failed \(exit code 3\): no error message$"),
        ("import sys; sys.exit('first\\nno such voice')", r"^python\S* failed \(exit code 1\): no such voice$"),
    ],
)
def test_a_program_that_fails_says_why(program: str, complaint: str) -> None:
    with pytest.raises(VoiceError, match=complaint):
        open_voice(python(program, "{wav}")).speak(HOLD)


@pytest.mark.slow
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    log = tmp_path / "pid"
    sleep = "import os, subprocess, sys; child = subprocess.Popen(['sleep', '3000']); "
    sleep += f"open({str(log)!r}, 'w').write(str(child.pid)); child.wait()"
    with pytest.raises(VoiceError, match=r"^python\S* took longer than 5 seconds$"):
        spoken(HOLD, lambda _said, _sound: [sys.executable, "-c", sleep], longest_s=5)
    wait_until(lambda: _state(int(log.read_text())) in ("", "Z"))


LEFT = {
    "a pipe": ("os.mkfifo(wav)", "not a regular file"),
    "a link": ("os.symlink(sys.argv[2], wav)", "not a regular file"),
    "a link to nothing": ("os.symlink('nowhere', wav)", "not a regular file"),
    "a link to a device": ("os.symlink('/dev/zero', wav)", "not a regular file"),
    "a folder": ("os.mkdir(wav)", "not a regular file"),
    "a socket": ("import socket; socket.socket(socket.AF_UNIX).bind(wav)", "not a regular file"),
    "gigabytes": ("open(wav, 'wb').truncate(5_000_000_000)", "larger than 64,000,000 bytes"),
    "a file without permission": ("os.close(os.open(wav, os.O_CREAT, 0))", ".*"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links of POSIX")
@pytest.mark.parametrize(("program", "complaint"), LEFT.values(), ids=LEFT.keys())
def test_only_a_regular_file_is_read(tmp_path: Path, program: str, complaint: str) -> None:
    write_wav(tmp_path / "a.wav", b"\1\2" * 100)
    words = python(f"import os, sys; wav = sys.argv[1]; {program}", "{wav}", str(tmp_path / "a.wav"))
    with pytest.raises(VoiceError, match=rf"^python\S* wrote no WAV file that can be used: {complaint}$"):
        open_voice(words).speak(HOLD)


@pytest.mark.parametrize("file", ["open(sys.argv[1], 'wb', 0)", "sys.stdout.buffer", "sys.stderr.buffer"])
def test_a_program_that_writes_without_end_is_stopped(file: str) -> None:
    flood = f"import sys; file = {file}\nwhile True: file.write(bytes(1_000_000))"
    with pytest.raises(VoiceError, match=r"^python\S* wrote more than 64,000,000 bytes$"):
        open_voice(python(flood, "{wav}")).speak(HOLD)


def test_the_last_line_of_a_long_complaint_is_shown() -> None:
    with pytest.raises(VoiceError, match=r"^python\S* failed \(exit code 1\): the end$"):
        open_voice(python("import sys; sys.exit('line\\n' * 100_000 + 'the end')", "{wav}")).speak(HOLD)


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("exec cat /dev/zero", "wrote more than 64,000,000 bytes"),
        ("exit 0", ""),
        ("sleep 3000 & echo voices: slt", ""),
    ],
)
def test_a_question_is_answered_or_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, complaint: str
) -> None:
    """The last program leaves a child, which keeps its output open."""
    (tmp_path / "flite").write_text(f"#!/bin/sh\n{program}\n")
    (tmp_path / "flite").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    if complaint:
        with pytest.raises(VoiceError, match=rf"^flite -lv gives no answer: flite {complaint}$"):
            asked("flite", "-lv", how_to_get="")
    else:
        assert asked("flite", "-lv", how_to_get="") == ("voices: slt\n" if "voices" in program else "")


def _state(pid: int) -> str:
    """The state of a process as ``ps`` knows it; empty when there is none."""
    said = subprocess.run([need("ps"), "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True)
    return said.stdout.strip()[:1]


@pytest.mark.parametrize("setting", ["", "flite", "flite -t {text}", "{wav}", "flite '{wav}"])
def test_a_malformed_command_is_misuse(setting: str) -> None:
    with pytest.raises(UnknownVoiceError):
        open_voice(setting)


def test_a_missing_program() -> None:
    with pytest.raises(
        VoiceError, match=r"^the voice 'cmd' needs the program 'no-such-program', which is not installed$"
    ):
        open_voice("no-such-program {wav}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_program_that_is_a_pipe(tmp_path: Path, own_cache: Path) -> None:
    os.mkfifo(tmp_path / "speak", 0o755)
    with pytest.raises(VoiceError, match=r"/speak cannot be read: not a regular file$"):
        open_voice(f"{tmp_path / 'speak'} {{wav}}")


def test_another_program_or_model_is_another_voice(tmp_path: Path, own_cache: Path) -> None:
    script, model = tmp_path / "speak", tmp_path / "model.bin"
    setting = f"{script} {model} {{wav}}"
    prints = set()
    for program, weights in (("#!/bin/sh\n", "one"), ("#!/bin/sh\n:\n", "one"), ("#!/bin/sh\n:\n", "other")):
        script.write_text(program)
        script.chmod(0o755)
        model.write_text(weights)
        prints.add(open_voice(setting).fingerprint)
    assert len(prints) == 3


def test_no_temporary_files_remain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(VoiceError):
        open_voice(python("", "{wav}")).speak(HOLD)
    assert list(tmp_path.iterdir()) == []
