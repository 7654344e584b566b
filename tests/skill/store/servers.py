"""A real PostgreSQL and a real HTTP server of DynamoDB's protocol, each for one run of the tests, on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from botocore.session import Session
from platformdirs import user_cache_path

from tests.tools import PATIENCE_S, need, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_SESAME = "not/for:anyone's@eyes"
DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of PostgreSQL's server, a folder for each version, outside of PATH."""
SET_UP = ("--username=postgres", "--auth-host=scram-sha-256", "--auth-local=trust", "--encoding=UTF8", "--no-sync")
DYNALITE = "dynalite@4.0.0"


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with a password, for this run alone; gives its URL."""
    initdb, pg_ctl = (_program_of_postgres(name) for name in ("initdb", "pg_ctl"))
    home = Path(tempfile.mkdtemp(prefix="postgres-"))
    data, port, secret = home / "data", free_port(), home / "password"
    secret.write_text(OPEN_SESAME)
    if os.geteuid() == 0:
        for path in (home, secret):
            shutil.chown(path, "postgres")
    settings = f"-c fsync=off -c listen_addresses=127.0.0.1 -p {port} -k {home}"
    try:
        _as_postgres(initdb, *SET_UP, f"--pwfile={secret}", "-D", data)
        _as_postgres(
            pg_ctl, "start", "--wait", f"--timeout={PATIENCE_S}", "-D", data, "-l", home / "log", "-o", settings
        )
        try:
            yield f"postgresql://postgres:{quote(OPEN_SESAME, safe='')}@127.0.0.1:{port}/postgres"
        finally:
            _as_postgres(pg_ctl, "stop", "--wait", "--mode=immediate", "-D", data)
    finally:
        shutil.rmtree(home)


def _program_of_postgres(name: str) -> str:
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(versions[-1]) if versions else need(name)


def _as_postgres(*words: str | Path) -> None:
    """Run a program of PostgreSQL as its user: it refuses to run as root."""
    user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    with tempfile.TemporaryFile() as said:  # a pipe would stay open for as long as the server runs
        done = subprocess.run(
            [*user, *map(str, words)], cwd="/", stdout=said, stderr=said, check=False, timeout=PATIENCE_S
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


@contextmanager
def dynalite() -> Iterator[str]:
    """A DynamoDB for this run alone; gives its address."""
    program, port = _installed_dynalite(), free_port()
    words = [program, "--host", "127.0.0.1", "--port", str(port), "--createTableMs", "0"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def create_table(name: str, endpoint: str) -> None:
    """The table of a store, as ``docs/hosting.md`` says to make it."""
    client = Session().create_client("dynamodb", region_name="eu-west-1", endpoint_url=endpoint)
    client.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "person", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "person", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    client.close()


def _installed_dynalite() -> str:
    """dynalite on PATH, or else installed once, from npm, into the user's cache folder."""
    if found := shutil.which("dynalite"):
        return found
    npm, folder = need("npm"), user_cache_path("gentle-back", appauthor=False) / "tests" / DYNALITE
    program = folder / "node_modules" / ".bin" / "dynalite"
    if not program.exists():
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=120000")
        words = [npm, "install", *quiet, "--prefix", str(folder), DYNALITE]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=5 * PATIENCE_S)
        if done.returncode:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"npm cannot install {DYNALITE}")
    return str(program)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    def listens() -> bool:
        assert server.poll() is None, "dynalite has ended"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(listens, lambda: "dynalite did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port that accepts connections, and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield server.getsockname()[1]
