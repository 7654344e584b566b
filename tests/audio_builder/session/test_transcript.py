"""The transcript and the lyrics, compared as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.session.transcript import lyrics, transcript
from content.timeline.place import Placement
from tests.audio_builder.small import SMALL

if TYPE_CHECKING:
    from content.model.lines import CoachLine

ENGLISH: dict[CoachLine, str] = {
    "read_length": "Length",
    "read_licence": "Licence",
    "read_hold": "hold",
    "read_move": "move",
    "read_rest": "rest",
    "read_chime": "chime",
}

EXPECTED = """\
Relief stretches
Length: 1:00:20
Licence: CC-BY-SA-4.0

Welcome (00:00)
---------------
  00:00  [chime]
  00:00  Welcome to five easy relief stretches. Stop & rest whenever something hurts.
  00:03  Warm --> and <slow>
  00:05  [rest 1.5 s]

Bridge (00:06)
--------------
  00:07  One.
  00:07  [move 3 s]
  00:10  Hold.
  00:10  [hold 8 s]
  00:15    Three.
  00:16    Two.
  00:17    One.
  00:18  And release.

The end (1:00:00)
-----------------
1:00:00  [rest 20 s]
1:00:00    Breathe in.
1:00:20  Adiós.
"""

LYRICS = """\
[00:00.69]Welcome to five easy relief stretches. Stop & rest whenever something hurts.
[00:03.60]Warm --> and <slow>
[00:07.00]One.
[00:10.41]Hold.
[00:15.81]Three.
[00:16.20]Two.
[00:17.80]One.
[00:18.81]And release.
[60:00.02]Breathe in.
[60:20.01]Adiós."""


def test_whole_file() -> None:
    assert "".join(transcript(SMALL, "Relief\nstretches", "CC-BY-SA-4.0", ENGLISH)) == EXPECTED


def test_what_is_not_spoken_is_in_the_language_of_the_session() -> None:
    french: dict[CoachLine, str] = {**ENGLISH, "read_length": "Durée", "read_hold": "tenir"}
    text = "".join(transcript(SMALL, "", "", french))
    assert "  00:10  [tenir 8 s]\n" in text
    assert text.startswith("\nDurée: 1:00:20\n")


def test_lyrics() -> None:
    assert lyrics(SMALL) == LYRICS


def test_nothing_at_all() -> None:
    assert lyrics(Placement((), 0)) == ""
    assert "".join(transcript(Placement((), 0), "Silence", "CC0-1.0", ENGLISH)) == (
        "Silence\nLength: 00:00\nLicence: CC0-1.0\n"
    )
