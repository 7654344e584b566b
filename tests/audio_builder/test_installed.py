"""Installed packages: the same answers as those of ``importlib.metadata``."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

import pytest

from audio_builder.installed import entry_points, version
from audio_builder.voices.contract import GROUP

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "gentle-back"


@pytest.mark.parametrize("package", ["lameenc", "hibari-tts", "resvg-py", "Pillow", "PyYAML", "numpy"])
def test_versions_are_those_of_the_standard_library(package: str) -> None:
    try:
        known = metadata.version(package)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{package} is not installed")
    assert version(package) == known


def test_a_package_that_is_not_there_is_not_found() -> None:
    with pytest.raises(ModuleNotFoundError):
        version("no-such-package-of-anybody")
    assert entry_points("no-such-package-of-anybody", GROUP) == {}


def test_our_entry_points_are_those_of_the_standard_library() -> None:
    ours = metadata.distribution(PACKAGE).entry_points
    assert entry_points(PACKAGE, GROUP) == {each.name: each.value for each in ours if each.group == GROUP}
    assert set(entry_points(PACKAGE, GROUP)) >= {"natural", "silent"}


def test_the_first_on_the_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, number in (("far", "1.0"), ("near", "2.0.post1")):
        about = tmp_path / folder / f"Some_Voice-{number}.dist-info"
        about.mkdir(parents=True)
        about.joinpath("entry_points.txt").write_text(
            f"# {folder}\n[other]\na = b:c\n\n[{GROUP}]\nsome = {folder}:open\n"
        )
        monkeypatch.syspath_prepend(tmp_path / folder)
    assert version("some-voice") == "2.0.post1"
    assert entry_points("some.voice", GROUP) == {"some": "near:open"}
