"""The figures of a session's exercises, as its script carries them (``Drawing`` in ``src/types.ts``).

The page's policy allows no style inside a picture, so the movement goes apart from it, as rules that the page adopts.
Of an exercise with sides there is one picture, that of the right side: the page mirrors it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from audio_builder.figures import SIDES, alt_text, figure_svg

if TYPE_CHECKING:
    from content.catalog import CatalogSession
    from content.model.content import Content

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Drawing(TypedDict):
    svg: str
    style: str
    """What moves it."""
    alt: dict[str, str]
    """By side; of an exercise without sides under the empty one."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Draws what ``content`` knows; each figure once, however many sessions show it."""

    content: Content
    _drawn: dict[tuple[str, str, str], Drawing] = field(default_factory=dict)

    def of(self, session: CatalogSession) -> dict[str, Drawing]:
        """By exercise; without those of another content, which an earlier build may have listed."""
        language = session["language"]
        routine = self.content.routines.get(session["routine"])
        ways = {step.exercise.id: step.way for step in routine.steps} if routine else {}
        shown = dict.fromkeys(chapter["exercise"] for chapter in session["chapters"])
        known = [name for name in shown if name in self.content.exercises and language in self.content.words]
        return {name: self._drawing(name, ways.get(name, ""), language) for name in known}

    def _drawing(self, name: str, way: str, language: str) -> Drawing:
        key = (name, way, language)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def _draw(self, name: str, way: str, language: str) -> Drawing:
        exercise, words = self.content.exercises[name], self.content.words[language]
        svg = figure_svg(exercise, words, side="right", way=way, moving=True, card=False)
        sides = SIDES if exercise.side != "none" else ("",)
        alt = {side: alt_text(exercise, words, side=side or "left", way=way) for side in sides}
        return {"svg": _STYLE.sub("", svg), "style": "".join(_STYLE.findall(svg)), "alt": alt}
