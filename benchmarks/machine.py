"""What the figures were measured on and with. Nothing here tells one machine of its kind from another."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import version

PACKAGES = (
    *("hibari-tts", "onnxruntime", "numpy", "espeakng-loader", "piper-tts"),
    *("lameenc", "pydub", "pillow", "miniaudio", "av", "faster-whisper", "speechmos"),
)
SKILL_PACKAGES = ("ask-sdk-core", "ask-sdk-model", "flask-ask-sdk", "flask", "waitress", "cryptography", "sqlalchemy")


def facts() -> list[str]:
    """A few lines: the machine, the versions, how busy it was."""
    lines = [
        f"{platform.system()} {platform.machine()}, {cores()} cores, Python {platform.python_version()}",
        ", ".join([*_ffmpeg(), *(f"{name} {version(name)}" for name in PACKAGES)]),
        ", ".join(f"{name} {version(name)}" for name in SKILL_PACKAGES),
    ]
    if hasattr(os, "getloadavg"):
        lines.append(f"load of the last minute before it began: {os.getloadavg()[0]:.1f}")
    return lines


def cores() -> int:
    return os.cpu_count() or 1


def _ffmpeg() -> list[str]:
    if shutil.which("ffmpeg") is None:
        return []
    told = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=True).stdout
    return [f"ffmpeg {told.split()[2]}"]
