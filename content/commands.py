"""The commands about the content: ``list``, ``show`` and ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from content.cli import FAILED, Parser, UsageError, print_json

if TYPE_CHECKING:
    from content.model.content import Content
    from content.model.words import Words

LANGUAGE = "en"


def list_routines(arguments: list[str]) -> int:
    """``gentleback list``: the routines, and about how long each takes."""
    from content.describe import overview, overview_text

    asked = _parser("list", "The routines, and about how long each takes.").parse_args(arguments)
    content = _load(asked.content)
    rows = overview(content, _words(content, asked.language))
    if asked.json:
        print_json(rows)
    else:
        print(overview_text(rows))
    return 0


def show(arguments: list[str]) -> int:
    """``gentleback show ROUTINE``: what a routine asks of you."""
    from content.describe import routine_facts, routine_text

    parser = _parser("show", "What a routine asks of you, to read before you start.")
    parser.add_argument("routine", metavar="ROUTINE", help="its id, from 'gentleback list'")
    asked = parser.parse_args(arguments)
    content = _load(asked.content)
    if asked.routine not in content.routines:
        raise UsageError.unknown("routine", asked.routine, content.routines)
    facts = routine_facts(content, _words(content, asked.language), asked.routine)
    if asked.json:
        print_json(facts)
    else:
        print(routine_text(facts))
    return 0


def check(arguments: list[str]) -> int:
    """``gentleback check [DIR]``: every fault of a folder of content; exit code 1 when there is one."""
    from content.model.loader import faults_of

    parser = Parser("check", "Find every fault in a folder of content (in ours, without one).")
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a folder of your own content")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    faults = faults_of(asked.folder)
    if asked.json:
        print_json([{"file": str(f.file), "line": f.line, "field": f.field, "advice": f.advice} for f in faults])
    else:
        print("\n".join(map(str, faults)) or "no fault found")
    return FAILED if faults else 0


def _parser(command: str, description: str) -> Parser:
    parser = Parser(command, description)
    parser.add_argument("--content", type=Path, metavar="DIR", help="a folder of your own exercises and routines")
    parser.add_argument("--language", default=LANGUAGE, help="a folder of content/words (default: en)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _load(folder: Path | None) -> Content:
    from content.model.loader import load

    return load(folder)


def _words(content: Content, language: str) -> Words:
    if language not in content.words:
        raise UsageError.unknown("language", language, content.words)
    return content.words[language]
