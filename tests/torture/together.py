"""Several builds at once into one folder, beside a pruning of the store and a reader."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.torture.bounded import run, running
from tests.torture.checks import SITE, dangling, differing, leftovers, not_recorded, wrong_entries
from tests.torture.grounds import VOICE
from tests.torture.own_content import ROUTINES
from tests.torture.trees import digests, remove
from tests.torture.trials import Trial

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.torture.bounded import RunningCommand
    from tests.torture.grounds import Grounds, Lane

AT_ONCE = 4
ROUNDS, SHORT_ROUNDS = 15, 2
"""60 builds in a full run."""
LONGEST_S = 120.0
"""After which nobody reads and prunes any more."""


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    builds = tuple(tuple(_words(grounds, routine, *more)) for routine in ROUTINES for more in ((), ("--reps", "2")))
    place.restore(None)
    for words in builds:
        run(words, place.root, place.environment)
    wanted = digests(place.out)
    rounds = SHORT_ROUNDS if is_short else ROUNDS
    of_one = Trial(f"{AT_ONCE} builds, a session each", OfOneContent(builds, wanted))
    of_two = Trial(f"{AT_ONCE} builds, two contents", OfTwoContents())
    return [of_two if number % 3 == 1 else of_one for number in range(rounds)]


def _words(grounds: Grounds, *more: str) -> list[str]:
    own = ("--content", str(grounds.root / "own-a"), "--voice", VOICE, "--jobs", "2", "--clips", "store")
    return ["build", *more, *own, "--out", "out", "--site", SITE]


@dataclass(frozen=True, slots=True)
class OfOneContent:
    """Each makes a session of its own: none may be missing, wherever each build reads what the others wrote."""

    builds: tuple[tuple[str, ...], ...]
    wanted: dict[str, str]
    """The tree once each was made, one after the other."""

    def __call__(self, place: Lane, chance: Random) -> list[str]:
        place.restore("a" if chance.random() < 0.5 else None)
        remove(place.out)
        faults = _at_once(place, self.builds, chance, reads=True)
        return faults + differing(place.out, self.wanted) + _after(place)


@dataclass(frozen=True, slots=True)
class OfTwoContents:
    """The same names and other bytes: one comes last, as a whole."""

    def __call__(self, place: Lane, chance: Random) -> list[str]:
        place.restore("a")
        builds = [place.grounds.words(variant, "--zip") for variant in "abab"]
        faults = _at_once(place, builds, chance, reads=False)
        trees = place.grounds.trees
        if not any(differing(place.out, tree) == [] for tree in trees.values()):
            faults += ["it is neither content's tree", *differing(place.out, trees["b"])]
        return faults + wrong_entries(place.store, place.grounds.entries) + _after(place)


def _at_once(place: Lane, builds: Sequence[Sequence[str]], chance: Random, *, reads: bool) -> list[str]:
    faults: list[str] = []
    with ExitStack() as stack:
        commands = [
            stack.enter_context(running(words, place.root, place.environment, waits=False))
            for words in chance.sample(builds, len(builds))
        ]
        while any(command.process.poll() is None for command in commands) and not _is_late(commands):
            if reads:
                faults += [f"a reader: {fault}" for fault in read_as_others(place)]
            pruned = run(["clips", "--prune", "--clips", "store"], place.root, place.environment)
            faults += [f"clips --prune: {fault}" for fault in pruned.faults(0)]
        faults += [fault for command in commands for fault in command.ending().faults(0)]
    return faults


def _is_late(commands: Sequence[RunningCommand]) -> bool:
    return time.monotonic() > commands[0].began_s + LONGEST_S


def read_as_others(place: Lane) -> list[str]:
    """What somebody meets who reads the catalog and then fetches each session, while builds add others."""
    try:
        catalog = json.loads((place.out / "catalog.json").read_bytes())
    except FileNotFoundError:
        return []
    except ValueError as error:
        return [f"catalog.json is not whole: {error}"]
    faults = []
    for session in catalog["sessions"]:
        try:
            data = (place.out / session["file"]).read_bytes()
        except OSError:
            faults.append(f"{session['file']} is not there")
        else:
            if sha256(data).hexdigest() != session["sha256"]:
                faults.append(f"{session['file']} has another hash")
    return faults


def _after(place: Lane) -> list[str]:
    return [*dangling(place.out, is_whole=True), *leftovers(place.out, place.store), *not_recorded(place.out)]
