"""The command ``serve`` in its own process: it listens, prints where, answers, and ends on a signal."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from skill.errors import MissingLibraryError
from skill.hosting.serve import serve
from tests.skill.hosting.envelopes import SKILL_ID, as_body, envelope, small_app
from tests.skill.hosting.server import Server, running
from tests.tools import PATIENCE_S, slow_for

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = """
import sys
from gentleback_cli import run
from skill.hosting.serve import serve
sys.exit(run(lambda: serve(sys.argv[1:])))
"""
SLOW = """
from time import sleep
from skill.hosting.server import open_server, run_until_stopped
from skill.hosting.serve import ServeSettings
from tests.skill.hosting.envelopes import small_app, small_skill

def answer(handler_input):
    print("thinking", flush=True)
    sleep(0.3)
    return handler_input.response_builder.response

settings = ServeSettings(port=0, insecure_local=True)
run_until_stopped(open_server(small_app(small_skill(answer), settings=settings), settings), settings)
"""
LOCAL = ("--insecure-local", "--store", "memory:")


def command(*words: str, code: str = COMMAND) -> list[str]:
    return [sys.executable, "-W", "ignore", "-c", code, *words]


@contextmanager
def serving(*words: str, code: str = COMMAND) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the line that it prints when it listens."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command(*words, code=code), stdout=pipe, stderr=pipe, text=True, env=_environment()
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GENTLEBACK_")}


def _port(line: str) -> int:
    found = re.search(r":(\d+)/alexa", line)
    assert found, line
    return int(found[1])


@pytest.mark.parametrize("how", slow_for([signal.SIGINT, signal.SIGTERM], signal.SIGTERM))
def test_it_answers_until_it_is_stopped(how: signal.Signals) -> None:
    with serving(*LOCAL, "--port", "0") as (process, line):
        port = _port(line)
        assert line == f"listening at http://127.0.0.1:{port}/alexa; requests are not verified: for this machine only\n"
        server = Server(port)
        assert server.ask("GET", "/healthz").text == '{"status":"ok"}\n'
        reply = server.post(as_body(envelope()), {})
        assert "response" in json.loads(reply.text)
        assert "Server" not in reply.headers
        process.send_signal(how)
        assert process.communicate(timeout=PATIENCE_S) == ("", "")
        assert process.returncode == 0


@pytest.mark.slow
def test_waiting_requests_are_not_logged() -> None:
    with serving(*LOCAL, "--port", "0", "--threads", "1") as (process, line), ThreadPoolExecutor(16) as pool:
        server = Server(_port(line))
        replies = [pool.submit(server.post, as_body(envelope()), {}) for _ in range(64)]
        assert {reply.result(PATIENCE_S).status for reply in replies} == {200}
        process.terminate()
        assert process.communicate(timeout=PATIENCE_S) == ("", "")


def test_without_insecure_local_nothing_unsigned_is_answered() -> None:
    with serving("--skill-id", SKILL_ID, "--store", "memory:", "--port", "0") as (process, line):
        assert "not verified" not in line
        reply = Server(_port(line)).post(as_body(envelope()), {})
        assert (reply.status, reply.text) == (400, "the request is not signed\n")
        process.terminate()
        _, log = process.communicate(timeout=PATIENCE_S)
        assert re.fullmatch(r".* WARNING gentleback\.serve: refused with 400: .* \(\d+ bytes\)\n", log)


def test_a_request_in_progress_is_finished_first() -> None:
    with serving(code=SLOW) as (process, line), ThreadPoolExecutor(1) as pool:
        reply = pool.submit(Server(_port(line)).post, as_body(envelope()), {})
        assert process.stdout is not None
        assert process.stdout.readline() == "thinking\n"
        process.terminate()
        assert reply.result(PATIENCE_S).status == 200
        assert process.wait(PATIENCE_S) == 0


def test_a_library_that_is_missing_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    with pytest.raises(MissingLibraryError, match=r"needs waitress, .*: pip install 'gentle-back\[serve\]'"):
        serve([*LOCAL])


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(command(*LOCAL, "--port", str(port)), capture_output=True, text=True, check=False)
    line = f"cannot listen at 127.0.0.1 port {port}: the port is taken; choose another with --port"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"gentleback: {line}\n")


@pytest.mark.parametrize("host", slow_for(["203.0.113.7", "no-such-host.invalid"], "no-such-host.invalid"))
def test_an_address_of_another_machine_is_one_line(host: str) -> None:
    words = ("--skill-id", SKILL_ID, "--store", "memory:", "--host", host)
    done = subprocess.run(command(*words), capture_output=True, text=True, check=False)
    line = f"cannot listen at {host} port 8080: is that an address of this machine? choose another with --host"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"gentleback: {line}\n")


def test_missing_settings_are_one_line() -> None:
    done = subprocess.run(command(), capture_output=True, text=True, check=False, env=_environment())
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"gentleback: which skill\? give --skill-id .*\n", done.stderr)


def test_help_names_every_option() -> None:
    done = subprocess.run(command("--help"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    options = re.findall(r"^  (--[a-z-]+)", done.stdout, re.MULTILINE)
    rest = ["--content", "--ssml", "--insecure-local"]
    assert options == ["--host", "--port", "--out", "--skill-id", "--store", "--threads", *rest]


def test_a_large_body_announced_with_expect_is_refused() -> None:
    """As curl sends it: the sender waits for a go-ahead, gets it, and sends all of a body that is too large."""
    with (
        running(small_app()) as server,
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as line,
    ):
        size = 3_000_000
        head = f"POST /alexa HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n"
        line.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 100")
        line.sendall(b"0" * size)
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_a_server_of_sessions_alone_needs_no_library_of_the_skill() -> None:
    script = "import sys, skill.hosting.serve, skill.hosting.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"ask_sdk_core", "ask_sdk_model", "flask"} == set()
