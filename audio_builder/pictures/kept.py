"""Figures and covers, drawn once and kept: as SVG for paper and for covers, as PNG for chapters and sessions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.installed import version
from audio_builder.pictures.figures import DEFAULT_SIDE, alt_text, figure_of, figure_svg
from content.store import KeyedStore, key_of

if TYPE_CHECKING:
    from content.model.types import Exercise
    from content.model.words import Words

FIGURE_VERSION = 4
"""Raise it with every change of how figures are drawn: it is part of the key that they are kept under."""
COVER_VERSION = 2
"""The same for covers."""
PIXELS = 400
"""The side of a chapter's picture: square, as the cover that it replaces."""
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one language, on their cards; those with sides show the one that comes first."""

    store: Path
    words: Words

    def svg(self, exercise: Exercise, way: str = "") -> str:
        """As large as the place that it is put into. Raises ``KeyedStoreError``."""
        return self.kept("svg", exercise, way, lambda: figure_svg(exercise, self.words, way=way).encode()).decode()

    def png(self, exercise: Exercise, way: str = "") -> bytes:
        """``PIXELS`` each way, some 5 kB. Raises ``KeyedStoreError``, ``NoRendererError``."""
        shaped_by = (_version("resvg-py"), _version("pillow"), PIXELS, COLOURS)

        def draw() -> bytes:
            from audio_builder.pictures.figures import png_of, square

            return square(png_of(self.svg(exercise, way), (PIXELS, PIXELS * 3 // 4)), PIXELS, COLOURS)

        return self.kept("png", exercise, way, draw, *shaped_by)

    def kept(self, form: str, exercise: Exercise, way: str, draw: Callable[[], bytes], *shaped_by: object) -> bytes:
        """What ``draw`` makes of a figure, once for each ``form`` and whatever else it is ``shaped_by``.

        Raises ``KeyedStoreError``.
        """
        shown = (alt_text(exercise, self.words, way=way), exercise.side, DEFAULT_SIDE, figure_of(exercise, way))
        return KeyedStore(self.store, "figure").kept(key_of(form, FIGURE_VERSION, *shown, *shaped_by), draw)


@dataclass(frozen=True, slots=True)
class CoverWish:
    title: str
    subtitle: str
    key: str
    """The routine's id: it chooses colours and motif."""
    figure: str = ""
    """SVG, 4 to 3, on a card; empty: none."""
    is_large: bool = False
    """Drawn as the artwork of a podcast."""


def cover_png(store: Path, wish: CoverWish) -> bytes:
    """The cover, drawn once. Raises ``KeyedStoreError``, ``NoRendererError``."""

    def draw() -> bytes:
        from audio_builder.pictures.covers.cover import draw_cover

        return draw_cover(wish.title, wish.subtitle, wish.key, wish.figure, is_large=wish.is_large)

    drawn_by = (COVER_VERSION, _version("pillow"), _version("resvg-py") if wish.figure else "")
    return KeyedStore(store, "cover").kept(key_of(*drawn_by, wish), draw)


@cache
def _version(package: str) -> str:
    """Of what draws; empty where it is not installed, which is reported when something is to be drawn."""
    try:
        return version(package)
    except ModuleNotFoundError:
        return ""
