"""Milliseconds as people and players read them: the one place where a time becomes text.

A time of day on a clock counts the seconds that have begun, so nothing is rounded up.
"""

from __future__ import annotations


def clock(time_ms: int) -> str:
    """``mm:ss``, and from one hour on ``h:mm:ss``."""
    minutes, seconds = divmod(time_ms // 1000, 60)
    if minutes < 60:
        return f"{minutes:02}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def caption_clock(time_ms: int) -> str:
    """``HH:MM:SS.mmm``, as WebVTT has it."""
    seconds, rest_ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{rest_ms:03}"


def lyric_clock(time_ms: int) -> str:
    """``mm:ss.xx``, as LRC has it: hundredths, and minutes that go on beyond 59."""
    seconds, rest_ms = divmod(time_ms, 1000)
    return f"{seconds // 60:02}:{seconds % 60:02}.{rest_ms // 10:02}"


def span_text(span_ms: int) -> str:
    """How long something lasts: ``8 s``, ``1.5 s``, ``90 s``, ``2 min``, ``2 min 30 s``, to a tenth of a second."""
    minutes, rest_ms = divmod(span_ms, 60_000) if span_ms >= 120_000 else (0, span_ms)
    seconds = f"{rest_ms / 1000:.1f}".removesuffix(".0") + " s"
    if not minutes:
        return seconds
    return f"{minutes} min {seconds}" if rest_ms else f"{minutes} min"


def whole_minutes(time_ms: int) -> int:
    """About how many minutes, at least 1."""
    return max(1, round(time_ms / 60_000))


def minutes_text(minutes: int, passage_minutes: int) -> str:
    """A routine's minutes, and what getting down and coming up take beside them: ``19 min + 4 to get down and up``."""
    return f"{minutes} min" + (f" + {passage_minutes} to get down and up" if passage_minutes else "")
