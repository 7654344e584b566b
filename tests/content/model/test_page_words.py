"""``words/LANGUAGE/page.yaml``: the words of the listening page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.assemble import faults_of
from content.model.loader import load

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = {
    "start: ''": "1: start: is missing; write some text",
    "start: 'Start {routine}'": "1: start: has an unknown placeholder: {routine}; there are: none",
    "left_at: '{when}'": "1: left_at: has an unknown placeholder: {when}; there are: {length}, {time}",
    "starts: Go": "1: starts: unknown field",
}


@pytest.mark.parametrize("text", FAULTS)
def test_faults(tmp_path: Path, text: str) -> None:
    file = tmp_path / "words" / "en" / "page.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(f"{text}\n")
    (fault,) = faults_of(tmp_path)
    assert str(fault).removeprefix(f"{file}:").startswith(FAULTS[text])


def test_words_of_ones_own_are_laid_over_ours(tmp_path: Path) -> None:
    file = tmp_path / "words" / "en" / "page.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("motto: Easy does it.\n")
    page = load(tmp_path).words["en"].page
    assert page
    assert (page["motto"], page["start"]) == ("Easy does it.", "Start")
