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
    "nothing more to know": (SLIDE_WORDS, 'listen: ["Your {other} foot stays where it is."]\n', ""),
    "nothing else to leave than the start": (LIFT_WORDS, "change: []\nleave: []\n", ""),
    "a step without time": (SLIDE_WORDS, "Now the {side} leg. [3]", "Now the {side} leg."),
    "no space before the seconds": (LIFT_WORDS, "Cross your arms. [4]", '"Cross your arms.[4]"'),
    "a bell as a sample": (LIFT_WORDS, "Cross your arms. [4]", "It begins with this bell. [bell]"),
    "a low bell": (LIFT_WORDS, "Cross your arms. [4]", "It ends with this lower one. [low bell]"),
    "a talk of one's own": (
        PHRASES,
        "equipment:",
        'talks: {socks: {name: Socks, say: ["Wear some. [4]"]}}\nequipment:',
    ),
    "a passage of one's own": (PHRASES, "equipment:", 'passages:\n  back to front: ["Roll over. [9]"]\nequipment:'),
    "an unkind word of one's own": (PHRASES, "equipment:", "unkind: [hopeless]\nequipment:"),
    "a number as a name": (ROUTINE_WORDS, "name: My morning", "name: 7"),
    "zeros before a number": (ROUTINE_WORDS, "name: My morning", "name: 007"),
    "comments of one's own": (SLIDE, "avoid: []", "avoid: []  # so far\n# or ever"),
    "accents, and another script": (SLIDE_WORDS, "Slide more slowly.", "Così è più duro; ещё медленнее."),
    "folded over two lines": (SLIDE_WORDS, "easier: Go less far.", "easier: >-\n  Go\n  less far."),
    "an area of one's own": (PHRASES, "equipment:", "areas: {shins: shins}\nequipment:"),
    "a line of one's own": (PHRASES, "equipment:", 'lines: {welcome: "Hello, this is {routine}."}\nequipment:'),
    "a safety line of one's own": (PHRASES, "equipment:", "safety: {socks: [Take socks.]}\nequipment:"),
}

INVALID = {
    # What is not read as it was written.
    "a comment behind a sentence": (
        LIFT_WORDS,
        "amber: If your neck aches, rest.",
        "amber: Rest at pain level 3 #or above.",
        f"{LIFT_WORDS}:18: amber: {CUT}",
    ),
    "a comment behind a number": (ROUTINE_WORDS, "name: My morning", "name: 7 # up", f"{ROUTINE_WORDS}:1: name: {CUT}"),
    "a sentence that a comma divides": (
        SLIDE_WORDS,
        '["Let it glide.", "Soft knee."]',
        "[Press, gently., Soft knee.]",
        f"{SLIDE_WORDS}:15: cues: {SPLIT}",
    ),
    "a comment behind a title": (
        SOURCES,
        "title: Notes from my physio",
        "title: Notes from my physio #3",
        f"{SOURCES}:3: my-physio.title: {CUT}",
    ),
    "a number with zeros": (
        SLIDE,
        "into_s: 2",
        "into_s: 010",
        f"{SLIDE}:10: tempo.into_s: must be a whole number from 2 to 60",
    ),
    # Sentences.
    "no name": (SLIDE_WORDS, "name: Heel slide\n", "", f"{SLIDE_WORDS}:1: name: is missing; write some text"),
    "a list for a sentence": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: [Go.]",
        f"{SLIDE_WORDS}:17: easier: must be text",
    ),
    "a sentence for a list": (LIFT_WORDS, "cues: [Easy neck.]", "cues: Now.", f"{LIFT_WORDS}:13: cues: must be a list"),
    "a number among sentences": (LIFT_WORDS, "[Easy neck.]", "[5]", f"{LIFT_WORDS}:13: cues.1: must be text"),
    "faults in a list, each in its place": (
        LIFT_WORDS,
        "cues: [Easy neck.]",
        'cues:\n  - 5\n  - Half of it.\n  - 50% of it.\n  - "  "\n  - Half of it.',
        f"{LIFT_WORDS}:14: cues.1: must be text",
        f"{LIFT_WORDS}:16: cues.3: has '%', which no voice can say; write it in words",
        f"{LIFT_WORDS}:17: cues.4: must be text",
        f"{LIFT_WORDS}:18: cues.5: is listed twice; keep one",
    ),
    "a long name": (
        ROUTINE_WORDS,
        "name: My morning",
        "name: My morning, and whatever else I want to say about it in one breath",
        f"{ROUTINE_WORDS}:1: name: is 66 characters long; say it in at most 60",
    ),
    "a sentence twice": (
        SLIDE_WORDS,
        '["Let it glide.", "Soft knee."]',
        '["Soft knee.", "Soft knee."]',
        f"{SLIDE_WORDS}:15: cues.2: is listed twice; keep one",
    ),
    "braces that YAML takes for fields": (
        SLIDE_WORDS,
        "do: slide your {side} heel away from you",
        "do: {side}",
        f"{SLIDE_WORDS}:11: do: must be text",
    ),
    "an unknown placeholder": (
        SLIDE_WORDS,
        "do: slide your {side} heel away from you",
        "do: slide your {site} heel away from you",
        f"{SLIDE_WORDS}:11: do: has an unknown placeholder: {{site}}; there are: {{other}}, {{side}}",
    ),
    "a side where there is none": (
        LIFT_WORDS,
        "do: curl your head and shoulders up",
        "do: curl your {side} up",
        f"{LIFT_WORDS}:9: do: has an unknown placeholder: {{side}}; {NONE_HERE}",
    ),
    "a side that nobody is on": (
        SLIDE_WORDS,
        "aim: It wakes up your legs.",
        "aim: It wakes up your {side} leg.",
        f"{SLIDE_WORDS}:3: aim: has an unknown placeholder: {{side}}; {NONE_HERE}",
    ),
    "an open brace": (
        SLIDE_WORDS,
        "do: slide your {side} heel away from you",
        "do: slide your {side heel away from you",
        f"{SLIDE_WORDS}:11: do: has '{{', which no voice can say; write it in words",
    ),
    "a sign": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: Go 50% as far.",
        f"{SLIDE_WORDS}:17: easier: has '%', which no voice can say; write it in words",
    ),
    "a picture": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: Go 🙂.",
        f"{SLIDE_WORDS}:17: easier: has '🙂', which no voice can say; write it in words",
    ),
    "nothing but marks": (
        SLIDE_WORDS,
        "easier: Go less far.",
        'easier: "?!"',
        f"{SLIDE_WORDS}:17: easier: has nothing that a voice can say; write words",
    ),
    "two lines": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: |\n  Go.\n  Less.",
        f"{SLIDE_WORDS}:17: easier: {STRAY}",
    ),
    "two spaces": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: Go  less.",
        f"{SLIDE_WORDS}:17: easier: {STRAY}",
    ),
    "three dots": (SLIDE_WORDS, "easier: Go less far.", "easier: Go...", f"{SLIDE_WORDS}:17: easier: {STRAY}"),
    "a long sentence": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: " + "Glide. " * 34 + "Go on.",
        f"{SLIDE_WORDS}:17: easier: is 244 characters long; say it in at most 240",
    ),
    "a long word": (
        SLIDE_WORDS,
        "easier: Go less far.",
        "easier: " + "s" * 31,
        f"{SLIDE_WORDS}:17: easier: has a word too long to say; write plain words",
    ),
    "a long cue": (
        SLIDE_WORDS,
        "Soft knee.",
        "Let your knee be as soft as butter in June.",
        f"{SLIDE_WORDS}:15: cues.2: is 43 characters long; say it in at most 40",
    ),
    "a long screen": (
        SLIDE_WORDS,
        "screen: Slide the heel",
        "screen: Slide the heel over the floor",
        f"{SLIDE_WORDS}:16: screen: is 29 characters long; say it in at most 28",
    ),
    "an unknown field": (
        ROUTINE_WORDS,
        "frequency:",
        "how-often: x\nfrequency:",
        f"{ROUTINE_WORDS}:4: how-often: unknown field; known fields: also, close, frequency, name, note, summary",
    ),
    # What the facts ask of the words.
    "no side named": (
        SLIDE_WORDS,
        """  - Bend your {side} knee a little more. [4]
change:
  - Now the {side} leg. [3]
leave:
  - Put your {side} foot flat again. [4]
word: slide
do: slide your {side} heel away from you
""",
        """  - Bend your knee a little more. [4]
change:
  - Now the other leg. [3]
leave: []
word: slide
do: slide one heel away from you
""",
        f"{SLIDE_WORDS}:6: change: does not say which side comes now; put {{side}} in its place",
        f"{SLIDE_WORDS}:8: leave: is missing; say how every limb comes back before the other side",
        f"{SLIDE_WORDS}:10: do: does not say which side moves, nor does 'arrive'; put {{side}} in its place",
    ),
    "no side named in a way": (
        SLIDE_WORDS,
        "    do: lift your {side} heel a little\n",
        "    do: lift one heel a little\n",
        f"{SLIDE_WORDS}:24: ways.chair.do: does not say which side moves, nor does 'arrive'; put {{side}} in its place",
    ),
    "a change of sides where there are none": (
        LIFT_WORDS,
        "change: []",
        "change: [Now turn round.]",
        f"{LIFT_WORDS}:6: change: is never said: the facts have side 'none'; remove it",
    ),
    "a repetition without its beats": (
        LIFT_WORDS,
        """word: curl
do: curl your head and shoulders up
listen: []
go: ["Breathe out, and curl up.", "And curl."]
release: ["Roll down slowly.", "And down."]
cues: [Easy neck.]
""",
        "",
        *(f"{LIFT_WORDS}:1: {name}: is missing" for name in ("cues", "do", "go", "release", "word")),
    ),
    "the beats of a repetition in a walk": (
        WALK_WORDS,
        "screen: Walk on",
        'go: ["Stroll on.", "And stroll."]\nword: stroll\nscreen: Walk on',
        f"{WALK_WORDS}:5: go: is never said: a walk is not repeated; remove it",
        f"{WALK_WORDS}:6: word: is never said: a walk is not repeated; remove it",
    ),
    "a start without its word": (
        SLIDE_WORDS,
        '"And slide."]',
        '"And away."]',
        f"{SLIDE_WORDS}:13: go: does not have the word 'slide', on which people wait to move; put it in",
    ),
    "a word inside another": (
        SLIDE_WORDS,
        "word: slide",
        "word: slid",
        f"{SLIDE_WORDS}:13: go: does not have the word 'slid', on which people wait to move; put it in",
    ),
    "a sentence to listen to that people would obey": (
        LIFT_WORDS,
        "listen: []",
        "listen: [Curl only as far as you like.]",
        f"{LIFT_WORDS}:10: listen: begins with 'curl', on which people move; say what will happen at that word",
    ),
    "an easier way that people would obey": (
        LIFT_WORDS,
        "easier: Lift less.",
        "easier: Curl less.",
        f"{LIFT_WORDS}:15: easier: begins with 'curl', on which people move; begin with another word",
    ),
    "a start that is no pair": (
        LIFT_WORDS,
        '["Breathe out, and curl up.", "And curl."]',
        "[Curl up.]",
        f"{LIFT_WORDS}:11: go: must have at least 2",
    ),
    "a start in one word": (
        LIFT_WORDS,
        '"And curl."',
        '"Curl."',
        f"{LIFT_WORDS}:11: go.2: has 1 word; say it in 2 to 8",
    ),
    "a long start": (
        LIFT_WORDS,
        '"Breathe out, and curl up."',
        '"Breathe out, and curl your head and shoulders up."',
        f"{LIFT_WORDS}:11: go.1: has 9 words; say it in 2 to 8",
    ),
    "a way back in one word": (
        LIFT_WORDS,
        '"And down."',
        '"Release."',
        f"{LIFT_WORDS}:12: release.2: has 1 word; say it in 2 to 15",
    ),
    "a long movement": (
        LIFT_WORDS,
        "do: curl your head and shoulders up",
        "do: curl your head, your neck and your shoulders up and on, as you like",
        f"{LIFT_WORDS}:9: do: has 14 words; say it in 1 to 11",
    ),
    "a sentence of many words": (
        LIFT_WORDS,
        "easier: Lift less.",
        "easier: Lift less. Or leave your head where it is, and only press both your hands on your thighs.",
        f"{LIFT_WORDS}:15: easier: has a sentence of 16 words; say it in 15 at most, or in two",
    ),
    "a sentence of many words in a list": (
        LIFT_WORDS,
        "listen: []",
        "listen: [You look at your knees the whole time so that your neck stays easy and long.]",
        f"{LIFT_WORDS}:10: listen.1: has a sentence of 16 words; say it in 15 at most, or in two",
    ),
    # Steps, and the time for them.
    "seconds without a sentence": (
        LIFT_WORDS,
        "  - Cross your arms. [4]",
        '  - "[4]"',
        f"{LIFT_WORDS}:5: arrive.1: must be text, such as 'Put your feet flat. [6]' with the seconds that it takes",
    ),
    "a step as a number": (
        LIFT_WORDS,
        "  - Cross your arms. [4]",
        "  - 4",
        f"{LIFT_WORDS}:5: arrive.1: must be text, such as 'Put your feet flat. [6]' with the seconds that it takes",
    ),
    "a step that waits long": (
        LIFT_WORDS,
        "Cross your arms. [4]",
        "Cross your arms. [61]",
        f"{LIFT_WORDS}:5: arrive.1: waits 61 s; wait at most 60",
    ),
    "seconds in the middle": (
        LIFT_WORDS,
        "Cross your arms. [4]",
        "Cross your arms. [4] Then rest.",
        f"{LIFT_WORDS}:5: arrive.1: has '[', which no voice can say; write it in words",
    ),
    "a bell that we do not have": (
        LIFT_WORDS,
        "Cross your arms. [4]",
        "Cross your arms. [gong]",
        f"{LIFT_WORDS}:5: arrive.1: has '[', which no voice can say; write it in words",
    ),
    "an unkind word": (
        LIFT_WORDS,
        "aim: It strengthens your belly.",
        "aim: It helps a fragile back.",
        f"{LIFT_WORDS}:3: aim: 'fragile' frightens people with a painful back; say it kindly",
    ),
    "an unkind word in a routine": (
        ROUTINE_WORDS,
        "frequency: Every morning is fine.",
        "frequency: Against wear and tear.",
        f"{ROUTINE_WORDS}:4: frequency: 'wear and tear' frightens people with a painful back; say it kindly",
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
        f"{SLIDE_WORDS}:19: avoid: is never said: the facts have nothing to avoid; name it there, or leave this empty",
    ),
    "no words for a way": (
        SLIDE,
        "ways:\n",
        "ways:\n  - {id: sofa, equipment: []}\n",
        f"{SLIDE_WORDS}:21: ways.sofa: is missing; the facts name it",
    ),
    "words for no way": (
        SLIDE,
        "ways:\n  - {id: chair, equipment: [stool]}\n",
        "",
        "routines/my-morning.yaml:9: steps.3.way: 'heel-slide' has no way 'chair'; there are: none",
        f"{SLIDE_WORDS}:22: ways.chair: is not in the facts; name it there, or remove it",
    ),
    "no words for a phase": (
        WALK,
        "  - {id: begin, minutes: 2}\n",
        "  - {id: begin, minutes: 2}\n  - {id: rest, minutes: 1}\n",
        f"{WALK_WORDS}:11: phases.rest: is missing; the facts name it",
    ),
    "a phase without reminders": (
        WALK_WORDS,
        "    reminders: [Look around you.]\n",
        "",
        f"{WALK_WORDS}:12: phases.begin.reminders: is missing; it must have at least 1",
    ),
    "phases as a list": (
        WALK_WORDS,
        "phases:\n  begin:\n",
        "phases: []\nmore:\n  begin:\n",
        f"{WALK_WORDS}:11: phases: must be fields, each 'name: value'",
        f"{WALK_WORDS}:12: more: unknown field; known fields: aim, also, amber, arrive, avoid, caution, change, cues, "
        "do, easier, go, halfway, harder, leave, listen, name, phases, picture, release, screen, ways, word",
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
        f"{PHRASES}:1: sides.middle: unknown field; known fields: either, left, right",
    ),
    "a list of alternatives, emptied": (
        PHRASES,
        "equipment:",
        "lists: {breathe: []}\nequipment:",
        f"{PHRASES}:1: lists.breathe: must have at least 1",
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
    "a step down without time": (
        PHRASES,
        "equipment:",
        "passages:\n  upright to back:\n    - Lie down. [5]\n    - Rest there. [50]\nequipment:",
        f"{PHRASES}:3: passages.upright to back.1: leaves 5 s; leave 6 at least: stiff people do this",
    ),
    "a step up without time": (
        PHRASES,
        "equipment:",
        "passages:\n  front to upright:\n    - Kneel up. [7]\n    - Stand. [50]\nequipment:",
        f"{PHRASES}:3: passages.front to upright.1: leaves 7 s; leave 8 at least: stiff people do this",
    ),
    "a quick way down": (
        PHRASES,
        "equipment:",
        'passages:\n  upright to back: ["Lie down. [40]"]\nequipment:',
        f"{PHRASES}:2: passages.upright to back: leaves 40 s in all for getting down; leave 50 at least",
    ),
    "a passage to where one is": (
        PHRASES,
        "equipment:",
        'passages:\n  back to back: ["Stay. [4]"]\nequipment:',
        f"{PHRASES}:2: passages.back to back: unknown field; did you mean 'front to back'?",
    ),
    "an empty passage": (
        PHRASES,
        "equipment:",
        "passages:\n  back to front: []\nequipment:",
        f"{PHRASES}:2: passages.back to front: must have at least 1",
    ),
    "a talk without a sentence": (
        PHRASES,
        "equipment:",
        "talks:\n  socks: {name: Socks, say: []}\nequipment:",
        f"{PHRASES}:2: talks.socks.say: must have at least 1",
    ),
    "a side in the rest from a position": (
        PHRASES,
        "equipment:",
        "positions:\n  all-fours:\n    rest:\n      - Turn {side}. [6]\nequipment:",
        f"{PHRASES}:4: positions.all-fours.rest.1: has an unknown placeholder: {{side}}; {NONE_HERE}",
    ),
    "a line of many words": (
        PHRASES,
        "equipment:",
        "lines:\n  over_four: Over four of ten on your own scale today means that you do only half of it.\nequipment:",
        f"{PHRASES}:2: lines.over_four: has a sentence of 17 words; say it in 15 at most, or in two",
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
