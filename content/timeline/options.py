"""What a listener may change. A value out of range is refused with the name of its option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from content.errors import GentleBackError

Detail = Literal["full", "brief", "cues"]
DETAILS: tuple[Detail, ...] = get_args(Detail)
Countdown = Literal["all", "ends", "none"]
"""Which holds end with "three, two, one": ``ends`` is the first of an exercise and the last of each side."""
COUNTDOWNS: tuple[Countdown, ...] = get_args(Countdown)

HOLD_S = (1, 120)
REPETITIONS = (1, 60)
PACE = (0.5, 2.0)
BREATH_PACE = (0.8, 1.25)
"""Breathing follows the pace no farther than this."""
MINUTES = (1, 600)


class OptionError(GentleBackError):
    """An option that cannot be followed: its value is out of range, or does not go with the routine.

    ``option`` is a field of ``Options``. ``str()`` is the option and the ``complaint``; a command puts the name of its
    flag before the same complaint.
    """

    exit_code = 2

    def __init__(self, option: str, complaint: str) -> None:
        self.option, self.complaint = option, complaint
        super().__init__(f"{option}{complaint}")


class OutOfRangeError(OptionError):
    def __init__(self, option: str, value: object, allowed: str) -> None:
        self.value = value
        super().__init__(option, f" {value} is out of range: {allowed}")


@dataclass(frozen=True, slots=True)
class Options:
    """What a listener may ask for."""

    hold_s: int | None = None
    """Seconds for every hold that is counted in seconds; each exercise keeps it within its own range."""
    repetitions: int | None = None
    pace: float = 1.0
    """Above 1 quicker, below 1 slower. Scales rests, movement and breathing, never holds; what has a least time, such
    as getting down or into a hold, is never shorter than that."""
    detail: Detail = "full"
    """How much talk."""
    countdown: Countdown = "ends"
    chimes: bool = True
    """A bell where a hold begins and where it ends, and tones that pace breaths; else words alone."""
    minutes: float | None = None
    """The length that the whole session is to have."""
    without: tuple[str, ...] = ()
    start_from: str = ""
    breath_in_s: int = 4
    breath_out_s: int = 6
    language: str = "en"

    def __post_init__(self) -> None:
        for option, (least, most), unit in (
            ("hold_s", HOLD_S, "seconds"),
            ("repetitions", REPETITIONS, "repetitions"),
            ("minutes", MINUTES, "minutes"),
            ("breath_in_s", (2, 10), "seconds"),
            ("breath_out_s", (2, 15), "seconds"),
        ):
            value = getattr(self, option)
            if value is not None and not least <= value <= most:
                raise OutOfRangeError(option, value, f"{least} to {most} {unit}")
        if not PACE[0] <= self.pace <= PACE[1]:
            raise OutOfRangeError("pace", self.pace, "0.5 (half as quick) to 2 (twice as quick)")
        for name, value, known in (("detail", self.detail, DETAILS), ("countdown", self.countdown, COUNTDOWNS)):
            if value not in known:
                raise OutOfRangeError(name, value, " or ".join(known))

    @property
    def breath_ms(self) -> tuple[int, int]:
        """How long breathing in and breathing out last, at the listener's pace."""
        pace = max(BREATH_PACE[0], min(BREATH_PACE[1], self.pace))
        return round(self.breath_in_s * 1_000 / pace), round(self.breath_out_s * 1_000 / pace)

    def paced(self, span_ms: int) -> int:
        """``span_ms`` at the listener's pace, in whole milliseconds."""
        return round(span_ms / self.pace)

    def at_least(self, span_ms: int, least_ms: int | None = None) -> int:
        """``span_ms`` at the listener's pace, but not shorter than ``least_ms``, or than it is where that is less.

        Without ``least_ms`` a pace makes it longer only.
        """
        return max(self.paced(span_ms), span_ms if least_ms is None else min(least_ms, span_ms))
