"""The front door: assembles the ``gentleback`` command from both wings, and nothing else."""

from __future__ import annotations

import sys
from importlib import import_module

from content.cli import HELP_FLAGS, UsageError, run

COMMANDS = {
    "list": ("content.commands:list_routines", "the routines, and how long each takes"),
    "show": ("content.commands:show", "one routine: what it asks of you, step by step"),
    "check": ("content.commands:check", "find every fault in a folder of content"),
    "build": ("audio_builder.commands:build", "make sessions: MP3 files with timed holds"),
    "play": ("audio_builder.play_command:play", "play a session here, and show what to do"),
    "speak": ("audio_builder.speak_command:speak", "any text with exact pauses, as an MP3"),
    "voices": ("audio_builder.voices_command:voices", "who can speak; add a voice, or hear one"),
    "figures": ("audio_builder.figures.commands:figures", "draw the movements: SVG, PNG, one sheet of all"),
    "talk": ("gentleback:talk", "talk with the skill in the terminal"),
    "serve": ("gentleback:serve", "serve the sessions at home, and the skill for a smart speaker"),
    "package": ("skill.commands:package", "write what Amazon reads, and the folder for Lambda"),
    "clips": ("audio_builder.clips.command:clips", "the size of the clip store; prune it"),
}
"""Command -> the function that runs it, imported only when the command is given; and what it is for."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 the work failed, 2 it was asked wrongly."""
    words = sys.argv[1:] if arguments is None else arguments
    return run(lambda: _dispatch(words))


def talk(arguments: list[str]) -> int:
    """``gentleback talk``: the skill's conversation; with ``--speak`` the builder lends it a voice."""
    from skill.commands import talk as run

    play = None
    if "--speak" in arguments:
        from audio_builder.playing.aloud import open_aloud

        play = open_aloud(advice="leave out --speak")
    return run(arguments, play)


def serve(arguments: list[str]) -> int:
    """``gentleback serve``: one server for both wings; the builder's files stand beside the skill."""
    from audio_builder.serving.opening import open_site, usual_folder
    from skill.commands import serve as run
    from skill.hosting.beside import Beside

    return run(arguments, Beside(usual_folder, open_site))


def _dispatch(words: list[str]) -> int:
    if not words or words[0] in HELP_FLAGS:
        print(_overview())
        return 0
    if words[0] in ("--version", "version"):
        print(f"gentleback {_version()}")
        return 0
    if words[0] not in COMMANDS:
        raise UsageError.unknown("command", words[0], COMMANDS)
    module, _, function = COMMANDS[words[0]][0].partition(":")
    code: int = getattr(import_module(module), function)(words[1:])
    return code


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # its import takes as long as that of all the rest

    try:
        return version("gentle-back")
    except PackageNotFoundError:
        return "(not installed)"


def _overview() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:{width}}  {what}" for name, (_, what) in COMMANDS.items())
    usage = "usage: gentleback COMMAND [options]"
    return f"{usage}\n\n{rows}\n\n'gentleback COMMAND --help' tells the options of one command."


if __name__ == "__main__":
    sys.exit(main())
