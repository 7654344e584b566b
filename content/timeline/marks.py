"""The marks inside holds and movements: countdown, halfway, breaths, encouragement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.timeline.cues import BREATHE_IN, BREATHE_OUT, Mark, Rank

if TYPE_CHECKING:
    from content.model.words import ExerciseWords
    from content.timeline.cues import Side, Sound
    from content.timeline.narrator import Narrator

COUNTDOWN_FROM = 3
COUNTDOWN_LEAST_MS = 5_000
"""A shorter hold has no countdown: it would be nothing else."""
HALFWAY_LEAST_MS = 15_000
ENCOURAGE_AT_MS = 1_800
BREATH_TONES_LEAST_MS = 2_500
"""A quicker breath has no room for the tones."""
BREATH_LAG_MS = 300
"""A breath cue comes this long after the sound before it, so that both can be heard."""


def hold_marks(narrator: Narrator, words: ExerciseWords, hold_ms: int, index: int, side: Side) -> tuple[Mark, ...]:
    """What sounds inside a hold counted in seconds; ``index`` counts the holds of the exercise from 0."""
    marks = _countdown(narrator, hold_ms)
    if narrator.gives_instructions and hold_ms >= HALFWAY_LEAST_MS:
        marks.append(Mark(hold_ms // 2, Rank.HALFWAY, narrator.line("halfway")))
    if narrator.is_full:
        marks.append(_encourage(narrator, words, ENCOURAGE_AT_MS, index, side))
    return tuple(marks)


def _countdown(narrator: Narrator, hold_ms: int) -> list[Mark]:
    if not narrator.options.countdown or hold_ms < COUNTDOWN_LEAST_MS:
        return []
    return [
        Mark(hold_ms - 1_000 * left, Rank.COUNTDOWN, narrator.line("countdown", number=narrator.number(left)))
        for left in range(COUNTDOWN_FROM, 0, -1)
    ]


def _encourage(narrator: Narrator, words: ExerciseWords, offset_ms: int, index: int, side: Side) -> Mark:
    """Breathing at the first repetition and every third after it, the cues of the exercise in between."""
    if index % 3 == 0 or not words.cues:
        phrase = narrator.one_of("breathe", index // 3)
    else:
        phrase = narrator.sided(words.cues[(index - index // 3 - 1) % len(words.cues)], side)
    return Mark(offset_ms, Rank.ENCOURAGEMENT, phrase)


def paced_marks(narrator: Narrator, words: ExerciseWords, breaths: int, index: int, side: Side) -> tuple[Mark, ...]:
    """What sounds inside a hold of ``breaths``: breath cues, and one cue of the exercise while breathing out."""
    marks = breath_marks(narrator, breaths, has_words=index == 0)
    if not narrator.is_full or not words.cues:
        return marks
    offset_ms = BREATH_LAG_MS + breath_ms(narrator)[0] + ENCOURAGE_AT_MS
    cue = narrator.sided(words.cues[index % len(words.cues)], side)
    return (*marks, Mark(offset_ms, Rank.ENCOURAGEMENT, cue))


def breath_marks(narrator: Narrator, breaths: int, has_words: bool = True) -> tuple[Mark, ...]:
    """Breath cues that pace ``breaths`` breaths: the first by words where it ``has_words``, the others by tones."""
    in_ms, out_ms = breath_ms(narrator)
    words: tuple[Sound, Sound] = (narrator.line("breathe_in"), narrator.line("breathe_out"))
    tones: tuple[Sound, Sound] = (BREATHE_IN, BREATHE_OUT)
    has_tones = narrator.options.chimes and min(in_ms, out_ms) >= BREATH_TONES_LEAST_MS
    marks: list[Mark] = []
    for breath in range(breaths):
        start_ms = breath * (in_ms + out_ms) + BREATH_LAG_MS
        breathe_in, breathe_out = words if not has_tones or (has_words and breath == 0) else tones
        marks.append(Mark(start_ms, Rank.BREATHING, breathe_in))
        marks.append(Mark(start_ms + in_ms, Rank.BREATHING, breathe_out))
    return tuple(marks)


def breath_ms(narrator: Narrator) -> tuple[int, int]:
    """How long breathing in and breathing out last, in milliseconds, at the listener's pace."""
    options = narrator.options
    return options.paced(options.breath_in_s * 1_000), options.paced(options.breath_out_s * 1_000)


def movement_marks(narrator: Narrator, words: ExerciseWords, move_ms: int, index: int, side: Side) -> tuple[Mark, ...]:
    """What starts the way there and the way back, and a cue on the way."""
    marks = [
        Mark(BREATH_LAG_MS, Rank.BREATHING, narrator.sided(words.go, side)),
        Mark(move_ms // 2, Rank.BREATHING, narrator.sided(words.back, side)),
    ]
    if narrator.is_full:
        marks.append(_encourage(narrator, words, move_ms // 2 + ENCOURAGE_AT_MS, index, side))
    return tuple(marks)
