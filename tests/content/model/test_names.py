"""Names that sound like other names, or like what people say for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.model.loader import load
from content.model.names import sound_of
from tests.content.model.folder import PHRASES, ROUTINE_WORDS, SLIDE_WORDS, VALID, lines_of, with_change, write

if TYPE_CHECKING:
    from pathlib import Path

UTTERANCES = "words/en/utterances.yaml"
WORDS = load().words["en"]


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("Stop!", "stop"),
        ("  LET\u2019S -- go ", "lets go"),
        ("Child's pose", "childs pose"),
        ("5 minute ease", "five minute ease"),
        ("Take 21", "take twenty one"),
        ("A 100, and a 7x", "a 100 and a 7x"),
        ("Così", "così"),
        ("...", ""),
    ],
)
def test_how_a_name_sounds(name: str, sound: str) -> None:
    assert sound_of(name, WORDS.grammar) == sound


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        ("Stop", "AMAZON.StopIntent"),  # Alexa's own words
        ("help", "AMAZON.HelpIntent"),
        ('"Yes!"', "AMAZON.YesIntent"),
        ("Let\u2019s go", "ReadyIntent"),  # samples
        ("Surprise me.", "SurpriseIntent"),
        ("The first one", "ChooseOfferedIntent"),
        ("The 2 of those", "ChooseOfferedIntent"),
        ("Chest pain", "WarningSignIntent"),
    ],
)
def test_no_name_is_a_command(tmp_path: Path, name: str, intent: str) -> None:
    advice = f"'{name.strip(chr(34))}' is what people say for {intent}; choose another name"
    routine = with_change(ROUTINE_WORDS, "name: My morning", f"name: {name}")
    assert lines_of(write(tmp_path, routine)) == [f"{ROUTINE_WORDS}:1: name: {advice}"]
    exercise = with_change(SLIDE_WORDS, "also: [sliding heel]", f"also: [{name}]")
    assert lines_of(write(tmp_path, exercise)) == [f"{SLIDE_WORDS}:2: also.1: {advice}"]
    area = with_change(PHRASES, "equipment:", f"areas: {{shins: {name}}}\nequipment:")
    assert lines_of(write(tmp_path, area)) == [f"{PHRASES}:1: areas.shins: {advice}"]


def test_no_word_for_a_need_is_a_command(tmp_path: Path) -> None:
    said = VALID | {UTTERANCES: "needs:\n  belly: [tummy, stop]\n"}
    advice = "'stop' is what people say for AMAZON.StopIntent; choose another name"
    assert lines_of(write(tmp_path, said)) == [f"{UTTERANCES}:2: needs.belly.2: {advice}"]


def test_a_command_of_ones_own_is_one_too(tmp_path: Path) -> None:
    said = VALID | {UTTERANCES: "known:\n  AMAZON.NextIntent: [my morning]\n"}
    advice = "'My morning' is what people say for AMAZON.NextIntent; choose another name"
    assert lines_of(write(tmp_path, said)) == [f"{ROUTINE_WORDS}:1: name: {advice}"]


@pytest.mark.parametrize("name", ["Stop and go", "The helper", "Yes man", "First things first", "Skipping"])
def test_a_name_may_contain_a_command(tmp_path: Path, name: str) -> None:
    assert lines_of(write(tmp_path, with_change(ROUTINE_WORDS, "name: My morning", f"name: {name}"))) == []


@pytest.mark.parametrize("name", ["5 minute ease", "Childs' pose"])
def test_names_that_differ_on_paper_alone(tmp_path: Path, name: str) -> None:
    files = with_change(ROUTINE_WORDS, "name: My morning", f"name: {name}") | {
        SLIDE_WORDS: VALID[SLIDE_WORDS].replace("name: Heel slide", f"name: {name}")
    }
    (line,) = lines_of(write(tmp_path, files))
    assert line.endswith(" too; choose another")
