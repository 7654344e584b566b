"""The base of every error that a person may see: facts as attributes, the message made from them."""

from __future__ import annotations

from collections.abc import Iterable


class GentleBackError(Exception):
    """``str()`` is one clear line; ``exit_code`` is what the command answers with."""

    exit_code = 1


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The message for a ``name`` that no ``what`` has: with the nearest of ``known``, or all when none is near."""
    from content.model.faults import nearest  # which needs this module

    return f"unknown {what} '{name}': {nearest(name, list(known), cutoff=0.5)}"
