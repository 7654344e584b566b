"""The files of a content folder: which there are, what each is for (its path is its identity), and their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from stat import S_ISDIR, S_ISREG
from typing import Literal, get_args

from content.errors import GentleBackError
from content.model.compiled import OURS
from content.model.faults import short
from content.store import key_of

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 100_000
CODE = ("model", "poses", "words")
"""Folders of the code that reads and checks content."""
DEEPEST = 4
"""Content is three folders deep; one more finds files that were put too deep."""

LanguageFile = Literal["phrases", "pronunciations", "conversation", "utterances", "page"]
"""Of which a language has one each, by name."""
FileKind = Literal["documents", "exercise", "routine", "exercise-words", "routine-words", LanguageFile]
_LANGUAGE_FILES: dict[str, LanguageFile] = {name: name for name in get_args(LanguageFile)}

MAX_ID = 60
"""Characters: an id is part of the names of files."""
ID = re.compile(rf"(?!.{{{MAX_ID + 1}}})[a-z0-9]+(-[a-z0-9]+)*")
ID_ADVICE = f"is not an id; use lowercase letters, digits and single hyphens, at most {MAX_ID} characters"
LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class FileId:
    """What a file is for."""

    kind: FileKind
    name: str = ""
    """The id of an exercise or a routine."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    layer: int
    path: Path
    id: FileId | str
    """What it is for, or advice when its path is wrong."""
    data: bytes
    trouble: str = ""
    """Why it could not be read."""


class NoContentError(GentleBackError):
    """The folder given as content is missing, is no folder, or contains nothing."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        what = f"there is no content folder '{folder}'"
        if folder.is_dir():
            what = f"there is no content in '{folder}'"
        elif folder.exists():
            what = f"'{folder}' is no folder"
        super().__init__(f"{what}; give a folder with exercises or routines")


def read_files(folder: Path | None) -> list[SourceFile]:
    """Every YAML file of ours (layer 0) and of ``folder`` (layer 1)."""
    files = _files(0, OURS)
    if folder is None:
        return files
    theirs = _files(1, folder) if folder.is_dir() else []
    if not theirs:
        raise NoContentError(folder)
    return files if folder.samefile(OURS) else [*files, *theirs]


def _files(layer: int, root: Path) -> list[SourceFile]:
    return [SourceFile(layer, root / path, file_id_of(path), *_read(root / path)) for path in yaml_files(root)]


def file_id_of(path: PurePath) -> FileId | str:
    """What the file at ``path`` (relative to its folder) is for, or advice when no file belongs there."""
    parts, name = path.parts[:-1], path.stem
    match parts:
        case () if name == "sources":
            found = FileId("documents")
        case ("exercises",):
            found = FileId("exercise", name)
        case ("routines",):
            found = FileId("routine", name)
        case ("words", language) if name in _LANGUAGE_FILES:
            found = FileId(_LANGUAGE_FILES[name], "", language)
        case ("words", language, "exercises"):
            found = FileId("exercise-words", name, language)
        case ("words", language, "routines"):
            found = FileId("routine-words", name, language)
        case _:
            return "is in no folder for content; there are: sources.yaml, exercises, routines, words/LANGUAGE"
    if found.name and not ID.fullmatch(found.name):
        return f"has a name that {ID_ADVICE}"
    if found.language and not LANGUAGE.fullmatch(found.language):
        return f"is in '{short(found.language)}', which is no language code; use one such as 'en'"
    return found


def content_key(files: Sequence[SourceFile]) -> str:
    """The key of all that shapes the content: its files, and the code that reads and checks them."""
    code = sorted(path for folder in CODE for path in (OURS / folder).rglob("*.py"))
    shapes = [sha256(path.read_bytes()).hexdigest() for path in code]
    return key_of(*shapes, *((file.layer, file.id, sha256(file.data).hexdigest()) for file in files))


def yaml_files(folder: Path) -> list[Path]:
    """What is called ``.yaml`` or ``.yml`` in ``folder``, relative to it, in order; hidden names are omitted.

    Symlinks are followed, loops of them once. A folder that cannot be listed is among the results.
    """
    return sorted(_found(folder, Path(), ()))


def _found(root: Path, below: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    try:
        about = (root / below).stat()
        here = (about.st_dev, about.st_ino)
        if here in above or len(below.parts) > DEEPEST:
            return
        names = sorted(os.listdir(root / below))  # noqa: PTH208 - names alone: paths are made for few of them
    except OSError:
        yield below
        return
    for name in names:
        if name.startswith("."):
            continue
        path = below / name
        if path.suffix.lower() in SUFFIXES:
            yield path
        elif os.path.isdir(root / path):  # noqa: PTH112 - False, where Path's would raise
            yield from _found(root, path, (*above, here))


def _read(file: Path) -> tuple[bytes, str]:
    """The bytes of ``file`` (never many more than it may have), or advice when it cannot be read."""
    try:
        mode = file.stat().st_mode
        if S_ISDIR(mode):
            os.listdir(file)  # noqa: PTH208 - it is here for its name, or because this raises
        if not S_ISREG(mode):
            return b"", "is not a regular file; rename it, or remove it"
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1), ""
    except OSError as error:
        return b"", f"cannot be read ({error.strerror}); correct that, or remove it"
