"""Folders of YAML -> checked content. What was read once is kept as JSON under a key made of its sources."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from content.errors import GentleBackError
from content.model.faults import ContentError, Fault
from content.model.layout import Slot, slot_of, yaml_files
from content.model.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.model.assemble import Content
    from content.model.tree import Value

OURS = Path(__file__).resolve().parent.parent
"""The folder of our own content."""
COMPILED = OURS / "compiled.json"
"""Ours, read and checked, as the wheel brings it."""
FORMAT = "1"
"""Of the compiled file; it is part of the key."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    layer: int
    path: Path
    slot: Slot | str
    """What it holds, or advice when its place is wrong."""
    data: bytes


class NoContentError(GentleBackError):
    """The folder given as content is not there."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"there is no content folder '{folder}'; give one that holds exercises or routines")


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
        trees = {(file.layer, file.slot): Tree(file.path, kept[str(index)]) for index, file in enumerate(files)}
        content, _ = assemble(trees)
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
    folders = [OURS]
    if folder is not None and folder.resolve() != OURS:
        if not folder.is_dir():
            raise NoContentError(folder)
        folders.append(folder)
    return [
        SourceFile(layer, root / path, slot_of(path), (root / path).read_bytes())
        for layer, root in enumerate(folders)
        for path in yaml_files(root)
    ]


def key_of(files: Sequence[SourceFile]) -> str:
    """One key for all that shapes the content."""
    digest = hashlib.sha256(FORMAT.encode())
    for file in files:
        digest.update(f"\0{file.layer}\0{file.slot}\0{len(file.data)}\0".encode())
        digest.update(file.data)
    return digest.hexdigest()


def read_trees(files: Sequence[SourceFile]) -> tuple[dict[tuple[int, Slot | str], Tree], list[Fault]]:
    """Read every file; those that cannot be read, or stand twice, or in no place, are faults."""
    from content.model.yaml_tree import read_tree

    trees: dict[tuple[int, Slot | str], Tree] = {}
    faults: list[Fault] = []
    taken: dict[Slot | tuple[int, Slot], Path] = {}
    for file in files:
        if isinstance(file.slot, str):
            faults.append(Fault(file.path, 1, "", file.slot))
            continue
        claim = file.slot if file.slot.id else (file.layer, file.slot)
        if claim in taken:
            name = file.slot.id or file.path.stem
            faults.append(Fault(file.path, 1, "", f"'{name}' is defined in {taken[claim]} too; choose another name"))
            continue
        taken[claim] = file.path
        tree = read_tree(file.path, file.data)
        if isinstance(tree, Fault):
            faults.append(tree)
        else:
            trees[file.layer, file.slot] = tree
    return trees, faults


def compiled(key: str, files: Sequence[SourceFile], trees: dict[tuple[int, Slot | str], Tree]) -> str:
    """The JSON text that is kept: the key, and the values of each file in order."""
    values = {str(index): trees[file.layer, file.slot].value for index, file in enumerate(files)}
    return json.dumps({"key": key, "values": values}, ensure_ascii=False, separators=(",", ":"))


def _kept(key: str, cache: Path | None) -> dict[str, Value] | None:
    for file in (COMPILED, _cache_file(key, cache)):
        try:
            found = json.loads(file.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and found.get("key") == key and isinstance(found.get("values"), dict):
            values: dict[str, Value] = found["values"]
            return values
    return None


def _keep(key: str, text: str, cache: Path | None) -> None:
    """Keep the compiled text; where nothing can be written, YAML is read again next time."""
    target = _cache_file(key, cache)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(target)
    except OSError:
        return


def _cache_file(key: str, cache: Path | None) -> Path:
    if cache is None:
        from platformdirs import user_cache_path

        cache = user_cache_path("gentle-back", appauthor=False) / "content"
    return cache / f"{key[:32]}.json"
