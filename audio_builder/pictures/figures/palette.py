"""The colours of a figure: middling ones on a soft card of its own, so that they hold on light and on dark pages."""

from __future__ import annotations

PALETTE = {
    "card": "#f6f0e6",
    "mat": "#cfd9c6",
    "edge": "#b4c2a8",
    "ground": "#e4d9c6",
    "ghost": "#dccfba",
    "skin": "#d9a17c",
    "skin-far": "#bd8664",
    "shirt": "#4c9490",
    "shirt-far": "#3c7976",
    "trousers": "#3a5878",
    "trousers-far": "#2b435d",
    "hair": "#4b3730",
    "eye": "#4b3730",
    "works": "#ee7f54",
    "arrow": "#d9482b",
    "breath": "#5f9fc0",
    "cushion": "#ecc98a",
    "towel": "#f3d9a0",
    "towel-far": "#d9b878",
    "frame": "#8a5a44",
    "wheel": "#5b5752",
    "water": "#9cc9d8",
    "deep": "#7fb6ca",
}
