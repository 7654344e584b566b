"""What a listener may change. A value out of any sense is refused, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from content.errors import GentleBackError

Detail = Literal["full", "brief", "cues"]
DETAILS: tuple[Detail, ...] = get_args(Detail)


class OptionError(GentleBackError):
    """An option has a value out of any sense."""

    exit_code = 2

    def __init__(self, option: str, value: object, allowed: str) -> None:
        self.option, self.value = option, value
        super().__init__(f"{option} {value} is out of range: {allowed}")


@dataclass(frozen=True, slots=True)
class Options:
    hold_s: int | None = None
    """Seconds for every hold that is counted in seconds; each exercise keeps it within its own range."""
    repetitions: int | None = None
    pace: float = 1.0
    """Above 1 quicker, below 1 slower. Scales rests, changeovers, movement and breathing, never holds."""
    detail: Detail = "full"
    """How much talk."""
    countdown: bool = True
    chimes: bool = True
    """A bell where a hold begins and where it ends, and tones that pace breaths; else words alone."""
    minutes: int | None = None
    """The length that the whole session is to have."""
    without: tuple[str, ...] = ()
    start_from: str = ""
    breath_in_s: int = 4
    breath_out_s: int = 6
    language: str = "en"

    def __post_init__(self) -> None:
        _within("--hold", self.hold_s, 1, 120, "seconds")
        _within("--reps", self.repetitions, 1, 60, "repetitions")
        _within("--minutes", self.minutes, 1, 600, "minutes")
        _within("--breath-in", self.breath_in_s, 2, 10, "seconds")
        _within("--breath-out", self.breath_out_s, 2, 15, "seconds")
        if not 0.5 <= self.pace <= 2.0:
            raise OptionError("--pace", self.pace, "0.5 (half as quick) to 2 (twice as quick)")
        if self.detail not in DETAILS:
            raise OptionError("--detail", self.detail, " or ".join(DETAILS))

    def paced(self, span_ms: int) -> int:
        """``span_ms`` at the listener's pace, in whole milliseconds."""
        return round(span_ms / self.pace)


def _within(option: str, value: int | None, least: int, most: int, unit: str) -> None:
    if value is not None and not least <= value <= most:
        raise OptionError(option, value, f"{least} to {most} {unit}")
