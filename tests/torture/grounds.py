"""The grounds of a run: a temporary folder with two variants of content, what builds of them give, and lanes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.bounded import environment, run
from tests.torture.checks import SITE, dangling, differing
from tests.torture.own_content import ROUTINES, VARIANTS, write_own
from tests.torture.trees import DRAFTS, copy, digests, remove, size_of

VOICE = "espeak"
"""Quick, and a real one."""


class GroundsError(Exception):
    """What everything is compared with could not be made: an undisturbed build failed."""


@dataclass(frozen=True)
class Grounds:
    """``root/own-a`` and so on are content; ``root/tree-a`` is what a build gives; ``root/store`` is full."""

    root: Path

    @cached_property
    def trees(self) -> Mapping[str, Mapping[str, str]]:
        """What a whole build gives, by variant: path -> SHA-256."""
        return {variant: digests(self.root / f"tree-{variant}") for variant in VARIANTS}

    @cached_property
    def entries(self) -> Mapping[str, str]:
        """All that a store may hold: path -> SHA-256."""
        return digests(self.root / "store")

    @cached_property
    def bytes(self) -> int:
        """Of the files that a build gives, and of a full store."""
        return size_of(self.root / "tree-a", self.root / "store")

    def words(self, variant: str, *more: str) -> list[str]:
        """A build of ``variant`` into ``out``, with the store ``store``."""
        own = ("--content", str(self.root / f"own-{variant}"), "--voice", VOICE, "--jobs", "2", "--clips", "store")
        return ["build", *ROUTINES, *own, "--out", "out", "--site", SITE, *more]


@dataclass(frozen=True)
class Lane:
    """A place to build in, one process at a time: ``out``, ``store`` and ``cache`` in ``root``."""

    grounds: Grounds
    root: Path

    @property
    def out(self) -> Path:
        return self.root / "out"

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.root / "cache")

    def restore(self, variant: str | None) -> None:
        """As after a whole build of ``variant``; None: as before the first one, with nothing kept."""
        for name, source in (("out", f"tree-{variant}"), ("store", "store"), ("cache", "cache")):
            if variant is None:
                remove(self.root / name)
            else:
                copy(self.grounds.root / source, self.root / name)

    def seconds(self, variant: str, *more: str) -> float:
        """How long an undisturbed build takes. Raises ``GroundsError``."""
        began_s = time.monotonic()
        ending = run(self.grounds.words(variant, *more), self.root, self.environment)
        if faults := ending.faults(0):
            raise GroundsError(f"an undisturbed build failed: {'; '.join(faults)}")
        return time.monotonic() - began_s


@contextmanager
def grounds() -> Iterator[Grounds]:
    """In a temporary folder that is removed at the end. Raises ``GroundsError``."""
    with TemporaryDirectory(prefix="gentleback-torture-") as folder:
        made = Grounds(Path(folder))
        maker = lane(made, "maker")
        for variant in VARIANTS:
            write_own(made.root / f"own-{variant}", variant)
            remove(maker.out)
            maker.seconds(variant, "--zip")
            if faults := dangling(maker.out, is_whole=True):
                raise GroundsError(f"an undisturbed build is wrong: {'; '.join(faults)}")
            copy(maker.out, made.root / f"tree-{variant}")
        for name in ("store", "cache"):
            copy(maker.root / name, made.root / name)
        remove(made.root / "store" / DRAFTS)
        maker.seconds("a", "--zip")
        if faults := differing(maker.out, made.trees["a"]):
            raise GroundsError(f"a build into the folder of another one differs: {'; '.join(faults)}")
        yield made


def lane(grounds: Grounds, name: str) -> Lane:
    root = grounds.root / f"lane-{name}"
    root.mkdir(exist_ok=True)
    return Lane(grounds, root)
