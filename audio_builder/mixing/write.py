"""Write a mixed session, unless the very same one stands there already.

Encoding takes seconds where comparing takes milliseconds, so what a mix came to (digest and size of the file) is kept
beside the clips, under a key made of all that shapes it. A file that still has that digest is left alone.
"""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from audio_builder.errors import BuildError
from audio_builder.files import Written, digest_of, write_if_changed, write_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from audio_builder.measure import ClipMeasure
    from audio_builder.medium import Medium
    from audio_builder.tags import Tags
    from content.timeline.place import Placement

    Progress = Callable[[str, int, int], None]
    """Told the file's name, and how many seconds of how many are mixed."""

FOLDER = "mixes"
VERSION = 1
"""Goes up when the mixer or an encoder makes another sound or another file of the same."""
_DAY_S = 86_400


class Format(Protocol):
    """What a module of a format has."""

    def fingerprint(self) -> str:
        """All that shapes the file, but what it is made of."""

    def write(self, path: Path, blocks: Iterable[bytes], tags: Tags) -> None:
        """Write ``blocks`` of 16-bit mono samples at 24 kHz as a whole file."""


def write_mixed(
    path: Path, placement: Placement, measure: ClipMeasure, medium: Medium, tags: Tags, progress: Progress
) -> Written:
    """Make ``path`` the session in that medium. Raises ``BuildError``."""
    form = _format(medium)
    note = measure.store.folder / FOLDER / f"{_key(placement, measure, medium, tags, form)}.txt"
    found = digest_of(path)
    if found[1] and _kept(note) == _line(*found):
        return Written(False, found[1], found[0])
    written = write_made(
        path, lambda draft: form.write(draft, _told(_blocks(placement, measure, medium), path, placement, progress), tags)
    )
    write_if_changed(note, lambda: [_line(written.sha256, written.bytes).encode()])
    return written


def prune_mixes(store: Path, unused_days: int) -> None:
    """Forget the mixes that were not asked for in so many days; files that stand are left alone."""
    for note in sorted((store / FOLDER).glob("*.txt")):
        with suppress(FileNotFoundError):
            if time.time() - note.stat().st_mtime >= unused_days * _DAY_S:
                note.unlink()


def _format(medium: Medium) -> Format:
    module: Format = import_module(f"audio_builder.mixing.{medium.format}")  # type: ignore[assignment]
    return module


def _key(placement: Placement, measure: ClipMeasure, medium: Medium, tags: Tags, form: Format) -> str:
    from audio_builder.mixing.bed import fingerprint as bed

    digest = sha256(repr((VERSION, form.fingerprint(), bed() if medium.bed else "", placement.length_ms)).encode())
    digest.update(repr(tags).encode(errors="surrogatepass"))
    for chapter in placement.chapters:
        for cue in chapter.cues:
            if cue.sound is not None:
                digest.update(f"{cue.start_ms} {cue.end_ms} {measure.key(cue.sound)}\n".encode())
    return digest.hexdigest()


def _kept(note: Path) -> str:
    try:
        return note.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _line(digest: str, size: int) -> str:
    return f"{digest} {size}\n"


def _blocks(placement: Placement, measure: ClipMeasure, medium: Medium) -> Iterator[bytes]:
    from audio_builder.mixing.clip_sound import ClipSounds
    from audio_builder.mixing.mixer import mixed

    return mixed(placement, ClipSounds(measure), medium.bed)


def _told(blocks: Iterable[bytes], path: Path, placement: Placement, progress: Progress) -> Iterator[bytes]:
    """``blocks``, each told of once it is encoded."""
    total_s = -(-placement.length_ms // 1000)
    for second, block in enumerate(blocks, start=1):
        yield block
        progress(path.name, second, total_s)
