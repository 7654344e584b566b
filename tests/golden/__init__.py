"""Whole expected results. ``python -m tests.golden`` writes them anew."""

from __future__ import annotations

from pathlib import Path

from content.model.loader import load
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.timed import timed_timeline
from tests.golden.dump import dump

TIMELINES = Path(__file__).parent / "timelines"


def current_timelines() -> dict[str, str]:
    """The timeline of each routine as it is now, with the usual options and the minutes that the estimate gives."""
    content = load()
    words = content.words["en"]
    return {
        name: dump(f"{name}: {words.routines[name].name} (en)", timed_timeline(routine, words, Options(), Estimate()))
        for name, routine in content.routines.items()
    }
