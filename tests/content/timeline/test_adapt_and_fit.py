"""A listener's wishes: limited, refused by name, and fitted into minutes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from content.model.loader import load
from content.model.types import Limited
from content.timeline.fit import DoesNotFitError, NothingLeftError, NotInRoutineError, adapt, fit
from content.timeline.measure import Estimate
from content.timeline.options import Options, OutOfRangeError
from content.timeline.place import place
from content.timeline.timed import minutes_of, timed_timeline
from tests.content.timeline.measures import MP3
from tests.tools import slow_for

CONTENT = load()
WORDS = CONTENT.words["en"]
ESTIMATE = Estimate(MP3)


def fitted_ms(name: str, options: Options) -> int:
    routine = fit(CONTENT.routines[name], WORDS, options, ESTIMATE)
    return place(timed_timeline(routine, WORDS, options, ESTIMATE), ESTIMATE).routine_ms


def test_a_hold_is_limited_exercise_by_exercise_and_reported() -> None:
    routine = adapt(CONTENT.routines["relief-techniques"], Options(hold_s=60))
    most = {step.exercise.id: step.exercise.dose.range_of("hold_s") for step in routine.steps}
    assert {step.exercise.id: step.amount for step in routine.steps} == {
        name: range_.most for name, range_ in most.items() if range_
    }
    assert Limited("bridge", "hold", 60, routine.steps[-1].amount) in routine.limited


def test_a_hold_in_breaths_is_unchanged() -> None:
    usual = CONTENT.routines["need-to-know"]
    adapted = adapt(usual, Options(hold_s=20))
    assert [step.amount for step in adapted.steps] == [step.amount for step in usual.steps]
    assert adapted.limited == ()


def test_a_hold_within_the_range_is_kept_and_not_reported() -> None:
    options = Options(hold_s=10, without=("pelvic-tilt",), start_from="knee-rolls")
    routine = adapt(CONTENT.routines["relief-techniques"], options)
    assert [(step.exercise.id, step.amount) for step in routine.steps] == [
        ("knee-rolls", 10),
        ("hamstring-stretch", 10),
        ("bridge", 10),
    ]
    assert routine.limited == ()


def test_an_exercise_that_is_not_there_is_refused_with_those_that_are() -> None:
    line = "without: 'lower-back-pain' has no exercise 'bridge'; it has: deep"
    with pytest.raises(NotInRoutineError, match=line) as caught:
        adapt(CONTENT.routines["lower-back-pain"], Options(without=("bridge",)))
    assert (caught.value.option, caught.value.exercise) == ("without", "bridge")
    with pytest.raises(NotInRoutineError, match="start_from"):
        adapt(CONTENT.routines["lower-back-pain"], Options(start_from="bridge"))


def test_omitting_every_exercise_is_refused() -> None:
    with pytest.raises(NothingLeftError):
        adapt(CONTENT.routines["walk-20"], Options(without=("walk",)))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"hold_s": 0}, "hold_s 0"),
        ({"hold_s": 999}, "hold_s 999"),
        ({"repetitions": -1}, "repetitions -1"),
        ({"pace": 0.0}, "pace 0.0"),
        ({"pace": float("nan")}, "pace nan"),
        ({"minutes": 0}, "minutes 0"),
        ({"detail": "loud"}, "detail loud"),
        ({"breath_in_s": 99}, "breath_in_s 99"),
    ],
)
def test_a_value_out_of_range_is_refused_by_name(values: dict[str, object], name: str) -> None:
    with pytest.raises(OutOfRangeError, match=name):
        Options(**values)  # type: ignore[arg-type]


LONG = ("whole-programme", "relief-techniques", "exercises-and-stretches", "lower-back-relief")


@pytest.mark.parametrize("name", slow_for(sorted(CONTENT.routines), *LONG, "need-to-know"))
def test_every_number_of_minutes_fits_within_five_percent_or_is_refused_with_the_limits(name: str) -> None:
    with pytest.raises(DoesNotFitError) as short:
        fitted_ms(name, Options(minutes=1))
    with pytest.raises(DoesNotFitError) as long:
        fitted_ms(name, Options(minutes=600))
    shortest, longest = short.value.shortest_ms / 60_000, long.value.longest_ms / 60_000  # a short one talks less
    assert 0 < shortest < longest < 600
    for minutes in range(1, int(longest) + 3, 1 if longest < 40 else 4):
        if shortest <= minutes <= longest:
            length_ms = fitted_ms(name, Options(minutes=minutes))
            assert abs(length_ms - minutes * 60_000) * 20 <= minutes * 60_000, minutes
        elif 1.05 * minutes < shortest or 0.95 * minutes > longest:
            with pytest.raises(DoesNotFitError, match=f"minutes {minutes}: '{name}' can be "):
                fitted_ms(name, Options(minutes=minutes))


def test_repetitions_that_were_asked_for_are_kept_when_minutes_are_fitted() -> None:
    options = Options(minutes=12, repetitions=4)
    routine = fit(CONTENT.routines["relief-techniques"], WORDS, options, ESTIMATE)
    assert {step.repetitions for step in routine.steps} == {4}


def test_exercises_are_omitted_last_and_evenly() -> None:
    whole = [step.exercise.id for step in CONTENT.routines["whole-programme"].steps]
    options = Options(minutes=14)
    left = [step.exercise.id for step in fit(CONTENT.routines["whole-programme"], WORDS, options, ESTIMATE).steps]
    assert 2 < len(left) < len(whole)
    assert left == [name for name in whole if name in left]
    assert (left[0], left[-1]) == (whole[0], whole[-1])
    usual = minutes_of(CONTENT.routines["whole-programme"], WORDS, Options(), ESTIMATE).routine
    assert len(fit(CONTENT.routines["whole-programme"], WORDS, Options(minutes=usual), ESTIMATE).steps) == len(whole)


@pytest.mark.parametrize(("name", "minutes"), [("whole-programme", 9), ("exercises-and-stretches", 9)])
def test_two_neighbours_are_left_rather_than_one_exercise(name: str, minutes: int) -> None:
    """Where the first and the last are on two grounds, and getting from one to the other takes too long."""
    whole = [step.exercise.id for step in CONTENT.routines[name].steps]
    left = [step.exercise.id for step in fit(CONTENT.routines[name], WORDS, Options(minutes=minutes), ESTIMATE).steps]
    assert len(left) == 2
    assert left in [list(pair) for pair in pairwise(whole)]


def test_a_length_between_two_that_are_possible_is_refused_with_the_nearest() -> None:
    line = r"can be \d\.\d to \d+\.\d minutes long .*, and comes no nearer than [5-7]\.\d$"
    with pytest.raises(DoesNotFitError, match=line):
        fit(CONTENT.routines["five-minute-ease"], WORDS, Options(minutes=6, repetitions=8), ESTIMATE)


def test_what_is_not_for_a_person_in_pain_is_omitted_first() -> None:
    routine = CONTENT.routines["lower-back-pain"]
    assert [step.exercise.id for step in routine.steps] == ["deep-abdominal", "erector-isometric"]
    assert [step.exercise.id for step in fit(routine, WORDS, Options(minutes=4), ESTIMATE).steps] == ["deep-abdominal"]


def test_what_is_not_for_a_person_in_pain_is_refused_where_nothing_else_would_be_left() -> None:
    with pytest.raises(DoesNotFitError):
        fit(CONTENT.routines["lower-back-pain"], WORDS, Options(minutes=2), ESTIMATE)


@pytest.mark.parametrize("minutes", slow_for(range(4, 30), *(set(range(4, 30)) - {4, 12, 20})))
def test_what_is_not_for_a_person_in_pain_is_never_all_that_is_left(minutes: int) -> None:
    steps = fit(CONTENT.routines["whole-programme"], WORDS, Options(minutes=minutes), ESTIMATE).steps
    assert any("pain" not in step.exercise.avoid for step in steps)
