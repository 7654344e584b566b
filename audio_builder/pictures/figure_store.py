"""Figures, drawn once and kept: as SVG for paper and for covers, as PNG for the chapters of a session.

The page keeps its moving ones here, too (``player/figures.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.pictures.figures import DEFAULT_SIDE, alt_text, figure_of, figure_svg
from audio_builder.pictures.picture_store import PictureStore, version_of

if TYPE_CHECKING:
    from collections.abc import Callable
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
    """The figures of one language, on their cards; those with sides show the one that comes first."""

    store: Path
    words: Words

    def svg(self, exercise: Exercise, way: str = "") -> str:
        """As large as the place that it is put into. Raises ``WriteError``."""
        return self.kept("svg", exercise, way, lambda: figure_svg(exercise, self.words, way=way).encode()).decode()

    def png(self, exercise: Exercise, way: str = "") -> bytes:
        """``PIXELS`` each way, some 5 kB. Raises ``WriteError``, ``NoRendererError``."""
        drawn_by = (version_of("resvg-py"), version_of("pillow"), str((PIXELS, COLOURS)))
        return self.kept("png", exercise, way, lambda: self._drawn(exercise, way), *drawn_by)

    def kept(self, kind: str, exercise: Exercise, way: str, draw: Callable[[], bytes], *shaped_by: str) -> bytes:
        """What ``draw`` makes of a figure, once for each ``kind`` and whatever else it is ``shaped_by``.

        Raises ``WriteError``.
        """
        told = alt_text(exercise, self.words, way=way)
        figure = (str(FIGURE_VERSION), told, exercise.side, DEFAULT_SIDE, repr(figure_of(exercise, way)))
        pictures = figures_in(self.store)
        return pictures.get(pictures.file(kind, *shaped_by, *figure), draw)

    def _drawn(self, exercise: Exercise, way: str) -> bytes:
        from audio_builder.pictures.figures.png import png_of, square

        return square(png_of(self.svg(exercise, way), (PIXELS, PIXELS * 3 // 4)), PIXELS, COLOURS)
