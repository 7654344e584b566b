"""The type of ``catalog.json``: what the builder writes, and players and tests read.

All times are whole milliseconds of the sound itself, from the start of the file: a spoken cue lasts from its first to
its last audible sample, and a hold from the end of the sound that starts it to the beginning of the one that ends it.
Fields are described in ``docs/catalog.md``.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

SCHEMA_VERSION = 1
FILE_NAME = "catalog.json"


class CatalogCue(TypedDict):
    """A cue, or a sound inside one. Fields that would be empty or 0 are left out."""

    kind: Literal["say", "count", "chime", "hold", "move", "rest", "breathe", "mark"]
    start_ms: int
    end_ms: int
    text: NotRequired[str]
    """What is said."""
    tone: NotRequired[str]
    """Which tone sounds."""
    screen: NotRequired[str]
    exercise: NotRequired[str]
    side: NotRequired[str]
    repetition: NotRequired[int]
    of: NotRequired[int]
    set: NotRequired[int]
    hold_ms: NotRequired[int]
    """How long a hold is meant to be."""
    span_ms: NotRequired[int]
    """How long any other span is meant to be."""


class CatalogChapter(TypedDict):
    """A chapter. What tells of an exercise is left out in the opening and the ending, and where it would be empty."""

    title: str
    exercise: str
    start_ms: int
    end_ms: int
    position: NotRequired[str]
    aim: NotRequired[str]
    easier: NotRequired[str]
    avoid: NotRequired[str]
    stop: NotRequired[str]
    cues: list[CatalogCue]


class CatalogOptions(TypedDict):
    """The options of the listener; see ``content.timeline.options``."""

    hold_s: int | None
    repetitions: int | None
    pace: float
    detail: str
    countdown: bool
    chimes: bool
    minutes: int | None
    without: list[str]
    start_from: str
    breath_in_s: int
    breath_out_s: int


class CatalogSession(TypedDict):
    routine: str
    title: str
    summary: str
    language: str
    licence: str
    year: int
    voice: str
    made_with: NotRequired[str]
    """Engine, versions, model, settings, encoder and kind of processor: with all of them alike the bytes are, too."""
    format: str
    """``mp3``, ``m4b`` or ``opus``."""
    bed: bool
    """Whether a soft bed lies under it."""
    options: CatalogOptions
    file: str
    bytes: int
    sha256: str
    duration_ms: int
    captions: str
    transcript: str
    needs: list[str]
    areas: list[str]
    equipment: list[str]
    positions: list[str]
    safety: list[str]
    frequency: str
    chapters: list[CatalogChapter]


class Catalog(TypedDict):
    schema_version: int
    title: str
    sessions: list[CatalogSession]
