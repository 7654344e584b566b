"""The start of a Lambda function: whole new processes, ours from its folder for Lambda, against the bare SDK."""

from __future__ import annotations

import compileall
import os
import re
import shutil
import sys
from dataclasses import dataclass
from functools import partial
from importlib.metadata import files, requires
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import bare_skill
from benchmarks.bench import Timed, medians
from benchmarks.report import Row
from skill.alexa.package import assemble_lambda

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.bench import Bench

ROUNDS = 25
MOST = 1.8
MS = 1_000
SDK, RUNTIME = "ask-sdk-core", "botocore"
"""Distributions: in the function's folder, and in the runtime of Lambda."""
OURS, BARE, NOTHING = "import skill.lambda_function", f"import {Path(bare_skill.__file__).stem}", "pass"
CLIENT = "from skill.store import dynamo; dynamo._make_client('eu-west-1', None)"
HEAVY = ("yaml", "sqlalchemy", "boto3", "botocore", "importlib.metadata")
PRINT_LOADED = "; import sys; print(*(name for name in sys.argv[1:] if name in sys.modules))"


@dataclass(frozen=True, slots=True)
class ImportPath:
    """The folders of ``sys.path`` besides the standard library."""

    bench: Bench
    folders: tuple[Path, ...]

    def run(self, code: str, *words: str) -> str:
        """What ``code`` prints in a new process, without ``site`` and other packages."""
        more = {"PYTHONPATH": os.pathsep.join(map(str, self.folders)), "GENTLEBACK_STORE": "memory:"}
        return self.bench.run([sys.executable, "-P", "-S", "-W", "ignore", "-c", code, *words], more).strip()


def measure(bench: Bench) -> list[Row]:
    """Everything is compiled beforehand, by ``compileall`` or by a run that does not count.

    Heavy imports are searched for with all packages installed, so that none is absent because it is missing.
    """
    ours, bare, sdk, runtime = (bench.fresh() for _ in range(4))
    assemble_lambda(ours, bench.content)
    shutil.copy(bare_skill.__file__, bare)
    compileall.compile_dir(ours, quiet=1)
    compileall.compile_dir(bare, quiet=1)
    _link(SDK, sdk)
    _link(RUNTIME, runtime)
    ours_at, bare_at = ImportPath(bench, (ours, sdk)), ImportPath(bench, (bare, sdk))
    with_client = ImportPath(bench, (ours, sdk, runtime))
    for place, code in ((bare_at, BARE), (with_client, CLIENT)):
        place.run(code)
    heavy = ImportPath(bench, (ours, *map(Path, filter(None, sys.path)))).run(OURS + PRINT_LOADED, *HEAVY)
    ours_s, bare_s, client_s, nothing_s = medians(
        ROUNDS,
        *(
            Timed(partial(place.run, code))
            for place, code in ((ours_at, OURS), (bare_at, BARE), (with_client, CLIENT), (with_client, NOTHING))
        ),
    )
    return [_entry_row(ours_s, bare_s, heavy), _client_row(client_s, nothing_s)]


def _entry_row(ours_s: float, bare_s: float, heavy: str) -> Row:
    ratio = ours_s / bare_s
    return Row(
        "cold import of the Lambda entry, a whole process, against the bare SDK's",
        f"<= {MOST} x; no {', '.join(HEAVY)}",
        f"{ratio:.2f} x: {ours_s * MS:.0f} ms against {bare_s * MS:.0f}; {heavy or 'none of them'} imported",
        ratio <= MOST and not heavy,
    )


def _client_row(client_s: float, nothing_s: float) -> Row:
    return Row(
        "the client of the DynamoDB store, made at first use, as a process against an empty one",
        "no target",
        f"{(client_s - nothing_s) * MS:.0f} ms more: {client_s * MS:.0f} against {nothing_s * MS:.0f}",
        True,
    )


def _link(distribution: str, folder: Path) -> None:
    """Link into ``folder`` what ``distribution`` and its requirements install."""
    for name in _needed(distribution, set()):
        for path in files(name) or ():
            top, target = path.parts[0], folder / path.parts[0]
            if top not in ("..", "__pycache__") and not target.exists():
                target.symlink_to(Path(str(path.locate())).parents[len(path.parts) - 1] / top)


def _needed(distribution: str, seen: set[str]) -> Iterator[str]:
    """``distribution`` and its requirements, without extras and those of other Pythons."""
    if distribution in seen:
        return
    seen.add(distribution)
    yield distribution
    for line in requires(distribution) or ():
        name = re.match(r"[\w.-]+", line)
        if name and ";" not in line:
            yield from _needed(name[0], seen)
