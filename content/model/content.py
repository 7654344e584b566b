"""All that is taught, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.model.types import Document, Exercise, Routine
    from content.model.words import Words


@dataclass(frozen=True, slots=True)
class Content:
    """All that is taught, checked."""

    documents: Mapping[str, Document]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    words: Mapping[str, Words]
    """By language."""
