"""Run all benchmarks, or those named; print the results, and write those of a full run to ``docs/performance.md``."""

from __future__ import annotations

import shutil
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, BenchError
from benchmarks.report import machine, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.report import Row

BENCHMARKS = {
    "warm-track": ("warm:warm_track", "a 15-minute session from a warm clip store, in process, against the baseline"),
    "command": ("warm:command", "the same as a whole command; `gentleback list`"),
    "cold": (
        "cold:measure",
        "all routines from an empty clip store, against the baseline and against speaking and encoding alone",
    ),
    "memory": ("memory:measure", "peak memory of a 3-hour session, of a 15-minute one, and of one worker"),
    "holds": (
        "holds:measure",
        "the length of every hold in the sound that two decoders give, from the end of the sound that starts it to the "
        "beginning of the one that ends it; a sound is audible over -50 dBFS",
    ),
    "formats": (
        "formats:measure",
        "a bed and the other formats: speed, memory, and holds, by where the sounds of the plain MP3 fit best",
    ),
    "second-run": ("rebuild:second_run", "a second run with nothing changed: clips made, files touched"),
    "identical": ("rebuild:identical", "digests of builds under other dates, `--jobs`, time zones and languages"),
    "voices": (
        "voices:measure",
        "how well Whisper tiny.en understands each voice, and how DNSMOS P.808 rates it, in clips as of a session",
    ),
    "coaching": (
        "coaching:measure",
        "when, how quickly and how often things are said in every routine, with the true lengths of the default "
        "voice's clips. The first movement is the first `go`, in a walk its first part; one lies when the last step of "
        "getting down is done. Whisper tiny.en listens to each phrase in a window of the session's own sound, at most "
        "28 s long, with the 6 s before it and the sound after it; words that have the same phonemes are heard right",
    ),
    "engines": (
        "engines:measure",
        "how quickly each engine makes clips in one process, and the time outside speaking and encoding",
    ),
    "changed-sentence": ("rebuild:changed_sentence", "the clips of a rebuild after one sentence was changed"),
    "page": (
        "page:measure",
        "the listening page in Chromium: a first visit over a slow line, axe on every screen, seeks offline",
    ),
    "turn": ("turn:measure", "one turn of the skill, JSON in and JSON out, against an empty skill of the same SDK"),
    "cold-import": ("cold_import:measure", "the start of a Lambda function, against importing the bare SDK"),
    "http": ("http:measure", "signed requests per second through HTTP, against an empty skill in the same server"),
    "hostile": ("hostile:measure", "20,000 hostile requests and 5,000 damaged ones, signed, to the whole skill"),
}
"""Name -> the function that measures, as module:function, and what it measures."""
OF_THE_SKILL = ("turn", "cold-import", "http", "hostile")
"""Those that need no other program."""
RESULTS = Path(__file__).parent.parent / "docs" / "performance.md"


def main(names: Sequence[str]) -> int:
    """Returns the exit code: 0 when all was measured, even if a target is missed; 1 if not; 2 for a wrong name."""
    for name in names:
        if name not in BENCHMARKS:
            return _complain(f"there is no benchmark '{name}'; there are: {', '.join(BENCHMARKS)}", 2)
    if shutil.which("ffmpeg") is None and not set(names or BENCHMARKS) <= set(OF_THE_SKILL):
        return _complain("the baseline decodes and exports with the program ffmpeg, which is not installed", 1)
    before = machine()
    try:
        with Bench() as bench:
            rows = [row for name in names or BENCHMARKS for row in _measured(name, bench)]
    except BenchError as error:
        return _complain(str(error), 1)
    text = report(rows, bench.tables, {name: BENCHMARKS[name][1] for name in names or BENCHMARKS}, before)
    print(text, end="")
    if not names:
        RESULTS.write_text(text, encoding="utf-8")
    return 0


def _measured(name: str, bench: Bench) -> list[Row]:
    function, what = BENCHMARKS[name]
    _log(f"{name}: {what}")
    start_s = time.monotonic()
    module, _, measure = function.partition(":")
    rows: list[Row] = getattr(import_module(f"benchmarks.{module}"), measure)(bench)
    _log(f"{name}: {time.monotonic() - start_s:.0f} s")
    return rows


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _complain(line: str, code: int) -> int:
    _log(f"benchmarks: {line}")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
