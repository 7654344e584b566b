"""One turn of a conversation in this process, JSON in and JSON out, against the smallest skill of the same SDK."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks import bare_skill
from benchmarks.echo_show import EchoShow, person, routines
from benchmarks.report import Row
from skill.build import build_skill, libraries
from skill.respond import respond_to
from skill.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.bench import Bench

    Answer = Callable[[str], str]

PEOPLE = 20
TRIALS = 6
"""Conversations of each routine, to find out which is the slowest; the first two warm up."""
TURNS = 3_000
MOST_MEDIAN, MOST_P99 = 2.5, 4.0
MS = 1_000


@dataclass(slots=True)
class Race:
    """Sends each request to both skills, in alternating order, and times both; launches do not count."""

    ours: Answer
    bare: Answer
    ours_s: list[float] = field(default_factory=list)
    bare_s: list[float] = field(default_factory=list)

    def __call__(self, envelope: dict[str, Any]) -> dict[str, Any]:
        request = json.dumps(envelope)
        if len(self.ours_s) % 2:
            bare_s, _ = _timed(self.bare, request)
            ours_s, answer = _timed(self.ours, request)
        else:
            ours_s, answer = _timed(self.ours, request)
            bare_s, _ = _timed(self.bare, request)
        if envelope["request"]["type"] != "LaunchRequest":
            self.ours_s.append(ours_s)
            self.bare_s.append(bare_s)
        response: dict[str, Any] = json.loads(answer)
        return response


def measure(bench: Bench) -> list[Row]:
    names = routines(libraries(bench.content)["en"])
    ours = our_answer(bench)
    first_s = [max(_race(ours, names, routine, 1).ours_s) for routine in names]
    trials = {routine: _race(ours, names, routine, TRIALS) for routine in names}
    worst = max(trials, key=lambda routine: median(trials[routine].ours_s))
    a_conversation = len(trials[worst].ours_s) // TRIALS
    return [_row(names[worst], _race(ours, names, worst, -(-TURNS // a_conversation)), max(first_s))]


def our_answer(bench: Bench) -> Answer:
    """The skill as AWS Lambda runs it, but with a SQLite file as its store, as on a server."""
    skill = build_skill(open_store(f"sqlite:///{bench.fresh() / 'people.db'}"), bench.content)
    return lambda request: json.dumps(respond_to(skill, json.loads(request)))


def _race(ours: Answer, names: dict[str, str], routine: str, conversations: int) -> Race:
    race = Race(ours, bare_skill.answer)
    for number in range(conversations):
        EchoShow(race, person=person(number % PEOPLE)).hold(routine, names[routine])
    return race


def _row(name: str, race: Race, first_s: float) -> Row:
    ours_s, bare_s = median(race.ours_s), median(race.bare_s)
    ours_p99_s, bare_p99_s = _p99(race.ours_s), _p99(race.bare_s)
    usual, rare = ours_s / bare_s, ours_p99_s / bare_p99_s
    return Row(
        "one turn in process, the worst routine, store included, against an empty skill of the same SDK",
        f"median <= {MOST_MEDIAN} x, p99 <= {MOST_P99:.0f} x",
        f"median {usual:.2f} x: {ours_s * MS:.2f} ms against {bare_s * MS:.2f}; p99 {rare:.2f} x: "
        f"{ours_p99_s * MS:.2f} ms against {bare_p99_s * MS:.2f} ({len(race.ours_s):,} turns of '{name}'; a routine's "
        f"first time in a process at most {first_s * MS:.0f} ms)",
        usual <= MOST_MEDIAN and rare <= MOST_P99,
    )


def _timed(answer: Answer, request: str) -> tuple[float, str]:
    start_s = perf_counter()
    answered = answer(request)
    return perf_counter() - start_s, answered


def _p99(times_s: list[float]) -> float:
    return quantiles(times_s, n=100)[-1]
