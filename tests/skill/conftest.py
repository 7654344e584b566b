"""Fixtures of the tests of the skill."""

from __future__ import annotations

import pytest

from tests.skill.patience import be_patient


@pytest.fixture(autouse=True)
def _patient_stores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stores have long timeouts, since the machine may be busy."""
    if "stores_as_shipped" not in request.fixturenames:
        be_patient(monkeypatch)


@pytest.fixture
def stores_as_shipped() -> None:
    """For a store that never answers: the usual timeouts."""
