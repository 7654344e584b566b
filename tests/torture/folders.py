"""Hostile folders of content: what is no file, what never ends, and texts that are no small YAML."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.grounds import VOICE
from tests.torture.trees import copy, remove
from tests.torture.trials import Trial
from tests.torture.warm import run_warm, warm_up

if TYPE_CHECKING:
    from random import Random

    from tests.torture.bounded import Ending
    from tests.torture.grounds import Grounds, Lane

SHORT_EVERY = 23
PATHS = (
    "exercises/small-lift.yaml",
    "exercises/extra.yaml",
    "routines/short-lift.yaml",
    "words/en/exercises/small-lift.yaml",
    "words/en/phrases.yaml",
    "words/en/pronunciations.yaml",
    "sources.yaml",
    "exercises/\udcff.yaml",
    "exercises/a\nb\x1b[2J.yaml",
    "exercises/--help.yaml",
    "exercises",
    "words",
    "",
)
"""Where a thing is put; an empty text is the folder itself."""
TEXTS = {
    "nothing": b"",
    "50 MB": b"a: b\n" * 10_000_000,
    "deep lists": b"[" * 90_000,
    "deep mappings": b"{a: " * 20_000,
    "deep blocks": b"\n".join(b" " * depth + b"a:" for depth in range(400)),
    "anchors": b"a: &a [x, x]\n" + b"".join(b"a%d: &a%d [*a, *a]\n" % (n, n) for n in range(1_000)),
    "tags": b"a: !!python/object/apply:os.system ['true']\n",
    "many keys": b"".join(b"k%d: v\n" % n for n in range(12_000)),
    "a huge number": b"year: " + b"9" * 90_000,
    "control characters": b'name: "\\u001b[2J\\u202e\\0"\n',
    "a lone surrogate": b'name: "\\ud800"\n',
    "no UTF-8": b"name: \xff\xfe\n",
    "NUL": b"name: a\0b\n",
    "random bytes": bytes(range(256)) * 100,
}
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", "own"),
    "list": ("list", "--content", "own"),
    "build": ("build", "short-lift", "--content", "own", "--voice", VOICE, "--clips", "store", "--out", "out"),
}


def _text(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20 * 10**9)


def _crowd(path: Path) -> None:
    path.mkdir()
    for number in range(500):
        (path / f"x-{number}.yaml").write_text("a: b\n")


THINGS: Mapping[str, Callable[[Path], object]] = {
    "a FIFO": os.mkfifo,
    "a link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to the folder above": lambda path: path.symlink_to(".."),
    "a link to /": lambda path: path.symlink_to("/"),
    "a folder": Path.mkdir,
    "many files": _crowd,
    "20 GB": _sparse,
    **{name: partial(_text, data) for name, data in TEXTS.items()},
}


@dataclass(frozen=True, slots=True)
class Folder:
    """The ``thing`` is at ``path`` of a folder that is right otherwise."""

    path: str
    thing: str
    command: str

    def __call__(self, place: Lane, _: Random) -> list[str]:
        own = place.root / "own"
        copy(place.grounds.root / "own-a", own)
        if not place.store.exists():
            place.restore("a")
        target = own / self.path
        remove(target)
        THINGS[self.thing](target)
        ending = run_warm(COMMANDS[self.command], place)
        return [f"{self.path!r}: {fault}" for fault in faults_of(ending, self.command)]


def faults_of(ending: Ending, command: str) -> list[str]:
    """``check`` prints what is wrong with a folder, and ends with 1 then; the others say it in one line."""
    if command == "check" and ending.code == 1 and not ending.err:
        return [*replace(ending, code=0).faults(0), *([] if ending.out else ["it says nothing"])]
    return ending.faults(0, 1, 2)


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    warm_up(place)
    every = list(product(PATHS, THINGS, COMMANDS))[:: SHORT_EVERY if is_short else 1]
    return [Trial(f"hostile content, {command}", Folder(path, thing, command)) for path, thing, command in every]
