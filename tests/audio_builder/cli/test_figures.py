"""``gentleback figures`` writes what it was asked for, and the sheet in the docs is that of today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from audio_builder.cli.figures import SCREENS, figures
from audio_builder.pictures.figures.sheet import DRAWN_FROM, drawn_from, sheet_page
from content.model.loader import load
from gentleback_cli import UsageError
from tests.command import gentleback
from tests.output import files_in

SHEET = Path(__file__).resolve().parents[3] / "docs" / "figures.png"

NOT_A_SIZE = "is not a size: write width x height in pixels, such as 1024x768 (at most 4096)"


def names(folder: Path) -> list[str]:
    return [path.name for path in files_in(folder)]


def test_one_exercise_in_all_that_it_has(tmp_path: Path) -> None:
    done = gentleback("figures", "hamstring-stretch", "bridge", "--size", "96x96", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "10 files in figures\n", "")
    stems = ("bridge", *(f"hamstring-stretch--{each}" for each in ("left", "right", "towel--left", "towel--right")))
    assert names(tmp_path / "figures") == sorted(f"{stem}{end}" for stem in stems for end in (".svg", "--96x96.png"))


def test_where_a_file_of_others_is_in_the_way_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/bridge.svg").write_text("mine")
    done = gentleback("figures", "bridge", "pelvic-tilt", "--size", "96x96", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "gentleback: figures/bridge.svg was not made by gentleback, or was changed since; move"
    )
    assert names(tmp_path / "figures") == ["bridge.svg"]
    assert (tmp_path / "figures/bridge.svg").read_text() == "mine"


@pytest.mark.slow
def test_one_side_moving_on_every_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    assert figures(["side-lying-leg-lift", "--side", "left", "--moving", "--screens", "--json", "--out", out]) == 0
    written = [Path(each).name for each in json.loads(capsys.readouterr().out)]
    assert written == [
        "side-lying-leg-lift--left.svg",
        *(f"side-lying-leg-lift--left--{wide}x{high}.png" for wide, high in SCREENS),
    ]
    assert "@keyframes" in (tmp_path / "out" / written[0]).read_text(encoding="utf-8")
    for name, size in zip(written[1:], SCREENS, strict=True):
        with Image.open(tmp_path / "out" / name) as picture:
            assert picture.size == size


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["brige"], "unknown exercise 'brige': did you mean 'bridge'?"),
        (
            ["--size", "big"],
            "--size big is not a size: write width x height in pixels, such as 1024x768 (at most 4096)",
        ),
        (
            ["--size", "8x8"],
            "--size 8x8 is not a size: write width x height in pixels, such as 1024x768 (at most 4096)",
        ),
        (["--sheet", "all.gif"], "--sheet all.gif is neither a .png nor an .html; name one of these"),
        (["--language", "xx"], "unknown language 'xx': there are: en"),
    ],
)
def test_a_wrong_option_is_named(words: list[str], line: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        figures([*words, "--out", str(tmp_path)])
    assert str(caught.value) == line
    assert names(tmp_path) == []


def test_the_sheet_in_the_docs_shows_the_figures_of_today() -> None:
    content = load()
    with Image.open(SHEET) as sheet:
        assert sheet.info[DRAWN_FROM] == drawn_from(content, content.words["en"]), "stale: run 'make figures'"
        assert sheet.size == (1696, 1176)
    assert SHEET.stat().st_size < 150_000


def test_the_page_shows_every_exercise_with_its_name() -> None:
    content = load()
    page = sheet_page(content, content.words["en"])
    assert page.count("<figure>") == page.count("<svg") == len(content.exercises)
    assert "<figcaption>Deep belly hold</figcaption>" in page
