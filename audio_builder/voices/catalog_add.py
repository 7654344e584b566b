"""Add a voice of Piper's or of the natural engine's: its licence is shown first, its model is fetched last."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.files import write_if_changed
from audio_builder.voices import natural
from audio_builder.voices.catalog_fetch import Wanted, fetch, fetch_bytes, is_right
from audio_builder.voices.piper_files import card_file, licence_in, model_file, settings_file
from gentleback_cli import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from audio_builder.voices.catalog_index import IndexedVoice

TOLD_EVERY_S = 5.0
"""How often a plain line tells of the progress."""


@dataclass(frozen=True, slots=True)
class Addable:
    """A voice that can be fetched."""

    spec: str
    """As ``--voice`` takes it."""
    licence: str
    files: tuple[tuple[Wanted, Path], ...]
    """What is fetched, and where to; a voice is there once the last of them is."""
    card: tuple[Path, str] | None = None
    """A text that tells the licence, and where it is kept."""

    @property
    def terms(self) -> str:
        """Size and licence on one line."""
        megabytes = sum(wanted.bytes for wanted, _ in self.files) / 1e6
        return f"{self.spec}: {megabytes:.0f} MB, licence: {self.licence}"


def from_piper(voice: IndexedVoice) -> Addable:
    """A voice of Piper's index; its card is fetched for the licence. Raises ``VoiceError``."""
    card = fetch_bytes(voice.card.url).decode(errors="replace") if voice.card else ""
    model = model_file(voice.name)
    licence = licence_in(card) or "not told; look for it where the voice comes from"
    files = ((voice.settings, settings_file(model)), (voice.model, model))
    return Addable(f"piper:{voice.name}", licence, files, (card_file(model), card))


def from_hibari(name: str, address: str | None) -> Addable:
    """One of the natural engine's voices, from its own place or from ``address``. Raises ``UsageError``."""
    known = natural.known_voices()
    if name not in known:
        raise UsageError.unknown("voice", name, known)
    if known[name].get("bundled"):
        return Addable(f"natural:{name}", natural.LICENCE, ())
    from hibari.voices import BASE_URL

    about = known[name]
    url = f"{(address or BASE_URL).rstrip('/')}/{about['file']}"
    wanted = Wanted(url, int(about["bytes"]), str(about["sha256"]), "sha256")
    return Addable(f"natural:{name}", natural.LICENCE, ((wanted, natural.model_file(name)),))


def add(voice: Addable) -> bool:
    """Fetch what is missing or wrong of ``voice``; False when all was right already. Raises ``BuildError``."""
    changed = False
    for wanted, file in voice.files:
        if not is_right(file, wanted):
            with _progress(file.name, wanted.bytes) as progress:
                fetch(wanted, file, progress)
            changed = True
    if voice.card:
        file, text = voice.card
        write_if_changed(file, lambda: [text.encode()])
    return changed


@contextmanager
def _progress(name: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, else a plain line now and then."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(name, total=total)
            yield lambda done: bar.update(task, completed=done)
        return
    told_s = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told_s
        if time.monotonic() - told_s > TOLD_EVERY_S:
            told_s = time.monotonic()
            print(f"{name}: {done / 1e6:.0f} of {total / 1e6:.0f} MB", file=sys.stderr, flush=True)

    yield tell
