"""The folder that becomes a Lambda function: the skill, and the content compiled: no YAML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile, rmtree
from typing import TYPE_CHECKING

from content.model.compiled import COMPILED, compiled
from content.model.loader import load
from gentleback_cli import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.model.types import Content, Exercise

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("content", "skill")
REQUIREMENTS = ("ask-sdk-core>=1.19",)
"""What Lambda does not bring: the extra ``skill`` of ``pyproject.toml``."""
_MARK = "requirements.txt"
_LEFT_OUT = ("wheel_hook.py",)


def assemble_lambda(folder: Path, own: Path | None = None) -> int:
    """Lay out ``folder`` anew, with ``own`` content among ours; answers how many files it holds.

    Raises ``ContentError`` when the content has a fault, ``UsageError`` when ``folder`` holds something else.
    """
    content = compiled(without_pictures(load(own)))
    _clear(folder)
    for name in (Path(part, path) for part in PARTS for path in _modules(ROOT / part)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copyfile(ROOT / name, folder / name)
    (folder / PARTS[0] / COMPILED.name).write_bytes(content)
    (folder / _MARK).write_text("".join(f"{each}\n" for each in REQUIREMENTS), encoding="utf-8")
    return sum(path.is_file() for part in PARTS for path in (folder / part).rglob("*")) + 1


def without_pictures(content: Content) -> Content:
    """``content`` without what a speaker has no use for: figures, and the words of the listening page."""
    exercises = {name: _without_figures(exercise) for name, exercise in content.exercises.items()}
    words = {language: replace(each, page=None) for language, each in content.words.items()}
    routines = {
        name: replace(
            routine, steps=tuple(replace(step, exercise=exercises[step.exercise.id]) for step in routine.steps)
        )
        for name, routine in content.routines.items()
    }
    return replace(content, exercises=exercises, routines=routines, words=words)


def _without_figures(exercise: Exercise) -> Exercise:
    return replace(exercise, figure=None, ways=tuple(replace(way, figure=None) for way in exercise.ways))


def _modules(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*.py")):
        below = path.relative_to(root)
        if path.name not in _LEFT_OUT and not any(part.startswith((".", "__pycache__")) for part in below.parts):
            yield below


def _clear(folder: Path) -> None:
    """Take away what an earlier run laid out; a folder that holds anything else is left as it is."""
    if not folder.exists():
        return
    if any(folder.iterdir()) and not (folder / _MARK).exists():
        raise UsageError(f"'{folder}' holds something else; choose an empty folder")
    for part in PARTS:
        rmtree(folder / part, ignore_errors=True)
