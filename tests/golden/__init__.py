"""Whole expected results. ``python -m tests.golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.options import Options
from tests.golden.dump import dump

TIMELINES = Path(__file__).parent / "timelines"


def current_timelines() -> dict[str, str]:
    """The timeline of each routine as it is compiled now, with the usual options."""
    content = load()
    words = content.words["en"]
    return {
        name: dump(f"{name}: {words.routines[name].name} (en)", compile_timeline(routine, words, Options()))
        for name, routine in content.routines.items()
    }
