"""Add a voice of Piper's to the user's: its licence first, then its settings, and the model last of all."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from audio_builder.files import write_if_changed
from audio_builder.voices.catalog_fetch import fetch, fetch_bytes, is_right
from audio_builder.voices.piper_files import card_file, licence_in, model_file, settings_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio_builder.voices.catalog_index import IndexedVoice

TOLD_EVERY_S = 5.0
"""How often a plain line tells of the progress."""


def card_of(voice: IndexedVoice) -> str:
    """What tells about the voice, its licence included; empty when there is none. Raises ``VoiceError``."""
    return fetch_bytes(voice.card.url).decode(errors="replace") if voice.card else ""


def licence_line(voice: IndexedVoice, card: str) -> str:
    licence = licence_in(card) or "not told; look for it where the voice comes from"
    return f"{voice.name}: {voice.megabytes:.0f} MB, licence: {licence}"


def add(voice: IndexedVoice, card: str) -> bool:
    """Bring what is missing or wrong of ``voice``; False when all was right already. Raises ``BuildError``."""
    model = model_file(voice.name)
    changed = False
    for wanted, file in ((voice.settings, settings_file(model)), (voice.model, model)):
        if not is_right(file, wanted):
            with _progress(file.name, wanted.bytes) as progress:
                fetch(wanted, file, progress)
            changed = True
    write_if_changed(card_file(model), lambda: [card.encode()])
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
