"""Where a session plays: a live view, or lines where that is not wanted; the terminal is as it was afterwards."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NoReturn

from audio_builder.playing.keys import opened_keys
from audio_builder.playing.log import Log
from audio_builder.playing.player import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_builder.playing.deck import Deck
    from audio_builder.playing.player import Screen
    from audio_builder.playing.score import Score

TERMINATED = 128 + signal.SIGTERM


def perform(score: Score, deck: Deck, is_muted: bool) -> bool:
    """Play ``score``; False if the listener has left before its end. Raises ``BuildError``."""
    with ExitStack() as opened:
        opened.callback(deck.close)
        opened.enter_context(_ended_softly())
        keys = opened.enter_context(opened_keys())
        screen = opened.enter_context(_view(score)) if _has_view(is_muted) else Log(score, _tell)
        return run(score, deck, keys, screen)


def _has_view(is_muted: bool) -> bool:
    return not is_muted and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def _view(score: Score) -> Iterator[Screen]:
    from rich.console import Console

    from audio_builder.playing.view import View

    console = Console(highlight=False)
    with console.screen(hide_cursor=True):
        yield View(score, console)


def _tell(line: str) -> None:
    print(line, flush=True)


@contextmanager
def _ended_softly() -> Iterator[None]:
    """Whoever ends the program gets the terminal back, too."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(*_: object) -> NoReturn:
    raise SystemExit(TERMINATED)
