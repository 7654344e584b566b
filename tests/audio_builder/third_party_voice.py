"""A third-party voice: a separate package, found by its entry point as any installed one is."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VOICE = '''
import os, signal, time
from dataclasses import dataclass
from pathlib import Path
from audio_builder.sound.pcm import Pcm


@dataclass(frozen=True)
class Beeper:
    """Beeps. Some of its words have an effect."""

    name: str = "beeper"
    language: str = "en"
    fingerprint: str = "beeper 1"
    gain_db: float = 0.0

    def speak(self, text):
        if "slow" in text:
            time.sleep(0.05)
        if "die" in text:
            os._exit(9)
        mark = Path(__file__).with_name(text)
        if "killed" in text and not ("once" in text and mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail" in text:
            raise ValueError("out of tune")
        return Pcm(b"\\0\\x20\\0\\xe0" * 1000 * len(text), 24_000)


def open_voice(setting):
    return Beeper()
'''


def install_voice(folder: Path, name: str, source: str = VOICE) -> Path:
    """A package for ``name`` in ``folder``, which has to be put on ``sys.path``; returns ``folder``."""
    about = folder / f"{name}_voice-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-voice\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[gentleback.voices]\n{name} = {name}_voice:open_voice\n")
    (folder / f"{name}_voice.py").write_text(dedent(source))
    return folder
