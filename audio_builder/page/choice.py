"""Which files of a catalog the page plays: of one session in several formats, the one that plays everywhere."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audio_builder.session.catalog_types import CatalogSession

FORMATS = (".mp3", ".m4b", ".opus")
"""Best first."""


def name_of(file: str) -> str:
    """The name that the files of one session share: ``bridge--hold-20.mp3`` -> ``bridge--hold-20``."""
    return PurePosixPath(file).stem


def played(sessions: Iterable[CatalogSession]) -> list[CatalogSession]:
    """Each session once, in the order of their names; a format that the page does not know is left out."""
    best: dict[str, CatalogSession] = {}
    for session in sessions:
        name = name_of(session["file"])
        if _rank(session) < len(FORMATS) and (name not in best or _rank(session) < _rank(best[name])):
            best[name] = session
    return [best[name] for name in sorted(best)]


def _rank(session: CatalogSession) -> int:
    ending = PurePosixPath(session["file"]).suffix
    return FORMATS.index(ending) if ending in FORMATS else len(FORMATS)
