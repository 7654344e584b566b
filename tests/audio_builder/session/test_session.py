"""How the files of a session are called."""

from __future__ import annotations

import re
from typing import Any

from audio_builder.session.session import MAX_NAME, AudioSession, OutputFormat
from content.model.loader import load
from content.timeline.options import Options
from tests.audio_builder.small import SMALL

CONTENT = load()
WHOLE = CONTENT.routines["whole-programme"]
EVERY = WHOLE.exercise_ids


def session(**options: Any) -> AudioSession:
    return AudioSession(WHOLE, CONTENT.words["en"], Options(**options), SMALL)


def test_the_name_has_what_differs_from_the_defaults() -> None:
    made = session(hold_s=20, minutes=7.5, without=("swim", "ride"), countdown="all")
    assert made.name == "whole-programme--hold-20--minutes-7.5--without-swim-ride--countdown-all"
    assert made.title == "The whole programme (hold 20, minutes 7.5, without swim ride, countdown all)"
    assert (session(minutes=30).name, session(minutes=30.0).name) == ("whole-programme--minutes-30",) * 2


def test_a_name_of_many_options_is_bounded_and_its_own() -> None:
    many = [session(without=EVERY[:count], start_from=EVERY[-1], hold_s=20, pace=0.5) for count in range(len(EVERY))]
    names, titles = [each.name for each in many], [each.title for each in many]
    assert len(set(names)) == len(set(titles)) == len(EVERY)
    frame = len("The whole programme ()")
    longest = [max(map(len, names)), max(map(len, titles)) - frame]
    assert all(MAX_NAME - 1 <= length <= MAX_NAME for length in longest)  # a hyphen where it is cut is dropped
    assert names == [
        session(without=EVERY[:n], start_from=EVERY[-1], hold_s=20, pace=0.5).name for n in range(len(EVERY))
    ]
    assert re.fullmatch(r"whole-programme--hold-20--pace-0.5--without-[a-z-]+--[0-9a-f]{12}", names[-1])
    assert re.fullmatch(r"The whole programme \(hold 20, pace 0.5, without [a-z ]+ \.\.\. [0-9a-f]{12}\)", titles[-1])


def test_every_format_of_a_long_name_shares_its_captions() -> None:
    one = session(without=EVERY[1:])
    other = AudioSession(WHOLE, CONTENT.words["en"], one.options, SMALL, OutputFormat("opus"))
    assert (one.name, one.file, other.file) == (other.name, f"{one.name}.mp3", f"{one.name}.opus")
