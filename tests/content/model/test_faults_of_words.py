"""Each case changes a valid folder in one place; all that ``gentleback check`` then prints is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.model.faults import FaultReport
from content.model.schema import Node, texts
from content.model.yaml_tree import CUT, SPLIT, Tree
from tests.content.model.folder import (
    LIFT_WORDS,
    PHRASES,
    ROUTINE_WORDS,
    SLIDE,
    SLIDE_WORDS,
    SOURCES,
    VALID,
    WALK,
    WALK_WORDS,
    lines_of,
    with_change,
    write,
)
from tests.tools import least_cpu_s

NONE_HERE = "there are: none"
STRAY = "has stray spaces, line ends or doubled punctuation; write one clean sentence"

ALLOWED = {
    "no other name": (SLIDE_WORDS, "also: [sliding heel]", "also: []"),
    "no cues": (SLIDE_WORDS, 'cues: ["Let it glide.", "Soft knee."]\n', ""),
    "no breathing": (SLIDE_WORDS, "breathing: Breathe out as the heel slides.\n", ""),
    "a number as a name": (ROUTINE_WORDS, "name: My morning", "name: 7"),
    "zeros before a number": (ROUTINE_WORDS, "name: My morning", "name: 007"),
    "comments of one's own": (SLIDE, "avoid: []", "avoid: []  # so far\n# or ever"),
    "accents, and another script": (SLIDE_WORDS, "Slide more slowly.", "Così è più duro; ещё медленнее."),
    "folded over two lines": (SLIDE_WORDS, "easier: Slide less far.", "easier: >-\n  Slide\n  less far."),
    "an area of one's own": (PHRASES, "equipment:", "areas: {shins: shins}\nequipment:"),
    "a line of one's own": (PHRASES, "equipment:", 'lines: {welcome: "Hello, this is {routine}."}\nequipment:'),
    "a safety line of one's own": (PHRASES, "equipment:", "safety: {socks: [Take socks.]}\nequipment:"),
}

INVALID = {
    # What is not read as it was written.
    "a comment behind a sentence": (
        LIFT_WORDS,
        "stop: If your neck aches, rest.",
        "stop: Stop at pain level 3 #or above, and rest.",
        f"{LIFT_WORDS}:17: stop: {CUT}",
    ),
    "a comment behind a number": (ROUTINE_WORDS, "name: My morning", "name: 7 # up", f"{ROUTINE_WORDS}:1: name: {CUT}"),
    "a sentence that a comma divides": (
        SLIDE_WORDS,
        '["Let it glide.", "Soft knee."]',
        "[Press, gently., Soft knee.]",
        f"{SLIDE_WORDS}:8: cues: {SPLIT}",
    ),
    "a comment behind a title": (
        SOURCES,
        "title: Notes from my physio",
        "title: Notes from my physio #3",
        f"{SOURCES}:3: my-physio.title: {CUT}",
    ),
    "a number with zeros": (
        SLIDE,
        "settle_s: 5",
        "settle_s: 010",
        f"{SLIDE}:10: tempo.settle_s: must be a whole number from 0 to 60",
    ),
    # Sentences.
    "no name": (SLIDE_WORDS, "name: Heel slide\n", "", f"{SLIDE_WORDS}:1: name: is missing; write some text"),
    "a list for a sentence": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: [Slide.]",
        f"{SLIDE_WORDS}:11: easier: must be text",
    ),
    "a sentence for a list": (LIFT_WORDS, "cues: []", "cues: Now.", f"{LIFT_WORDS}:9: cues: must be a list"),
    "a number among sentences": (LIFT_WORDS, "cues: []", "cues: [5]", f"{LIFT_WORDS}:9: cues.1: must be text"),
    "faults in a list, each in its place": (
        LIFT_WORDS,
        "cues: []",
        'cues:\n  - 5\n  - Half of it.\n  - 50% of it.\n  - "  "\n  - Half of it.',
        f"{LIFT_WORDS}:10: cues.1: must be text",
        f"{LIFT_WORDS}:12: cues.3: has '%', which no voice can say; write it in words",
        f"{LIFT_WORDS}:13: cues.4: must be text",
        f"{LIFT_WORDS}:14: cues.5: is listed twice; keep one",
    ),
    "a long name": (
        ROUTINE_WORDS,
        "name: My morning",
        "name: My morning, and whatever else I want to say about it in one breath",
        f"{ROUTINE_WORDS}:1: name: is 66 characters long; say it in at most 60",
    ),
    "no movement": (
        LIFT_WORDS,
        "movement:\n  - Curl your head and shoulders up.\n",
        "movement: []\n",
        f"{LIFT_WORDS}:6: movement: must have at least 1",
    ),
    "a sentence twice": (
        SLIDE_WORDS,
        '["Let it glide.", "Soft knee."]',
        '["Soft knee.", "Soft knee."]',
        f"{SLIDE_WORDS}:8: cues.2: is listed twice; keep one",
    ),
    "braces that YAML takes for fields": (
        SLIDE_WORDS,
        "short: Your {side} heel slides.",
        "short: {side}",
        f"{SLIDE_WORDS}:7: short: must be text",
    ),
    "an unknown placeholder": (
        SLIDE_WORDS,
        "short: Your {side} heel slides.",
        "short: Your {site} heel slides.",
        f"{SLIDE_WORDS}:7: short: has an unknown placeholder: {{site}}; there are: {{other}}, {{side}}",
    ),
    "a side where there is none": (
        LIFT_WORDS,
        "short: Curl up.",
        "short: Curl your {side} up.",
        f"{LIFT_WORDS}:8: short: has an unknown placeholder: {{side}}; {NONE_HERE}",
    ),
    "a side that nobody is on": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: Slide your {side} less far.",
        f"{SLIDE_WORDS}:11: easier: has an unknown placeholder: {{side}}; {NONE_HERE}",
    ),
    "an open brace": (
        SLIDE_WORDS,
        "short: Your {side} heel slides.",
        "short: Your {side heel slides.",
        f"{SLIDE_WORDS}:7: short: has '{{', which no voice can say; write it in words",
    ),
    "a sign": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: Slide 50% as far.",
        f"{SLIDE_WORDS}:11: easier: has '%', which no voice can say; write it in words",
    ),
    "a picture": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: Slide 🙂.",
        f"{SLIDE_WORDS}:11: easier: has '🙂', which no voice can say; write it in words",
    ),
    "nothing but marks": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        'easier: "?!"',
        f"{SLIDE_WORDS}:11: easier: has nothing that a voice can say; write words",
    ),
    "two lines": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: |\n  Slide.\n  Less.",
        f"{SLIDE_WORDS}:11: easier: {STRAY}",
    ),
    "two spaces": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: Slide  less.",
        f"{SLIDE_WORDS}:11: easier: {STRAY}",
    ),
    "three dots": (SLIDE_WORDS, "easier: Slide less far.", "easier: Slide...", f"{SLIDE_WORDS}:11: easier: {STRAY}"),
    "a long sentence": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: " + "Slide " * 40 + "so.",
        f"{SLIDE_WORDS}:11: easier: is 243 characters long; say it in at most 240",
    ),
    "a long word": (
        SLIDE_WORDS,
        "easier: Slide less far.",
        "easier: " + "s" * 31,
        f"{SLIDE_WORDS}:11: easier: has a word too long to say; write plain words",
    ),
    "a long cue": (
        SLIDE_WORDS,
        "Soft knee.",
        "Let your knee be as soft as butter in June.",
        f"{SLIDE_WORDS}:8: cues.2: is 43 characters long; say it in at most 40",
    ),
    "a long screen": (
        SLIDE_WORDS,
        "screen: Slide the heel",
        "screen: Slide the heel over the floor",
        f"{SLIDE_WORDS}:10: screen: is 29 characters long; say it in at most 28",
    ),
    "an unknown field": (
        ROUTINE_WORDS,
        "frequency:",
        "how-often: x\nfrequency:",
        f"{ROUTINE_WORDS}:4: how-often: unknown field; known fields: also, frequency, name, summary",
    ),
    # What the facts ask of the words.
    "no side named": (
        SLIDE_WORDS,
        "movement:\n  - Slide your {side} heel away from you.\nshort: Your {side} heel slides.",
        "movement:\n  - Slide one heel away from you.\nshort: Your heel slides.",
        f"{SLIDE_WORDS}:5: movement: does not say which side moves, and the facts have side 'each'; put {{side}} in "
        "its place",
    ),
    "a dose of movement, and nothing to start it": (
        LIFT_WORDS,
        "go: curl up\nback: and down\n",
        "back:\n",
        f"{LIFT_WORDS}:1: go: is missing; a movement needs both 'go' and 'back'",
        f"{LIFT_WORDS}:11: back: is missing; a movement needs both 'go' and 'back'",
    ),
    "a start as a list": (LIFT_WORDS, "go: curl up", "go: [curl up]", f"{LIFT_WORDS}:11: go: must be text"),
    "a long start": (
        LIFT_WORDS,
        "go: curl up",
        "go: curl your head and shoulders up",
        f"{LIFT_WORDS}:11: go: is 31 characters long; say it in at most 24",
    ),
    "a start without a movement": (
        SLIDE_WORDS,
        "screen:",
        "go: slide\nscreen:",
        f"{SLIDE_WORDS}:10: go: is never said: the facts have no dose in move_s; remove it",
    ),
    "something to avoid, and no sentence for it": (
        LIFT_WORDS,
        "avoid: Skip this one when your back hurts.\n",
        "",
        f"{LIFT_WORDS}:1: avoid: is missing; the facts say when this is not for today, so say it in a sentence",
    ),
    "nothing to avoid, and a sentence for it": (
        SLIDE_WORDS,
        'avoid: ""',
        "avoid: Not on Mondays.",
        f"{SLIDE_WORDS}:13: avoid: is never said: the facts have nothing to avoid; name it there, or leave this empty",
    ),
    "no words for a way": (
        SLIDE,
        "ways:\n",
        "ways:\n  - {id: sofa, equipment: []}\n",
        f"{SLIDE_WORDS}:15: ways.sofa: is missing; the facts name it",
    ),
    "words for no way": (
        SLIDE,
        "ways:\n  - {id: chair, equipment: [stool]}\n",
        "",
        "routines/my-morning.yaml:9: steps.3.way: 'heel-slide' has no way 'chair'; there are: none",
        f"{SLIDE_WORDS}:16: ways.chair: is not in the facts; name it there, or remove it",
    ),
    "no side named in a way": (
        SLIDE_WORDS,
        "      - Lift your {side} heel a little.\n    short: Your {side} heel lifts.",
        "      - Lift one heel a little.\n    short: One heel lifts.",
        f"{SLIDE_WORDS}:18: ways.chair.movement: does not say which side moves, and the facts have side 'each'; put "
        "{side} in its place",
    ),
    "no words for a phase": (
        WALK,
        "  - {id: begin, minutes: 2}\n",
        "  - {id: begin, minutes: 2}\n  - {id: rest, minutes: 1}\n",
        f"{WALK_WORDS}:14: phases.rest: is missing; the facts name it",
    ),
    "a phase without reminders": (
        WALK_WORDS,
        "    reminders: [Look around you.]\n",
        "",
        f"{WALK_WORDS}:15: phases.begin.reminders: is missing; it must have at least 1",
    ),
    "phases as a list": (
        WALK_WORDS,
        "phases:\n  begin:\n",
        "phases: []\nmore:\n  begin:\n",
        f"{WALK_WORDS}:14: phases: must be fields, each 'name: value'",
        f"{WALK_WORDS}:15: more: unknown field; known fields: aim, also, avoid, back, breathing, cues, easier, go, "
        "harder, movement, name, phases, picture, return, screen, setup, short, stop, ways",
    ),
    # Phrases.
    "an unknown part of the phrases": (
        PHRASES,
        "equipment:",
        "equipement:\n  x: an x\nequipment:",
        f"{PHRASES}:1: equipement: unknown field; did you mean 'equipment'?",
    ),
    "an unknown line": (
        PHRASES,
        "equipment:",
        "lines: {welcomes: Hello.}\nequipment:",
        f"{PHRASES}:1: lines.welcomes: unknown field; did you mean 'welcome'?",
    ),
    "a line with a place too many": (
        PHRASES,
        "equipment:",
        'lines:\n  welcome: "Hello {name}."\nequipment:',
        f"{PHRASES}:2: lines.welcome: has an unknown placeholder: {{name}}; there are: {{routine}}",
    ),
    "a third side": (
        PHRASES,
        "equipment:",
        "sides: {middle: middle}\nequipment:",
        f"{PHRASES}:1: sides.middle: unknown field; known fields: left, right",
    ),
    "a list of alternatives, emptied": (
        PHRASES,
        "equipment:",
        "lists: {praise: []}\nequipment:",
        f"{PHRASES}:1: lists.praise: must have at least 1",
    ),
    "a long line on the screen": (
        PHRASES,
        "equipment:",
        "lines: {screen_done: You have done so very well today}\nequipment:",
        f"{PHRASES}:1: lines.screen_done: is 32 characters long; say it in at most 28",
    ),
    "phrases as text": (
        PHRASES,
        VALID[PHRASES],
        "hello\n",
        f"{PHRASES}:1: must be fields, each 'name: value'",
    ),
    "no equipment at all": (
        PHRASES,
        VALID[PHRASES],
        "equipment: nothing\n",
        f"{PHRASES}:1: equipment: must be fields, each 'name: value'",
    ),
    # Names.
    "a name of ours": (
        SLIDE_WORDS,
        "[sliding heel]",
        "[Hip-Lift]",
        f"{SLIDE_WORDS}:2: also.1: 'Hip-Lift' is a name of 'bridge' too; choose another",
    ),
    "its own name again": (
        SLIDE_WORDS,
        "[sliding heel]",
        "[heel slide]",
        f"{SLIDE_WORDS}:2: also.1: 'heel slide' is one of its names too; choose another",
    ),
    "the name of a routine of ours": (
        ROUTINE_WORDS,
        "name: My morning",
        "name: Quick ease",
        f"{ROUTINE_WORDS}:1: name: 'Quick ease' is a name of 'five-minute-ease' too; choose another",
    ),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, with_change(*ALLOWED[case]))) == []


@pytest.mark.parametrize("case", INVALID)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    name, old, new, *expected = INVALID[case]
    assert lines_of(write(tmp_path, with_change(name, old, new))) == expected


def test_a_long_list_takes_time_in_proportion_to_its_length() -> None:
    def time_of(count: int) -> float:
        tree = Tree(Path("a.yaml"), [f"word {number}" for number in range(count)])
        return least_cpu_s(lambda: texts()(Node(tree, FaultReport(), (), tree.value)))

    assert time_of(8_000) < 24 * time_of(1_000)
