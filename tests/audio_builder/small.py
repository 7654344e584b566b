"""A small placement, made by hand: every kind of cue once at least."""

from __future__ import annotations

from content.timeline.cues import WAKE, Phrase, Tone, Where
from content.timeline.place import Placed, PlacedChapter, Placement

_NOWHERE = Where()
_BRIDGE = Where("bridge", "left", 1, 2, 1, "Hips up")

WELCOME = (
    Placed("chime", 48, 648, _NOWHERE, Tone("open")),
    Placed(
        "say",
        696,
        3_100,
        _NOWHERE,
        Phrase("Welcome to five easy relief stretches. Stop & rest whenever something hurts."),
    ),
    Placed("say", 3_600, 5_000, _NOWHERE, Phrase("Warm -->\nand <slow>")),
    Placed("rest", 5_000, 6_500, _NOWHERE, None, 1_500),
    Placed("rest", 6_500, 6_500, _NOWHERE, None, 0),
)
BRIDGE = (
    Placed("count", 7_008, 7_408, _BRIDGE, Phrase("One.")),
    Placed("move", 7_408, 10_408, _BRIDGE, None, 3_000),
    Placed("say", 10_416, 10_816, _BRIDGE, Phrase("Hold.")),
    Placed("hold", 10_816, 18_816, _BRIDGE, None, 8_000),
    Placed("mark", 15_816, 16_100, _BRIDGE, Phrase("Three.")),
    Placed("mark", 16_200, 16_450, _BRIDGE, Phrase("Two.")),
    Placed("mark", 17_808, 18_100, _BRIDGE, Phrase("One.")),
    Placed("say", 18_816, 19_600, _BRIDGE, Phrase("And release.")),
    Placed("chime", 3_599_000, 3_599_400, _BRIDGE, WAKE),
)
END = (
    Placed("rest", 3_600_000, 3_620_000, _NOWHERE, None, 20_000),
    Placed("mark", 3_600_024, 3_600_924, _NOWHERE, Phrase("Breathe in.")),
    Placed("say", 3_620_016, 3_620_316, _NOWHERE, Phrase("Adiós.")),
)

SMALL = Placement(
    (
        PlacedChapter("Welcome", "", 0, 6_504, WELCOME),
        PlacedChapter("Bridge", "bridge", 6_504, 3_600_000, BRIDGE),
        PlacedChapter("The end", "", 3_600_000, 3_620_400, END),
    ),
    3_620_400,
)
