"""Sheets to print: complete, with all text escaped, and no longer than the paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from audio_builder.pictures.figures import alt_text
from audio_builder.pictures.figures.shapes import PALETTE
from audio_builder.pictures.kept import Figures
from audio_builder.sheets.sheet import Sheet, sheet_of
from audio_builder.sheets.write import sheet_file, sheet_html, write_sheets
from content.model.loader import load
from tests.output import opened
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = load(None)
WORDS = CONTENT.words["en"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = ("meta",)


class Text(HTMLParser):
    """The words of a page and its tags, every one of them closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += [] if "style" in self._open else [data]

    def __contains__(self, words: str) -> bool:
        return words in " ".join(" ".join(self.words).split())


Make = Callable[[str], Sheet]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return Figures(tmp_path_factory.mktemp("store"), WORDS)


@pytest.fixture(scope="module")
def made(figures: Figures) -> Make:
    return lambda routine: sheet_of(CONTENT.routines[routine], figures, CONTENT.documents)


def test_a_sheet_says_all_that_the_voice_says(made: Make) -> None:
    sheet = made("relief-techniques")
    cards = sheet.cards
    assert [card.name for card in cards][:2] == ["Pelvic tilt", "Single knee to chest"]
    assert cards[1].dose == "Five holds on each side, eight seconds each."
    assert dict(cards[1].rows) == {
        "Start": "Stay on your back, knees bent, feet flat. Your right foot stays on the floor.",
        "Do": "Bring your left knee toward your chest. Hold it behind the thigh, and ease it in to a mild stretch. "
        "Breathe slowly, down into your lower back. Put your left foot slowly back on the floor. "
        "Now change over to the right.",
        "Easier": "Leave more room between your knee and your chest.",
        "Stop": "If your hip or back pinches, let the knee drift away a little.",
    }
    assert sheet.facts == (
        ("You need", "a mat, a small cushion and a towel"),
        ("How often", WORDS.routines["relief-techniques"].frequency),
    )


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_every_sheet_is_complete(routine: str, made: Make) -> None:
    html = sheet_html(made(routine))
    text = Text(html)
    steps = CONTENT.routines[routine].steps
    for step in steps:
        about = WORDS.exercises[step.exercise.id]
        for words in (
            about.name,
            about.stop if "{" not in about.stop else "",
            about.avoid if step.exercise.avoid else "",
        ):
            assert words in text
    for name in CONTENT.routines[routine].safety:
        if name != "not-while-in-pain":  # the card of the exercise has this warning
            assert " ".join(WORDS.phrases.safety[name]) in text
    assert all(CONTENT.documents[source].title in text for source in CONTENT.routines[routine].sources)
    assert "{" not in " ".join(text.words)
    assert ("Stand up only when you feel steady." in text) == (steps[-1].exercise.position != "upright")
    assert html == sheet_html(made(routine))


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_a_sheet_has_headings_and_loads_no_other_file(routine: str, made: Make) -> None:
    html = sheet_html(made(routine))
    text = Text(html)
    assert html.startswith('<!doctype html>\n<html lang="en">')
    tags = [tag for tag, _ in text.tags]
    assert (tags.count("title"), tags.count("h1"), tags.count("main")) == (1, 1, 1)
    assert tags.index("h1") < tags.index("h2")
    assert tags.count("li") == len(CONTENT.routines[routine].steps) == tags.count("h2") - 1 - ("getting up" in text)
    assert {"script", "img", "link", "iframe"} & set(tags) == set()
    assert not any(
        name in ("style", "src") or name.startswith("on") for _, attributes in text.tags for name in attributes
    )
    urls = [attributes["href"] for _, attributes in text.tags if "href" in attributes]
    assert urls == ["https://creativecommons.org/licenses/by-sa/4.0/"]


def test_text_is_escaped(made: Make) -> None:
    nasty = '</style><script>alert("1")</script> & <b onload=x>'
    sheet = made("five-minute-ease")
    card = replace(sheet.cards[0], name=nasty, dose=nasty, warning=nasty, rows=((nasty, nasty),))
    text = Text(
        sheet_html(
            replace(sheet, title=nasty, summary=nasty, safety=(nasty,), cards=(card,), small_print=((nasty, nasty),))
        )
    )
    assert {"script"} & {tag for tag, _ in text.tags} == set()
    assert " ".join(text.words).count(nasty) == 11


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_every_exercise_has_its_figure_with_a_label(routine: str, made: Make) -> None:
    text = Text(sheet_html(made(routine)))
    shown = [attributes for tag, attributes in text.tags if tag == "svg"]
    steps = CONTENT.routines[routine].steps
    assert [each["aria-label"] for each in shown] == [alt_text(step.exercise, WORDS, way=step.way) for step in steps]
    assert {(each["role"], each["class"], each["viewbox"]) for each in shown} == {("img", "figure", "0 0 1200 900")}
    assert not [attributes for _, attributes in text.tags if "id" in attributes]


def test_the_way_that_a_routine_chooses_is_shown(made: Make) -> None:
    names = [card.exercise for card in made("relief-techniques").cards]
    assert PALETTE["towel"] in made("relief-techniques").cards[names.index("hamstring-stretch")].figure


def test_a_walk_has_its_phases(made: Make) -> None:
    rows = dict(made("walk-30").cards[0].rows)
    assert rows["Steady walk"] == "Twenty-four minutes. Now find a moderate pace, one at which you could still chat."
    assert made("walk-30").get_up == ()


def test_a_warning_is_printed_with_its_exercise(made: Make) -> None:
    assert [bool(card.warning) for card in made("lower-back-pain").cards] == [True, False]


def test_sheets_are_written_once(tmp_path: Path, figures: Figures) -> None:
    def times() -> dict[str, int]:
        with opened(tmp_path) as out:
            write_sheets(out, CONTENT.routines.values(), figures, CONTENT.documents)
        return {path.name: path.stat().st_mtime_ns for path in (tmp_path / "sheets").iterdir()}

    first = times()
    assert sorted(first) == [f"{routine}.html" for routine in sorted(CONTENT.routines)]
    assert times() == first
    assert sheet_file("walk-20", "de") == "sheets/walk-20--lang-de.html"


@pytest.mark.skipif(CHROMIUM is None, reason="prints with Chromium")
@pytest.mark.parametrize(
    ("routine", "paper", "pages"),
    [("lower-back-relief", "letter", 1), pytest.param("whole-programme", "A4", 2, marks=pytest.mark.slow)],
)
def test_a_sheet_fits_on_paper(tmp_path: Path, routine: str, paper: str, pages: int, made: Make) -> None:
    """Seven exercises on one page; the sixteen of the whole programme on two."""
    sheet, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    sheet.write_text(
        sheet_html(made(routine)).replace("@page { margin", f"@page {{ size: {paper}; margin"), encoding="utf-8"
    )
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/me", f"--print-to-pdf={pdf}")
    subprocess.run([str(CHROMIUM), *options, sheet.as_uri()], check=True, capture_output=True, timeout=PATIENCE_S)
    assert len(re.findall(rb"/Type /Page\b", pdf.read_bytes())) == pages
