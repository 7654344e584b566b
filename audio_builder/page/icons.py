"""Draw the icons of the page into ``built``: ``python -m audio_builder.page.icons``, a part of ``make player``."""

from __future__ import annotations

from audio_builder.page.page import BUILT
from audio_builder.page.shell import ICONS
from audio_builder.pictures.icon import draw_icon

if __name__ == "__main__":
    for side in ICONS:
        (BUILT / f"icon-{side}.png").write_bytes(draw_icon(side))
