"""Which folder is served; nothing heavy is loaded before one is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.session.catalog_types import FILE_NAME
from gentleback_cli import UsageError

if TYPE_CHECKING:
    from audio_builder.serving.site import Site

USUAL = Path("out")


def usual_folder() -> str | None:
    """Where ``build`` puts sessions, if there are any."""
    return str(USUAL) if (USUAL / FILE_NAME).is_file() else None


def open_site(folder: str) -> Site:
    """The web application for the sessions in ``folder``. Raises ``UsageError`` where there are none."""
    if not (Path(folder) / FILE_NAME).is_file():
        raise UsageError(f"there are no sessions in {folder}: 'gentleback build --out {folder}' makes them")
    from audio_builder.serving.site import Site

    return Site(Path(folder).absolute())
