"""The figures of a session's exercises for its script (``Drawing`` in ``src/types.ts``).

The page's policy allows no style inside a picture, so the movement is separate from it, as rules that the page adopts.
Each colour is the fallback of a variable (``--fig-skin``), so that the page can have other colours by night.
An exercise with sides has a picture for each: the body lies as it did, and moves its other limb.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from audio_builder.pictures.figures import DEFAULT_SIDE, SIDES, alt_text, figure_svg, moving_beat
from audio_builder.pictures.figures.shapes import PALETTE
from audio_builder.pictures.kept import Figures

if TYPE_CHECKING:
    from audio_builder.session.catalog import CatalogFacts
    from content.model.types import Content

DRAWING_VERSION = 4
"""Raise it with every change of how a figure becomes a ``Drawing``."""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_COLOUR = re.compile(r'"(#[0-9a-f]{6})"')
_NAMES = {colour: name for name, colour in reversed(PALETTE.items())}
"""By colour; the first name of a colour with two."""


class Drawing(TypedDict):
    svg: dict[str, str]
    """By side; with the key "" for an exercise without sides."""
    style: str
    """The rules that move it; no two sides have a name in common."""
    beat: list[int]
    """One round in ms: there, hold, back, rest. All 0 without movement."""
    alt: dict[str, str]
    """By side, as ``svg``."""


Draw: TypeAlias = "Callable[[str], Drawing | None]"
"""From the id of an exercise; None for one of other content, which an earlier build may have listed."""


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Draws each figure of ``content`` once, however many sessions show it, and keeps it in ``store``."""

    content: Content
    store: Path
    _drawn: dict[tuple[str, str, str], Drawing] = field(default_factory=dict)

    def of(self, session: CatalogFacts) -> Draw:
        """What draws exercises as ``session`` does them."""
        language = session["language"]
        routine = self.content.routines.get(session["routine"])
        ways = {step.exercise.id: step.way for step in routine.steps} if routine else {}

        def draw(exercise: str) -> Drawing | None:
            if exercise not in self.content.exercises or language not in self.content.words:
                return None
            return self.drawing(exercise, ways.get(exercise, ""), language)

        return draw

    def drawing(self, name: str, way: str, language: str) -> Drawing:
        """The exercise ``name`` of ``content``. Raises ``WriteError``."""
        key = (name, way, language)
        if key not in self._drawn:
            exercise, words = self.content.exercises[name], self.content.words[language]
            sides = {side: side for side in SIDES} if exercise.side != "none" else {"": DEFAULT_SIDE}
            alt = {key: alt_text(exercise, words, side=side, way=way) for key, side in sides.items()}
            beat = moving_beat(exercise, way)
            shaped_by = (str(DRAWING_VERSION), repr(alt), repr(beat))

            def draw() -> bytes:
                drawn = {
                    key: figure_svg(exercise, words, side=side, way=way, moving=True, card=False)
                    for key, side in sides.items()
                }
                stills = {key: _with_variables(_STYLE.sub("", svg)) for key, svg in drawn.items()}
                style = "".join(rules for svg in drawn.values() for rules in _STYLE.findall(svg))
                round_ms = [beat.into_ms, beat.hold_ms, beat.back_ms, beat.rest_ms] if beat else [0, 0, 0, 0]
                drawing = {"svg": stills, "style": style, "beat": round_ms, "alt": alt}
                return json.dumps(drawing).encode()

            self._drawn[key] = json.loads(Figures(self.store, words).kept("page", exercise, way, draw, *shaped_by))
        return self._drawn[key]


def _with_variables(svg: str) -> str:
    return _COLOUR.sub(lambda found: f'"var(--fig-{_NAMES[found[1]]},{found[1]})"', svg)
