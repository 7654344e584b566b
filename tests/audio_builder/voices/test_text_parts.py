"""Long phrases are divided where a speaker would breathe, and the library does not change our parts."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from gtts import gTTS
from hypothesis import given
from hypothesis import strategies as st

from audio_builder.voices.gtts import LONGEST
from audio_builder.voices.text import text_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hold.", ["Hold."]),
        ("x" * 100, ["x" * 100]),
        (
            "Bring one knee towards your chest. Hold it there with both hands, and let the other leg rest beside it.",
            [
                "Bring one knee towards your chest.",
                "Hold it there with both hands, and let the other leg rest beside it.",
            ],
        ),
        (
            "Every routine can be had as a file, with the same timed holds, to play on any phone, on any day you like.",
            [
                "Every routine can be had as a file, with the same timed holds,",
                "to play on any phone, on any day you like.",
            ],
        ),
        (
            "Lift your hips slowly until knees and hips and shoulders make one line "
            "and then lower them again bone by bone to the floor",
            [
                "Lift your hips slowly until knees and hips and shoulders make one line",
                "and then lower them again bone by bone to the floor",
            ],
        ),
        ("Now. " + "word " * 24 + "end.", ["Now." + " word" * 12, "word " * 12 + "end."]),
        ("x" * 250, ["x" * 100, "x" * 100, "x" * 50]),
    ],
)
def test_where_a_phrase_is_divided(text: str, parts: list[str]) -> None:
    assert [part.text for part in text_parts(text, LONGEST)] == parts


def test_the_pause_at_the_end_of_a_sentence_is_the_longest() -> None:
    text = (
        "One knee up, and the arms long beside you on the floor, quite heavy. Then the other knee, and the arms stay."
    )
    assert [pause_ms for _, pause_ms in text_parts(text, LONGEST)[:-1]] == [350]
    commas = text.replace(".", ",")
    assert [pause_ms for _, pause_ms in text_parts(commas, LONGEST)[:-1]] == [180]


@given(st.text(alphabet="ab .,;?!é1-\n", max_size=500))
def test_nothing_is_lost_and_nothing_is_too_long(text: str) -> None:
    parts = [part.text for part in text_parts(text, LONGEST)]
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= LONGEST for part in parts)


def test_the_library_would_join_two_sentences() -> None:
    """This is why its own clean-up is switched off. When this fails, it can be switched on again."""
    (body,) = gTTS("Knee to your chest. Hold.", lang_check=False).get_bodies()
    assert "your chest Hold." in unquote(body)


def test_the_longest_part_is_the_librarys() -> None:
    assert LONGEST == gTTS.GOOGLE_TTS_MAX_CHARS
