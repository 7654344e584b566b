"""The cover of a session: its title in large letters over a calm picture, and one of its movements.

Importing this is cheap; drawing takes some 100 ms, and 10 MB for a moment.
"""

from __future__ import annotations

COVER_VERSION = 2
"""To be raised with every change of what is drawn: covers are kept under a key that it is part of."""


def draw_cover(title: str, subtitle: str, key: str, figure: str = "") -> bytes:
    """A PNG of 600 x 600 pixels; ``key``, the routine's id, alone chooses colours and motif.

    ``figure`` is SVG, 4 to 3, on a card; without one the motif has the whole place. Raises ``NoRendererError``.
    The font has Latin letters only: of a title in another script the picture and what can be written remain.
    """
    from audio_builder.pictures.covers.painting import paint

    return paint(title, subtitle, key, figure)


def draw_artwork(title: str, subtitle: str, key: str, figure: str = "") -> bytes:
    """The same as a PNG of 1,500 x 1,500 pixels in RGB: Apple takes 1,400 to 3,000."""
    from audio_builder.pictures.covers.painting import paint

    return paint(title, subtitle, key, figure, scale=5, smooth=2)
