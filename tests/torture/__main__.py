"""``python -m tests.torture``: try everything, or ``--only`` one part; the result is a table."""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing

from tests.torture import damage, folders, foreign, hostile, indexes, kills, points, together
from tests.torture.grounds import Grounds, GroundsError, Lane, grounds, lane
from tests.torture.report import record, table
from tests.torture.trials import MOST_FAILURES, Failure, Progress, Row, Trial, tried

PARTS: dict[str, Callable[..., list[Trial]]] = {
    "kills": kills.trials,
    "points": points.trials,
    "damage": damage.trials,
    "together": together.trials,
    "hostile": hostile.trials,
    "folders": folders.trials,
    "indexes": indexes.trials,
    "foreign": foreign.trials,
}
"""Name -> what makes its trials, given the grounds, a lane, and whether it is to be short."""
SHOWN = 10
"""So many failures of a part are shown."""


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0 if nothing failed, 1 if something did, 2 where nothing could be tried."""
    asked = _parser().parse_args(arguments)
    part, _, number = asked.only.partition(":")
    if part and part not in PARTS:
        print(f"torture: there is no part '{part}'; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    seed = secrets.randbelow(1_000_000) if asked.seed is None else asked.seed
    began_s = time.monotonic()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # so that the temporary folder is removed
    try:
        with grounds() as made:
            chosen = [part] if part else list(PARTS)
            rows = [row for name in chosen for row in _run(name, made, seed, is_short=asked.short, only=number)]
    except GroundsError as error:
        print(f"torture: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ntorture: stopped", file=sys.stderr)
        return 130
    text = table(rows, seed=seed, minutes=(time.monotonic() - began_s) / 60)
    print(text, end="")
    if asked.record:
        record(text)
    return 1 if any(row.failures for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.torture", description=__doc__, allow_abbrev=False)
    parser.add_argument("--short", action="store_true", help="a few dozen of each: three minutes")
    parser.add_argument("--seed", type=int, default=None, help="the same moments, damage and layouts again")
    parser.add_argument("--only", default="", metavar="PART[:TRIAL]", help=f"one of: {', '.join(PARTS)}")
    parser.add_argument("--record", action="store_true", help="write the table into docs/torture.md")
    return parser


def _run(name: str, made: Grounds, seed: int, *, is_short: bool, only: str) -> list[Row]:
    place: Lane = lane(made, f"{name}-first")
    trials = PARTS[name](made, place, is_short=is_short)
    numbers = [number for number in range(len(trials)) if only in ("", str(number))]
    if not numbers:
        raise GroundsError(f"{name} has no trial {only}; they are numbered from 0 to {len(trials) - 1}")
    counts, failures = Counter[str](), list[Failure]()
    longest_s = dict[str, float]()
    progress = Progress(name, len(numbers))
    with closing(tried(name, trials, made, seed=seed, numbers=numbers)) as results:
        for done, (number, faults, spent_s) in enumerate(results, start=1):
            what = trials[number].what
            counts[what] += 1
            longest_s[what] = max(spent_s, longest_s.get(what, 0.0))
            if faults:
                failures.append(Failure(name, number, what, tuple(faults)))
                if len(failures) <= SHOWN:
                    _show(failures[-1], f"{'--short ' if is_short else ''}--seed {seed}")
            progress.show(done, len(failures))
            if len(failures) == MOST_FAILURES:
                print(f"{name}: {MOST_FAILURES} failures; the rest is not tried", file=sys.stderr)
                break
    failed = Counter(failure.what for failure in failures)
    return [Row(f"{name}: {what}", count, failed[what], longest_s[what]) for what, count in counts.items()]


def _show(failure: Failure, run: str) -> None:
    again = f"{run} --only {failure.part}:{failure.number}"
    print(f"FAILED {failure.part}, {failure.what} ({again}):", file=sys.stderr)
    for fault in failure.faults[:5]:
        print(f"  {fault}", file=sys.stderr)
    if len(failure.faults) > 5:
        print(f"  and {len(failure.faults) - 5} more", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
