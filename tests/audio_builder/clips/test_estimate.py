"""The estimate, held to the true lengths of the embedded voice."""

from __future__ import annotations

import pytest

from content.model.loader import load
from content.timeline.cues import Phrase
from content.timeline.measure import Estimate
from content.timeline.options import Options
from content.timeline.place import place
from content.timeline.timed import timed_timeline
from tests.sessions import Sessions, cues

CONTENT = load()


def test_a_phrase_is_estimated_to_a_tenth(sessions: Sessions) -> None:
    true_ms = {cue["text"]: cue["end_ms"] - cue["start_ms"] for each in sessions for cue in cues(each) if "text" in cue}
    estimated_ms = {text: Estimate().length_ms(Phrase(text)) for text in true_ms}
    errors = [abs(estimated_ms[text] - length_ms) / length_ms for text, length_ms in true_ms.items()]
    assert len(errors) > 300
    assert sum(errors) / len(errors) < 0.12
    assert sum(estimated_ms.values()) == pytest.approx(sum(true_ms.values()), rel=0.03)


@pytest.mark.parametrize("name", sorted(CONTENT.routines))
def test_a_session_is_estimated_to_three_percent(sessions: Sessions, name: str) -> None:
    timeline = timed_timeline(CONTENT.routines[name], CONTENT.words["en"], Options(), Estimate())
    assert place(timeline, Estimate()).length_ms == pytest.approx(sessions.named(name)["duration_ms"], rel=0.03)
