"""A small, valid folder of a user's content, and ways to make it invalid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.assemble import faults_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SOURCES = "sources.yaml"
SLIDE = "exercises/heel-slide.yaml"
LIFT = "exercises/chest-lift.yaml"
WALK = "exercises/garden-walk.yaml"
ROUTINE = "routines/my-morning.yaml"
PHRASES = "words/en/phrases.yaml"
SLIDE_WORDS = "words/en/exercises/heel-slide.yaml"
LIFT_WORDS = "words/en/exercises/chest-lift.yaml"
WALK_WORDS = "words/en/exercises/garden-walk.yaml"
ROUTINE_WORDS = "words/en/routines/my-morning.yaml"

VALID = {
    SOURCES: """\
my-physio:
  kind: document
  title: Notes from my physio
  date: 2024-05
  url: https://example.org/notes
my-book: {kind: reference, title: A book on backs, date: unknown}
""",
    SLIDE: """\
position: back-knees-bent
side: each
equipment: [mat, socks]
areas: [hamstrings]
avoid: []
dose:
  hold_s: {least: 2, usual: 4, most: 8, sources: [my-physio]}
  breaths: {least: 1, usual: 1, most: 2, sources: [ours, my-book]}
  repetitions: {least: 1, usual: 3, most: 6, sources: [my-physio, aaos]}
tempo: {into_s: 2, out_s: 2, rest_s: 3}
sources:
  - {document: my-physio, name: heel slide, dose: three times}
ways:
  - {id: chair, equipment: [stool]}
note: >
  Our floor
  is slippery.
""",
    LIFT: """\
position: back-knees-bent
side: none
equipment: [mat]
areas: [belly]
avoid: [pain]
dose:
  move_s: {least: 4, usual: 6, most: 10, sources: [my-physio]}
  repetitions: {least: 1, usual: 3, most: 6, sources: [my-physio]}
tempo: {into_s: 2, out_s: 2, rest_s: 3}
sources:
  - {document: my-physio, name: chest lift, dose: none given}
""",
    WALK: """\
position: upright
side: none
equipment: []
areas: [whole-body]
avoid: []
dose:
  minutes: {least: 5, usual: 8, most: 15, sources: [my-physio]}
  repetitions: {least: 1, usual: 1, most: 1, sources: [my-physio]}
sources:
  - {document: my-physio, name: a stroll, dose: eight minutes}
phases:
  - {id: begin, minutes: 2}
  - {id: stroll, minutes: 0}
""",
    ROUTINE: """\
year: 2026
licence: CC0-1.0
sources: [my-physio, need-to-know]
safety: [help-now, pain-rule, not-while-in-pain]
changeover_s: {least: 5, usual: 10, most: 30, sources: [ours, my-book]}
steps:
  - {exercise: garden-walk, minutes: 6}
  - {exercise: bridge}
  - {exercise: heel-slide, hold_s: 5, repetitions: 2, sets: 2, way: chair}
  - {exercise: chest-lift}
""",
    PHRASES: """\
equipment:
  socks: a pair of socks
  stool: a low stool
""",
    SLIDE_WORDS: """\
name: Heel slide
also: [sliding heel]
aim: It wakes up your legs.
arrive:
  - Bend your {side} knee a little more. [4]
change:
  - Now the {side} leg. [3]
leave:
  - Put your {side} foot flat again. [4]
word: slide
do: slide your {side} heel away from you
listen: ["Your {other} foot stays where it is."]
go: ["Breathe out, and slide.", "And slide."]
release: ["Slide your {side} heel back.", "And back."]
cues: ["Let it glide.", "Soft knee."]
screen: Slide the heel
easier: Go less far.
harder: Slide more slowly.
avoid: ""
amber: If your {side} leg tingles, rest.
ways:
  chair:
    arrive: ["Rest your calves on the stool. [8]"]
    do: lift your {side} heel a little
    release: ["Let your heel sink.", "And down."]
""",
    LIFT_WORDS: """\
name: Garden curl
also: []
aim: It strengthens your belly.
arrive:
  - Cross your arms. [4]
change: []
leave: []
word: curl
do: curl your head and shoulders up
listen: []
go: ["Breathe out, and curl up.", "And curl."]
release: ["Roll down slowly.", "And down."]
cues: [Easy neck.]
screen: Curl up
easier: Lift less.
harder: Lift more slowly.
avoid: Skip this one when your back hurts.
amber: If your neck aches, rest.
""",
    WALK_WORDS: """\
name: Garden walk
also: []
aim: It is good to be outside.
listen: [Walk once around the garden.]
screen: Walk on
easier: Walk less.
harder: Walk more.
avoid: ""
amber: If it hurts, sit down.
halfway: Turn round now.
phases:
  begin:
    name: Begin
    start: [Step outside.]
    reminders: [Look around you.]
    screen: Step outside
  stroll:
    name: Stroll
    start: [Now stroll along.]
    reminders: ["Smell a flower.", "Greet a bird."]
    screen: Stroll
""",
    ROUTINE_WORDS: """\
name: My morning
also: [morning]
summary: A walk, then three exercises on the floor.
frequency: Every morning is fine.
""",
}


def write(folder: Path, files: Mapping[str, str | bytes] = VALID) -> Path:
    """Write ``files`` below ``folder``, which is returned."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def with_change(name: str, old: str, new: str) -> dict[str, str]:
    """The valid files, but in ``name`` the one place that reads ``old`` reads ``new``."""
    assert VALID[name].count(old) == 1, (name, old)
    return VALID | {name: VALID[name].replace(old, new)}


def lines_of(folder: Path) -> list[str]:
    """Every fault of ``folder`` as its line, with the path from ``folder`` on."""
    return [str(fault).removeprefix(f"{folder}/") for fault in faults_of(folder)]
