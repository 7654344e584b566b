"""The pictures of chapters, each at an address that is never used for another one: apps keep what they once fetched."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from audio_builder.feed.names import FIGURES
from audio_builder.files import write_if_changed
from audio_builder.session.addresses import DIGITS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from audio_builder.pictures.figure_store import Figures
    from content.model.types import Routine


def write_pictures(out: Path, routine: Routine, figures: Figures) -> dict[str, str]:
    """Write the picture of each exercise of ``routine``; returns their files, relative to ``out``, by exercise.

    Raises ``WriteError``, ``NoRendererError``.
    """
    return {
        step.exercise.id: _written(out, step.exercise.id, figures.png(step.exercise, step.way))
        for step in routine.steps
    }


def remove_others(out: Path, wanted: Collection[str]) -> None:
    """Take away the pictures that no chapter shows any more."""
    for left in (out / FIGURES).glob("*.png"):
        if f"{FIGURES}/{left.name}" not in wanted:
            left.unlink(missing_ok=True)


def _written(out: Path, exercise: str, picture: bytes) -> str:
    file = f"{FIGURES}/{exercise}.{sha256(picture).hexdigest()[:DIGITS]}.png"
    write_if_changed(out / file, lambda: [picture], len(picture))
    return file
