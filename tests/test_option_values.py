"""What people give as options: numbers, times and paths, as they write them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_builder.voices.piper import model_file
from gentleback import main
from gentleback_cli import UsageError, minutes, number, path_of, seconds, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.test_content_commands import Capture

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*ROOT.glob("*.py"), *(file for part in ("audio_builder", "skill") for file in (ROOT / part).rglob("*.py"))]
TYPES = {"_count", "_renamed", "minutes", "number", "path_of", "seconds", "whole_number"}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (whole_number, "12", 12),
        (whole_number, "-1", -1),
        (number, "2", 2.0),
        (number, "0.8", 0.8),
        (number, "0,8", 0.8),
        (number, "-0.5", -0.5),
        (seconds, "90", 90),
        (seconds, "90s", 90),
        (seconds, "1:30", 90),
        (seconds, "0:05", 5),
        (minutes, "7", 7),
        (minutes, "7.5", 7.5),
        (minutes, "7,5", 7.5),
        (minutes, "7:30", 7.5),
        (minutes, "7:20", 7.33),
        (minutes, "90:00", 90),
    ],
)
def test_a_value_as_people_write_it(kind: Callable[[str], object], text: str, value: object) -> None:
    assert repr(kind(text)) == repr(value)


@pytest.mark.parametrize(
    "text", ["", " ", "x", "1e3", "1_000", "\uff11", "0x10", "nan", "inf", "1" * 5_000, "1:60", "1:5", ":30"]
)
def test_what_is_no_value_is_one_line_with_an_example(text: str) -> None:
    for kind in (whole_number, number, seconds, minutes):
        with pytest.raises(UsageError) as caught:
            kind(text)
        assert "write one such as " in str(caught.value)
        assert len(str(caught.value)) < 130


def test_every_option_has_a_type_that_complains_in_plain_words() -> None:
    """That of ``int`` would be "invalid int value", and that of ``Path`` takes ``~`` for a folder's name."""
    nodes = (node for file in SOURCES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    keywords = [each for node in nodes if isinstance(node, ast.Call) for each in node.keywords]
    assert {each.value.id for each in keywords if each.arg == "type" and isinstance(each.value, ast.Name)} == TYPES


def test_a_path_may_begin_in_a_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert [path_of(text) for text in ("~", "~/a b", "a/~", "./~/x", "/x")] == [
        *map(Path, ("/home/me", "/home/me/a b", "a/~", "~/x", "/x"))
    ]
    monkeypatch.setenv("GENTLEBACK_PIPER_FOLDER", "~/voices")
    assert model_file("en_US-lessac-medium") == Path("/home/me/voices/en_US-lessac-medium.onnx")
    assert model_file("~/my.onnx") == Path("/home/me/my.onnx")


@pytest.mark.parametrize("text", ["", "  ", "a\0b", "~nobodyhere", "~nobodyhere/x"])
def test_what_is_no_path_is_one_line(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no path; name a |begins with no known home folder; write it out, or"):
        path_of(text)


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "bridge", "--out", "~/made"),
        ("package", "--out", "~/made"),
        ("speak", "Hold.", "-o", "~/made/hold.mp3", "--voice", "silent", "--clips", "~/clips"),
        ("voices", "hear", "silent", "--out", "~/made/hold.wav"),
    ],
)
def test_files_go_into_the_home_folder(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(list(words)) == 0, capsys.readouterr().err
    assert list((tmp_path / "made").iterdir())
    assert not (tmp_path / "~").exists()
