"""An output folder made by hand, with one session and everything that points at something."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from tests.torture.checks import ARCHIVE, SITE
from tests.torture.trees import PRIVATE, digests

SOUND, SCRIPT, FIGURE = b"sound" * 100, b"gentleBack()", b"a picture"
AUDIO = f"audio/bridge.{sha256(SOUND).hexdigest()[:8]}.mp3"
DATA = f"player/bridge.{sha256(SCRIPT).hexdigest()[:8]}.js"
IMAGE = f"feed/figures/bridge.{sha256(FIGURE).hexdigest()[:8]}.png"
SESSION = {
    "file": "bridge.mp3",
    "captions": "bridge.vtt",
    "transcript": "bridge.txt",
    "bytes": len(SOUND),
    "sha256": sha256(SOUND).hexdigest(),
}
ROW = {**SESSION, "name": "bridge", "audio": AUDIO, "data": DATA}


def small_tree(out: Path) -> Path:
    """Write it; returns ``out``."""
    chapters = {"chapters": [{"title": "Bridge", "img": f"{SITE}{IMAGE}"}, {"title": "The end"}]}
    files = {
        "bridge.mp3": SOUND,
        AUDIO: SOUND,
        "bridge.vtt": b"WEBVTT",
        "bridge.txt": b"Bridge",
        "sessions.m3u8": b"#EXTM3U\n#EXTINF:60,Bridge\nbridge.mp3\n",
        "catalog.json": json.dumps({"sessions": [SESSION]}).encode(),
        DATA: SCRIPT,
        "index.html": page(ROW),
        "manifest.webmanifest": b"{}",
        IMAGE: FIGURE,
        "feed/artwork.png": b"artwork",
        "feed/bridge.chapters.json": json.dumps(chapters).encode(),
        "feed.xml": FEED.encode(),
    }
    files["sw.js"] = worker(files, "index.html", "manifest.webmanifest")
    for name, data in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    pack(out, SOUND)
    record(out)
    return out


def page(*rows: object) -> bytes:
    data = json.dumps({"sessions": rows})
    return f'<script type="application/json" id="page-data">{data}</script><script></script>'.encode()


def worker(files: dict[str, bytes], *shell: str) -> bytes:
    entries = [
        {"url": name, "integrity": f"sha256-{base64.b64encode(sha256(files[name]).digest()).decode()}"}
        for name in shell
    ]
    return f"const SHELL={json.dumps(entries)};\n// the rest".encode()


def pack(out: Path, sound: bytes) -> None:
    with ZipFile(out / ARCHIVE, "w") as archive:
        archive.writestr("Gentle Back/01 Bridge.mp3", sound)


def record(out: Path) -> None:
    (out / PRIVATE).mkdir(exist_ok=True)
    lines = [f"{digest} {path}\n" for path, digest in digests(out).items()]
    (out / PRIVATE / "made").write_text(f"a head\n{''.join(lines)}", encoding="utf-8")


FEED = f"""\
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<image><url>{SITE}feed/artwork.png</url></image>
<item>
<guid isPermaLink="false">bridge:{SESSION["sha256"]}</guid>
<enclosure url="{SITE}{AUDIO}" length="{len(SOUND)}" type="audio/mpeg"/>
<podcast:chapters url="{SITE}feed/bridge.chapters.json"/>
<podcast:transcript url="{SITE}bridge.vtt"/>
</item>
</channel></rss>
"""
