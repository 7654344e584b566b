"""Which package may import which: read from the imports of every file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTS = ("audio_builder", "skill")
FILES = sorted(path.relative_to(ROOT) for package in ("content", *PRODUCTS) for path in (ROOT / package).rglob("*.py"))
HEAVY = {
    "pydub",
    "lameenc",
    "espeakng_loader",
    "PIL",
    "resvg_py",
    "rich",
    "yaml",
    "platformdirs",
    "audioop",
    "multiprocessing",
}
EAGER = [file for file in FILES if file.name in ("commands.py", "errors.py") or file.parent.name == "cli"]
SOUND = {"pydub", "lameenc", "espeakng_loader", "PIL", "resvg_py", "audioop", "wave"}


def imported(file: Path, top_level_only: bool = False) -> set[str]:
    """The modules that ``file`` imports, except for the type checker."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    skipped = {id(each) for node in ast.walk(tree) if _is_type_checking(node) for each in ast.walk(node)}
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    names = set()
    for node in nodes:
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names.add(node.module or "")
    return names


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def tops(names: set[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


def test_there_is_something_to_check() -> None:
    assert {file.parts[0] for file in FILES} >= {"content", "audio_builder"}
    assert tops(imported(Path("audio_builder/session/build.py"))) >= {"content", "audio_builder"}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_products_do_not_import_each_other_and_content_imports_neither(file: Path) -> None:
    package = file.parts[0]
    others = {"audio_builder", "skill", "gentleback", "tests", "benchmarks"} - {package}
    assert tops(imported(file)) & others == set()
    if package != "audio_builder":
        assert tops(imported(file)) & SOUND == set()


def test_no_hosted_code_imports_the_simulator() -> None:
    """Only the command ``talk`` does, which ``gentleback.py`` imports, and tests."""
    hosted = [file for file in FILES if file.parts[:2] != ("skill", "simulator")]
    assert [str(file) for file in hosted if any(name.startswith("skill.simulator") for name in imported(file))] == []


@pytest.mark.parametrize("file", [file for file in FILES if file.parts[:2] == ("content", "timeline")], ids=str)
def test_the_timeline_imports_no_clock_no_randomness_and_no_files(file: Path) -> None:
    banned = {"time", "datetime", "random", "pathlib", "os", "secrets", "uuid", "socket", "urllib"}
    assert tops(imported(file)) & banned == set()


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.name in ("commands.py", "errors.py") or file.parent.name == "cli"], ids=str
)
def test_what_every_command_imports_is_light(file: Path) -> None:
    assert tops(imported(file, top_level_only=True)) & HEAVY == set()


COMMANDS = ("audio_builder/cli", "skill/alexa/package.py", "skill/hosting/serve.py", "skill/simulator/command.py")


@pytest.mark.parametrize("file", [file for file in FILES if not str(file).startswith(COMMANDS)], ids=str)
def test_only_commands_know_the_command_line(file: Path) -> None:
    assert "gentleback_cli" not in tops(imported(file))
