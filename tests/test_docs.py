"""README and docs name every command, option, field and file; their links, figures and examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from audio_builder.session.catalog import Catalog, CatalogChapter, CatalogCue, CatalogSession
from content.timeline.options import Options
from gentleback import COMMANDS, main
from tests.golden.conversations_now import current_conversation

Capture = pytest.CaptureFixture[str]

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

NAMES_ONLY = (
    "phrases.yaml",
    "sources.yaml",
    "conversation.yaml",
    "utterances.yaml",
    "pronunciations.yaml",
    "page.yaml",
)
"""Files whose fields are names of sentences, documents, intents or words."""


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(command: str) -> str:
    """What ``docs/cli.md`` says under the heading of ``command``."""
    _, _, rest = page("docs/cli.md").partition(f"\n## gentleback {command}\n")
    return rest.partition("\n## ")[0]


def test_the_readme_is_a_front_page() -> None:
    assert len((ROOT / "README.md").read_bytes()) <= 8_000
    top, _, rest = page("README.md").partition("\n## Two commands\n")
    first, later = ("docs/sample.mp3", "see a doctor first", "stop that one and rest"), ("make sessions", "make test")
    assert [words for words in first if words not in top] == []
    assert [words for words in later if words not in rest] == []


def test_the_command_page_has_every_command_and_no_other() -> None:
    assert re.findall(r"^## gentleback (.+)$", page("docs/cli.md"), re.MULTILINE) == list(COMMANDS)
    assert [
        name for name in COMMANDS if f"| [`gentleback {name}`](#gentleback-{name}) |" not in page("docs/cli.md")
    ] == []


@pytest.mark.parametrize("words", [*([name] for name in COMMANDS), ["voices", "add"], ["voices", "hear"]], ids=" ".join)
def test_the_section_of_a_command_names_every_option(words: list[str], capsys: Capture) -> None:
    assert main([*words, "--help"]) == 0
    help_text = capsys.readouterr().out
    options = _options(help_text)
    said = section(words[0]) + (section("build") if words == ["play"] else "")
    assert [option for option in sorted(options) if not re.search(rf"`[^`\n]*{option}\b[^`\n]*`", said)] == []
    for option, choices in re.findall(r"^  (--[a-z-]+) {(.+)}", help_text, re.MULTILINE):
        assert f"`{option} {choices}`".replace(",", r"\|") in said


@pytest.mark.parametrize("command", COMMANDS)
def test_the_section_of_a_command_names_no_option_that_is_not_there(command: str, capsys: Capture) -> None:
    there: set[str] = set()
    for words in ([command], ["build"], ["voices", "add"], ["voices", "hear"]):
        assert main([*words, "--help"]) == 0
        there |= _options(capsys.readouterr().out)
    assert set(re.findall(r"`(--[a-z][a-z-]+)", section(command))) - there == set()


def _options(help_text: str) -> set[str]:
    """The options that a command's help describes, at the beginning of a line."""
    lines = re.findall(r"^  (?:-\w(?: [^ ]+)?, )?(--[a-z][a-z-]+)", help_text, re.MULTILINE)
    return set(lines) - {"--help"}


@pytest.mark.parametrize("shape", [Catalog, CatalogSession, CatalogChapter, CatalogCue, Options])
def test_the_catalog_page_names_every_field(shape: type) -> None:
    fields = shape.__annotations__
    assert [field for field in fields if f"`{field}`" not in page("docs/catalog.md")] == []


def test_the_content_page_names_every_field_of_the_yaml() -> None:
    files = [path for path in (ROOT / "content").rglob("*.yaml") if path.name not in NAMES_ONLY]
    fields = {field for path in files for field in _fields(yaml.safe_load(path.read_text(encoding="utf-8")))}
    assert len(fields) > 40
    assert sorted(field for field in fields if not re.search(rf"\b{field}\b", page("docs/content.md"))) == []


def _fields(value: object) -> set[str]:
    """The names of all fields in ``value``, but not the ids that name ways and phases in the words."""
    if isinstance(value, list):
        return {field for item in value for field in _fields(item)}
    if not isinstance(value, dict):
        return set()
    inner = {
        field
        for name, item in value.items()
        for field in _fields(list(item.values()) if name in ("ways", "phases") and isinstance(item, dict) else item)
    }
    return set(value) | inner


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    text = re.sub(r"^```.*?^```$", "", page(name), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\((?!https?:)([^)\s]+)\)", text)
    assert [target for target in targets if not _is_there(name, target)] == []


def _is_there(name: str, target: str) -> bool:
    file, _, heading = target.partition("#")
    path = (ROOT / name).parent / file if file else ROOT / name
    return path.exists() and (not heading or heading in _anchors(path))


def _anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"\]\([^)]*\)", "", heading)).lower().replace(" ", "-") for heading in headings
    }


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        found = {((ROOT / name).parent / file).resolve() for file in re.findall(r"\]\(([\w./-]+\.md)[)#]", page(name))}
        waiting += sorted({path.relative_to(ROOT).as_posix() for path in found} - reached)
    assert set(PAGES) <= reached


def test_the_performance_page_is_what_the_benchmarks_write() -> None:
    from benchmarks.__main__ import BENCHMARKS
    from benchmarks.report import HEAD, MACHINE, METHODS

    results = page("docs/performance.md")
    assert results.startswith(HEAD)
    methods = "".join(f"* `{name}`: {method}\n" for name, (_, method) in BENCHMARKS.items())
    assert f"\n{METHODS}\n\n{methods}\n{MACHINE}\n\n* " in results
    goals, *others = re.findall(r"(?:^\|.*\n)+", results, re.MULTILINE)
    assert len(goals.splitlines()) > 10
    assert len(others) == 7


@pytest.mark.parametrize(
    ("name", "start", "many"),
    [("README.md", "Measured with `make bench`", 3), ("docs/voices.md", "`python -m benchmarks voices`", 4)],
)
def test_the_measured_values_are_what_the_benchmarks_printed(name: str, start: str, many: int) -> None:
    line = next(line for line in page(name).splitlines() if line.startswith(start))
    values = re.findall(r"\d[\d.,]*(?:%| (?:x|ms|s|MB)\b)", line)
    assert len(values) == many
    assert [value for value in values if not re.search(rf"(?<![\d.]){value}", page("docs/performance.md"))] == []


def test_the_conversation_is_a_real_one() -> None:
    blocks = re.findall(r"```\n(.*?)\n```", page("docs/alexa.md"), re.DOTALL)
    written = next(block for block in blocks if block.startswith("> open"))
    assert current_conversation(written).rstrip("\n") == written


def _folders() -> list[str]:
    """The packages inside the three of ours, and the folders of content."""
    parents = [ROOT / name for name in ("content", "audio_builder", "skill")]
    return sorted(
        path.relative_to(ROOT).as_posix() for parent in parents for path in parent.iterdir() if _is_ours(path)
    )


def _is_ours(folder: Path) -> bool:
    return any(folder.glob("*.py")) or any(folder.glob("*.yaml"))


@pytest.mark.parametrize("folder", _folders())
def test_every_folder_is_in_the_drawing_and_in_the_table_of_contributing(folder: str) -> None:
    assert f">{folder.rpartition('/')[2]}</text>" in page("docs/architecture.svg")
    assert f"`{folder}`" in page("CONTRIBUTING.md")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "CHANGELOG.md"])
def test_every_path_that_the_docs_name_is_there(name: str) -> None:
    tops = "content|audio_builder|skill|tests|benchmarks|docs|skill-package"
    paths = re.findall(rf"`((?:{tops})/[\w./-]+)`", page(name))
    named = [path for path in paths if not re.search(r"\b(?:ID|LANGUAGE|NAME)\b", path)]
    assert [path for path in named if not (ROOT / path).exists()] == []
