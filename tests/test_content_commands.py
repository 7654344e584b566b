"""``list``, ``show`` and ``check`` as they are typed: what they print, and what they answer with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from content.describe import first_routine, overview, overview_text, routine_facts, routine_text
from content.model.compiled import OURS
from content.model.loader import load
from gentleback import main
from tests.content.model.folder import PHRASES, ROUTINE, SLIDE, VALID, with_change, write

if TYPE_CHECKING:
    from pathlib import Path

    from content.model.types import Content

Capture = pytest.CaptureFixture[str]

ROUTINES = ", ".join(sorted(file.stem for file in (OURS / "routines").iterdir()))
NO_YEAR = "must be a whole number from 1900 to 2107"


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(tmp_path / "own")


@pytest.fixture
def content(own: Path) -> Content:
    return load(own)


def ask(capsys: Capture, *words: object) -> tuple[int, str, str]:
    """The exit code, what was printed, and what went wrong."""
    code = main([*map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_list(own: Path, content: Content, capsys: Capture) -> None:
    rows = overview(content, content.words["en"])
    assert ask(capsys, "list", "--content", own) == (0, f"{overview_text(rows, first_routine(content))}\n", "")
    code, out, err = ask(capsys, "list", "--content", own, "--json")
    assert (code, json.loads(out), err) == (0, rows, "")


def test_list_without_a_folder_shows_ours(capsys: Capture) -> None:
    code, out, err = ask(capsys, "list", "--json")
    assert (code, [row["routine"] for row in json.loads(out)], err) == (0, ROUTINES.split(", "), "")


def test_show(own: Path, content: Content, capsys: Capture) -> None:
    facts = routine_facts(content, content.words["en"], "my-morning")
    assert ask(capsys, "show", "my-morning", "--content", own) == (0, f"{routine_text(facts)}\n", "")
    code, out, err = ask(capsys, "show", "my-morning", "--content", own, "--json", "--language", "en")
    assert (code, json.loads(out), err) == (0, facts, "")


@pytest.mark.parametrize("routine", ROUTINES.split(", "))
def test_show_every_routine_of_ours(routine: str, capsys: Capture) -> None:
    assert ask(capsys, "show", routine)[::2] == (0, "")
    code, out, _ = ask(capsys, "show", routine, "--json")
    assert (code, json.loads(out)["routine"]) == (0, routine)


def test_check_of_valid_content(own: Path, capsys: Capture) -> None:
    for folder in ([], [own], [OURS]):
        assert ask(capsys, "check", *folder) == (0, "no fault found\n", "")
        assert ask(capsys, "check", *folder, "--json") == (0, "[]\n", "")


def test_check_shows_every_fault(own: Path, capsys: Capture) -> None:
    write(own, {ROUTINE: VALID[ROUTINE].replace("2026", "soon"), SLIDE: "a: &x b", PHRASES: "\xe9".encode("latin-1")})
    lines = [
        f"{own / SLIDE}:1: a: uses an anchor or alias; write the value out",
        f"{own / ROUTINE}:1: year: {NO_YEAR}",
        f"{own / PHRASES}:1: is not UTF-8 text; save it as UTF-8",
    ]
    assert ask(capsys, "check", own) == (1, "".join(f"{line}\n" for line in lines), "")
    code, out, err = ask(capsys, "check", own, "--json")
    assert (code, err) == (1, "")
    assert json.loads(out) == [
        {"file": str(own / SLIDE), "line": 1, "field": "a", "advice": "uses an anchor or alias; write the value out"},
        {"file": str(own / ROUTINE), "line": 1, "field": "year", "advice": NO_YEAR},
        {"file": str(own / PHRASES), "line": 1, "field": "", "advice": "is not UTF-8 text; save it as UTF-8"},
    ]


def test_check_names_files_as_the_folder_was_named(own: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own.parent)
    write(own, with_change(ROUTINE, "2026", "soon"))
    assert ask(capsys, "check", "own") == (1, f"own/{ROUTINE}:1: year: {NO_YEAR}\n", "")


@pytest.mark.parametrize("command", [("list",), ("show", "walk-20")])
def test_content_with_a_fault_is_refused(command: tuple[str, ...], own: Path, capsys: Capture) -> None:
    write(own, with_change(ROUTINE, "2026", "soon"))
    line = f"gentleback: {own / ROUTINE}:1: year: {NO_YEAR}\n"
    assert ask(capsys, *command, "--content", own) == (1, "", line)


MISUSES = {
    "a slip": (("show", "walk-21"), "unknown routine 'walk-21': did you mean 'walk-20'?"),
    "another routine": (("show", "yoga"), f"unknown routine 'yoga': there are: {ROUTINES}"),
    "no name": (("show", ""), f"unknown routine '': there are: {ROUTINES}"),
    "two lines": (("show", "a\nb\x1b[2J"), f"unknown routine 'a\\nb\\x1b[2J': there are: {ROUTINES}"),
    "large letters": (("show", "WALK-20"), "unknown routine 'WALK-20': did you mean 'walk-20'?"),
    "an unknown language": (("list", "--language", "xx"), "unknown language 'xx': there are: en"),
    "a longer language": (("show", "walk-20", "--language", "eng"), "unknown language 'eng': did you mean 'en'?"),
    "no routine": (
        ("show",),
        "the following arguments are required: ROUTINE; 'gentleback show --help' shows the options",
    ),
    "two routines": (
        ("show", "walk-20", "walk-30"),
        "unrecognized arguments: walk-30; 'gentleback show --help' shows the options",
    ),
    "an unknown option": (
        ("list", "--pace", "2"),
        "unrecognized arguments: --pace 2; 'gentleback list --help' shows the options",
    ),
    "half an option": (
        ("list", "--cont", "x"),
        "unrecognized arguments: --cont x; 'gentleback list --help' shows the options",
    ),
    "no value": (
        ("list", "--content"),
        "argument --content: expected one argument; 'gentleback list --help' shows the options",
    ),
    "two folders": (
        ("check", "own", "own"),
        "unrecognized arguments: own; 'gentleback check --help' shows the options",
    ),
    "a folder that is not there": (
        ("list", "--content", "nowhere"),
        "there is no content folder 'nowhere'; give a folder with exercises or routines",
    ),
    "a file": (
        ("check", f"own/{ROUTINE}"),
        f"'own/{ROUTINE}' is no folder; give a folder with exercises or routines",
    ),
    "an empty folder": (
        ("check", "empty"),
        "there is no content in 'empty'; give a folder with exercises or routines",
    ),
}


@pytest.mark.parametrize("case", MISUSES)
def test_a_misused_command_is_one_line(case: str, own: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own.parent)
    (own.parent / "empty").mkdir()
    words, expected = MISUSES[case]
    assert ask(capsys, *words) == (2, "", f"gentleback: {expected}\n")


@pytest.mark.parametrize("command", ["list", "show", "check"])
def test_help_shows_every_option(command: str, capsys: Capture) -> None:
    code, out, err = ask(capsys, command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: gentleback {command} ")
    assert "--json" in out
