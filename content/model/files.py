"""The files of a content folder: which there are, what each is for (its path is its identity), and their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Literal, get_args

from content.errors import GentleBackError
from content.files import open_regular
from content.model.compiled import OURS
from content.model.faults import short
from content.store import key_of

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 100_000
"""Of one file; our largest has 48 kB."""
MOST_NAMES, MOST_FILES, MOST_BYTES = 20_000, 2_000, 2_000_000
"""In one folder of content: names looked at, YAML files, and their bytes. Ours has 62 files of 123 kB together."""
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


class TooMuchContentError(GentleBackError):
    """The folder given as content holds more than content ever does."""

    exit_code = 2

    def __init__(self, folder: Path, what: str) -> None:
        self.folder = folder
        super().__init__(f"'{folder}' has more than {what}; give a folder with exercises and routines alone")


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
    files: list[SourceFile] = []
    left = MOST_BYTES
    for path in yaml_files(root):
        data, trouble = _read(root / path)
        left -= len(data)
        if left < 0:
            raise TooMuchContentError(root, f"{MOST_BYTES:,} bytes of YAML")
        files.append(SourceFile(layer, root / path, file_id_of(path), data, trouble))
    return files


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

    Symlinks are followed, loops of them once. A folder that cannot be listed is among the results. Raises
    ``TooMuchContentError``.
    """
    files: list[Path] = []
    for count, found in enumerate(_found(folder, Path(), ()), 1):
        files += [found] if found else []
        if count > MOST_NAMES or len(files) > MOST_FILES:
            raise TooMuchContentError(folder, f"{MOST_FILES:,} YAML files, or {MOST_NAMES:,} files in all")
    return sorted(files)


def _found(root: Path, below: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | None]:
    """The results in any order, and None for each other name."""
    try:
        about = (root / below).stat()
        here = (about.st_dev, about.st_ino)
        if here in above or len(below.parts) > DEEPEST:
            return
        with os.scandir(root / below) as entries:
            for entry in entries:
                is_hidden = entry.name.startswith(".")
                is_file = not is_hidden and entry.name.lower().endswith(SUFFIXES)
                yield below / entry.name if is_file else None
                if not is_hidden and not is_file and _is_folder(entry):
                    yield from _found(root, below / entry.name, (*above, here))
    except OSError:
        yield below


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of symlinks
        return False


def _read(file: Path) -> tuple[bytes, str]:
    """The bytes of ``file`` (never many more than it may have), or advice when it cannot be read."""
    try:
        if file.is_dir():
            os.scandir(file).close()  # it is here for its name, or because this raises
        with open_regular(file) as opened:
            return opened.read(MAX_BYTES + 1) or b"", ""
    except OSError as error:
        return b"", f"cannot be read ({error.strerror}); correct that, or remove it"
