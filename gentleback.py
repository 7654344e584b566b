"""The ``gentleback`` command: which module runs which subcommand, and the three that need the content alone."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path[0] != os.path.dirname(__file__):  # noqa: PTH120
    del sys.path[0]  # as ``python -m`` runs it: the current folder, whose ``content`` is not ours

from gentleback_signals import EndedAtOnce, leave

with EndedAtOnce():
    from importlib import import_module
    from pathlib import Path
    from typing import TYPE_CHECKING

    from gentleback_cli import FAILED, HELP_FLAGS, Parser, UsageError, path_of, print_json, run

if TYPE_CHECKING:
    from audio_builder.serving.site import Site
    from content.model.types import Content
    from content.model.words import Words

COMMANDS = {
    "list": ("gentleback:list_routines", "the routines, and how long each takes"),
    "show": ("gentleback:show", "one routine: what it asks of you, step by step"),
    "check": ("gentleback:check", "find every fault in a folder of content"),
    "build": ("audio_builder.cli.build:build", "make sessions: MP3 files with timed holds"),
    "play": ("audio_builder.cli.play:play", "play a session here, and show what to do"),
    "speak": ("audio_builder.cli.speak:speak", "any text with exact pauses, as an MP3"),
    "voices": ("audio_builder.cli.voices:voices", "who can speak; add a voice, or hear one"),
    "figures": ("audio_builder.cli.figures:figures", "draw the movements: SVG, PNG, one sheet of all"),
    "talk": ("gentleback:talk", "talk with the skill in the terminal"),
    "serve": ("gentleback:serve", "serve the sessions at home, and the skill for a smart speaker"),
    "package": ("skill.alexa.package:package", "write what Amazon reads, and the folder for Lambda"),
    "clips": ("audio_builder.cli.clips:clips", "the size of the clip store; prune it"),
}
"""Command -> the function that runs it, imported only when the command is given; and what it is for."""


SESSIONS = "out"
"""Where ``build`` writes sessions unless asked otherwise."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 failed, 2 misused."""
    words = sys.argv[1:] if arguments is None else arguments
    code = run(lambda: _dispatch(words))
    if arguments is None:
        leave(code)
    return code


def list_routines(arguments: list[str]) -> int:
    """``gentleback list``: the routines, and about how long each takes."""
    from content.describe import first_routine, overview, overview_text
    from content.model.loader import load

    asked = _parser("list", "The routines, and about how long each takes.").parse_args(arguments)
    content = load(asked.content)
    rows = overview(content, _words(content, asked.language))
    if asked.json:
        print_json(rows)
    else:
        print(overview_text(rows, first_routine(content)))
    return 0


def show(arguments: list[str]) -> int:
    """``gentleback show ROUTINE``: what a routine asks of you."""
    from content.describe import routine_facts, routine_text
    from content.model.loader import load

    parser = _parser("show", "What a routine asks of you, to read before you start.")
    parser.add_argument("routine", metavar="ROUTINE", help="its id, from 'gentleback list'")
    asked = parser.parse_args(arguments)
    content = load(asked.content)
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
    from content.model.assemble import faults_of

    parser = Parser("check", "Find every fault in a folder of content (in ours, without one).")
    parser.add_argument("folder", nargs="?", type=path_of, metavar="DIR", help="a folder of your own content")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    faults = faults_of(asked.folder)
    if asked.json:
        print_json([{"file": str(f.file), "line": f.line, "field": f.field, "advice": f.advice} for f in faults])
    else:
        print("\n".join(map(str, faults)) or "no fault found")
    return FAILED if faults else 0


def talk(arguments: list[str]) -> int:
    """``gentleback talk``: the skill's conversation; with ``--speak`` the builder lends it a voice."""
    from skill.simulator.command import talk as run

    play = None
    if "--speak" in arguments:
        from audio_builder.playing.answer_player import open_answer_player

        play = open_answer_player(advice="leave out --speak")
    return run(arguments, play)


def serve(arguments: list[str]) -> int:
    """``gentleback serve``: one server for the skill and for the builder's files."""
    from skill.hosting.serve import serve as run

    return run(arguments, SESSIONS if _has_sessions(SESSIONS) else None, _open_site)


def _has_sessions(folder: str) -> bool:
    from audio_builder.session.catalog import FILE_NAME

    return (Path(folder) / FILE_NAME).is_file()


def _open_site(folder: str) -> Site:
    """The web application for the sessions in ``folder``. Raises ``UsageError`` where there are none."""
    if not _has_sessions(folder):
        raise UsageError(f"there are no sessions in {folder}: 'gentleback build --out {folder}' makes them")
    from audio_builder.serving.site import Site

    return Site(Path(folder).absolute())


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in HELP_FLAGS:
        width = max(map(len, COMMANDS))
        rows = "\n".join(f"  {name:{width}}  {what}" for name, (_, what) in COMMANDS.items())
        print(f"usage: gentleback COMMAND [options]\n\n{rows}\n")
        print("'gentleback COMMAND --help' shows the options of one command.")
        return 0
    if words[0] in ("--version", "version"):
        from importlib.metadata import PackageNotFoundError, version  # its import takes as long as that of all the rest

        try:
            print(f"gentleback {version('gentle-back')}")
        except PackageNotFoundError:
            print("gentleback (not installed)")
        return 0
    if words[0] not in COMMANDS:
        raise UsageError.unknown("command", words[0], COMMANDS)
    module, _, function = COMMANDS[words[0]][0].partition(":")
    code: int = getattr(import_module(module), function)(words[1:])
    return code


def _parser(command: str, description: str) -> Parser:
    parser = Parser(command, description)
    parser.add_argument("--content", type=path_of, metavar="DIR", help="a folder of your own exercises and routines")
    parser.add_argument("--language", default="en", help="a folder of content/words (default: en)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _words(content: Content, language: str) -> Words:
    if language not in content.words:
        raise UsageError.unknown("language", language, content.words)
    return content.words[language]


if __name__ == "__main__":
    sys.exit(main())
