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
from audio_builder.sheets.sheet import SENTENCE_END, Passage, Sheet, sheet_of
from audio_builder.sheets.write import sheet_file, sheet_html, write_sheets
from content.model.loader import load
from content.timeline.frame import written_safety
from content.words.en.grammar import is_for_the_ear
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
    step = CONTENT.routines["relief-techniques"].steps[1]
    times = WORDS.grammar.count(step.repetitions, "time").capitalize()
    assert cards[1].dose == f"{times} on the left, then on the right, eight seconds each."
    words = WORDS.exercises["single-knee-to-chest"]
    rows = dict(cards[1].rows)
    assert list(rows) == ["Start", "Do", "Back", "Easier", "Too much"]
    assert cards[1].warning == words.caution != ""
    first = words.manner.arrive[0].text.replace("{side}", "left").replace("{other}", "right")
    assert rows["Start"].startswith(f"On your back. {first}")
    do = words.manner.do.replace("{side}", "left")
    assert rows["Do"].startswith(f"{do[0].upper()}{do[1:]}.")
    assert f". {words.manner.listen[0].replace('{other}', 'right')}" in rows["Do"]
    assert rows["Back"] == f"{words.manner.release[0]} Then the right."
    assert (rows["Easier"], rows["Too much"]) == (words.easier, words.amber)
    assert sheet.facts == (
        ("You need", "a mat, a cushion, a towel and a steady chair"),
        ("How often", WORDS.routines["relief-techniques"].frequency),
    )


def test_a_position_is_taken_up_once(made: Make) -> None:
    """The exercises before have the same: the words for it are printed with the first."""
    arrive = WORDS.phrases.positions["back-knees-bent"].arrive[0].text
    starts = [dict(card.rows)["Start"] for card in made("relief-techniques").cards]
    assert [arrive in start for start in starts] == [True, False, False, False, False]


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_seconds_are_for_the_voice_alone(routine: str, made: Make) -> None:
    sheet = made(routine)
    passages = [passage for passage in (sheet.down, sheet.up) if passage]
    texts = [text for card in sheet.cards for _, text in card.rows] + [text for each in passages for text in each.steps]
    assert not [text for text in texts if "[" in text or "{" in text or ".." in text]


def test_the_ways_down_and_up_are_printed_around_the_exercises(made: Make) -> None:
    """From the front one comes to rest on the side before coming up."""
    passages, lines = WORDS.phrases.passages, WORDS.phrases.lines
    html = sheet_html(made("lower-back-pain"))
    first, last = html.index("<h2>Getting down</h2>"), html.index("<h2>Coming up</h2>")
    begin = html.index('<ol class="exercises">')
    assert first < begin < html.index("</ol>", begin) < last
    for at, step in ((first, passages["upright", "back"][-1]), (last, passages["side-lying", "upright"][-1])):
        assert at < html.index(step.text, at) < html.index("</section>", at)
    down, up = made("lower-back-pain").down, made("lower-back-pain").up
    assert down
    assert up
    assert down.steps[0] == lines["set_chair"]
    assert up.steps[0] == passages["front", "side-lying"][0].text.replace("{side}", "left")
    assert (down.note, up.note) == (lines["no_kneeling"], "")


def test_what_is_done_on_the_back_alone_can_be_done_on_a_bed(made: Make) -> None:
    down, up, lines = made("five-minute-ease").down, made("five-minute-ease").up, WORDS.phrases.lines
    assert down
    assert up
    assert (down.note, up.note) == (lines["bed"], lines["bed_up"])
    assert down.note in Text(sheet_html(made("five-minute-ease")))


def test_what_is_explained_the_first_time_is_printed_but_not_what_points_at_a_sound(made: Make) -> None:
    talks = [WORDS.phrases.talks[name] for name in CONTENT.routines["start-here"].talks]
    printed = dict(made("start-here").talks)
    assert list(printed) == [talk.name for talk in talks]
    for talk in talks:
        said = [sentence for each in talk.say if not each.tone for sentence in SENTENCE_END.split(each.text)]
        assert " ".join(printed[talk.name]) == " ".join(sentence for sentence in said if not is_for_the_ear(sentence))
    assert any(each.tone for talk in talks for each in talk.say)


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_nothing_is_printed_that_only_an_ear_can_use(routine: str, made: Make) -> None:
    sheet = made(routine)
    cards = [text for card in sheet.cards for text in (card.warning, *(text for _, text in card.rows))]
    texts = [*cards, *(text for _, talk in sheet.talks for text in talk)]
    assert [text for text in texts if any(map(is_for_the_ear, SENTENCE_END.split(text)))] == []


def test_a_sentence_in_which_the_coach_speaks_of_itself_is_for_the_ear() -> None:
    assert is_for_the_ear("Rest until I call you.")
    assert is_for_the_ear("Pause me until you are in.")
    assert not is_for_the_ear("Dizzy? Pause me, and wait.")
    assert not is_for_the_ear("In metres, or so.")


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_every_sheet_is_complete(routine: str, made: Make) -> None:
    html = sheet_html(made(routine))
    text = Text(html)
    steps = CONTENT.routines[routine].steps
    for step in steps:
        about = WORDS.exercises[step.exercise.id]
        for words in (about.name, about.amber if "{" not in about.amber else "", about.caution):
            assert words in text
        assert about.avoid.split(". ")[0] in text
    for sentence in written_safety(CONTENT.routines[routine], WORDS):
        assert sentence in text
    assert all(CONTENT.documents[source].title in text for source in CONTENT.routines[routine].sources)
    assert "{" not in " ".join(text.words)
    last = WORDS.phrases.passages["back", "upright"][-1].text
    assert (last in text) == (steps[-1].exercise.position != "upright")
    assert html == sheet_html(made(routine))


@pytest.mark.parametrize("routine", CONTENT.routines)
def test_a_sheet_has_headings_and_loads_no_other_file(routine: str, made: Make) -> None:
    html = sheet_html(made(routine))
    text = Text(html)
    assert html.startswith('<!doctype html>\n<html lang="en">')
    tags = [tag for tag, _ in text.tags]
    assert (tags.count("title"), tags.count("h1"), tags.count("main")) == (1, 1, 1)
    assert tags.index("h1") < tags.index("h2")
    steps, sheet = CONTENT.routines[routine].steps, made(routine)
    passages = [passage for passage in (sheet.down, sheet.up) if passage]
    listed = [sheet.safety, *(talk for _, talk in sheet.talks), *(passage.steps for passage in passages)]
    assert tags.count("li") == len(steps) + sum(map(len, listed))
    assert tags.count("h2") == len(steps) + len(listed)
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
            replace(
                sheet,
                title=nasty,
                summary=nasty,
                safety=(nasty,),
                talks=((nasty, (nasty,)),),
                down=Passage(nasty, nasty, (nasty,)),
                cards=(card,),
                up=Passage(nasty, nasty, (nasty,)),
                small_print=((nasty, nasty),),
            )
        )
    )
    assert {"script"} & {tag for tag, _ in text.tags} == set()
    assert " ".join(text.words).count(nasty) == 19


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
    steady = WORDS.exercises["walk"].phases["steady"]
    assert rows[steady.name] == " ".join(["Twenty-four minutes.", *steady.start])
    assert (made("walk-30").down, made("walk-30").up) == (None, None)


def test_a_warning_is_printed_with_its_exercise(made: Make) -> None:
    words = WORDS.exercises["erector-isometric"]
    first, second = made("lower-back-pain").cards
    assert first.warning == ""
    assert second.warning.startswith(words.avoid.split(". ")[0])
    assert second.warning.endswith(words.caution)


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
    [
        ("five-minute-ease", "letter", 1),
        ("lower-back-relief", "letter", 1),
        ("start-here", "letter", 1),
        pytest.param("whole-programme", "A4", 2, marks=pytest.mark.slow),
    ],
)
def test_a_sheet_fits_on_paper(tmp_path: Path, routine: str, paper: str, pages: int, made: Make) -> None:
    """Seven exercises on one page, and so all that is explained first; the fifteen of the whole programme on two."""
    sheet, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    sheet.write_text(
        sheet_html(made(routine)).replace("@page { margin", f"@page {{ size: {paper}; margin"), encoding="utf-8"
    )
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/me", f"--print-to-pdf={pdf}")
    subprocess.run([str(CHROMIUM), *options, sheet.as_uri()], check=True, capture_output=True, timeout=PATIENCE_S)
    assert len(re.findall(rb"/Type /Page\b", pdf.read_bytes())) == pages
