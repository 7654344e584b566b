"""Files of other people in a folder that a command is pointed at, with names such as ours: none is touched."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.checks import SITE
from tests.torture.grounds import VOICE
from tests.torture.own_content import ROUTINES
from tests.torture.trees import PRIVATE, copy, differences, remove, snapshot
from tests.torture.trials import Trial
from tests.torture.warm import run_warm, warm_up

if TYPE_CHECKING:
    from random import Random

    from tests.torture.grounds import Grounds, Lane

LAYOUTS, SHORT_LAYOUTS = 200, 6
"""For each command."""
MOST = 8
"""Things in a layout."""
FILE, READ_ONLY, FOLDER, LINK, FOLDER_LINK, NOWHERE = KINDS = (
    "a file",
    "a file for reading only",
    "a folder with a file",
    "a link to a file elsewhere",
    "a link to a folder elsewhere",
    "a link to nothing",
)
Layout = Mapping[str, str]
"""Path -> one of ``KINDS``."""
HASH = "0123abcd"
OURS_ALONE = (f"{PRIVATE}/made", f"{PRIVATE}/lock", ".lock")
"""Names that nobody else uses: a file there is ours, and may be damaged. What a link of that name leads to is not."""

SESSIONS = (
    "index.html",
    "sw.js",
    "catalog.json",
    "feed.xml",
    "sessions.m3u8",
    "manifest.webmanifest",
    "gentle-back.zip",
    "notes.txt",
    "short-lift.mp3",
    "short-lift.part",
    ".0123456789abcdef.part",
    "short-lift.vtt",
    "short-curl.txt",
    "audio",
    f"audio/interview.{HASH}.mp3",
    f"audio/short-lift.{HASH}.mp3",
    "audio/mine.mp3",
    "player",
    f"player/main.{HASH}.js",
    "player/icon-192.png",
    "feed",
    "feed/x.png",
    "feed/artwork.png",
    "feed/other.chapters.json",
    "feed/short-lift.chapters.json",
    "feed/figures",
    f"feed/figures/a.{HASH}.png",
    f"feed/figures/small-lift.{HASH}.png",
    "sheets",
    "sheets/short-lift.html",
    "sheets/mine.html",
    PRIVATE,
    f"{PRIVATE}/notes.txt",
    f"{PRIVATE}/made",
    f"{PRIVATE}/lock",
    f"{PRIVATE}/drafts",
    f"{PRIVATE}/drafts/mine.txt",
)
FIGURES = ("small-lift.svg", "bridge.svg", "small-lift--64x64.png", "notes.txt", "x.part", PRIVATE, f"{PRIVATE}/made")
PACKAGE = (
    "skill.json",
    "interactionModels",
    "interactionModels/custom",
    "interactionModels/custom/en-US.json",
    "interactionModels/custom/en-XX.json",
    "assets",
    "assets/images/icon-108.png",
    "assets/images/photo.png",
    PRIVATE,
    f"{PRIVATE}/made",
)
LAMBDA = (
    "requirements.txt",
    "content",
    "content/pages/about.md",
    "content/__init__.py",
    "content/compiled.json",
    "skill",
    "skill/mine.py",
    "skill/respond.py",
    "skill/alexa",
    "pelicanconf.py",
    PRIVATE,
    f"{PRIVATE}/made",
)
STORE = (
    "notes.txt",
    "ab",
    "ab/notes.txt",
    "ab/film.part",
    f"ab/{HASH}.clip",
    "cd",
    ".drafts",
    ".drafts/mine.txt",
    ".drafts/mine.part",
    ".lock",
    "index.html",
)


@dataclass(frozen=True, slots=True)
class Command:
    words: tuple[str, ...]
    """Into or of the folder ``pointed-at``."""
    paths: tuple[str, ...]
    """Where foreign files may be."""
    earlier: str = ""
    """The folder of the grounds that is there before, in half of all layouts."""


_BUILD = ("build", *ROUTINES, "--content", "{own}", "--voice", VOICE, "--clips", "store", "--out", "pointed-at")
_FIGURES = ("figures", "small-lift", "bridge", "--content", "{own}", "--size", "64x64", "--out", "pointed-at")
COMMANDS: Mapping[str, Command] = {
    "build --out": Command(_BUILD, SESSIONS, "tree-a"),
    "build --site --zip": Command((*_BUILD, "--site", SITE, "--zip"), SESSIONS, "tree-a"),
    "figures --out": Command(_FIGURES, FIGURES),
    "package --out": Command(("package", "--out", "pointed-at"), PACKAGE),
    "package --lambda": Command(("package", "--out", "elsewhere", "--lambda", "pointed-at"), LAMBDA),
    "clips --prune": Command(("clips", "--prune", "--clips", "pointed-at"), STORE, "store"),
}


def layout(chance: Random, paths: Sequence[str]) -> Layout:
    """Up to ``MOST`` things at some of ``paths``."""
    count = chance.randint(1, min(MOST, len(paths)))
    return {path: chance.choice((FILE, *KINDS)) for path in chance.sample(paths, count)}


def touched(place: Lane, command: Command, wanted: Layout, *, has_earlier: bool) -> list[str]:
    """What ``command`` does to the things of a layout, and to what their links lead to."""
    folder, outside = place.root / "pointed-at", place.root / "outside"
    for path in (folder, outside, place.root / "elsewhere"):
        remove(path)
    if command.earlier and has_earlier:
        copy(place.grounds.root / command.earlier, folder)
    if not place.store.exists():
        copy(place.grounds.root / "store", place.store)
    folder.mkdir(exist_ok=True)
    foreign = {path for path, kind in sorted(wanted.items()) if _lay(folder, path, kind, outside)}
    before, before_outside = _kept(folder, foreign), snapshot(outside)
    words = [word.format(own=place.grounds.root / "own-b") for word in command.words]
    faults = run_warm(words, place).faults(0, 1, 2)
    return [*faults, *differences(before, snapshot(folder)), *differences(before_outside, snapshot(outside))]


def _lay(folder: Path, path: str, kind: str, outside: Path) -> bool:
    """Put a thing there; False where a file is in the place of its folder."""
    file, target = folder / path, outside / path.replace("/", "-")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    remove(file)
    outside.mkdir(exist_ok=True)
    match kind:
        case "a folder with a file":
            file.mkdir()
            _write(file / f"mine.{HASH}.mp3")
        case "a link to a file elsewhere":
            _write(target)
            file.symlink_to(target)
        case "a link to a folder elsewhere":
            target.mkdir()
            for name in (f"interview.{HASH}.mp3", f"main.{HASH}.js", "mine.chapters.json", f"a.{HASH}.png", "made"):
                _write(target / name)
            file.symlink_to(target)
        case "a link to nothing":
            file.symlink_to(target)
        case _:
            _write(file, 0o400 if kind == READ_ONLY else 0o644)
    return True


def _write(file: Path, mode: int = 0o644) -> None:
    file.write_text(f"{file.name}, which is not of gentleback", encoding="utf-8")
    file.chmod(mode)
    os.utime(file, ns=(1_600_000_000_123_456_789,) * 2)


def _kept(folder: Path, foreign: set[str]) -> dict[str, tuple[object, ...]]:
    """What of ``folder`` may not change: what is foreign, and all in foreign folders."""
    mine = snapshot(folder)
    return {
        path: about
        for path, about in mine.items()
        if any(path == each or path.startswith(f"{each}/") for each in foreign)
        and not (path in OURS_ALONE and not (folder / path).is_symlink())
    }


@dataclass(frozen=True, slots=True)
class Foreign:
    name: str

    def __call__(self, place: Lane, chance: Random) -> list[str]:
        command = COMMANDS[self.name]
        wanted = layout(chance, command.paths)
        has_earlier = chance.random() < 0.5
        faults = touched(place, command, wanted, has_earlier=has_earlier)
        return [f"{fault} (layout: {dict(wanted)}, built before: {has_earlier})" for fault in faults]


def trials(grounds: Grounds, place: Lane, *, is_short: bool) -> list[Trial]:
    warm_up(place)
    layouts = SHORT_LAYOUTS if is_short else LAYOUTS
    return [Trial(name, Foreign(name)) for _ in range(layouts) for name in COMMANDS]
