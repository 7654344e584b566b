"""What the figures were measured on and with. Nothing here tells one machine of its kind from another."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version

PACKAGES = ("espeakng-loader", "lameenc", "pydub", "pillow", "miniaudio")


def facts() -> list[str]:
    """A few lines: the machine, the versions, how busy it was."""
    lines = [
        f"{platform.system()} {platform.machine()}, {cores()} cores, Python {platform.python_version()}",
        ", ".join([f"ffmpeg {_ffmpeg_version()}", *(f"{name} {version(name)}" for name in PACKAGES)]),
    ]
    if hasattr(os, "getloadavg"):
        lines.append(f"load of the last minute before it began: {os.getloadavg()[0]:.1f}")
    return lines


def cores() -> int:
    return os.cpu_count() or 1


def _ffmpeg_version() -> str:
    told = subprocess.run(["ffmpeg", "-version"], capture_output=True, text=True, check=True).stdout
    return told.split()[2]
