"""The folder that becomes a Lambda function: the skill, the content already read and checked, and no YAML reader."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile, rmtree
from typing import TYPE_CHECKING

from content.cli import UsageError
from content.model.assemble import merged
from content.model.faults import ContentError
from content.model.files import read_bytes, yaml_files
from content.model.layout import slot_of
from content.model.loader import COMPILED, SourceFile, compiled, faults_of, key_of, read_trees
from content.model.tree import Tree
from content.model.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.tree import Value

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("content", "skill")
REQUIREMENTS = ("ask-sdk-core>=1.19",)
"""What Lambda does not bring: the extra ``skill`` of ``pyproject.toml``."""
_MARK = "requirements.txt"
_KEPT = (".py", ".yaml", ".yml")
_LEFT_OUT = ("wheel_hook.py",)


def assemble_lambda(folder: Path, own: Path | None = None) -> int:
    """Lay out ``folder`` anew, with ``own`` content among ours; answers how many files it holds.

    Raises ``ContentError`` when the content has a fault, ``UsageError`` when ``folder`` holds something else.
    """
    if faults := faults_of(own):
        raise ContentError(faults)
    _clear(folder)
    for name in (Path(part, path) for part in PARTS for path in _files(ROOT / part)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copyfile(ROOT / name, folder / name)
    if own is not None:
        for path in yaml_files(own):
            _lay_over(folder / PARTS[0] / path, own / path)
    _compile(folder / PARTS[0])
    (folder / _MARK).write_text("".join(f"{each}\n" for each in REQUIREMENTS), encoding="utf-8")
    return sum(path.is_file() for part in PARTS for path in (folder / part).rglob("*")) + 1


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        below = path.relative_to(root)
        is_hidden = any(part.startswith((".", "__pycache__")) for part in below.parts)
        if path.suffix in _KEPT and path.is_file() and path.name not in _LEFT_OUT and not is_hidden:
            yield below


def _lay_over(target: Path, theirs: Path) -> None:
    """A file that both have becomes one, written as JSON, which is YAML too."""
    ours = next((each for suffix in (".yaml", ".yml") if (each := target.with_suffix(suffix)).exists()), None)
    if ours is None:
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(theirs, target)
    else:
        both = json.dumps(merged(_value(ours), _value(theirs)), ensure_ascii=False, indent=0)
        ours.write_text(both, encoding="utf-8")


def _value(file: Path) -> Value:
    tree = read_tree(file, file.read_bytes())
    return tree.value if isinstance(tree, Tree) else None


def _compile(content: Path) -> None:
    """Keep what the YAML below ``content`` holds beside it, under the key that the loader will look for."""
    files = [SourceFile(0, content / path, slot_of(path), _bytes(content / path)) for path in yaml_files(content)]
    trees, faults = read_trees(files)
    if faults:
        raise ContentError(faults)
    (content / COMPILED.name).write_text(compiled(key_of(files), files, trees), encoding="utf-8")


def _bytes(file: Path) -> bytes:
    found = read_bytes(file)
    return found if isinstance(found, bytes) else b""


def _clear(folder: Path) -> None:
    """Take away what an earlier run laid out; a folder that holds anything else is left as it is."""
    if not folder.exists():
        return
    if any(folder.iterdir()) and not (folder / _MARK).exists():
        raise UsageError(f"'{folder}' holds something else; choose an empty folder")
    for part in PARTS:
        rmtree(folder / part, ignore_errors=True)
