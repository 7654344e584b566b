"""What the skill says around the routines: every fault is one clear line, and every line is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from content.model.lines import CONVERSATION_LINES as LINES
from content.model.loader import load
from content.model.words import fill
from content.model.words_schema import SIGNS
from skill.coach.answering import QUESTIONS
from tests.content.model.folder import lines_of, write

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[3]
FILE = "words/en/conversation.yaml"
OURS = (ROOT / "content" / FILE).read_text(encoding="utf-8")
TALK = load().words["en"].conversation


def own(text: str) -> dict[str, str]:
    """A user's own folder with these lines laid over ours."""
    return {FILE: text}


ALLOWED: Mapping[str, str] = {
    "one line said otherwise": "lines: {goodbye: [See you.]}\n",
    "several alternatives": 'lines: {goodbye: ["See you.", "So long.", "Farewell."]}\n',
    "a name in braces that is allowed": "lines: {goodbye: [Bye.], again: [Again.], skipped: ['No {exercise}.']}\n",
    "a name in braces omitted": "lines: {skipped: [Skipped.]}\n",
    "a country of one's own": "emergency: {DE: one one two}\n",
    "nothing": "lines: {}\n",
}

INVALID: Mapping[str, tuple[str, ...]] = {
    "lines: {goodbye: []}\n": (f"{FILE}:1: lines.goodbye: must have at least 1",),
    "lines: {goodbye: Bye.}\n": (f"{FILE}:1: lines.goodbye: must be a list",),
    "lines: {goodbye: [5]}\n": (f"{FILE}:1: lines.goodbye.1: must be text",),
    "lines:\n  goodbye:\n    - Bye.\n    - 50% off.\n": (
        f"{FILE}:4: lines.goodbye.2: has '%', which no voice can say; write it in words",
    ),
    "lines: {goodbye: ['']}\n": (f"{FILE}:1: lines.goodbye.1: must be text",),
    "lines: {goodbye: ['Bye.', 'Bye.']}\n": (f"{FILE}:1: lines.goodbye.2: is listed twice; keep one",),
    "lines: {goodbye: 'x'}\nemergency: []\n": (
        f"{FILE}:1: lines.goodbye: must be a list",
        f"{FILE}:2: emergency: must be fields, each 'name: value'",
    ),
    "emergency: {GB: [999]}\n": (f"{FILE}:1: emergency.GB: must be text",),
}
NEAR: Mapping[str, str] = {
    "lines: {goodby: [Bye.]}\n": f"{FILE}:1: lines.goodby: unknown field; did you mean 'goodbye'?",
    "lines: {goodbye: ['Bye, {name}.']}\n": (
        f"{FILE}:1: lines.goodbye.1: has an unknown placeholder: {{name}}; there are: none"
    ),
    "lines: {skipped: ['Bye, {routine}.']}\n": (
        f"{FILE}:1: lines.skipped.1: has an unknown placeholder: {{routine}}; there are: {{exercise}}"
    ),
    "line: {goodbye: [Bye.]}\n": f"{FILE}:1: line: unknown field; did you mean 'lines'?",
    "hello\n": f"{FILE}:1: must be fields, each 'name: value'",
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_is_allowed_has_no_fault(case: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, own(ALLOWED[case]))) == []


@pytest.mark.parametrize("text", INVALID)
def test_a_fault_is_one_clear_line(text: str, tmp_path: Path) -> None:
    assert lines_of(write(tmp_path, own(text))) == list(INVALID[text])


@pytest.mark.parametrize("text", NEAR)
def test_a_fault_names_what_is_allowed_there(text: str, tmp_path: Path) -> None:
    (line,) = lines_of(write(tmp_path, own(text)))
    assert line.startswith(NEAR[text])


def test_a_line_of_ones_own_is_said(tmp_path: Path) -> None:
    conversation = (
        load(write(tmp_path, own("lines: {goodbye: [So long.]}\nemergency: {DE: a hundred and twelve}\n")))
        .words["en"]
        .conversation
    )
    assert conversation
    assert conversation.lines["goodbye"] == ("So long.",)
    assert TALK
    assert conversation.lines["greeting"] == TALK.lines["greeting"]
    assert (conversation.emergency["DE"], conversation.emergency["GB"]) == ("a hundred and twelve", "nine nine nine")


def test_what_asks_is_a_question_and_nothing_else_is() -> None:
    assert TALK
    questions = {name for name, _ in QUESTIONS.values()}
    asking = {*questions, "hold_senseless", "times_senseless"}
    for name, sentences in TALK.lines.items():
        for sentence in sentences:
            assert sentence.endswith("?") == (name in asking) or name == "suggest", (name, sentence)
    assert {name for name in LINES if name.startswith("ask_")} <= questions


def test_every_name_in_braces_is_used_by_each_line_that_may() -> None:
    assert TALK
    for name, places in LINES.items():
        values = dict.fromkeys(places, "x")
        for sentence in TALK.lines[name]:
            assert "{" not in fill(sentence, **values), name


def test_emergency_numbers() -> None:
    assert TALK
    assert {"other", "US", "GB", "AU", "CA", "IN"} <= set(TALK.emergency)
    assert all(re.fullmatch(r"[a-z ,]+", spoken) for spoken in TALK.emergency.values())


def test_the_signs_are_asked_about_and_can_be_said() -> None:
    utterances = load().words["en"].utterances
    assert utterances
    assert set(utterances.signs) == set(SIGNS)
    assert all(len(said) >= 5 for said in utterances.signs.values())


def test_a_language_without_a_conversation_is_allowed(tmp_path: Path) -> None:
    assert TALK
    assert OURS.startswith("# What the skill says around the routines")
    assert lines_of(write(tmp_path)) == []
