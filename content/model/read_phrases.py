"""``words/LANGUAGE/phrases.yaml``: the coach's own sentences, and what each must and may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.fields import Fields, Report
from content.model.speakable import MAX_CHARACTERS
from content.model.types import POSITIONS, SAFETY_IN_PAIN, SIDED
from content.model.words import Phrases, PositionWords

if TYPE_CHECKING:
    from content.model.tree import Tree

LINES: dict[str, str] = {
    "opening_title": "",
    "ending_title": "",
    "welcome": "routine",
    "need": "things",
    "limited": "",
    "first_breath": "",
    "first": "exercise",
    "next": "exercise",
    "last": "exercise",
    "only": "exercise",
    "dose_hold": "holds time",
    "dose_hold_one": "time",
    "dose_hold_sides": "holds time",
    "dose_breaths": "times breaths",
    "dose_breaths_sides": "times breaths",
    "dose_move": "times",
    "dose_move_sides": "times",
    "dose_minutes": "minutes",
    "start_side": "side",
    "change_side": "side",
    "count": "number",
    "count_last": "number",
    "count_side": "number side",
    "countdown": "number",
    "side": "side",
    "hold": "",
    "release": "",
    "breathe_in": "",
    "breathe_out": "",
    "halfway": "",
    "next_set": "number",
    "minutes_left": "minutes",
    "done": "",
    "get_up": "",
    "read_length": "",
    "read_licence": "",
    "read_hold": "",
    "read_move": "",
    "read_rest": "",
    "read_breathe": "",
    "read_chime": "",
    "sheet_need": "",
    "sheet_nothing": "",
    "sheet_often": "",
    "sheet_start": "",
    "sheet_do": "",
    "sheet_alternate": "",
    "sheet_easier": "",
    "sheet_stop": "",
    "sheet_sources": "",
    "feed_motto": "",
    "feed_about": "",
    "screen_welcome": "",
    "screen_safety": "",
    "screen_ready": "",
    "screen_rest": "",
    "screen_change": "",
    "screen_breathe": "",
    "screen_done": "",
    "screen_get_up": "",
}
"""Every line that the coach needs, and the names that may stand in its braces."""
LISTS = ("rest", "praise", "breathe")
"""Alternatives that take turns."""
SAFETY_ALWAYS = ("doctor-first", "stop-if-it-hurts")
SIDES = ("left", "right")
GROUNDS = ("back", "front", "side-lying", "all-fours")
MAX_SCREEN = 28
"""Characters that can be read from two metres away on a phone."""


def read_phrases(tree: Tree, report: Report) -> Phrases:
    fields = Fields(tree, report)
    phrases = Phrases(
        lines=_lines(fields.mapping("lines")),
        lists=_sentence_lists(fields.mapping("lists"), LISTS),
        sides=_names(fields.mapping("sides"), SIDES),
        positions=_positions(fields.mapping("positions")),
        get_up=_sentence_lists(fields.mapping("get_up"), GROUNDS),
        safety=_sentence_lists(fields.mapping("safety"), (*SAFETY_ALWAYS, SAFETY_IN_PAIN), more=True),
        equipment=_names(fields.mapping("equipment")),
        areas=_names(fields.mapping("areas")),
    )
    fields.done()
    return phrases


def _lines(fields: Fields) -> dict[str, str]:
    lines = {
        name: fields.spoken(
            name, frozenset(places.split()), most=MAX_SCREEN if name.startswith("screen_") else MAX_CHARACTERS
        )
        for name, places in LINES.items()
    }
    fields.done()
    return lines


def _sentence_lists(fields: Fields, names: tuple[str, ...], more: bool = False) -> dict[str, tuple[str, ...]]:
    wanted = dict.fromkeys((*names, *(fields.value if more else ())))
    lists = {name: fields.sentences(name, least=1) for name in wanted}
    fields.done()
    return lists


def _names(fields: Fields, names: tuple[str, ...] = ()) -> dict[str, str]:
    """Exactly ``names``; without them, whatever stands there."""
    found = {name: fields.spoken(name) for name in names or fields.value}
    if not found:
        fields.fault("", "must have at least 1")
    fields.done()
    return found


def _positions(fields: Fields) -> dict[str, PositionWords]:
    positions: dict[str, PositionWords] = {
        name: _position(fields.mapping(name), frozenset({"side"} if name == SIDED else ())) for name in POSITIONS
    }
    fields.done()
    return positions


def _position(fields: Fields, places: frozenset[str]) -> PositionWords:
    words = PositionWords(
        fields.sentences("tell", places, least=1),
        fields.spoken("stay", places),
        fields.spoken("change", places, default=""),
        fields.spoken("rest", default=""),
    )
    fields.done()
    return words
