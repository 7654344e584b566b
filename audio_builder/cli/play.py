"""``gentleback play``: a session in the terminal, made first where it is missing."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from audio_builder.cli.options import (
    add_session_options,
    check_known,
    naming_flags,
    opened,
    options_of,
    requests_of,
    setup_of,
)
from audio_builder.session.session import OutputFormat
from content.clock_text import clock
from gentleback_cli import Parser, UsageError

if TYPE_CHECKING:
    from content.model.types import Content

NO_SOUND = "--no-sound"


@naming_flags
def play(arguments: list[str]) -> int:
    from content.model.loader import load

    asked = _parser().parse_args(arguments)
    content = load(asked.content)
    routine = _chosen(" ".join(asked.routine), content, asked.language)
    requests = requests_of(content, [routine], options_of(asked))
    if not asked.no_sound:
        from audio_builder.playing.device import probe

        probe(f"'{NO_SOUND}' runs by the clock")
    output = OutputFormat(bed=asked.bed)
    output.check()
    from audio_builder.cli.report import BuildReport
    from audio_builder.playing.playback import ClockPlayback, SoundPlayback
    from audio_builder.playing.player import PlayedSession, play_in_terminal
    from audio_builder.session.build import make_sessions
    from audio_builder.session.catalog import read_session

    with closing(BuildReport()) as report, opened(asked, "gentleback play") as out:
        for built in make_sessions(requests, setup_of(asked, content, output, report, out), report):
            report.built(built)
    session = read_session(asked.out, report.sessions[0].file)
    played = PlayedSession(session)
    playback = ClockPlayback(played.length_ms) if asked.no_sound else SoundPlayback(asked.out / session["file"])
    if not play_in_terminal(played, playback, is_live=not asked.mute_view):
        print(f"left at {clock(playback.now_ms)} of {clock(played.length_ms)}")
    return 0


def _parser() -> Parser:
    about = "Play a session in the terminal, and show what to do; it is made first where it is missing."
    parser = Parser("play", f"{about} Keys: space, arrows, n(ext), p(revious), r(epeat), q(uit).")
    parser.add_argument("routine", nargs="*", metavar="ROUTINE", help="its id, or its name; none to choose from a list")
    shown = parser.add_argument_group("how it is shown")
    shown.add_argument("--mute-view", action="store_true", help="a plain line for each cue instead of the live view")
    shown.add_argument(NO_SOUND, action="store_true", help="no sound: run by the clock, where there is no device")
    add_session_options(parser)
    return parser


def _chosen(name: str, content: Content, language: str) -> str:
    """The id of the routine with the id, name or alias ``name``; asks where that is empty. Raises ``UsageError``."""
    check_known("language", [language], content.words)
    words = content.words[language]
    names = {_plain(each): id_ for id_ in content.routines for each in words.routines[id_].also}
    names |= {_plain(words.routines[id_].name): id_ for id_ in content.routines}
    names |= {_plain(id_): id_ for id_ in content.routines}
    if not name:
        name = _picked({id_: words.routines[id_].name for id_ in content.routines})
    if _plain(name) not in names:
        raise UsageError.unknown("routine", name, content.routines)
    return names[_plain(name)]


def _plain(name: str) -> str:
    """``name`` without case, hyphens and extra spaces."""
    return " ".join(name.lower().replace("-", " ").split())


def _picked(names: dict[str, str]) -> str:
    """The answer of the person at the terminal to the list of ``names``, which are by id."""
    if not sys.stdin.isatty():
        raise UsageError(f"name a routine: {', '.join(names)}")
    for number, (id_, name) in enumerate(names.items(), start=1):
        print(f"{number:>3}  {name}  ({id_})")
    try:
        answer = input("Which one? ").strip()
    except EOFError:
        answer = ""
    if not answer:
        raise UsageError("no routine was chosen")
    is_number = answer.isdecimal() and 0 < int(answer) <= len(names)
    return list(names)[int(answer) - 1] if is_number else answer
