"""``gentleback talk``: the command itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import TextIOWrapper
from itertools import chain, islice
from textwrap import fill
from typing import TYPE_CHECKING, Any

from content.clock_text import clock
from content.model.faults import one_line
from gentleback_cli import Parser, UsageError, path_of
from skill.errors import need_libraries
from skill.simulator.speaker import BargeInError

if TYPE_CHECKING:
    from argparse import Namespace

    from skill.simulator.apla import PlayedSound
    from skill.simulator.speaker import Send, Talker

    Play = Callable[[list[PlayedSound]], None]
    """Plays sounds aloud."""

WIDTH = 96
PAUSE_LEAST_MS = 950
"""A shorter silence is not shown: it is the end of a sentence."""
LONGEST_LINE = 100_000
"""Characters; an input without an end, such as a device, would fill the memory."""
LEAVING = ("quit", "exit", "bye")
CLOSED = "(The session is over. Type 'open {name}' to begin again, or 'quit'.)"
SILENT = "(Silence: the speaker has stopped listening. Type 'open {name}' to go on, or 'quit'.)"
HINT = "(Type what you would say; nothing for silence; '@20 slower' to speak up after 20 seconds; 'quit' to leave.)"


def talk(arguments: list[str], play: Play | None = None) -> int:
    """Run the command. ``play`` plays an answer aloud; None where this was not asked for."""
    asked = parser().parse_args(arguments)
    need_libraries("this", "skill", "ask_sdk_core")
    _Screen(_talker(asked), asked.json, play).run(_lines())
    return 0


def parser() -> Parser:
    parser = Parser("talk", "Talk with the skill in the terminal, or let it read a conversation from standard input.")
    parser.add_argument("--speak", action="store_true", help="let the embedded voice speak the answers")
    parser.add_argument("--json", action="store_true", help="print the requests and the responses, one on a line")
    parser.add_argument("--ssml", action="store_true", help="answer as to a device without APL for Audio")
    parser.add_argument("--locale", default="en-US", help="of the speaker: en-US, en-GB, en-AU, en-CA, en-IN")
    parser.add_argument(
        "--store", default="memory:", metavar="URL", help="where to keep what you told (default: nowhere)"
    )
    parser.add_argument("--content", type=path_of, metavar="DIR", help="a folder of your own exercises and routines")
    return parser


def _talker(asked: Namespace) -> Talker:
    """A speaker with the whole skill behind it."""
    from content.model.loader import load
    from skill.alexa.model import LOCALES
    from skill.build import build_skill
    from skill.respond import respond_to
    from skill.simulator.matcher import matcher_of
    from skill.simulator.speaker import Speaker, Talker
    from skill.store import open_store

    content = load(asked.content)
    language = asked.locale.split("-")[0]
    words = content.words.get(language)
    matcher = matcher_of(content, words) if words else None
    if asked.locale not in LOCALES.get(language, ()) or words is None or words.utterances is None or matcher is None:
        raise UsageError.unknown("locale", asked.locale, [each for row in LOCALES.values() for each in row])
    store = open_store(asked.store)
    store.load("nobody")  # one that cannot be used is an error now, and not a warning at each answer
    send = partial(respond_to, build_skill(store, content, is_plain=asked.ssml))
    return Talker(Speaker(_printed(send) if asked.json else send, asked.locale), matcher, words.utterances.invocation)


def _printed(send: Send) -> Send:
    def both(envelope: dict[str, Any]) -> dict[str, Any]:
        answered = send(envelope)
        print(json.dumps(envelope), json.dumps(answered), sep="\n")
        return answered

    return both


class _Screen:
    """What is printed, unless it is the envelopes: the answers, and the lines that were read from a script."""

    def __init__(self, talker: Talker, is_json: bool, play: Play | None) -> None:
        self.talker, self.json, self.play = talker, is_json, play
        self.is_person = sys.stdin.isatty()

    def run(self, lines: Iterable[str]) -> None:
        if self.is_person and not self.json:
            print(HINT)
        name = self.talker.invocation
        lines = (line for line in lines if not line.lstrip().startswith("#"))
        first = [] if self.is_person else list(islice(lines, 1))
        if not any(name in line.lower() for line in first):  # a script may open the skill itself
            self._show(f"open {name}", self.talker.open())
        for line in chain(first, lines):
            sentence = line.strip()
            if sentence.lower() in LEAVING and (sentence == "quit" or not self.talker.speaker.is_open):
                break
            was_open = self.talker.speaker.is_open
            try:
                self._show(sentence, self.talker.hear(sentence), was_open)
            except BargeInError as error:  # a mistake in typing does not end a conversation
                print(one_line(f"gentleback: {error}"), file=sys.stderr)

    def _show(self, line: str, sounds: list[PlayedSound], was_open: bool = False) -> None:
        if self.json:
            return
        if not self.is_person:
            print(f"> {line}".rstrip())
        if sounds:
            print(f"{text_of(sounds)}  [{length_text(sounds)}]\n")
        if not self.talker.speaker.is_open:
            note = SILENT if was_open and not sounds else CLOSED
            print(note.format(name=self.talker.invocation), end="\n\n")
        sys.stdout.flush()
        if self.play and sounds:
            self.play(sounds)


def _lines() -> Iterator[str]:
    """The lines that are typed, or read from a script."""
    is_person = sys.stdin.isatty()
    if isinstance(sys.stdin, TextIOWrapper):  # bytes that are not UTF-8 become characters that nothing matches
        sys.stdin.reconfigure(errors="replace")
    while is_person:
        try:
            yield input("> ")
        except EOFError:
            return
    while line := sys.stdin.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith("\n"):
            raise UsageError(f"a line of the conversation is longer than {LONGEST_LINE:,} characters; shorten it")
        yield line


def text_of(sounds: Sequence[PlayedSound]) -> str:
    """Speech with its pauses, ``... 8 s ...``, in one wrapped paragraph."""
    words = " ".join(filter(None, map(_word, sounds)))
    wrapped = fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return wrapped.replace("\xa0", " ")


def _word(sound: PlayedSound) -> str:
    match sound.kind:
        case "speech":
            return sound.text if sound.text[-1:] in ".?!" else f"{sound.text}."
        case "chime":
            return "(chime)"
        case "silence":
            return f"...\xa0{round(sound.length_ms / 1_000)}\xa0s\xa0..." if sound.length_ms >= PAUSE_LEAST_MS else ""


def length_text(sounds: Sequence[PlayedSound]) -> str:
    """The length of all ``sounds``, such as "02:45"."""
    return clock(sounds[-1].end_ms if sounds else 0)
