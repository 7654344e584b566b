"""Lines that are about equally full."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio_builder.session.wrapping import wrap


def test_a_short_text_is_one_line() -> None:
    assert wrap("And  release.", 42) == ["And release."]
    assert wrap(" ", 42) == []


def test_lines_are_as_even_as_they_go() -> None:
    text = "Lie on your back with your knees bent and your feet flat on the"
    assert wrap(text, 60) == ["Lie on your back with your knees", "bent and your feet flat on the"]


def test_a_long_word_is_cut() -> None:
    assert wrap("aaaaabbbbbcc d", 5) == ["aaaaa", "bbbbb", "cc d"]


def test_another_measure() -> None:
    assert wrap("aa bb", 9, lambda line: 2 * len(line)) == ["aa", "bb"]


@given(st.lists(st.text("abc", min_size=1, max_size=30)), st.integers(1, 40))
def test_nothing_is_lost_and_no_line_too_long(words: list[str], width: int) -> None:
    lines = wrap(" ".join(words), width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(len(line) <= width for line in lines)
