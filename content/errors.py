"""The base of every error that a person may see: facts as attributes, the message made from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class GentleBackError(Exception):
    """``str()`` is one clear line; ``exit_code`` is what the command answers with."""

    exit_code = 1


def nearest(name: str, known: Sequence[str], what: str = "there are", cutoff: float = 0.6) -> str:
    """The nearest of ``known`` as advice, or all of them."""
    from difflib import get_close_matches  # which takes long to import

    near = get_close_matches(name.lower(), known, n=1, cutoff=cutoff)
    return f"did you mean '{near[0]}'?" if near else f"{what}: {', '.join(known) or 'none'}"


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The message for a ``name`` that no ``what`` has: with the nearest of ``known``, or all when none is near."""
    return f"unknown {what} '{name}': {nearest(name, list(known), cutoff=0.5)}"
