"""Programs that some tests compare with. In CI none may be missing."""

from __future__ import annotations

import os
import shutil

import pytest


def need(tool: str) -> str:
    """Where ``tool`` is; without it the test is skipped, or in CI (``CI=true``) failed."""
    found = shutil.which(tool)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs the program '{tool}'")
    return found
