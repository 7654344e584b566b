"""What tests of the skill share."""

from __future__ import annotations

import pytest

from tests.skill.patience import be_patient


@pytest.fixture(autouse=True)
def _patient_stores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that works is waited for, however busy the machine is."""
    if "stores_as_shipped" not in request.fixturenames:
        be_patient(monkeypatch)


@pytest.fixture
def stores_as_shipped() -> None:
    """For a store that never answers: how soon it is given up does not depend on the machine."""
