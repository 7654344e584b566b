"""Progress of a build, recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.timeline.cues import Sound
    from content.timeline.fit import DoesNotFitError


class RecordedProgress:
    """What a build reports, as lists."""

    def __init__(self) -> None:
        self.needed: list[tuple[int, int]] = []
        """How many sounds, and how many of them without a clip."""
        self.clips: list[tuple[int, int]] = []
        """How many clips are made, of how many."""
        self.not_fitting: list[DoesNotFitError] = []

    def clips_needed(self, sounds: Sequence[Sound], missing: int, _voice: str) -> None:
        self.needed.append((len(sounds), missing))

    def clip_made(self, done: int, total: int) -> None:
        self.clips.append((done, total))

    def mixing(self, _file: str, _done_s: int, _total_s: int) -> None:
        pass

    def omitted(self, error: DoesNotFitError) -> None:
        self.not_fitting.append(error)
