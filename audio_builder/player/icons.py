"""Draw the icons of the page into ``built``: ``python -m audio_builder.player.icons``, a part of ``make player``."""

from __future__ import annotations

from audio_builder.icon import draw_icon
from audio_builder.player.page import BUILT
from audio_builder.player.shell import ICONS

if __name__ == "__main__":
    for side in ICONS:
        (BUILT / f"icon-{side}.png").write_bytes(draw_icon(side))
