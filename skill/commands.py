"""The commands of the skill: ``talk``, ``serve`` and ``package``."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from gentleback_cli import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.hosting.beside import Beside
    from skill.simulator.sounded import Sounded


def talk(arguments: list[str], play: Callable[[list[Sounded]], None] | None = None) -> int:
    """``gentleback talk``: a conversation in the terminal."""
    _need("ask_sdk_core", "skill")
    from skill.simulator.command import talk as run

    return run(arguments, play)


def serve(arguments: list[str], beside: Beside) -> int:
    """``gentleback serve``: the skill on a server of one's own, and what is served ``beside`` it."""
    from skill.hosting.serve import serve as run

    return run(arguments, beside)


def package(arguments: list[str]) -> int:
    """``gentleback package``: what Amazon reads, and the folder for Lambda."""
    from skill.alexa.package import package as run

    return run(arguments)


def _need(library: str, extra: str) -> None:
    if find_spec(library) is None:
        raise UsageError(f"this needs {library}, which is not installed: pip install 'gentle-back[{extra}]'")
