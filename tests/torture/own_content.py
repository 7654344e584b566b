"""A small folder of content in two variants, whose sessions have the same names and other bytes.

A build of it takes about a second, so that hundreds fit into a few minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VARIANTS = ("a", "b")
ROUTINES = ("short-lift", "short-curl")

_SOURCES = """\
notes: {kind: document, title: Notes, date: 2024-05}
"""
_LIFT = """\
position: back-knees-bent
side: none
equipment: [mat]
areas: [buttocks]
avoid: []
dose:
  hold_s: {least: 2, usual: HOLD, most: 8, sources: [notes]}
  repetitions: {least: 1, usual: 1, most: 3, sources: [notes]}
tempo: {into_s: 2, out_s: 2, rest_s: 1}
sources:
  - {document: notes, name: a small lift, dose: once}
figure:
  view: side
  stays: blades
  props: [mat]
  works: [buttocks]
  arrows: [{of: hips, beside: [-4, UP], towards: [0, 22]}]
  poses:
    - lie: back
      legs: {to: [46, 10, 0]}
      arms: {shoulder: -8, out: 18}
      touches: [head, back, buttocks, feet, hands]
    - tilt: -36
      lower: -2
      upper: 30
      neck: 22
      arms: {shoulder: -17, out: 18}
      touches: [head, shoulders, feet, hands]
"""
_LIFT_WORDS = """\
name: Small lift
also: []
aim: It strengthens your buttocks.
word: lift
do: lift your hips WORD
listen: [Your knees stay apart.]
go: ["Lift your hips WORD.", "And lift."]
release: ["Come down slowly.", "Come down."]
cues: [Knees apart.]
screen: Hips up
easier: Half as high is fine.
harder: Take twice as long on the way up.
avoid: ""
amber: If it grows, stay lower.
picture: Somebody on the back, knees bent. The hips lift WORD.
"""
_CURL = """\
position: back-knees-bent
side: none
equipment: [mat]
areas: [belly]
avoid: []
dose:
  move_s: {least: 2, usual: HOLD, most: 10, sources: [notes]}
  repetitions: {least: 1, usual: 1, most: 3, sources: [notes]}
tempo: {into_s: 2, out_s: 2, rest_s: 1}
sources:
  - {document: notes, name: a small curl, dose: once}
"""
_CURL_WORDS = """\
name: Small head curl
also: []
aim: It strengthens your belly.
word: curl
do: curl your head up WORD
listen: [Your chin stays in.]
go: ["Curl your head up WORD.", "And curl."]
release: ["Put your head down.", "And down."]
cues: [Chin in.]
screen: Curl up
easier: Half as high is fine.
harder: Take twice as long on the way up.
avoid: ""
amber: If your neck aches, rest.
"""
_ROUTINE = """\
year: 2026
licence: CC0-1.0
sources: [notes]
safety: [help-now, pain-rule]
changeover_s: {least: 5, usual: 5, most: 30, sources: [notes]}
steps:
  - {exercise: EXERCISE}
"""
_ROUTINE_WORDS = """\
name: Short THING
also: []
summary: One movement, WORD.
frequency: Once is plenty.
"""
_CHANGES = {"a": {"HOLD": "3", "UP": "30", "WORD": "slowly"}, "b": {"HOLD": "5", "UP": "44", "WORD": "softly"}}


def write_own(folder: Path, variant: str) -> Path:
    """Write the ``variant`` of the content into ``folder``, which is returned."""
    for name, text in _files():
        for old, new in _CHANGES[variant].items():
            text = text.replace(old, new)  # noqa: PLW2901 - a step of a few
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _files() -> list[tuple[str, str]]:
    files = [("sources.yaml", _SOURCES)]
    for thing, facts, words in (("lift", _LIFT, _LIFT_WORDS), ("curl", _CURL, _CURL_WORDS)):
        files += [
            (f"exercises/small-{thing}.yaml", facts),
            (f"words/en/exercises/small-{thing}.yaml", words),
            (f"routines/short-{thing}.yaml", _ROUTINE.replace("EXERCISE", f"small-{thing}")),
            (f"words/en/routines/short-{thing}.yaml", _ROUTINE_WORDS.replace("THING", thing)),
        ]
    return files
