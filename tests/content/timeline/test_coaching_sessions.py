"""The first minute and the last, the rate of speech, what recurs, and how much talk stays under each ``--detail``."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from content.model.types import PROPPED
from content.model.words import fill
from content.timeline.cues import Move, Rank, Say
from content.timeline.options import DETAILS, Options
from content.timeline.place import RECUR_MS, WINDOW_MS, Placed, PlacedChapter
from tests.content.timeline.coaching import (
    CONTENT,
    LINES,
    MEASURES,
    PHRASES,
    REPEATED,
    ROUTINES,
    WORDS,
    Session,
    beats_in,
    said,
    session_of,
    sessions,
    shipped,
    wishes,
    words_of,
)

if TYPE_CHECKING:
    from content.model.words import Manner
    from tests.content.timeline.measures import Arbitrary

FLOOR = [name for name in ROUTINES if CONTENT.routines[name].is_floor]
UPRIGHT = [name for name in ROUTINES if name not in FLOOR]
WITH_THINGS = [name for name in ROUTINES if CONTENT.routines[name].equipment]
WALKS = [name for name in UPRIGHT if CONTENT.routines[name].steps[0].unit == "minutes"]


def pattern(line: str) -> re.Pattern[str]:
    """A line of the phrases, whatever its places are filled with."""
    return re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(line)))


def first(session: Session, line: str) -> Placed:
    """The first time that a line is said."""
    return next(cue for cue in session.placement.spoken if pattern(line).fullmatch(cue.words))


# The first minute -----------------------------------------------------------------------------------------------------


def opening_lines(session: Session) -> list[str]:
    """What the opening says about itself, in its order; only what is said of it in this session."""
    name, is_full = session.routine.id, session.options.detail == "full"
    is_floor, is_short, is_walk = name in FLOOR, session.is_short, name in WALKS
    length = "length_floor" if is_floor else "length"
    minutes = [length if len(session.routine.steps) > 1 else f"{length}_one"]
    greeting = ["greet"] if is_full and not (is_short or is_walk) else []
    sit = ["sit"] if session.routine.talks or not is_short else []
    fetch = ["fetch", "set_chair", "fetch_pause" if is_short else "fetch_wait", *sit] if is_floor else ["fetch_shoes"]
    things = fetch if session.routine.equipment else []
    note = ["note"] if WORDS.routines[name].note else []
    lose_me = ["lose_me"] if is_full and not (is_short or is_walk) else []
    few_words = ["few_words"] if session.options.detail == "cues" and not is_walk else []
    new_here = ["new_here"] if is_full and not (is_short or session.routine.talks) else []
    where = ["stay_there" if is_floor else "stay_standing"]
    about = [*note, *lose_me, *few_words, *new_here]
    return ["welcome", *where, *greeting, *minutes, *things, *about, *session.routine.safety, "ask_number"]


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_the_opening_keeps_its_order(name: str, detail: str) -> None:
    """A chime, welcome, where to be, greeting, length, things, note, passages, when lost, safety, the number."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    rows = session.placement.chapters[0].cues
    spoken = [row.words for row in rows if row.words]
    expected: list[tuple[str, ...]] = []
    for line in opening_lines(session):
        if line in PHRASES.safety:
            expected += [(each,) for each in PHRASES.safety[line]]
        elif line == "note":
            expected.append((WORDS.routines[name].note,))
        else:
            expected.append(PHRASES.lists["greet"] if line == "greet" else (LINES[line],))  # type: ignore[index]
    assert rows[0].kind == "chime"
    assert len(spoken) >= len(expected)
    for said_there, lines in zip(spoken, expected, strict=False):
        assert any(pattern(line).fullmatch(said_there) for line in lines), (said_there, lines)


@pytest.mark.parametrize("name", ROUTINES)
def test_where_to_be_is_known_within_ten_seconds(name: str) -> None:
    line = LINES["stay_there" if name in FLOOR else "stay_standing"]
    assert first(shipped(name), line).end_ms <= 10_000


@pytest.mark.parametrize("name", WITH_THINGS)
def test_the_things_are_known_within_25_seconds(name: str) -> None:
    assert first(shipped(name), LINES["fetch" if name in FLOOR else "fetch_shoes"]).end_ms <= 25_000


@settings(max_examples=40)
@given(sessions())
def test_there_are_twenty_seconds_to_fetch_them_at_any_pace(session: Session) -> None:
    """In a session under eight minutes, and before a walk, one is asked to pause until one has them."""
    if session.routine.equipment:
        is_floor = session.routine.is_floor
        rows = list(session.placement.chapters[0].cues)
        is_long = not session.is_short
        told = first(session, LINES["fetch_shoes" if not is_floor else "fetch_wait" if is_long else "fetch_pause"])
        rest = rows[rows.index(told) + 1]
        assert "Pause me" in told.words
        assert rest.kind == "rest"
        least_ms = 20_000 if is_floor and is_long else 2_000
        assert rest.nominal_ms >= least_ms
        if is_floor and is_long:
            assert WORDS.grammar.count(round(least_ms / 1_000), "second") in told.words


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", FLOOR)
def test_the_first_movement_begins_within_a_minute_of_lying(name: str, detail: str) -> None:
    """From the end of getting down to the end of the first ``go``."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    down = next(chapter for chapter in session.placement.chapters if chapter.is_passage)
    step, chapter = next(session.exercises)
    go = beats_in(chapter)[0].go
    start = next(cue for cue in session.placement.spoken if cue.words == go and cue.where.repetition)
    assert start.end_ms - down.end_ms <= 60_000, (step.exercise.id, (start.end_ms - down.end_ms) / 1_000)


def first_step(session: Session) -> Placed:
    """The sentence that starts the first phase of a walk, or the first step into the water or onto a bicycle."""
    step = session.routine.steps[0]
    words = words_of(step)
    steps = [each.text for each in words.manner_of(step.way).arrive]
    return first(session, (steps or list(words.phases[step.exercise.phases[0].id].start))[0])


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", UPRIGHT)
def test_an_upright_routine_moves_within_75_seconds_of_play(name: str, detail: str) -> None:
    """To the end of the sentence that starts its first phase, or of the first step into the water or onto a bicycle."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    start = first_step(session)
    assert start.end_ms <= 75_000, start.end_ms / 1_000


@settings(max_examples=40)
@given(sessions())
def test_the_number_is_asked_a_rest_is_told_and_the_number_is_compared(session: Session) -> None:
    """Under any options; each sentence once, each with its time."""
    rest_ms = 10_000 if session.is_short else 30_000
    rows = list(session.placement.cues)
    for line, least_ms in ((LINES["ask_number"], 4_000), (LINES["quiet"], rest_ms), (LINES["think_of_number"], 4_000)):
        at = [index for index, row in enumerate(rows) if pattern(line).fullmatch(row.words)]
        assert len(at) == 1, line
        assert rows[at[0] + 1].kind == "rest"
        assert rows[at[0] + 1].nominal_ms >= least_ms
    said_words = [row.words for row in rows]
    is_walk = session.routine.steps[0].unit == "minutes"
    answers = LINES["number_same"], LINES["number_higher_walk" if is_walk else "number_higher"]
    assert [said_words.count(each) for each in answers] == [1, 1]


LONG_MS = 15_000


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_a_silence_of_fifteen_seconds_is_told(name: str, detail: str) -> None:
    """The sentence before it announces it. The dose announces a hold, and one sentence the quiet of a walk."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    telling = [pattern(LINES[line]) for line in ("fetch_wait", "quiet", "down_alone")]
    walks = [row for row in session.placement.cues if row.kind == "move" and row.nominal_ms >= 60_000]
    assert [row.words for row in session.placement.spoken].count(LINES["walk_quiet"]) == bool(walks)
    holds = [row for row in session.placement.cues if row.kind in ("hold", "move")]
    sounds = [row for row in session.placement.cues if row.sound is not None]
    for one, other in pairwise(sounds):
        is_held = any(span.start_ms <= one.end_ms + 3_000 and other.start_ms <= span.end_ms for span in holds)
        if other.start_ms - one.end_ms >= LONG_MS and not is_held:
            assert any(each.fullmatch(one.words) for each in telling), (one.words, other.words)


# The rate of speech, and its length -----------------------------------------------------------------------------------

WORDS_PER_S = (2.3, 2.7)


def rate(chapter: PlacedChapter) -> float | None:
    """Words a second, wherever one sentence follows another; its pause counts."""
    words, length_ms = 0, 0
    for one, other in pairwise(chapter.cues):
        if one.kind == other.kind == "say" and not one.where.repetition and not other.where.repetition:
            words += len(one.words.split())
            length_ms += other.start_ms - one.start_ms
    return words * 1_000 / length_ms if words else None


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_nothing_is_spoken_more_quickly_than_can_be_followed(name: str, detail: str) -> None:
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    rates = {chapter.title: rate(chapter) for chapter in session.placement.chapters}
    assert [title for title, each in rates.items() if each and each > WORDS_PER_S[1]] == []


@pytest.mark.parametrize("name", [name for name in ROUTINES if name not in WALKS])
def test_instructions_are_spoken_at_a_rate_that_can_be_followed(name: str) -> None:
    """Exercise by exercise, and in talks. A question has a pause behind it that an instruction has not: the number
    that is compared, and the two sentences at the end, may be slower.
    """
    session = shipped(name)
    talks = [PHRASES.talks[each].name for each in session.routine.talks]
    instructing = [each for each in session.placement.chapters if each.exercise or each.title in talks]
    for chapter in instructing:
        assert WORDS_PER_S[0] <= (rate(chapter) or 0) <= WORDS_PER_S[1], chapter.title
    assert len(instructing) == len(session.routine.steps) + len(talks)


@settings(max_examples=40)
@given(sessions())
def test_no_sentence_is_longer_than_15_words_and_no_go_longer_than_8(session: Session) -> None:
    for row in session.placement.spoken:
        for sentence in re.split(r"(?<=[.!?]) ", row.words):
            assert len(sentence.split()) <= 15, sentence
    for _, beats in session.beats:
        assert 2 <= len(beats.go.split()) <= 8
        assert len(beats.release.split()) >= 2


# What recurs ----------------------------------------------------------------------------------------------------------

MOST_CUES, MOST_SENTENCES = 3, 6


def heard(session: Session) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """When each sentence and when each cue is heard.

    Beats are neither: ``in``, ``go``, release, numbers and breath cues. What is needed is said whenever it is to be
    done: to lie on the floor without knowing that one is called again would be worse than to hear it again. So the
    instructions that take up hands and knees after each rest are beats, too.
    """
    needed = {cue.phrase.text for cue in session.timeline.cues if isinstance(cue, Say) and cue.is_needed}
    paced = {
        getattr(mark.sound, "text", "")
        for cue in session.timeline.cues
        for mark in getattr(cue, "marks", ())
        if mark.rank in (Rank.PACE, Rank.COUNTDOWN, Rank.RELEASE, Rank.HALFWAY)
    }
    releases = {beats.release for _, beats in session.beats}
    beats = {LINES["hold"], LINES["stay"], *needed, *paced, *releases}
    sentences: dict[str, list[int]] = {}
    cues: dict[str, list[int]] = {}
    for row in session.placement.spoken:
        if row.words not in beats and row.kind != "count":
            (cues if row.kind == "mark" else sentences).setdefault(row.words, []).append(row.start_ms)
    return sentences, cues


def most_in_ten_minutes(times_ms: list[int]) -> int:
    return max(sum(start <= other < start + WINDOW_MS for other in times_ms) for start in times_ms)


@settings(max_examples=60)
@given(wishes(), MEASURES)
def test_talk_does_not_recur(wish: tuple[str, Options], measure: Arbitrary) -> None:
    """A sentence of four words and more is heard six times in ten minutes at most, a cue three times."""
    session = session_of(*wish, measure)
    sentences, cues = heard(session)
    for text, times_ms in {**sentences, **cues}.items():
        assert all(other - one >= RECUR_MS for one, other in pairwise(times_ms)), text
    for text, times_ms in sentences.items():
        if len(text.split()) >= 4:
            assert most_in_ten_minutes(times_ms) <= MOST_SENTENCES, text
    for text, times_ms in cues.items():
        if not CONTENT.exercises[session.routine.steps[0].exercise.id].phases:
            assert most_in_ten_minutes(times_ms) <= MOST_CUES, text


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_instructions_of_our_sessions_recur_no_more_than_other_sentences(name: str, detail: str) -> None:
    """What is needed may be said however often; in the sessions as they are published that is six times at most.

    The rests from hands and knees, and from elbows, are beats: they come with the repetitions.
    """
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    beats = {LINES["in"], *(text for _, each in session.beats for text in (each.go, each.release))}
    carrying = [PHRASES.positions[position] for position in PROPPED]
    beats |= {step.text for each in carrying for step in (*each.arrive, *each.rest)}
    times_ms: dict[str, list[int]] = {}
    for row in session.placement.spoken:
        if row.kind == "say" and row.words not in beats and len(row.words.split()) >= 4:
            times_ms.setdefault(row.words, []).append(row.start_ms)
    assert {text for text, times in times_ms.items() if most_in_ten_minutes(times) > MOST_SENTENCES} == set()


# Talk fades -----------------------------------------------------------------------------------------------------------

BODY = re.compile(
    r"\b(hips?|knees?|legs?|thighs?|foot|feet|heels?|toes|hands?|arms?|elbows?|shoulders?|chest|head|belly|back)\b"
)


def every(sentences: tuple[str, ...]) -> list[str]:
    return [fill(each, side="left", other="right") for each in sentences]


def do_of(manner: Manner) -> str:
    """Inside a sentence."""
    do = fill(manner.do, side="left", other="right")
    return do[:1].lower() + do[1:]


@pytest.mark.parametrize("name", ROUTINES)
def test_full_talk_says_all_of_it(name: str) -> None:
    session = shipped(name)
    for step, chapter in session.exercises:
        words, lead = words_of(step), said(chapter.lead)
        manner = words.manner_of(step.way)
        listen = manner.listen[:1] if session.is_short else (words.aim, *manner.listen)
        expected = every((*listen, words.easier, words.amber))
        assert [each for each in expected if each not in lead] == []
        assert fill(LINES["when"], word=manner.word, do=do_of(manner)) in lead


@pytest.mark.parametrize("name", ROUTINES)
def test_brief_talk_keeps_what_happens_and_what_to_do_when_it_is_too_much(name: str) -> None:
    session = shipped(name, Options(detail="brief"))
    for step, chapter in session.exercises:
        words, lead = words_of(step), said(chapter.lead)
        manner = words.manner_of(step.way)
        kept = [fill(LINES["when"], word=manner.word, do=do_of(manner)), *every((words.easier, words.amber))]
        assert [each for each in kept if each not in lead] == []
        assert words.aim not in lead


@pytest.mark.parametrize("name", ROUTINES)
def test_the_least_talk_keeps_name_dose_sides_release_and_a_first_go_with_the_limb_in_it(name: str) -> None:
    session = shipped(name, Options(detail="cues"))
    for step, chapter in session.exercises:
        words, lead = words_of(step), said(chapter.lead)
        manner = words.manner_of(step.way)
        assert WORDS.grammar.inside(words.name) in lead[0]
        assert any(text.lower().startswith(WORDS.grammar.count(step.repetitions, "time")) for text in lead)
        assert not set(every((words.aim, words.easier, words.amber, *manner.listen))) & set(lead)
        repetitions = beats_in(chapter)
        assert all(beats.release for beats in repetitions)
        assert BODY.search(repetitions[0].go), repetitions[0].go
        if step.exercise.side != "none":
            assert "left" in f"{repetitions[0].go} {' '.join(lead)}"


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_what_is_not_for_a_painful_day_says_so_and_what_to_do_instead(name: str, detail: str) -> None:
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    for step, chapter in session.exercises:
        assert (words_of(step).avoid in said(chapter.lead)) == bool(step.exercise.avoid)


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", ROUTINES)
def test_for_whom_an_exercise_is_not_is_said_before_anybody_gets_there(name: str, detail: str) -> None:
    """With its announcement, under any amount of talk: before the first step of a passage or a start position."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    for step, chapter in session.exercises:
        if caution := words_of(step).caution:
            begins = next((index for index, cue in enumerate(chapter.lead) if isinstance(cue, Move)), len(chapter.lead))
            assert said(chapter.lead[:begins]).count(caution) == 1, step.exercise.id
            assert caution not in said(chapter.lead[begins:])


@pytest.mark.parametrize("name", ROUTINES)
def test_what_to_know_comes_before_the_word_on_which_to_move(name: str) -> None:
    """Then what will happen at that word, the easier way, and what to do when it is too much."""
    session = shipped(name)
    for step, chapter in session.exercises:
        words, lead = words_of(step), said(chapter.lead)
        manner = words.manner_of(step.way)
        known = every((*(manner.listen[:1] if session.is_short else manner.listen), words.easier, words.amber))
        when = fill(LINES["when"], word=manner.word, do=do_of(manner))
        expected = [*known[:-2], when, *known[-2:]]
        at = lead.index(expected[0])
        assert lead[at : at + len(expected)] == expected


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("name", WALKS)
def test_all_there_is_to_know_of_a_walk_is_said_on_the_way(name: str, detail: str) -> None:
    """In its first phase, one sentence after the other, each of them once and placed with the voice as estimated."""
    session = shipped(name, Options(detail=detail))  # type: ignore[arg-type]
    step = session.routine.steps[0]
    words = words_of(step)
    dose = fill(LINES["dose_minutes"], minutes=WORDS.grammar.count(step.amount, "minute"))
    known = [words.caution, dose, LINES["walk_quiet"]]
    known += [words.easier, words.amber] if detail != "cues" else []
    known += [*words.manner.listen, words.aim] if detail == "full" else []
    phase = next(chapter for chapter in session.placement.chapters if chapter.exercise)
    marks = [row.words for row in phase.cues if row.kind == "mark"]
    assert marks[: len(known)] == known
    spoken = [row.words for row in session.placement.spoken]
    assert all(spoken.count(each) == 1 for each in known)


@pytest.mark.parametrize("name", REPEATED)
def test_what_is_listened_to_has_the_word_and_cannot_be_obeyed_at_once(name: str) -> None:
    """``go`` has the word on which to move, and no sentence listened to before it begins with it."""
    words = WORDS.exercises[name]
    for manner in (words.manner, *words.ways.values()):
        assert all(re.search(rf"\b{manner.word}\b", go, re.IGNORECASE) for go in manner.go)
        heard_before = (*manner.listen, words.easier, words.amber)
        assert [each for each in heard_before if re.match(rf"{manner.word}\b", each, re.IGNORECASE)] == []


@pytest.mark.parametrize("name", REPEATED)
def test_praise_comes_once_at_most(name: str) -> None:
    praise = re.compile(r"\b(well done|good|great|perfect|excellent|nice)\b", re.IGNORECASE)
    step = next(s for r in CONTENT.routines.values() for s in r.steps if s.exercise.id == name)
    routine = next(r for r in ROUTINES if step in CONTENT.routines[r].steps)
    chapters = [chapter for mine, chapter in shipped(routine).exercises if mine is step]
    assert sum(bool(praise.search(text)) for text in said(chapters[0].cues)) <= 1
