"""Requests per second through HTTP with verification on, one process, against the same server with an empty skill."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.bench import BenchError
from benchmarks.echo_show import of_now, person, recorded, routines
from benchmarks.http_server import CHAIN, EMPTY, OURS, ROOT
from benchmarks.report import Row
from skill.build import build_skill, libraries
from skill.simulator.speaker import APPLICATION
from tests.skill.hosting.chains import good_chain, pem, root, signed_headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.bench import Bench

LEAST = 0.6
ROUNDS = 9
"""After one to warm up."""
CONNECTIONS = 4
"""Each for another person."""
OFTEN = 6
"""Repetitions of a conversation in each round."""
WAIT_S = 10
"""For a server to end after SIGTERM."""


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
    """Requests per second of both, in turns. Each round signs its requests: signatures expire after 150 s."""
    requests = [[signed_request(json.dumps(of_now(envelope)).encode()) for envelope in each] for each in conversations]
    ports = (ours, empty) if number % 2 else (empty, ours)
    a_s = {port: requests_per_second(port, requests, OFTEN) for port in ports}
    return a_s[ours], a_s[empty]


@contextmanager
def _serving(which: str, folder: Path, bench: Bench) -> Iterator[int]:
    """The port of a server in a new process."""
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
        if logged := log.read():
            raise BenchError(f"the server logged: {logged.splitlines()[0]}")


def _port(line: str) -> int:
    found = re.search(r":(\d+)/alexa", line)
    if not found:
        raise BenchError("the server did not start")
    return int(found[1])


LONGEST_S = 30
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
OK = b"HTTP/1.1 200 OK\r\n"


def signed_request(body: bytes) -> bytes:
    """A request as HTTP, signed by the test authority in place of Amazon's."""
    headers = {"Host": "localhost", "Content-Type": "application/json", "Content-Length": len(body)}
    lines = [f"{name}: {value}" for name, value in (headers | signed_headers(body)).items()]
    return "\r\n".join(["POST /alexa HTTP/1.1", *lines, "", ""]).encode() + body


def requests_per_second(port: int, connections: Sequence[Sequence[bytes]], often: int) -> float:
    """Each of ``connections``, a thread with a socket, sends its requests one after the other, ``often`` times."""
    with ThreadPoolExecutor(len(connections)) as pool:
        start_s = perf_counter()
        list(pool.map(lambda requests: send_all(port, requests, often), connections))
        taken_s = perf_counter() - start_s
    return often * sum(map(len, connections)) / taken_s


def send_all(port: int, requests: Sequence[bytes], often: int) -> None:
    """Raises ``BenchError`` for any response but 200."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_S) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(often):
            for request in requests:
                connection.sendall(request)
                _receive(connection)


def _receive(connection: socket.socket) -> None:
    """One response, complete."""
    answer = bytearray()
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += _more(connection)
    length = LENGTH.search(answer, 0, end + 2)
    if not answer.startswith(OK) or not length:
        raise BenchError(f"the server answered: {bytes(answer[:200])!r}")
    missing = end + 4 + int(length[1]) - len(answer)
    while missing > 0:
        missing -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    found = connection.recv(1 << 16)
    if not found:
        raise BenchError("the server closed the connection")
    return found
