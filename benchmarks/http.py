"""Requests per second through HTTP with verification on, one process, against the same server with an empty skill."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.bench import BenchError
from benchmarks.echo_show import of_now, person, recorded, routines
from benchmarks.http_client import requests_per_second, signed_request
from benchmarks.http_server import CHAIN, EMPTY, OURS, ROOT
from benchmarks.rows import Row
from skill.build import build_skill, libraries
from skill.simulator.speaker import APPLICATION
from tests.skill.hosting.chains import good_chain, pem, root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.bench import Bench

LEAST = 0.6
ROUNDS = 9
"""After one that warms up."""
CONNECTIONS = 4
"""Each of a person of its own."""
OFTEN = 6
"""Times a conversation, in each round."""
WAIT_S = 10
"""For a server to end, once it is told to."""


def measure(bench: Bench) -> list[Row]:
    folder = bench.fresh()
    (folder / CHAIN).write_bytes(good_chain())
    (folder / ROOT).write_bytes(pem(root().certificate))
    *_, longest = routines(libraries(bench.content)["en"]).items()
    skill = build_skill(content=bench.content)
    conversations = [recorded(skill, dict([longest]), person(each), APPLICATION) for each in range(CONNECTIONS)]
    with _serving(OURS, folder, bench) as ours, _serving(EMPTY, folder, bench) as empty:
        rounds = [_round(ours, empty, conversations, number) for number in range(ROUNDS + 1)][1:]
    ours_a_s, empty_a_s = (median(each) for each in zip(*rounds, strict=True))
    share = ours_a_s / empty_a_s
    return [
        Row(
            "requests per second through HTTP with verification on, one process, against an empty skill in the same",
            f">= {LEAST} x",
            f"{share:.2f} x: {ours_a_s:,.0f} against {empty_a_s:,.0f} (waitress, {CONNECTIONS} connections, "
            f"{ROUNDS} rounds of {OFTEN * sum(map(len, conversations)):,} signed requests each)",
            share >= LEAST,
        )
    ]


def _round(ours: int, empty: int, conversations: list[list[dict[str, Any]]], number: int) -> tuple[float, float]:
    """Requests per second of both, who take turns in beginning. Signed anew: a signature is good for 150 s."""
    requests = [[signed_request(json.dumps(of_now(envelope)).encode()) for envelope in each] for each in conversations]
    ports = (ours, empty) if number % 2 else (empty, ours)
    a_s = {port: requests_per_second(port, requests, OFTEN) for port in ports}
    return a_s[ours], a_s[empty]


@contextmanager
def _serving(which: str, folder: Path, bench: Bench) -> Iterator[int]:
    """The port of a server in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.http_server", which, str(folder)]
    with (
        (folder / f"{which}.log").open("w+") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=bench.environment()) as process,
    ):
        try:
            yield _port(process.stdout.readline() if process.stdout else "")
        finally:
            process.terminate()
            try:
                process.wait(WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
        log.seek(0)
        if said := log.read():
            raise BenchError(f"the server complained: {said.splitlines()[0]}")


def _port(line: str) -> int:
    found = re.search(r":(\d+)/alexa", line)
    if not found:
        raise BenchError("the server did not start")
    return int(found[1])
