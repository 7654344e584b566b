from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audio_builder.serving.site import Client, served, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "out"
    write_files(folder)
    return folder


@pytest.fixture(scope="module")
def client(out: Path) -> Iterator[Client]:
    with served(out) as found:
        yield found
