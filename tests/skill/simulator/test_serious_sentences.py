"""Sentences that must be taken seriously, and sentences that must not raise an alarm, written without the samples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content.model.loader import load
from skill.simulator.matcher import Matcher, matcher_of

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences_third_party.yaml").read_text(encoding="utf-8"))
STOPPING = ("WarningSignIntent", "EmergencyIntent", "HurtsIntent")
ALARMING = ("WarningSignIntent", "EmergencyIntent")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    content = load()
    found = matcher_of(content, content.words["en"])
    assert found is not None
    return found


@pytest.mark.parametrize("sentence", SENTENCES["serious"])
def test_the_movement_stops(matcher: Matcher, sentence: str) -> None:
    assert matcher.match(sentence).intent in STOPPING


@pytest.mark.parametrize("sentence", SENTENCES["calm"])
def test_no_alarm_is_raised(matcher: Matcher, sentence: str) -> None:
    assert matcher.match(sentence).intent not in ALARMING
