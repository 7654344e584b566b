"""Small answers of a coach, written by hand."""

from __future__ import annotations

from content.timeline.cues import Chime, Count, Hold, Mark, Move, Rank, Rest, Say, Tone, Where, phrase
from skill.coach.state import Answer

TOLD = Where("bridge", screen="Bridge")
THERE = phrase("Hold.")
BACK = phrase("And release.")


def left(repetition: int, of: int = 2) -> Where:
    return Where("bridge", "left", repetition, of, 1, "Bridge")


def countdown(hold_ms: int) -> tuple[Mark, ...]:
    words = ("Three.", "Two.", "One.")
    return tuple(Mark(hold_ms - 1_000 * (3 - i), Rank.COUNTDOWN, phrase(word)) for i, word in enumerate(words))


def hold(repetition: int, hold_ms: int, marks: tuple[Mark, ...] = (), of: int = 2) -> Hold:
    return Hold(left(repetition, of), hold_ms, THERE, BACK, marks)


TALK = Answer((), (), "Which routine?", "Say a name.")

ONE_HOLD = Answer(
    ("All right.",),
    (
        Chime(Where(), Tone("open"), 600),
        Say(TOLD, phrase("Lift & hold."), 500),
        Move(TOLD, 25_000),
        Count(left(1), phrase("One."), 250),
        hold(1, 5_000, (Mark(300, Rank.BREATHING, phrase("Breathe in.")), *countdown(5_000))),
        Rest(left(1), 4_000),
    ),
    "Ready?",
)

TWO_HOLDS = Answer(
    (),
    (
        Move(TOLD, 2_000),
        hold(1, 8_000, countdown(8_000)),
        Rest(left(1), 3_000),
        hold(2, 8_000, countdown(8_000)),
    ),
    "Next one?",
)

MOVES = Answer(
    (),
    (
        Say(TOLD, phrase("Slowly."), 500),
        Move(left(1), 6_000, (Mark(300, Rank.BREATHING, phrase("Up.")), Mark(3_000, Rank.BREATHING, phrase("Down.")))),
        Chime(Where(), Tone("close")),
    ),
)
