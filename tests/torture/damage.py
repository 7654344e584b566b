"""Damage of every kind to what a build finds: the next one is identical, or refuses in a line and touches nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.checks import dangling, differing, leftovers, not_recorded
from tests.torture.trees import PRIVATE, differences, size_of, snapshot
from tests.torture.trials import Trial
from tests.torture.warm import run_warm, warm_up

if TYPE_CHECKING:
    from random import Random

    from tests.torture.bounded import Ending
    from tests.torture.grounds import Grounds, Lane

TIMES = 4
"""Each kind to each target, in a full run."""
GROWTH_BYTES = 10_000_000
"""More than all sessions: a copy takes the place of a second name of the same file."""

LIST = "what we made"
TARGETS: Mapping[str, str] = {
    "a clip": "store/??/*.clip",
    "a picture": "store/??/*.figure",
    "a cover": "store/??/*.cover",
    "compiled content": "cache/**/*.content",
    "catalog.json": "out/catalog.json",
    LIST: f"out/{PRIVATE}/made",
    "a session": "out/*.mp3",
    "its address": "out/audio/*.mp3",
    "captions": "out/*.vtt",
    "the page": "out/index.html",
    "a script of the page": "out/player/*.js",
    "the service worker": "out/sw.js",
    "the feed": "out/feed.xml",
    "a figure of the feed": "out/feed/figures/*.png",
    "the archive": "out/gentle-back.zip",
}
"""Each with the files that it may be."""
Damage = Callable[[Path, Path, "Random"], object]
"""To a file, given another one of its kind."""


def _flip(file: Path, _: Path, chance: Random) -> None:
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    _write(file, data)


def _cut(file: Path, _: Path, chance: Random) -> None:
    data = file.read_bytes()
    _write(file, data[: chance.randrange(len(data))])


def _empty(file: Path, _: Path, __: Random) -> None:
    _write(file, b"")


def _scramble(file: Path, _: Path, chance: Random) -> None:
    _write(file, chance.randbytes(len(file.read_bytes())))


def _swap(file: Path, other: Path, _: Random) -> None:
    mine, theirs = file.read_bytes(), other.read_bytes()
    _write(file, theirs)
    _write(other, mine)


def _folder(file: Path, _: Path, __: Random) -> None:
    file.unlink()
    file.mkdir()


def _fifo(file: Path, _: Path, __: Random) -> None:
    file.unlink()
    os.mkfifo(file)


def _device(file: Path, _: Path, __: Random) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def _write(file: Path, data: bytes | bytearray) -> None:
    """Into a new file: under its other name it stays as it was."""
    file.unlink()
    file.write_bytes(data)


KINDS: Mapping[str, Damage] = {
    "a bit flipped": _flip,
    "cut": _cut,
    "emptied": _empty,
    "random bytes": _scramble,
    "swapped with another": _swap,
    "a folder": _folder,
    "a FIFO": _fifo,
    "a link to /dev/zero": _device,
}


@dataclass(frozen=True, slots=True)
class Damaged:
    target: str
    kind: str

    def __call__(self, place: Lane, chance: Random) -> list[str]:
        place.restore("a")
        files = sorted(place.root.glob(TARGETS[self.target]))
        if not files:
            return ["there is none"]
        file = chance.choice(files)
        others = [each for each in files if each != file] or [place.out / "feed.xml", place.out / "catalog.json"]
        KINDS[self.kind](file, next(each for each in others if each != file), chance)
        before = all_but_ours(place.out)
        ending = run_warm(place.grounds.words("a", "--zip"), place)
        faults = after_damage(place, ending, before)
        if ending.code == 0 and self.target != LIST:  # what the list has lost is nobody's, and stays as it is
            faults += not_recorded(place.out)
        return [f"{file.relative_to(place.root)}: {fault}" for fault in faults]


def after_damage(place: Lane, ending: Ending, before: Mapping[str, object]) -> list[str]:
    """What is wrong after a build that ended so; ``before`` are ``all_but_ours`` before it."""
    faults = ending.faults(0, 1, 2)
    if ending.code == 0:
        faults += differing(place.out, place.grounds.trees["a"])
        faults += dangling(place.out, is_whole=True)
        faults += leftovers(place.out, place.store)
    else:
        faults += [f"it refused, but {each}" for each in differences(before, all_but_ours(place.out))]
    if size_of(place.out, place.store) > place.grounds.bytes + GROWTH_BYTES:
        faults.append("it grew")
    return faults


def all_but_ours(out: Path) -> dict[str, tuple[object, ...]]:
    """All but our private folder, which a refusal may leave as it likes."""
    return {path: about for path, about in snapshot(out).items() if Path(path).parts[0] != PRIVATE}


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    warm_up(place)
    every = list(product(TARGETS, KINDS))
    chosen = every[::3] if is_short else every * TIMES  # 15 targets and 8 kinds: each in a short run, too
    return [Trial(kind, Damaged(target, kind)) for target, kind in chosen]
