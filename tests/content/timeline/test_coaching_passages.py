"""Getting there: passages, start positions, changes of side and props, in every session under any options."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.model.passages import STANDING, route_between
from content.model.types import GROUNDS, PROPPED, Ground, Position
from content.timeline.compile import compile_timeline
from content.timeline.cues import Chapter, Cue, Hold, Move, Repetition, Rest, Say
from content.timeline.fit import adapt
from content.timeline.options import Options
from content.timeline.place import place_cues
from tests.content.timeline.coaching import (
    CONTENT,
    ESTIMATE,
    PHRASES,
    REPEATED,
    WORDS,
    Session,
    said,
    sessions,
    silence_ms,
    wishes,
    words_of,
)

if TYPE_CHECKING:
    from content.model.words import Instruction

GROUND_NAMES: list[Ground] = list(dict.fromkeys(GROUNDS.values()))
PAIRS = [(start, end) for start in GROUND_NAMES for end in GROUND_NAMES if start != end]
SILENCE_MS, DOWN_STEP_MS, UP_STEP_MS = 50_000, 6_000, 8_000
ALONE = {PHRASES.lines["down_alone"].format(time="forty seconds"), PHRASES.lines["lie_down"]}
"""The way down in few words, for people who know it."""
SITTING_UP = re.compile(r"\bsit up\b|\bsit on the (floor|mat)\b|\bsitting\b", re.IGNORECASE)


def fill(sentence: str, side: str) -> str:
    other = {"left": "right", "right": "left"}.get(side, "")
    return sentence.replace("{side}", side).replace("{other}", other)


def texts(steps: tuple[Instruction, ...], side: str = "") -> list[str]:
    return [fill(step.text, side) for step in steps]


# Down to the floor, and up again --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ground", [each for each in GROUND_NAMES if each != STANDING])
def test_every_way_down_and_up_has_time_for_a_stiff_person(ground: Ground) -> None:
    for start, end, least_ms in ((STANDING, ground, DOWN_STEP_MS), (ground, STANDING, UP_STEP_MS)):
        route = route_between(PHRASES.passages, start, end)
        steps = [step for each in route for step in PHRASES.passages[each]]
        assert sum(step.wait_ms for step in steps) >= SILENCE_MS
        assert all(step.wait_ms >= least_ms for step in steps)
        assert not any(map(SITTING_UP.search, texts(tuple(steps))))


@settings(max_examples=60)
@given(sessions())
def test_no_option_takes_time_from_getting_down_and_coming_up(session: Session) -> None:
    passages = [chapter for chapter in session.timeline.chapters if chapter.is_passage]
    assert len(passages) == 2 * session.routine.is_floor
    for chapter, least_ms in zip(passages, (DOWN_STEP_MS, UP_STEP_MS), strict=False):
        assert silence_ms(chapter.cues) >= SILENCE_MS
        known = {text for steps in PHRASES.passages.values() for text in texts(steps, "left")} | ALONE
        steps = [
            after.move_ms
            for cue, after in zip(chapter.cues, chapter.cues[1:], strict=False)
            if isinstance(cue, Say) and cue.phrase.text in known and isinstance(after, Move)
        ]
        assert len(steps) == sum(text in known for text in said(chapter.cues))
        assert min(steps) >= least_ms


@settings(max_examples=40)
@given(wishes(), st.floats(1.0, 2.0))
def test_no_pace_shortens_what_is_done_while_nothing_else_is_said(wish: tuple[str, Options], pace: float) -> None:
    """Passages, arriving, changing sides, leaving, and what the opening and the rest at the end give time for."""
    routine = adapt(CONTENT.routines[wish[0]], wish[1])
    usual = compile_timeline(routine, WORDS, replace(wish[1], pace=1.0))
    quick = compile_timeline(routine, WORDS, replace(wish[1], pace=pace))
    for chapter, quicker in zip(usual.chapters, quick.chapters, strict=True):
        assert times(quicker) <= times(chapter)  # rests from hands and knees are fewer where less time is spent there


def times(chapter: Chapter) -> set[tuple[str, int]]:
    """What is said to do, and the time for it. Where an exercise is, its own rests are left out."""
    found = set()
    between = [cue for each in chapter.repetitions for cue in each.before]
    for cues in (chapter.lead, between, chapter.tail):
        text = ""
        for cue in cues:
            if isinstance(cue, Say):
                text = cue.phrase.text
            elif isinstance(cue, Move) or (isinstance(cue, Rest) and not chapter.exercise):
                found.add((text, cue.move_ms if isinstance(cue, Move) else cue.rest_ms))
    return found


# Start positions ------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(sessions())
def test_nothing_that_is_already_so_is_ordered(session: Session) -> None:
    """A position that one is in already is not taken up again, unless one rested from it."""
    before: Position = "upright"
    for chapter in session.timeline.chapters:
        if not chapter.exercise:
            continue
        exercise = session.step(chapter).exercise
        arrive = texts(PHRASES.positions[exercise.position].arrive, "left")
        if before == exercise.position and exercise.position not in PROPPED:
            assert not set(arrive) & set(said(chapter.lead)), exercise.id
        before = exercise.position


@pytest.mark.parametrize("position", sorted(set(GROUNDS) - {"upright", "side-lying"}))
def test_a_start_position_is_taken_up_once_by_two_exercises_that_share_it(position: Position) -> None:
    steps = tuple(
        replace(step, exercise=replace(step.exercise, position=position))
        for step in CONTENT.routines["relief-techniques"].steps[:2]
    )
    routine = replace(CONTENT.routines["relief-techniques"], steps=steps)
    down, one, two = compile_timeline(routine, WORDS, Options()).chapters[1:4]
    arrive = texts(PHRASES.positions[position].arrive)
    if arrive:
        first = said((*down.cues, *one.lead))
        # the passage to the back ends with the knees bent, in words of its own
        assert [text for text in first if text in arrive] == ([] if position == "back-knees-bent" else arrive)
        assert [text for text in said(two.lead) if text in arrive] == (arrive if position in PROPPED else [])


@settings(max_examples=60)
@given(sessions())
def test_what_costs_strength_is_taken_up_last(session: Session) -> None:
    """Behind all that is said about it: then the first breath in comes at once."""
    for step, chapter in session.exercises:
        arrive = texts(words_of(step).manner_of(step.way).arrive, "" if step.exercise.side == "none" else "left")
        lead = said(chapter.lead)
        if arrive and (step.exercise.is_propped or step.exercise.hard_start):
            assert lead[-len(arrive) :] == arrive


@settings(max_examples=60)
@given(sessions())
def test_wrists_and_knees_or_elbows_carry_for_a_minute_at_most(session: Session) -> None:
    """From the end of the step that takes the position up to the first word of the rest from it, as it is estimated.

    One repetition that takes longer with its way in and out, such as three slow breaths, stays as it is.
    """
    for step, chapter in session.exercises:
        if not step.exercise.needs_rests:
            continue
        position = PHRASES.positions[step.exercise.position]
        up, down = position.arrive[0].text, position.rest[0].text
        spans: list[tuple[int, int]] = []
        cues: list[Cue] = []
        many, is_up = 0, False  # who gets there has sat back
        for index, cue in enumerate(chapter.cues):
            if isinstance(cue, Say) and cue.phrase.text == up:
                cues, many, is_up = [], 0, True
            elif isinstance(cue, Say) and cue.phrase.text == down and is_up:
                spans.append((place_cues(tuple(cues[1:]), ESTIMATE).length_ms, many))
            else:
                cues.append(cue)
                many += isinstance(cue, Hold) or (isinstance(cue, Move) and _is_work(chapter, index))
        assert spans
        assert all(length_ms <= 60_000 or many == 1 for length_ms, many in spans), spans


def _is_work(chapter: Chapter, index: int) -> bool:
    cue = chapter.cues[index]
    return isinstance(cue, Move) and bool(cue.marks)


# Sides ----------------------------------------------------------------------------------------------------------------


def changes(chapter: Chapter) -> list[tuple[Repetition, Repetition]]:
    """Each repetition that ends a side, with the one that begins the other."""
    pairs = zip(chapter.repetitions, chapter.repetitions[1:], strict=False)
    return [(one, other) for one, other in pairs if one.side != other.side]


@settings(max_examples=60)
@given(sessions())
def test_every_limb_is_put_back_before_a_side_ends_and_the_new_side_is_named_at_once(session: Session) -> None:
    for step, chapter in session.exercises:
        manner = words_of(step).manner_of(step.way)
        if step.exercise.side == "each":
            assert manner.leave
        for one, other in changes(chapter):
            sides = [(side, said(list(cues))) for side, cues in groupby(other.before, lambda cue: cue.where.side)]
            (_, leaving), (_, coming) = [each for each in sides if each[0] == one.side][0], sides[-1]  # noqa: RUF015
            assert leaving[: len(manner.leave)] == texts(manner.leave, one.side)
            assert sides[-1][0] == other.side
            carried = texts(PHRASES.positions[step.exercise.position].arrive[:1] if step.exercise.needs_rests else ())
            assert coming == [*carried, *texts(manner.change, other.side)]
            is_lying = step.exercise.position == "side-lying"  # who turns over, in two steps by way of the back
            at_once = " ".join(coming[len(carried) :][: 3 if is_lying else 1])
            assert re.search(rf"\b{other.side}\b", at_once)
        last = "right" if step.exercise.side == "each" else ""
        assert said(chapter.tail)[: len(manner.leave)] == texts(manner.leave, last)


@settings(max_examples=40)
@given(sessions())
def test_the_way_between_two_sides_shows_the_old_side_first_and_then_the_new_one(session: Session) -> None:
    for _, chapter in session.exercises:
        for one, other in changes(chapter):
            shown = [side for side, _ in groupby(cue.where.side for cue in other.before) if side]
            assert shown == [one.side, other.side]


@pytest.mark.parametrize("name", REPEATED)
def test_hands_are_never_left_holding_a_leg(name: str) -> None:
    """Where a start position holds a leg, leaving it lowers that leg; where it holds a thing, leaving lets it go."""
    words = WORDS.exercises[name]
    for manner in (words.manner, *words.ways.values()):
        arrive, leave = " ".join(texts(manner.arrive)), " ".join(texts(manner.leave))
        if re.search(r"\bhold\b|\bhand behind\b", arrive, re.IGNORECASE):
            assert re.search(r"\blower\b.*\b(foot|leg)\b", leave, re.IGNORECASE)
        if "hold both ends" in arrive:
            assert re.search(r"\blet go\b|\bpull the towel out\b", leave, re.IGNORECASE)


@pytest.mark.parametrize("name", REPEATED)
def test_a_start_position_that_moves_a_limb_is_left_again(name: str) -> None:
    """What ``arrive`` lifts, crosses, slides or stretches, ``leave`` puts back."""
    words = WORDS.exercises[name]
    moves = re.compile(r"\b(lift|cross your|slide your|stretch|bring your (left|right|{side}))\b", re.IGNORECASE)
    for manner in (words.manner, *words.ways.values()):
        if moves.search(" ".join(texts(manner.arrive))):
            assert manner.leave


@pytest.mark.parametrize("name", [name for name in REPEATED if CONTENT.exercises[name].side != "none"])
def test_the_first_sentence_about_a_side_says_which_limb_moves_and_the_session_what_the_other_does(name: str) -> None:
    words = WORDS.exercises[name]
    for manner in (words.manner, *words.ways.values()):
        assert names_side(manner.do) or names_side(manner.arrive[0].text)
        if CONTENT.exercises[name].side == "each":
            assert any(names_side(each.text) for each in manner.arrive)
            whole = " ".join([*(each.text for each in manner.arrive), *manner.listen, manner.do])
            assert "{other}" in whole
            assert "{side}" in whole or ("lower" in whole and CONTENT.exercises[name].position == "side-lying")


def names_side(text: str) -> bool:
    return "{side}" in text or "{other}" in text


# Things ---------------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(sessions())
def test_every_thing_is_named_in_the_opening(session: Session) -> None:
    opening = " ".join(said(session.timeline.chapters[0].cues))
    for thing in session.routine.equipment:
        assert PHRASES.equipment[thing] in opening, thing


UNDER_HEAD = re.compile(r"\bcushion\b.*\bhead\b|\bhead on the cushion\b", re.IGNORECASE)
AWAY = re.compile(r"\bcushion (out|aside|away)\b", re.IGNORECASE)


@settings(max_examples=60)
@given(sessions())
def test_a_cushion_that_was_taken_out_is_put_back_before_the_rest_at_the_end(session: Session) -> None:
    is_away = False
    for chapter in session.timeline.chapters:
        if chapter.title == PHRASES.lines["up_title"]:
            break
        for text in said(chapter.cues):
            if AWAY.search(text):
                assert not is_away, text
                is_away = True
            elif UNDER_HEAD.search(text):
                is_away = False
    assert not is_away
