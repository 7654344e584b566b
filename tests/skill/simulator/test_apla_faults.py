"""The check of documents of APL for Audio: each fault alone in a document that is good without it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from skill.simulator.apla import faults_of

BELL = "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"
GOOD: dict[str, Any] = {
    "type": "APLA",
    "version": "0.91",
    "mainTemplate": {
        "parameters": ["payload"],
        "items": [
            {
                "type": "Sequencer",
                "items": [
                    {"type": "Speech", "content": "Costs $5 {or so}."},
                    {"type": "Silence", "duration": 500},
                    {"type": "Audio", "source": BELL},
                    {"type": "Hold1"},
                ],
            }
        ],
    },
    "compositions": {
        "Hold1": {
            "items": [
                {
                    "type": "Mixer",
                    "items": [
                        {"type": "Silence", "duration": 5_000},
                        {"type": "Speech", "content": "One.", "duration": "trimToParent"},
                    ],
                }
            ]
        }
    },
}
ROOT = "mainTemplate.items[0]"
HOLD = "compositions.Hold1.items[0]"


def changed(path: str, value: Any) -> dict[str, Any]:
    """``GOOD`` with ``value`` at ``path``; None removes it."""
    document = deepcopy(GOOD)
    *way, last = [int(each) if each.isdigit() else each for each in path.replace("[", ".").replace("]", "").split(".")]
    parent: Any = document
    for each in way:
        parent = parent[each]
    if value is None:
        del parent[last]
    else:
        parent[last] = value
    return document


def test_a_good_document_has_no_faults() -> None:
    assert faults_of(GOOD) == []


@pytest.mark.parametrize("document", [None, [], "APLA", 1])
def test_only_an_object_is_a_document(document: object) -> None:
    assert faults_of(document) == ["document: is not an object"]


FAULTS = [
    ("type", "APL", "type: is not APLA"),
    ("type", None, "document.type: is missing"),
    ("version", "0.9", "version: is not 0.91"),
    ("settings", {}, "document.settings: is not a field that we use"),
    ("mainTemplate", [], "mainTemplate: is not an object"),
    ("mainTemplate.parameters", [], "mainTemplate.parameters: is not payload alone"),
    ("mainTemplate.item", {}, "mainTemplate.item: is not a field that we use"),
    ("mainTemplate.items", [], "mainTemplate.items: is not a list of one component"),
    ("mainTemplate.items", [{"type": "Silence", "duration": 5}], "mainTemplate: is silent"),
    (f"{ROOT}.items", [], f"{ROOT}.items: is not a list of components"),
    (f"{ROOT}.items", {"type": "Hold1"}, f"{ROOT}.items: is not a list of components"),
    (f"{ROOT}.items[0]", "Hello.", f"{ROOT}.items[0]: is not an object"),
    (f"{ROOT}.items[0].type", None, f"{ROOT}.items[0]: has the unknown type None"),
    (f"{ROOT}.items[0].type", "Selector", f"{ROOT}.items[0]: has the unknown type 'Selector'"),
    (f"{ROOT}.items[0].type", ["Speech"], f"{ROOT}.items[0]: has the unknown type ['Speech']"),
    (f"{ROOT}.items[0].content", None, f"{ROOT}.items[0].content: is missing"),
    (f"{ROOT}.items[0].content", 5, f"{ROOT}.items[0].content: is not text"),
    (f"{ROOT}.items[0].content", " ", f"{ROOT}.items[0].content: is not text"),
    (f"{ROOT}.items[0].content", "Hi ${payload.name}", f"{ROOT}.items[0].content: contains an expression"),
    (f"{ROOT}.items[0].contentType", "SSML", f"{ROOT}.items[0].contentType: is not a field that we use"),
    (f"{ROOT}.items[0].filters", [], f"{ROOT}.items[0].filters: is not a field that we use"),
    (f"{ROOT}.items[0].when", True, f"{ROOT}.items[0].when: is not a field that we use"),
    (f"{ROOT}.items[0].duration", 500, f"{ROOT}.items[0].duration: is neither auto nor trimToParent"),
    (f"{ROOT}.items[0].duration", "trimToParent", f"{ROOT}.items[0].duration: is trimToParent, but not in a Mixer"),
    (f"{ROOT}.items[1].duration", "auto", f"{ROOT}.items[1].duration: is not a whole number"),
    (f"{ROOT}.items[1].duration", 0, f"{ROOT}.items[1].duration: is not a whole number"),
    (f"{ROOT}.items[1].duration", -5, f"{ROOT}.items[1].duration: is not a whole number"),
    (f"{ROOT}.items[1].duration", 1.5, f"{ROOT}.items[1].duration: is not a whole number"),
    (f"{ROOT}.items[1].duration", True, f"{ROOT}.items[1].duration: is not a whole number"),
    (f"{ROOT}.items[2].source", "http://example.org/bell.mp3", f"{ROOT}.items[2].source: is not in the sound library"),
    (f"{ROOT}.items[3].content", "Hello.", f"{ROOT}.items[3].content: is not a field that we use"),
    (f"{ROOT}.items[3].type", "Hold2", f"{ROOT}.items[3]: has the unknown type 'Hold2'"),
    (f"{HOLD}.items[0].duration", "trimToParent", f"{HOLD}.items[0].duration: is not a whole number"),
    (f"{HOLD}.items[0]", {"type": "Hold1"}, "compositions.Hold1: contains itself"),
    (
        f"{HOLD}.items",
        [{"type": "Speech", "content": "A", "duration": "trimToParent"}],
        f"{HOLD}: has no component that sets its length",
    ),
    ("compositions.Hold1.parameters", [], "compositions.Hold1.parameters: is not a field that we use"),
    ("compositions.Hold1", [], "compositions.Hold1: is not an object"),
    ("compositions.Speech", {"items": [{"type": "Silence", "duration": 5}]}, "compositions.Speech: is not a name"),
    ("compositions.my hold", {"items": [{"type": "Silence", "duration": 5}]}, "compositions.my hold: is not a name"),
    ("compositions", [], "compositions.compositions: is not a name"),
]


@pytest.mark.parametrize(("path", "value", "fault"), FAULTS)
def test_each_fault_is_found_with_its_place(path: str, value: object, fault: str) -> None:
    found = faults_of(changed(path, value))
    assert any(each.startswith(fault) for each in found), found


def test_compositions_that_contain_each_other() -> None:
    document = changed("compositions.Other", {"items": [{"type": "Hold1"}]})
    document["compositions"]["Hold1"] = {"items": [{"type": "Other"}]}
    assert sorted(faults_of(document)) == [
        "compositions.Hold1: contains itself",
        "compositions.Other: contains itself",
    ]


def test_speech_in_a_composition_alone_is_enough_to_be_heard() -> None:
    assert faults_of(changed("mainTemplate.items[0]", {"type": "Hold1"})) == []
