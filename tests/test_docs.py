"""The docs name every command, option, field and file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from audio_builder.cli.build import _build_parser
from audio_builder.cli.figures import parser as figures_parser
from audio_builder.cli.play import parser as play_parser
from audio_builder.cli.speak import _parser as speak_parser
from audio_builder.session import catalog_types as catalog
from gentleback import COMMANDS
from skill.alexa.package import _parser as package_parser
from skill.hosting.settings import _parser as serve_parser
from skill.simulator.command import parser as talk_parser
from tests.golden.conversations_now import current_conversation

if TYPE_CHECKING:
    from gentleback_cli import Parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
VOICES = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
CATALOG = (ROOT / "docs" / "catalog.md").read_text(encoding="utf-8")

NAMES_ONLY = (
    "phrases.yaml",
    "sources.yaml",
    "conversation.yaml",
    "utterances.yaml",
    "pronunciations.yaml",
    "page.yaml",
)
"""Files whose fields are names of sentences, documents, intents or words."""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"gentleback {command}" in README


@pytest.mark.parametrize("option", [name for action in _build_parser()._actions for name in action.option_strings])
def test_the_readme_names_every_option_of_build(option: str) -> None:
    assert option in ("-h", "--help") or f"`{option}" in README


@pytest.mark.parametrize("shape", ["Catalog", "CatalogSession", "CatalogChapter", "CatalogCue", "CatalogOptions"])
def test_the_catalog_page_names_every_field(shape: str) -> None:
    fields = getattr(catalog, shape).__annotations__
    assert [field for field in fields if f"`{field}`" not in CATALOG] == []


def test_the_content_page_names_every_field_of_the_yaml() -> None:
    files = [path for path in (ROOT / "content").rglob("*.yaml") if path.name not in NAMES_ONLY]
    fields = {field for path in files for field in _fields(yaml.safe_load(path.read_text(encoding="utf-8")))}
    assert len(fields) > 40
    assert sorted(field for field in fields if not re.search(rf"\b{field}\b", CONTENT)) == []


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


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        "docs/content.md",
        "docs/catalog.md",
        "docs/figures.md",
        "docs/player.md",
        "docs/skill.md",
        "docs/your-voice.md",
        "docs/voices.md",
        "docs/speak.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_the_figures_of_the_readme_are_what_the_benchmarks_printed() -> None:
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    goals, *others = re.findall(r"(?:^\|.*\n)+", results, re.MULTILINE)
    assert len(goals.splitlines()) > 10
    assert goals in README
    assert len(others) == 3
    assert [table for table in others if table not in VOICES] == []


def test_the_conversation_of_the_readme_is_a_real_one() -> None:
    written = next(block for block in re.findall(r"```\n(.*?)\n```", README, re.DOTALL) if block.startswith("> open"))
    assert current_conversation(written).rstrip("\n") == written


@pytest.mark.parametrize(
    "parser",
    [play_parser(), talk_parser(), serve_parser(), package_parser(), figures_parser()],
    ids=["play", "talk", "serve", "package", "figures"],
)
def test_the_readme_names_every_option_of(parser: Parser) -> None:
    options = [name for action in parser._actions for name in action.option_strings if name.startswith("--")]
    assert [name for name in options if name != "--help" and f"`{name}" not in README] == []


def test_the_page_of_speak_names_every_option() -> None:
    page = (ROOT / "docs" / "speak.md").read_text(encoding="utf-8")
    options = [name for action in speak_parser()._actions for name in action.option_strings if name != "-h"]
    assert [name for name in options if name != "--help" and f"`{name}" not in page] == []
