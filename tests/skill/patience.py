"""Stores with longer timeouts than usual: for tests on a busy machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.store import dynamo, postgresql, sqlite
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    import pytest


def be_patient(patch: pytest.MonkeyPatch) -> None:
    """Every store that is opened from now on waits for ``PATIENCE_S``."""
    patch.setattr(dynamo, "PATIENCE_S", float(PATIENCE_S))
    patch.setattr(postgresql, "CONNECT_S", PATIENCE_S)
    patch.setattr(postgresql, "ANSWER_S", PATIENCE_S)
    patch.setattr(sqlite, "PATIENCE_MS", 1_000 * PATIENCE_S)
