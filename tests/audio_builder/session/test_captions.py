"""Captions, compared whole, and read back by webvtt-py."""

from __future__ import annotations

from io import StringIO

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from audio_builder.session.captions import LINE_CHARACTERS
from audio_builder.session.captions import webvtt as write_webvtt
from content.timeline.cues import Phrase, Where
from content.timeline.place import Placed, PlacedChapter, Placement
from tests.audio_builder.small import SMALL

EXPECTED = """\
WEBVTT

NOTE
Relief -> stretches
CC-BY-SA-4.0

00:00:00.696 --> 00:00:03.100
Welcome to five easy relief stretches.
Stop &amp; rest whenever something hurts.

00:00:03.600 --> 00:00:05.000
Warm --&gt; and &lt;slow&gt;

00:00:07.008 --> 00:00:07.508
One.

00:00:10.416 --> 00:00:10.916
Hold.

00:00:15.816 --> 00:00:16.200
Three.

00:00:16.200 --> 00:00:16.700
Two.

00:00:17.808 --> 00:00:18.308
One.

00:00:18.816 --> 00:00:19.600
And release.

01:00:00.024 --> 01:00:00.924
Breathe in.

01:00:20.016 --> 01:00:20.400
Adiós.
"""


def _one(text: str) -> Placement:
    cue = Placed("say", 0, 9_000, Where(), Phrase(text))
    return Placement((PlacedChapter("", "", 0, 9_000, (cue,)),), 9_000)


def _payload(text: str) -> list[str]:
    return "".join(write_webvtt(_one(text), "", "")).split(".000\n")[-1].splitlines()


def test_whole_file() -> None:
    assert "".join(write_webvtt(SMALL, "Relief -->\n\nstretches", "CC-BY-SA-4.0")) == EXPECTED


def test_another_reader_finds_the_same() -> None:
    captions = webvtt.from_buffer(StringIO(EXPECTED)).captions
    assert [(each.start, each.end) for each in captions][:3] == [
        ("00:00:00.696", "00:00:03.100"),
        ("00:00:03.600", "00:00:05.000"),
        ("00:00:07.008", "00:00:07.508"),
    ]
    assert [each.text for each in captions][-3:] == ["And release.", "Breathe in.", "Adiós."]
    assert len(captions) == 10


def test_nothing_spoken() -> None:
    assert list(write_webvtt(Placement((), 0), "Silence", "CC0-1.0")) == ["WEBVTT\n\nNOTE\nSilence\nCC0-1.0\n"]


@pytest.mark.parametrize(
    "text", ["word " * 60, "腰を伸ばす" * 30, "Rückengesundheitsübungsprogrammtitelbestandteil " * 3]
)
def test_no_line_is_too_long(text: str) -> None:
    lines = _payload(text)
    assert max(map(len, lines)) <= LINE_CHARACTERS
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1).filter(lambda text: bool(text.strip()))
)
def test_any_phrase_is_one_caption(text: str) -> None:
    assert len(webvtt.from_buffer(StringIO("".join(write_webvtt(_one(text), text, text))))) == 1
