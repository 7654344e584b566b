"""The error of every hold: in the decoded sound, from the end of the sound that starts it to that which ends it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN, catalog
from benchmarks.decoders import DECODERS
from benchmarks.hearing import Ears
from benchmarks.rows import Row

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence

    from benchmarks.bench import Bench
    from content.catalog import CatalogCue, CatalogSession

MOST_MS = 24
MOST_DRIFT_MS = 1
"""So much may the last tenth of the holds differ from the first. A drift of one sample in a second would make 450."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of one session."""

    errors_ms: list[float]
    """Of each hold in order; infinite when one of its two sounds was not where it should be."""
    last_off_ms: float
    """How late the last sound of all began, against the catalog."""

    @property
    def worst_ms(self) -> float:
        return max(map(abs, self.errors_ms), default=0.0)

    @property
    def drift_ms(self) -> float:
        """The median of the last tenth of the holds less that of the first."""
        tenth = max(1, len(self.errors_ms) // 10)
        return median(self.errors_ms[-tenth:]) - median(self.errors_ms[:tenth])


def measure(bench: Bench) -> list[Row]:
    out, long_out = bench.fresh(), bench.fresh()
    bench.run(bench.build(out=out, clips=bench.warm_clips))
    bench.run(bench.build(*FIFTEEN, out=out, clips=bench.warm_clips))
    bench.run(bench.long_build(long_out))
    sessions = [(out, session) for session in catalog(out)]
    (long,) = catalog(long_out)
    every: dict[str, list[Heard]] = {}
    for name, decode in DECODERS.items():
        every[name] = [listen(session, decode(folder / session["file"])) for folder, session in sessions]
    long_heard = {name: listen(long, decode(long_out / long["file"])) for name, decode in DECODERS.items()}
    return [_errors(every, long_heard), _drift(long_heard, long)]


def listen(session: CatalogSession, blocks: Iterator[array[int]]) -> Heard:
    cues = [cue for chapter in session["chapters"] for cue in chapter["cues"]]
    last = [cue for cue in cues if "text" in cue or "tone" in cue][-1]
    ears = Ears(blocks)
    errors_ms = [_error_ms(cue, ears) for cue in cues if cue["kind"] == "hold"]
    last_ms = ears.begin_ms(last["start_ms"])
    return Heard(errors_ms, float("inf") if last_ms is None else last_ms - last["start_ms"])


def _error_ms(hold: CatalogCue, ears: Ears) -> float:
    start_ms, end_ms = ears.end_ms(hold["start_ms"]), ears.begin_ms(hold["end_ms"])
    if start_ms is None or end_ms is None:
        return float("inf")
    return end_ms - start_ms - hold["hold_ms"]


def _errors(every: dict[str, list[Heard]], long: dict[str, Heard]) -> Row:
    worst_ms = {name: max(one.worst_ms for one in (*heard, long[name])) for name, heard in every.items()}
    heard = next(iter(every.values()))
    holds = sum(len(one.errors_ms) for one in (*heard, *list(long.values())[:1]))
    told = ", ".join(f"{worst:.1f} ms by {name}" for name, worst in worst_ms.items())
    return Row(
        "error of any hold, in the decoded sound between the two sounds that bound it",
        f"<= {MOST_MS} ms",
        f"{told} (the worst of {holds:,} holds in {len(heard) + 1} sessions)",
        max(worst_ms.values()) <= MOST_MS,
    )


def _drift(long: dict[str, Heard], session: CatalogSession) -> Row:
    drifts = [abs(heard.drift_ms) for heard in long.values()]
    lasts: Sequence[float] = [abs(heard.last_off_ms) for heard in long.values()]
    holds = len(next(iter(long.values())).errors_ms)
    return Row(
        "drift over a 3-hour session",
        "none",
        f"the last tenth of {holds} holds is {max(drifts):.1f} ms from the first; "
        f"the last sound, after {session['duration_ms'] / 60_000:.0f} minutes, {max(lasts):.1f} ms from its place",
        max(drifts) <= MOST_DRIFT_MS and max(lasts) <= MOST_MS,
    )
