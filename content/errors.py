"""The base of every error that a person may see: facts as attributes, the message made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class GentleBackError(Exception):
    """``str()`` is one clear line; ``exit_code`` is what the command answers with."""

    exit_code = 1


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The message for a ``name`` that no ``what`` has: with the nearest of ``known``, or all when none is near."""
    from difflib import get_close_matches  # for the error only

    names = list(known)
    near = get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(names) or 'none'}"
    return f"unknown {what} '{name}': {hint}"
