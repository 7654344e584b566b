"""Place: give every cue its clock time, once the lengths of the sounds are known.

The rules of timing are here: a hold lasts exactly what it says, marks never stretch it, and no two sounds overlap.
Times are whole milliseconds of the sound itself, never of a clip's edges. A hold's end is counted from its true
start, so rounding to the grid never adds up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING, Literal, assert_never

from content.timeline.cues import (
    WAKE,
    Chapter,
    Chime,
    Count,
    Cue,
    Hold,
    Mark,
    Move,
    Phrase,
    Rank,
    Rest,
    Say,
    Sound,
    Timeline,
    Where,
)

if TYPE_CHECKING:
    from content.timeline.measure import Measure, Spacing

CueKind = Literal["say", "count", "chime", "hold", "move", "rest", "mark"]

WAKE_GAP_MS = 250
"""Silence between the end of the wake tone and the sound that it announces."""
RECUR_MS = 60_000
"""No sentence is heard again within this time. The beats of a repetition (counts, breath cues, ``go``, release) are not
sentences, and a ``Say`` that is needed is always heard."""
WINDOW_MS, MOST_CUES, MOST_SENTENCES, SHORT_WORDS = 600_000, 3, 6, 3
"""Within ten minutes a cue is heard at most three times, and a sentence of more than three words six times."""
WORDS_PER_S = 2.7
"""How quickly a sentence follows another, its pause included: a voice that is quicker gets more silence."""
_SENTENCES = (Rank.ENCOURAGEMENT, Rank.BREATHING, Rank.FAULT)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cue, or a sound inside one, with its clock time in the session."""

    kind: CueKind
    start_ms: int
    end_ms: int
    where: Where
    sound: Sound | None = None
    """What is heard from ``start_ms`` to ``end_ms``; None for a span."""
    nominal_ms: int = 0
    """How long a span was meant to be; 0 for a sound."""

    @property
    def words(self) -> str:
        """What is spoken, on one line; empty for a tone or a span."""
        return " ".join(self.sound.text.split()) if isinstance(self.sound, Phrase) else ""


@dataclass(frozen=True, slots=True)
class PlacedChapter:
    """A chapter with its clock times."""

    title: str
    exercise: str
    start_ms: int
    end_ms: int
    cues: tuple[Placed, ...]
    """In order of their start; a span comes before the marks inside it."""
    is_passage: bool = False
    """Whether it is getting down or coming up."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A timeline with clock times: chapters that follow each other without a gap from 0 to ``length_ms``."""

    chapters: tuple[PlacedChapter, ...]
    length_ms: int

    @property
    def routine_ms(self) -> int:
        """Its length without getting down and coming up: a routine's minutes."""
        return sum(chapter.end_ms - chapter.start_ms for chapter in self.chapters if not chapter.is_passage)

    @property
    def cues(self) -> Iterator[Placed]:
        """Every cue in order, with its times."""
        return (cue for chapter in self.chapters for cue in chapter.cues)

    @property
    def spoken(self) -> Iterator[Placed]:
        """The cues that have words, in order."""
        return (cue for cue in self.cues if cue.words)

    @property
    def sounds(self) -> Iterator[tuple[int, int, Sound]]:
        """All that is heard, in order: begin and end in milliseconds, and what it is."""
        return ((cue.start_ms, cue.end_ms, cue.sound) for cue in self.cues if cue.sound is not None)


def place(timeline: Timeline, measure: Measure) -> Placement:
    """Give every cue of ``timeline`` its time; ``measure`` says how long each sound lasts."""
    clock = _Clock(measure, measure.spacing)
    for chapter in timeline.chapters:
        clock.begin_chapter()
        for cue in chapter.cues:
            clock.place(cue)
    ends_ms = [*clock.starts_ms[1:], clock.end()]
    chapters = tuple(
        PlacedChapter(chapter.title, chapter.exercise, start_ms, end_ms, tuple(placed), chapter.is_passage)
        for chapter, start_ms, end_ms, placed in zip(
            timeline.chapters, clock.starts_ms, ends_ms, clock.placed, strict=False
        )
    )
    return Placement(chapters, ends_ms[-1])


def place_cues(cues: tuple[Cue, ...], measure: Measure) -> Placement:
    """``cues`` as one chapter, with their times from 0."""
    return place(Timeline((Chapter("", "", cues),)), measure)


@dataclass(slots=True)
class _Clock:
    """Time as it passes while cues are placed."""

    measure: Measure
    spacing: Spacing
    now_ms: int = 0
    """Where the next cue begins, if nothing asks for more room."""
    quiet_ms: int = 0
    """Where the last sound ended."""
    starts_ms: list[int] = field(default_factory=list)
    """Where each chapter began."""
    placed: list[list[Placed]] = field(default_factory=list)
    """The cues of each chapter."""
    said: dict[str, list[int]] = field(default_factory=dict)
    """When each sentence was said."""

    def begin_chapter(self) -> None:
        """Begin a new chapter where the last one ends."""
        self.now_ms = self.spacing.up(self.now_ms)
        self.starts_ms.append(self.now_ms)
        self.placed.append([])

    def end(self) -> int:
        """Where the session ends: after the last sound and the silence that follows it."""
        return self.spacing.up(max(self.now_ms, self.quiet_ms + self.spacing.tail_ms))

    def place(self, cue: Cue) -> None:
        match cue:
            case Say():
                if cue.is_needed or self._is_news(cue.phrase, self.now_ms):
                    self._sound(cue.where, cue.phrase, self._pause_ms(cue))
            case Count():
                self._sound(cue.where, cue.phrase, cue.pause_ms, "count")
            case Chime():
                self._sound(cue.where, cue.tone, cue.pause_ms)
            case Hold():
                self._hold(cue)
            case Move():
                self._span("move", cue.where, cue.move_ms, cue.marks)
            case Rest():
                self._span("rest", cue.where, cue.rest_ms, cue.marks)
            case _:
                assert_never(cue)

    def _pause_ms(self, cue: Say) -> int:
        """The pause after a sentence: more than it asks for where the voice is quick."""
        heard_ms = ceil(len(cue.phrase.text.split()) * 1_000 / WORDS_PER_S)
        return max(cue.pause_ms, heard_ms - self.measure.length_ms(cue.phrase)) if cue.pause_ms else 0

    def _sound(self, where: Where, sound: Sound, pause_ms: int = 0, kind: CueKind | None = None) -> None:
        spacing = self.spacing
        if self.quiet_ms:
            earliest_ms = max(self.now_ms, self.quiet_ms + spacing.gap_ms)
        else:
            lead_in_ms = spacing.lead_in_ms if isinstance(sound, Phrase) else 0
            earliest_ms = max(self.now_ms, spacing.before_ms, lead_in_ms)
        self._hear(spacing.up(earliest_ms), where, sound, kind)
        self.now_ms = self.quiet_ms + pause_ms

    def _hold(self, cue: Hold) -> None:
        """The movement into it, in whose end its starting sound rings, and the hold from sound to sound."""
        into_ms = self.now_ms
        self.now_ms += max(0, cue.into_ms - self.measure.length_ms(cue.start))
        self.placed[-1] += [Placed("move", into_ms, into_ms, cue.where, None, cue.into_ms)] if cue.into_ms else []
        at = len(self.placed[-1]) - 1
        self._sound(cue.where, cue.start)
        start_ms = self.quiet_ms
        if cue.into_ms:
            self.placed[-1][at] = replace(self.placed[-1][at], end_ms=start_ms)
        release_ms = self.spacing.nearest(start_ms + cue.hold_ms)
        self.placed[-1].append(Placed("hold", start_ms, release_ms, cue.where, None, cue.hold_ms))
        self._marks(cue.where, start_ms, release_ms, cue.marks)
        self._hear(release_ms, cue.where, cue.release)
        self.now_ms = self.quiet_ms

    def _span(self, kind: CueKind, where: Where, span_ms: int, marks: Iterable[Mark]) -> None:
        start_ms, end_ms = self.now_ms, self.now_ms + span_ms
        self.placed[-1].append(Placed(kind, start_ms, end_ms, where, None, span_ms))
        self._marks(where, start_ms, end_ms, marks)
        self.now_ms = end_ms

    def _marks(self, where: Where, start_ms: int, end_ms: int, marks: Iterable[Mark]) -> None:
        """Place the marks that fit between the sound before the span and ``end_ms``, those of higher rank first."""
        gap_ms = self.spacing.gap_ms
        taken: list[tuple[int, int, Mark]] = []
        for mark in sorted(marks, key=lambda mark: (-mark.rank, mark.offset_ms)):
            onset_ms = self.spacing.nearest(start_ms + mark.offset_ms)
            if mark.rank in _SENTENCES and not self._is_news(mark.sound, onset_ms, MOST_CUES):
                continue
            mark_end_ms = onset_ms + self.measure.length_ms(mark.sound)
            free = onset_ms >= self.quiet_ms + gap_ms and mark_end_ms + gap_ms <= end_ms
            free = free or mark.rank is Rank.RELEASE
            if free and all(
                mark_end_ms + gap_ms <= other_ms or onset_ms >= other_end_ms + gap_ms
                for other_ms, other_end_ms, _ in taken
            ):
                taken.append((onset_ms, mark_end_ms, mark))
        for onset_ms, _, mark in sorted(taken, key=lambda each: each[0]):
            self._hear(onset_ms, where, mark.sound, "mark")

    def _is_news(self, sound: Sound, time_ms: int, most: int = MOST_SENTENCES) -> bool:
        """Whether ``sound`` is no phrase that was said in the minute before ``time_ms``, or often before that."""
        if not isinstance(sound, Phrase):
            return True
        times_ms = self.said.get(sound.text, [])
        if times_ms and time_ms - times_ms[-1] < RECUR_MS:
            return False
        is_short = most == MOST_SENTENCES and len(sound.text.split()) <= SHORT_WORDS
        return is_short or sum(time_ms - each < WINDOW_MS for each in times_ms) < most

    def _hear(self, onset_ms: int, where: Where, sound: Sound, kind: CueKind | None = None) -> None:
        """Place a sound, and note that it was heard.

        Before a phrase a soft tone wakes a sleeping speaker, which would swallow its beginning; another tone does so
        without help.
        """
        wake_after_ms = self.spacing.wake_after_ms
        if wake_after_ms and onset_ms - self.quiet_ms >= wake_after_ms and isinstance(sound, Phrase):
            tone_ms = self.measure.length_ms(WAKE)
            start_ms = self.spacing.nearest(onset_ms - WAKE_GAP_MS - tone_ms)
            cues = self.placed[-1 if start_ms >= self.starts_ms[-1] else -2]
            cues.append(Placed("chime", start_ms, start_ms + tone_ms, where, WAKE))
        self.quiet_ms = onset_ms + self.measure.length_ms(sound)
        kind = kind or ("say" if isinstance(sound, Phrase) else "chime")
        self.placed[-1].append(Placed(kind, onset_ms, self.quiet_ms, where, sound))
        if isinstance(sound, Phrase):
            self.said.setdefault(sound.text, []).append(onset_ms)
