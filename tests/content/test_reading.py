"""English as a voice reads it: each small function, and what is true of any text."""

# ruff: noqa: RUF001

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model.speakable import trouble_saying
from content.words.en.grammar import spoken
from content.words.en.reading import BEFORE_A_NAME, SHORT, STEPS, read

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
    "At 10:30 a.m. go": "At ten thirty a- m go",
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
    # decimals without a leading zero
    "Lean .5 of the way. Rest .5 min.": "Lean point five of the way. Rest point five minutes.",
    "Hold for .75 of a minute, or 0.75.": "Hold for point seven five of a minute, or zero point seven five.",
    "Add -.5 kg.": "Add minus point five kilograms.",
    # letters that are read as letters
    "At 6am or 6 PM.": "At six a- m or six p m.",
    "At 6 a.m. sharp. Up at 6 a.m. Then walk.": "At six a- m sharp. Up at six a- m. Then walk.",
    "Exercise A1, then A2 and 1A.": "Exercise a- one, then a- two and one a-.",
    "Plan A and plan B. A mat. Take A Break": "Plan a- and plan B. A mat. Take A Break",
    "Your SI joint, your IT band, in the U.S.": "Your s i joint, your i t band, in the u s.",
    "L4-L5, T12": "L four L five, T twelve",
    "Phase II, Part I, Lower Back III": "Phase two, Part one, Lower Back three",
    "An IV line, the part I like": "An IV line, the part I like",
    # abbreviations before a name or a number
    "Dr. Smith and Mrs Jones say so. See a dr. first.": "Doctor Smith and Missus Jones say so. See a doctor first.",
    "Mr. and Mrs. Jones, St. John": "Mister and Missus Jones, Saint John",
    "Keep 4 in. apart. Lift it 4 in. Then rest.": "Keep four inches apart. Lift it four inches. Then rest.",
    "Fig. 3 shows it, on pp. 4-5.": "Figure three shows it, on pages four to five.",
    # numbers with separators, endings or dashes
    "Walk 1,000,000 steps, or 1,234.5 m.": (
        "Walk one million steps, or one thousand two hundred thirty-four point five metres."
    ),
    "1,000,000,000,000,000,000": " ".join(["one", *["zero"] * 18]),
    "The 1,000th time, the 21st": "The one thousandth time, the twenty-first",
    "In the 1990s, in the 2000s, since 1998, in May 2021": (
        "In the nineteen nineties, in the two thousands, since nineteen ninety-eight, in May twenty twenty-one"
    ),
    "On 2026-05-01, or 5/1/2026": ("On the first of May twenty twenty-six, or five, one, two thousand twenty-six"),
    "Call 911, or 555-1234.": "Call nine one one, or five five five, one two three four.",
    # timers
    "Rest 0:30. Hold 1:30 min, then 1:05:00": (
        "Rest thirty seconds. Hold one minute thirty seconds, then one hour five minutes"
    ),
    "1'30\" each, at 10:05, two of 2:1": "one minute thirty seconds each, at ten oh five, two of two to one",
    "3 sets x 10 reps": "three sets of ten repetitions",
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
    "A mat, and I.",
)
SCRAPS = st.lists(
    st.sampled_from(
        [*"axsméßL0123589.,;:-'/%&°×½²(“–—…\u0301\u200b#~<+_ ", "e.g.", "etc", "min.", " s", "kg", "St. ", ",000"]
    )
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


@pytest.mark.parametrize("text", READ)
def test_what_was_read_stays(text: str) -> None:
    assert read(READ[text]) == READ[text]


@pytest.mark.parametrize("short", SHORT)
def test_an_abbreviation_is_never_plain(short: str) -> None:
    for text in (short, f"Lift {short} then", f"Lift, {short.upper()}"):
        assert spoken(text) == read(text) != text


@pytest.mark.parametrize("title", BEFORE_A_NAME)
def test_a_title_is_never_plain(title: str) -> None:
    text = f"Ask {title.capitalize()} Jones."
    assert spoken(text) == read(text) != text


@given(WORDS)
def test_what_is_plain_needs_no_reading(text: str) -> None:
    assert spoken(text) == read(text)


@given(st.text() | SCRAPS)
def test_any_text_loses_its_digits_and_keeps_its_letters(text: str) -> None:
    said = spoken(text)
    assert not any(character.isdecimal() or character.isdigit() for character in said)
    if any(character.isalpha() for character in text):
        assert any(character.isalpha() for character in said)
    if any(character.isalnum() for character in text) and len(said) <= 240:
        assert trouble_saying(said) in (None, "has a word too long to say; write plain words")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_each_step_keeps_a_plain_sentence(step: object) -> None:
    assert callable(step)
    assert step("If it hurts, stop. Don't go on: rest.") == "If it hurts, stop. Don't go on: rest."
