"""What would be heard, as text: speech with its pauses, `... 8 s ...`, wrapped for a terminal."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from content.clock_text import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skill.simulator.sounded import Sounded

WIDTH = 96
PAUSE_LEAST_MS = 950
"""A shorter silence is only the end of a sentence."""
CHIME = "(chime)"


def shown(sounds: Sequence[Sounded]) -> str:
    """Speech and pauses in one wrapped paragraph."""
    words = " ".join(filter(None, map(_word, sounds)))
    wrapped = fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return wrapped.replace("\xa0", " ")


def _word(sound: Sounded) -> str:
    match sound.kind:
        case "speech":
            return sound.text if sound.text[-1:] in ".?!" else f"{sound.text}."
        case "chime":
            return CHIME
        case "silence":
            return f"...\xa0{round(sound.length_ms / 1_000)}\xa0s\xa0..." if sound.length_ms >= PAUSE_LEAST_MS else ""


def length_text(sounds: Sequence[Sounded]) -> str:
    """How long it takes in all: "02:45"."""
    return clock(sounds[-1].end_ms if sounds else 0)
