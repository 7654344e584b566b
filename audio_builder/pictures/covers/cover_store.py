"""Covers are drawn once, and kept beside the clips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.pictures.covers.cover import COVER_VERSION, draw_artwork, draw_cover
from audio_builder.pictures.picture_store import PictureStore, kept, version_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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


def covers_in(store: Path) -> PictureStore:
    """The covers that are kept in ``store``."""
    return PictureStore(store / "covers", ".cover")


class Covers:
    """The covers that a build needs, out of the folder ``store`` or newly drawn, two at a time."""

    def __init__(self, store: Path, wishes: Sequence[CoverWish]) -> None:
        self.pictures = covers_in(store)
        missing = [wish for wish in dict.fromkeys(wishes) if kept(self._file(wish)) is None]
        if len(missing) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(max_workers=2) as threads:  # Pillow lets others run while it works
                list(threads.map(self.get, missing))

    def get(self, wish: CoverWish) -> bytes:
        """The cover as PNG; raises ``WriteError``, ``NoRendererError``."""
        draw = draw_artwork if wish.is_large else draw_cover
        return self.pictures.get(self._file(wish), lambda: draw(wish.title, wish.subtitle, wish.key, wish.figure))

    def _file(self, wish: CoverWish) -> Path:
        drawn_by = (str(COVER_VERSION), version_of("pillow"), version_of("resvg-py") if wish.figure else "")
        size = ["large"] if wish.is_large else []
        return self.pictures.file(*drawn_by, wish.title, wish.subtitle, wish.key, wish.figure, *size)
