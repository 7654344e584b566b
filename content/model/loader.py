"""Folders of YAML -> checked content. What was read once is kept as JSON under a key made of its sources.

Only content without a fault is kept, and what was kept is checked again: it saves the reading of YAML, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import GentleBackError
from content.model.faults import ContentError, Fault
from content.model.files import read_bytes, yaml_files
from content.model.layout import Slot, slot_of
from content.model.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from content.model.content import Content
    from content.model.tree import Value

OURS = Path(__file__).resolve().parent.parent
"""The folder of our own content."""
COMPILED = OURS / "compiled.json"
"""Ours, read and checked, as the wheel brings it."""
FORMAT = "3"
"""Of the compiled file; it is part of the key."""

Trees = dict[tuple[int, "Slot | str"], Tree]
Kept = dict[str, "Value"]
"""The value of each file, by its number."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    layer: int
    path: Path
    slot: Slot | str
    """What it holds, or advice when its place is wrong."""
    data: bytes
    trouble: str = ""
    """Why it could not be read."""


class NoContentError(GentleBackError):
    """The folder given as content is not there, is no folder, or holds nothing."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        what = f"there is no content folder '{folder}'"
        if folder.is_dir():
            what = f"there is no content in '{folder}'"
        elif folder.exists():
            what = f"'{folder}' is no folder"
        super().__init__(f"{what}; give a folder that holds exercises or routines")


def load(folder: Path | None = None, cache: Path | None = None) -> Content:
    """Our content, and on top of it that of ``folder``.

    ``cache`` is the folder for compiled content (by default the user's cache).
    Raises ``ContentError`` with every fault, ``NoContentError`` when ``folder`` is not there.
    """
    from content.model.assemble import assemble

    files = read_files(folder)
    key = key_of(files)
    kept = _kept(key, cache)
    if kept is not None:
        trees = {(file.layer, file.slot): Tree(file.path, kept.get(str(index))) for index, file in enumerate(files)}
        content, report = assemble(trees, were_good=True)
        if not report.faults:
            return content
    trees, faults = read_trees(files)
    content, report = assemble(trees)
    if faults or report.faults:
        raise ContentError([*faults, *report.faults])
    _keep(key, compiled(key, files, trees), cache)
    return content


def faults_of(folder: Path | None = None) -> list[Fault]:
    """Every fault of ``folder`` on top of ours (of ours alone without one), in order."""
    from content.model.assemble import assemble

    trees, faults = read_trees(read_files(folder))
    _, report = assemble(trees)
    return sorted({*faults, *report.faults})


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
    files = []
    for path in yaml_files(root):
        found = read_bytes(root / path)
        data, trouble = (found, "") if isinstance(found, bytes) else (b"", found)
        files.append(SourceFile(layer, root / path, slot_of(path), data, trouble))
    return files


def key_of(files: Sequence[SourceFile]) -> str:
    """One key for all that shapes the content."""
    digest = hashlib.sha256(FORMAT.encode())
    for file in files:
        digest.update(f"\0{file.layer}\0{file.slot}\0{len(file.data)}\0".encode(errors="backslashreplace"))
        digest.update(file.data)
    return digest.hexdigest()


def read_trees(files: Sequence[SourceFile]) -> tuple[Trees, list[Fault]]:
    """Read every file; those that cannot be read, or stand twice, or in no place, are faults."""
    from content.model.yaml_tree import read_tree

    trees: Trees = {}
    faults: list[Fault] = []
    taken: dict[Slot | tuple[int, Slot], Path] = {}
    for file in files:
        if isinstance(file.slot, str):
            faults.append(Fault(file.path, 1, "", file.trouble or file.slot))
            continue
        claim = file.slot if file.slot.id else (file.layer, file.slot)
        if claim in taken:
            name = file.slot.id or file.path.stem
            faults.append(Fault(file.path, 1, "", f"'{name}' is defined in {taken[claim]} too; choose another name"))
            continue
        taken[claim] = file.path
        tree = Fault(file.path, 1, "", file.trouble) if file.trouble else read_tree(file.path, file.data)
        if isinstance(tree, Fault):
            faults.append(tree)
            tree = Tree(file.path, None, is_readable=False)
        trees[file.layer, file.slot] = tree
    return trees, faults


def compiled(key: str, files: Sequence[SourceFile], trees: Trees) -> str:
    """The JSON text that is kept: the key, the values of each file in order, and a sum of these."""
    values: Kept = {str(index): trees[file.layer, file.slot].value for index, file in enumerate(files)}
    return _json({"key": key, "sum": _sum(values), "values": values})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sum(values: Kept) -> str:
    return hashlib.sha256(_json(values).encode()).hexdigest()


def _kept(key: str, cache: Path | None) -> Kept | None:
    for file in _places(key, cache):
        try:
            found = json.loads(file.read_bytes())
            if found["key"] == key and found["sum"] == _sum(found["values"]):
                values: Kept = found["values"]
                return values
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            continue  # not there, or damaged
    return None


def _places(key: str, cache: Path | None) -> Iterator[Path]:
    """Where compiled content may be; where a user's cache is, is asked only when ours is no good."""
    yield COMPILED
    yield _cache_file(key, cache)


def _keep(key: str, text: str, cache: Path | None) -> None:
    """Keep the compiled text; where nothing can be written, YAML is read again next time."""
    import tempfile  # not where it is kept already

    target = _cache_file(key, cache)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _cache_file(key: str, cache: Path | None) -> Path:
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("gentle-back", appauthor=False) / "content"
    return cache / f"{key[:32]}.json"
