"""Hostile indexes of voices, licences and downloads, from a server on this machine."""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from tests.torture.bounded import running
from tests.torture.trees import remove, size_of
from tests.torture.trials import Trial

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path
    from random import Random

    from tests.torture.grounds import Grounds, Lane

NAME = "en_US-tiny-low"
BELOW = "en/en_US/tiny/low/"
MODEL, SETTINGS, CARD = f"{BELOW}{NAME}.onnx", f"{BELOW}{NAME}.onnx.json", f"{BELOW}MODEL_CARD"
FILES = {MODEL: b"model" * 1_000, SETTINGS: b"{}", CARD: b"# Tiny\n* License: CC0\n"}
COMMANDS = (("voices", "--all"), ("voices", "add", NAME, "--yes"))
LONGEST_S = 200.0
"""A transfer may take a minute, and another second for each five thousand bytes that arrive."""
MOST_BYTES = 30_000_000
"""Of what may be on the disk after it."""
SHORT_EVERY = 11
EVIL = "\x1b[2J\x1b]0;x\x07\r\x00\x9b31m\u202e"
MANY = 6_000_000
TEXTS: tuple[Any, ...] = (EVIL, "x" * MANY, None, [], {}, 10**400, "\ud800")
SIZES: tuple[Any, ...] = (-1, 0, 10**15, 10**400, "5", None, [], 1e300, True)
DIGESTS: tuple[Any, ...] = (EVIL, "", "0" * 32, None, [], "x" * MANY, FILES[MODEL].hex())


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes | Callable[[], Iterable[bytes]] = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """What Content-Length says; None: what is true, and -1: nothing is said."""


Site = Mapping[str, Answer]
"""Path -> answer."""


@dataclass(frozen=True, slots=True)
class Case:
    what: str
    make: Callable[[], Site]
    is_control: bool = False
    """Nothing is wrong with it."""
    is_slow: bool = False


def index(change: Callable[[dict[str, Any]], object] = lambda _: None) -> Answer:
    """A right index of one voice, after ``change``."""
    files = {
        path: {"size_bytes": len(data), "md5_digest": md5(data, usedforsecurity=False).hexdigest()}
        for path, data in FILES.items()
    }
    voice = {"key": NAME, "language": {"code": "en_US"}, "quality": "low", "num_speakers": 1, "files": files}
    listed = {NAME: voice, f"{NAME}er": deepcopy(voice)}
    change(listed)
    return Answer(json.dumps(listed).encode())


def site(voices: Answer | None = None, **others: Answer) -> Site:
    """A right one, except for the index, or for the ``model``, the ``settings`` or the ``card``."""
    answers = {path: Answer(data) for path, data in FILES.items()}
    named = {"model": MODEL, "settings": SETTINGS, "card": CARD}
    return {**answers, **{named[name]: answer for name, answer in others.items()}, "voices.json": voices or index()}


def _site(voices: Answer | None = None, **others: Answer) -> Callable[[], Site]:
    return lambda: site(voices, **others)


def _indexed(change: Callable[[dict[str, Any]], object]) -> Callable[[], Site]:
    return lambda: site(index(change))


def cases() -> Iterator[Case]:
    yield Case("nothing wrong", site, is_control=True)
    for text in TEXTS:
        for place in ("quality", "key", "num_speakers", "language", "files"):
            yield Case("fields", _indexed(_of_voice(place, text)))
        yield Case("fields", _indexed(_of_voice("language", {"code": text})))
    for size in SIZES:
        yield Case("sizes", _indexed(_of_file("size_bytes", size)))
    for digest in DIGESTS:
        yield Case("sizes", _indexed(_of_file("md5_digest", digest)))
    for name in (EVIL, f"{NAME}{EVIL}", "../../../../tmp/x", f"../{NAME}", "en_US-..-low", "", "x" * MANY, "-x", "~"):
        yield Case("names", _indexed(_also(name)))
    for name in (f"../{NAME}.onnx", f"../../../{NAME}.onnx", "file:///etc/passwd", f"http://127.0.0.1:1/{NAME}.onnx"):
        yield Case("names", _indexed(_of_files(name)))
    for body in (b"", b"[", b"\xff", b"\0", b"[" * 200_000, b'{"a":' * 200_000, b"9" * 100_000, b"{}", b"null", b"[1]"):
        yield Case("texts", _site(Answer(body)))
    yield Case("size", _site(Answer(partial(_spaces, 150_000_000), length=-1)))
    yield Case("size", _site(Answer(partial(_spaces, 150_000_000), length=150_000_000)))
    yield Case("size", _indexed(lambda listed: listed.update({f"a_B-{n}-low": 0 for n in range(200_000)})))
    yield from _cards()
    yield from _transfers()


def _cards() -> Iterator[Case]:
    for text in (
        f"* License: {EVIL}\n",
        "* License:" + " " * MANY,
        "* License: " + "x" * MANY,
        "License" * (MANY // 7),
        "* " * (MANY // 2) + "License: x",
        "\n" * MANY,
        " \t" * (MANY // 2) + "License",
        "# " + "a b" * (MANY // 3) + "!",
        "* License: [" * 100_000 + "](" * 100_000,
    ):
        yield Case("licences", _site(card=Answer(text.encode())))
    yield Case("licences", _site(card=Answer(b"\xff" * MANY)))


def _transfers() -> Iterator[Case]:
    for status in (204, 206, 304, 401, 404, 416, 500, 599, 999):
        yield Case("transfers", _site(model=Answer(b"no", status)))
        yield Case("transfers", _site(Answer(b"no", status)))
    for where in (
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "//127.0.0.1:1/x",
        "http://127.0.0.1:1/",
        "",
        "\x01",
        "data:,x",
    ):
        answer = Answer(b"", 302, {"Location": where})
        yield Case("transfers", _site(answer))
        yield Case("transfers", _site(model=answer))
    yield Case("transfers", _site(Answer(b"", 302, {"Location": "voices.json"})))
    for body, length in (
        (FILES[MODEL][:-1], None),
        (FILES[MODEL] * 9, None),
        (FILES[MODEL], 9),
        (FILES[MODEL], 10**15),
    ):
        yield Case("transfers", _site(model=Answer(body, length=length)))
    for headers in ({"X": "y" * 100_000}, {"Content-Encoding": "gzip"}, {"Transfer-Encoding": "chunked"}):
        yield Case("transfers", _site(model=Answer(FILES[MODEL], headers=headers)))
        yield Case("transfers", _site(Answer(b"{}", headers=headers)))
    yield Case("transfers", _site(model=Answer(partial(_spaces, 150_000_000), length=-1)))
    yield Case("drips", _site(Answer(_drip, length=-1)), is_slow=True)
    yield Case("drips", _site(model=Answer(_drip, length=len(FILES[MODEL]))), is_slow=True)
    yield Case("drips", _site(card=Answer(_drip, length=-1)), is_slow=True)


def _also(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda listed: listed.update({name: listed[NAME]})


def _of_voice(name: str, value: Any) -> Callable[[dict[str, Any]], object]:
    return lambda listed: listed[f"{NAME}er"].update({name: value}) or listed[NAME].update({name: value})


def _of_file(name: str, value: Any) -> Callable[[dict[str, Any]], object]:
    return lambda listed: listed[NAME]["files"][MODEL].update({name: value})


def _of_files(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda listed: listed[NAME]["files"].update({name: listed[NAME]["files"].pop(MODEL)})


def _spaces(count: int) -> Iterator[bytes]:
    yield from (b" " * 100_000 for _ in range(count // 100_000))


def _drip() -> Iterator[bytes]:
    while True:
        yield b" "
        time.sleep(0.5)


def _serve(pipe: Connection, sites: Mapping[str, Site]) -> None:
    """In a process: serve each of ``sites`` below its number, and say at which port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number, _, path = self.path.lstrip("/").partition("/")
            answer = sites.get(number, {}).get(path, Answer(b"", 404))
            with suppress(OSError):
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response_only(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if isinstance(answer.body, bytes) and answer.length is None else answer.length
            if length is not None and length >= 0:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            for piece in [answer.body] if isinstance(answer.body, bytes) else answer.body():
                self.wfile.write(piece)
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        pipe.send(server.server_address[1])
        server.serve_forever()


@dataclass(frozen=True, slots=True)
class Fetching:
    """``words`` with the voices at ``url``."""

    words: tuple[str, ...]
    url: str
    case: Case

    def __call__(self, place: Lane, _: Random) -> list[str]:
        voices = place.root / "piper"
        for path in (voices, place.root / "cache"):
            remove(path)
        more = {"GENTLEBACK_PIPER_URL": self.url, "GENTLEBACK_PIPER_FOLDER": str(voices)}
        with running(self.words, place.root, place.environment | more, waits=False) as command:
            ending = command.ending(LONGEST_S)
        faults = ending.faults(0) if self.case.is_control else ending.faults(0, 1, 2)
        is_missing = self.case.is_control and "add" in self.words and not (voices / f"{NAME}.onnx").exists()
        return [*faults, *written(place.root), *(["it was not added"] if is_missing else [])]


def written(root: Path) -> list[str]:
    """What is wrong with the files below ``root``, where there may be a voice in ``piper``, and what is kept."""
    faults = [f"{size_of(root):,} bytes are on the disk"] if size_of(root) > MOST_BYTES else []
    files = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
    faults += [f"{path} was written" for path in files if not path.startswith((f"piper/{NAME}", "cache/"))]
    model = root / "piper" / f"{NAME}.onnx"
    is_other = model.exists() and model.read_bytes() != FILES[MODEL]
    return [*faults, *(["the model is another one than the index has"] if is_other else [])]


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    chosen = [case for case in list(cases())[:: SHORT_EVERY if is_short else 1] if not (is_short and case.is_slow)]
    sites = {str(number): case for number, case in enumerate(chosen)}
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    context.Process(target=_serve, args=(theirs, _Made(sites)), daemon=True).start()
    port = ours.recv()
    return [
        Trial(f"{case.what}, {words[0]} {words[1]}", Fetching(words, f"http://127.0.0.1:{port}/{number}", case))
        for number, case in sites.items()
        for words in COMMANDS
    ]


@dataclass(frozen=True, slots=True)
class _Made(Mapping[str, Site]):
    """Each site of ``cases``, made when it is asked for: some are large."""

    cases: Mapping[str, Case]

    def __getitem__(self, number: str) -> Site:
        return self.cases[number].make()

    def __iter__(self) -> Iterator[str]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)
