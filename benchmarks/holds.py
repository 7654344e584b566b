"""The error of every hold: in the decoded sound, from the end of the sound that starts it to that which ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN, catalog
from benchmarks.decoded_holds import DECODERS, MeasuredHolds, measured_holds, worst_ms
from benchmarks.report import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench

MOST_MS = 24
MOST_DRIFT_MS = 1
"""Between the two ends of the session. A clock that is off by one part in a million would make it ten."""
MOST_LAST_MS = 5
"""A soft beginning of the last sound shifts its position a little."""


def measure(bench: Bench) -> list[Row]:
    out, long_out = bench.fresh(), bench.fresh()
    bench.run(bench.build(out=out, clips=bench.warm_clips))
    bench.run(bench.build(*FIFTEEN, out=out, clips=bench.warm_clips))
    bench.run(bench.long_build(long_out))
    measured = _decoded_by_each(out)
    long = {name: one for name, (one,) in _decoded_by_each(long_out).items()}
    minutes = catalog(long_out)[0]["duration_ms"] / 60_000
    return [_errors({name: [*measured[name], long[name]] for name in DECODERS}), _drift(list(long.values()), minutes)]


def _decoded_by_each(out: Path) -> dict[str, list[MeasuredHolds]]:
    """The holds of the sessions in ``out``, by decoder."""
    return {
        name: [measured_holds(session, decode(out / session["file"])) for session in catalog(out)]
        for name, decode in DECODERS.items()
    }


def _errors(measured: dict[str, list[MeasuredHolds]]) -> Row:
    worst = {name: max(one.worst_ms for one in sessions) for name, sessions in measured.items()}
    sessions = next(iter(measured.values()))
    worst_text = ", ".join(f"{error_ms:.1f} ms by {name}" for name, error_ms in worst.items())
    return Row(
        "error of any hold, in the decoded sound between the two sounds that bound it",
        f"<= {MOST_MS} ms",
        f"{worst_text} (the worst of {sum(len(one.holds) for one in sessions):,} holds in {len(sessions)} sessions)",
        max(worst.values()) <= MOST_MS,
    )


def _drift(measured: list[MeasuredHolds], minutes: float) -> Row:
    drift_ms = max(abs(one.drift_ms) for one in measured)
    last_ms = max(abs(one.last_late_ms) for one in measured)
    first_ms = max(worst_ms(one.first_tenth) for one in measured)
    last_tenth_ms = max(worst_ms(one.last_tenth) for one in measured)
    return Row(
        "drift over a 3-hour session",
        "none",
        f"{drift_ms:.1f} ms from the first tenth of its {len(measured[0].holds)} holds to the last (worst error there "
        f"{first_ms:.1f} and {last_tenth_ms:.1f} ms); "
        f"its last sound, after {minutes:.0f} minutes, is {last_ms:.1f} ms off",
        drift_ms <= MOST_DRIFT_MS and last_ms <= MOST_LAST_MS,
    )
