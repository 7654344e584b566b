"""A rebuild after one sentence was changed in an exercise of one's own: one said once, and one said of each side."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from benchmarks.rows import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench

EXERCISE, MINE = "hamstring-stretch", "my-stretch"
CHANGES = (
    ("Keep it a little bent, and stop", "Keep it somewhat bent, and stop", 1),
    ("heel goes up, just to", "heel goes slowly up, just to", 2),
)
"""A sentence of the words, what takes its place, and how many clips hold it."""
FACTS = """\
year: 2026
licence: CC-BY-SA-4.0
sources: [relief-techniques]
safety: [doctor-first, slowly, stop-if-it-hurts]
changeover_s: {least: 5, usual: 12, most: 30, sources: [ours, sensible-defaults]}
steps:
  - {exercise: my-stretch, repetitions: 2}
"""
WORDS = """\
name: My stretch alone
also: []
summary: One stretch, to measure with.
frequency: Now and then.
"""


def measure(bench: Bench) -> list[Row]:
    content, out, clips = bench.fresh(), bench.fresh(), bench.fresh()
    words = _write_content(content)
    command = [*bench.build("mine", "--content", content, out=out, clips=clips), "--json"]
    first = json.loads(bench.run(command))["clips_made"]
    made = []
    for old, new, _ in CHANGES:
        text = words.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        words.write_text(text.replace(old, new), encoding="utf-8")
        made.append(json.loads(bench.run(command))["clips_made"])
    expected = [count for _, _, count in CHANGES]
    return [
        Row(
            "a rebuild after one changed sentence",
            "makes the clips that hold it, and no other",
            f"{made[0]} clip made for a sentence said of no side, {made[1]} for one said of each, of {first}",
            made == expected,
        )
    ]


def _write_content(folder: Path) -> Path:
    """An exercise like one of ours and a routine of it; returns the file of its words."""
    ours = files("content")
    words = folder / "words" / "en" / "exercises" / f"{MINE}.yaml"
    told = (ours / "words" / "en" / "exercises" / f"{EXERCISE}.yaml").read_text(encoding="utf-8")
    for path, text in (
        (folder / "exercises" / f"{MINE}.yaml", (ours / "exercises" / f"{EXERCISE}.yaml").read_text(encoding="utf-8")),
        (words, "name: My stretch\nalso: []\n" + told.split("\n", 2)[2]),  # a name of its own
        (folder / "routines" / "mine.yaml", FACTS),
        (folder / "words" / "en" / "routines" / "mine.yaml", WORDS),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return words
