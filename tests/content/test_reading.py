"""English as a voice reads it: each small function, and what holds for any text."""

# ruff: noqa: RUF001

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model.speakable import trouble_saying
from content.words.en.grammar import spoken
from content.words.en.reading import STEPS, read
from content.words.en.reading_short import SHORT

READ = {
    "Hold 8 s, e.g. knee-to-chest": "Hold eight seconds, for example, knee to chest",
    "Hold for 8 sec. Then rest.": "Hold for eight seconds. Then rest.",
    "1 min. rest": "one minute rest",
    "5 x 8 s": "five times eight seconds",
    "x 5, then 3x": "five times, then three times",
    "5-8 reps, 30–60 s": "five to eight repetitions, thirty to sixty seconds",
    "Bend 90°, or 45 degrees.": "Bend ninety degrees, or forty-five degrees.",
    "A 5-cm cushion, 10 cm wide": "A five centimetre cushion, ten centimetres wide",
    "-5 °C": "minus five degrees Celsius",
    "1/2 a minute, 3 1/2 min, 3½ min": "half a minute, three and a half minutes, three and a half minutes",
    "3/4 of it, 1/3 of it, 5/7 of it": "three quarters of it, one third of it, five over seven of it",
    "2.5 kg, 1,000 steps": "two point five kilograms, one thousand steps",
    "The 1st, 2nd, 3rd, 4th, 12th, 20th and 23rd": (
        "The first, second, third, fourth, twelfth, twentieth and twenty-third"
    ),
    "12345678, 007": "one two three four five six seven eight, zero zero seven",
    "At 10:30 a.m. go": "At ten thirty a m go",
    "50% of it": "fifty percent of it",
    "Slow & easy": "Slow and easy",
    "Left/right, and/or both": "Left or right, or both",
    "Stop—rest – now": "Stop, rest, now",
    "Lift (slowly). Rest (a little)": "Lift, slowly. Rest, a little",
    "“Hold”, or 'hold'; don’t": "Hold, or hold; don't",
    "Approx. 5, min. 8, max. 9, ~3, <5": "About five, at least eight, at most nine, about three, at most five",
    "Knees, hips, etc. Then rest, i.e. lie down.": "Knees, hips, and so on. Then rest, that is, lie down.",
    "No. 5, #3, L4": "Number five, number three, L four",
    "Rest. 8 s more": "Rest. Eight seconds more",
    "Side-to-side, all-fours, forty-five": "Side to side, all-fours, forty-five",
    "Wait?! Now... \U0001f642 Good": "Wait? Now. Good",
    "¿Größe? naïve": "Größe? Naïve",
    "٣ times": "three times",
}
AS_THEY_ARE = (
    "",
    "...",
    "Hold.",
    "Breathe in",
    "Don't roll back.",
    "Lift your left leg, with the towel's help.",
    "If anything hurts, stop. You have gone far enough.",
    "Next: pelvic tilt.",
    "Could you still chat?",
    "Number forty-five, left.",
    "S is a letter, and so is x.",
)
SCRAPS = st.lists(
    st.sampled_from([*"axsméßL0123589.,;:-'/%&°×½²(“–—…\u0301\u200b#~<+_ ", "e.g.", "etc", "min.", " s", "kg", "St. "])
).map("".join)
WORDS = st.lists(
    st.sampled_from(["Lift", "is", "don't", "s", "x", "I", "etc", "min", ". ", ", ", ": ", "? ", " ", "-"])
).map("".join)


@pytest.mark.parametrize("text", READ)
def test_it_is_read(text: str) -> None:
    assert spoken(text) == READ[text]


@pytest.mark.parametrize("text", AS_THEY_ARE)
def test_what_is_plain_stays(text: str) -> None:
    assert (spoken(text), read(text)) == (text, text)


@pytest.mark.parametrize("short", SHORT)
def test_what_is_short_for_something_is_never_plain(short: str) -> None:
    for text in (short, f"Lift {short} then", f"Lift, {short.upper()}"):
        assert spoken(text) == read(text) != text


@given(WORDS)
def test_what_is_plain_needs_no_reading(text: str) -> None:
    assert spoken(text) == read(text)


@given(st.text() | SCRAPS)
def test_it_holds_for_any_text(text: str) -> None:
    said = spoken(text)
    assert spoken(said) == said
    assert not any(character.isdecimal() or character.isdigit() for character in said)
    if any(character.isalpha() for character in text):
        assert any(character.isalpha() for character in said)
    if any(character.isalnum() for character in text) and len(said) <= 240:
        assert trouble_saying(said) in (None, "has a word too long to say; write plain words")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_step_leaves_a_plain_sentence(step: object) -> None:
    assert callable(step)
    assert step("If it hurts, stop. Don't go on: rest.") == "If it hurts, stop. Don't go on: rest."
