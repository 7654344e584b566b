"""Our own files are read and checked in every test here; what stays the same is read and checked once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from content.model import assemble
from content.model.yaml_tree import read_tree
from content.poses import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.poses.rules import Finding
    from content.poses.types import Figure


@pytest.fixture(scope="session", autouse=True)
def _same_files_and_figures_once() -> Iterator[None]:
    find = rules.findings

    @cache
    def findings(figure: Figure) -> tuple[Finding, ...]:
        return tuple(find(figure))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "read_tree", cache(read_tree))
        patch.setattr(rules, "findings", findings)
        yield
