"""``sheets/ROUTINE.html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.files import encoded, write_if_changed
from audio_builder.sheets.page import page
from audio_builder.sheets.sheet import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from audio_builder.pictures.figure_store import Figures
    from content.model.types import Document, Routine


def sheet_file(routine: str, language: str) -> str:
    """Where the sheet of ``routine`` stands, relative to ``out``."""
    return f"sheets/{routine}.html" if language == "en" else f"sheets/{routine}--lang-{language}.html"


def write_sheets(out: Path, routines: Iterable[Routine], figures: Figures, documents: Mapping[str, Document]) -> None:
    """Write a sheet for each, in the language of ``figures``; what is right is left alone. Raises ``WriteError``."""
    for routine in routines:
        text = page(sheet_of(routine, figures, documents))
        write_if_changed(out / sheet_file(routine.id, figures.words.language), lambda text=text: encoded([text]))  # type: ignore[misc]
