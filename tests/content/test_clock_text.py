"""Times as text."""

from __future__ import annotations

import pytest

from content.clock_text import caption_clock, clock, lyric_clock, span_text


@pytest.mark.parametrize(
    ("time_ms", "short", "caption", "lyric"),
    [
        (0, "00:00", "00:00:00.000", "00:00.00"),
        (999, "00:00", "00:00:00.999", "00:00.99"),
        (59_999, "00:59", "00:00:59.999", "00:59.99"),
        (60_000, "01:00", "00:01:00.000", "01:00.00"),
        (3_599_999, "59:59", "00:59:59.999", "59:59.99"),
        (3_600_000, "1:00:00", "01:00:00.000", "60:00.00"),
        (3_661_005, "1:01:01", "01:01:01.005", "61:01.00"),
        (360_000_000, "100:00:00", "100:00:00.000", "6000:00.00"),
    ],
)
def test_a_time(time_ms: int, short: str, caption: str, lyric: str) -> None:
    assert (clock(time_ms), caption_clock(time_ms), lyric_clock(time_ms)) == (short, caption, lyric)


@pytest.mark.parametrize(
    ("span_ms", "text"),
    [
        (0, "0 s"),
        (1_500, "1.5 s"),
        (8_000, "8 s"),
        (90_000, "90 s"),
        (119_999, "120 s"),
        (120_000, "2 min"),
        (150_000, "2 min 30 s"),
        (1_200_000, "20 min"),
    ],
)
def test_a_span(span_ms: int, text: str) -> None:
    assert span_text(span_ms) == text
