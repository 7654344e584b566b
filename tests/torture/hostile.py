"""Hostile catalogs in the folder that is built into, packed, played or served."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.torture.bounded import TIMEOUT_S, running
from tests.torture.checks import ARCHIVE, dangling, sessions
from tests.torture.trees import remove, size_of
from tests.torture.trials import Trial
from tests.torture.warm import run_warm, warm_up

if TYPE_CHECKING:
    from random import Random

    from tests.torture.bounded import Ending
    from tests.torture.grounds import Grounds, Lane

KEPT = "short-curl.mp3"
"""The session that is in the folder, and is not built again."""
SHORT_EVERY = 17
BIG_BYTES = 50_000_000
GROWTH_BYTES = 1_000_000
SECRET = b"what nobody but its owner may read"
OTHERS = ("another.mp3", "#EXTM3U.mp3")
"""Files that are there, and that a catalog may name."""
PATHS = (
    "../secret.mp3",
    "audio/../../secret.mp3",
    "{root}/secret.mp3",
    "..",
    ".",
    "",
    "/",
    "/dev/zero",
    "a\0b.mp3",
    "a\nb.mp3",
    "\x1b[2J.mp3",
    "..\\secret.mp3",
    "C:\\secret.mp3",
    "\ud800.mp3",
    "a" * 300 + ".mp3",
    "short-lift.mp3/x.mp3",
    "#EXTM3U.mp3",
    "<script>.mp3",
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0.5,
    10**400,
    1e308,
    [],
    {},
    "",
    "\0",
    "\ud800",
    [[[[]]]],
    "9" * 5_000,
    {"a": None},
)
VERSIONS: tuple[Any, ...] = (2, 0, "1", 1.0, None, [], 10**30)
NAMED = ("file", "captions", "transcript", "sha256", "routine", "language")
"""Fields from which paths are made."""
_SESSIONS_AT = re.compile(r"sessions at http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True, slots=True)
class Catalog:
    """A hostile one, made from a right one."""

    what: str
    make: Callable[[Any], Any]
    """The catalog -> another value, or bytes as they are."""

    def put(self, file: Path) -> None:
        catalog = json.loads(file.read_bytes())
        made = self.make(catalog)
        file.unlink()
        if callable(made):
            made(file)
        else:
            file.write_bytes(made if isinstance(made, bytes) else _as_ours(made))


def _as_ours(catalog: Any) -> bytes:
    """In the layout that the build writes, a line for each chapter; what does not fit into it in one line."""
    try:
        head = json.dumps({**catalog, "sessions": []}, separators=(",", ":"))[:-2]
        lines = []
        for session in catalog["sessions"]:
            facts = {name: value for name, value in session.items() if name != "chapters"}
            chapters = ",\n".join(json.dumps(each) for each in session["chapters"])
            lines.append(f'{json.dumps(facts, separators=(",", ":"))[:-1]},"chapters":[\n{chapters}\n]}}')
        return (f"{head}\n" + ",\n".join(lines) + "\n]}\n").encode()
    except (TypeError, LookupError, AttributeError):
        return json.dumps(catalog, indent=1).encode()


def catalogs(root: Path) -> Iterator[Catalog]:
    """All that are tried."""
    for version in VERSIONS:
        yield Catalog("schema", partial(_changed, "schema_version", version))
    for name in NAMED:
        for path in PATHS:
            yield Catalog("paths", _with(name, path.replace("{root}", str(root))))
    for name in (
        "title",
        "summary",
        "duration_ms",
        "bytes",
        "year",
        "equipment",
        "safety",
        "format",
        "options",
        "more",
        "chapters",
        *NAMED,
    ):
        for value in VALUES:
            yield Catalog("types", _with(name, value))
    for name in ("title", "exercise", "start_ms", "end_ms", "position", "cues"):
        for value in VALUES:
            yield Catalog("types", _in_chapter(name, value))
    for value in VALUES:
        yield Catalog("types", partial(_changed, "sessions", value))
        yield Catalog("types", partial(_changed, "sessions", [value]))
        yield Catalog("types", partial(_instead, value))
    yield from _texts()
    yield from _files()


def _texts() -> Iterator[Catalog]:
    def text(data: bytes) -> Catalog:
        return Catalog("texts", lambda _: data)

    yield from map(text, (b"", b"\0", b"\xff\xfe", b"{", b"[" * 100_000, b'{"a":' * 100_000, b"9" * 100_000, b"nul"))
    yield text(b'{"schema_version":1,"title":"Gentle Back","sessions":[\n' + b"[" * 100_000)
    yield Catalog("texts", lambda found: _as_ours(found)[:-40])
    yield Catalog("texts", lambda found: b"\xef\xbb\xbf" + _as_ours(found))
    yield Catalog("texts", lambda found: json.dumps(found, indent=1).encode())
    yield Catalog("texts", lambda found: _as_ours(found).replace(b'"cues": [', b'"cues": ' + b"[" * 50_000))
    yield Catalog("size", lambda _: b" " * BIG_BYTES)
    yield Catalog("size", lambda _: b"[" * BIG_BYTES)
    yield Catalog("size", lambda found: _as_ours(found | {"title": "x" * BIG_BYTES}))
    yield Catalog("size", _with("title", "x" * BIG_BYTES))
    yield Catalog("size", lambda found: _as_ours(found | {"sessions": found["sessions"] * 3_000}))


def _files() -> Iterator[Catalog]:
    def sparse(file: Path) -> None:
        with file.open("wb") as made:
            made.truncate(20 * 10**9)

    kinds: Mapping[str, Callable[[Path], object]] = {
        "folder": Path.mkdir,
        "FIFO": os.mkfifo,
        "device": lambda file: file.symlink_to("/dev/zero"),
        "loop": lambda file: file.symlink_to(file.name),
        "secret": lambda file: file.symlink_to("../secret.mp3"),
        "sparse": sparse,
    }
    for make in kinds.values():
        yield Catalog("files", partial(_instead, make))


def _changed(name: str, value: Any, catalog: Any) -> Any:
    return catalog | {name: value}


def _instead(value: Any, _: Any) -> Any:
    return value


def _with(name: str, value: Any) -> Callable[[Any], Any]:
    """With a session that no build here makes, whose file is there, and whose ``name`` is ``value``."""

    def make(catalog: Any) -> Any:
        session = deepcopy(catalog["sessions"][0]) | {"file": "another.mp3", name: value}
        return catalog | {"sessions": [*catalog["sessions"], session]}

    return make


def _in_chapter(name: str, value: Any) -> Callable[[Any], Any]:
    def make(catalog: Any) -> Any:
        session = deepcopy(catalog["sessions"][0]) | {"file": "another.mp3"}
        session["chapters"][1][name] = value
        return catalog | {"sessions": [*catalog["sessions"], session]}

    return make


@dataclass(frozen=True, slots=True)
class Hostile:
    catalog: Catalog
    command: str

    def __call__(self, place: Lane, _: Random) -> list[str]:
        place.restore("a")
        remove(place.out / ARCHIVE)
        (place.root / "secret.mp3").write_bytes(SECRET)
        for name in OTHERS:
            (place.out / name).write_bytes((place.out / KEPT).read_bytes())
        self.catalog.put(place.out / "catalog.json")
        return [*COMMANDS[self.command](place), *outside(place)]


def outside(place: Lane) -> list[str]:
    """What is wrong with the file beside the folder, which is none of a build's business."""
    faults = [] if (place.root / "secret.mp3").read_bytes() == SECRET else ["what is outside was changed"]
    return [*faults, *(["what is outside was copied"] if any(map(_has_secret, place.out.rglob("*"))) else [])]


def _has_secret(file: Path) -> bool:
    is_small = not file.is_symlink() and file.is_file() and file.stat().st_size < 2 * BIG_BYTES
    return is_small and SECRET in file.read_bytes()


def _build(place: Lane, *more: str) -> list[str]:
    before = size_of(place.out, place.store)
    ending = run_warm([word for word in [*place.grounds.words("a"), *more] if word != Path(KEPT).stem], place)
    return after_hostile(place, ending, before)


def after_hostile(place: Lane, ending: Ending, before_bytes: int) -> list[str]:
    """What is wrong after a build of another session than ``KEPT`` that ended so."""
    faults = ending.faults(0, 1, 2)
    if ending.code == 0:
        faults += dangling(place.out)
        if "catalog" not in ending.out + ending.err and KEPT not in sessions(place.out):
            faults.append(f"{KEPT} vanished without a word")
    if size_of(place.out, place.store) > max(before_bytes, place.grounds.bytes) * 2 + GROWTH_BYTES:
        faults.append("it grew")
    return faults


def _play(place: Lane) -> list[str]:
    """Until the first cue is shown, or it refuses."""
    words = [word for word in place.grounds.words("a")[1:] if word != Path(KEPT).stem]
    site = words.index("--site")
    play = ["play", *words[:site], *words[site + 2 :], "--no-sound", "--mute-view"]
    with running(play, place.root, place.environment, waits=False) as command:
        command.wait_for("Before you start")
        command.signal(signal.SIGINT, group=False)
        return command.ending().faults(0, 1, 2, 130)


def _serve(place: Lane) -> list[str]:
    with running(["serve", "--out", "out", "--port", "0"], place.root, place.environment, waits=False) as command:
        found = _SESSIONS_AT.search(command.wait_for("sessions at"))
        faults = _fetched(int(found[1])) if found else []
        command.signal(signal.SIGTERM, group=False)
        return faults + command.ending().faults(0, 1, 2)


def _fetched(port: int) -> list[str]:
    faults = []
    for path in ("/", "/catalog.json", "/feed.xml", "/healthz", "/another.mp3"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status >= 500 or SECRET in body:
                faults.append(f"{path}: {answer.status}")
        except OSError as error:
            faults.append(f"{path}: {error}")
        finally:
            connection.close()
    return faults


COMMANDS: Mapping[str, Callable[[Lane], list[str]]] = {
    "build": _build,
    "build --zip": lambda place: _build(place, "--zip"),
    "play": _play,
    "serve": _serve,
}


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    warm_up(place)
    every = list(catalogs(grounds.root / "lane-hostile-0"))
    built = [(catalog, command) for catalog in every for command in ("build", "build --zip")]
    shown = [(catalog, command) for catalog in every[:: len(every) // 30] for command in ("play", "serve")]
    chosen = [*built[::SHORT_EVERY], *shown[::SHORT_EVERY]] if is_short else [*built, *shown]
    return [Trial(f"{catalog.what}, {command}", Hostile(catalog, command)) for catalog, command in chosen]
