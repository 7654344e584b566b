"""As many requests as a server answers: a few connections that are kept, each with a thread, and no library between."""

from __future__ import annotations

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.bench import BenchError
from tests.skill.hosting.chains import signed_headers

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_S = 30
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
OK = b"HTTP/1.1 200 OK\r\n"


def signed_request(body: bytes) -> bytes:
    """The whole of a request over HTTP, signed as if the test authority were Amazon's."""
    headers = {"Host": "localhost", "Content-Type": "application/json", "Content-Length": len(body)}
    lines = [f"{name}: {value}" for name, value in (headers | signed_headers(body)).items()]
    return "\r\n".join(["POST /alexa HTTP/1.1", *lines, "", ""]).encode() + body


def requests_per_second(port: int, connections: Sequence[Sequence[bytes]], often: int) -> float:
    """Every one of ``connections`` sends its requests one after the other, ``often`` times over."""
    with ThreadPoolExecutor(len(connections)) as pool:
        start_s = perf_counter()
        list(pool.map(lambda requests: send_all(port, requests, often), connections))
        taken_s = perf_counter() - start_s
    return often * sum(map(len, connections)) / taken_s


def send_all(port: int, requests: Sequence[bytes], often: int) -> None:
    """Raises ``BenchError`` for any answer but a good one."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST_S) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(often):
            for request in requests:
                connection.sendall(request)
                _receive(connection)


def _receive(connection: socket.socket) -> None:
    """One answer, to its end."""
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
