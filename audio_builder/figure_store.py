"""Still figures, drawn once and kept: as SVG for paper and for covers, as PNG for the chapters of a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.figures import DEFAULT_SIDE, alt_text, figure_of, figure_svg
from audio_builder.picture_store import PictureStore, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from content.model.types import Exercise
    from content.model.words import Words

FIGURE_VERSION = 1
"""To be raised with every change of how figures are drawn: they are kept under a key that it is part of."""
PIXELS = 400
"""The side of a chapter's picture: square, as the cover is that it stands in for."""
COLOURS = 64


def figures_in(store: Path) -> PictureStore:
    """The figures that are kept in ``store``."""
    return PictureStore(store / "figures", ".figure")


@dataclass(frozen=True, slots=True)
class Figures:
    """The still figures of one language, on their cards; those with sides show the one that comes first."""

    store: Path
    words: Words

    def svg(self, exercise: Exercise, way: str = "") -> str:
        """As large as the place that it is put into. Raises ``WriteError``."""
        pictures = figures_in(self.store)
        file = pictures.file("svg", *self._shaped_by(exercise, way))
        return pictures.get(file, lambda: figure_svg(exercise, self.words, way=way).encode()).decode()

    def png(self, exercise: Exercise, way: str = "") -> bytes:
        """``PIXELS`` each way, some 5 kB. Raises ``WriteError``, ``NoRendererError``."""
        pictures = figures_in(self.store)
        drawn_by = (version_of("resvg-py"), version_of("pillow"), str((PIXELS, COLOURS)))
        file = pictures.file("png", *drawn_by, *self._shaped_by(exercise, way))
        return pictures.get(file, lambda: self._drawn(exercise, way))

    def _drawn(self, exercise: Exercise, way: str) -> bytes:
        from audio_builder.figures.png import png_of, square

        return square(png_of(self.svg(exercise, way), (PIXELS, PIXELS * 3 // 4)), PIXELS, COLOURS)

    def _shaped_by(self, exercise: Exercise, way: str) -> tuple[str, ...]:
        told = alt_text(exercise, self.words, way=way)
        return str(FIGURE_VERSION), told, exercise.side, DEFAULT_SIDE, repr(figure_of(exercise, way))
