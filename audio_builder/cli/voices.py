"""``gentleback voices``: list them, add one of Piper's, hear one."""

from __future__ import annotations

import os
import re
import sys
import wave
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gentleback_cli import FAILED, Parser, UsageError, print_json

if TYPE_CHECKING:
    from audio_builder.voices.catalog import Row
    from audio_builder.voices.catalog_add import Addable
    from audio_builder.voices.catalog_index import IndexedVoice
    from audio_builder.voices.contract import Voice

YES = ("y", "yes")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as ``aloud`` plays it, for as long as it takes."""

    text: str
    kind: Literal["speech"] = "speech"
    start_ms: int = 0
    end_ms: int = 0


def voices(arguments: list[str]) -> int:
    """``gentleback voices``, ``voices add NAME``, ``voices hear NAME``."""
    more = {"add": _add, "hear": _hear}
    return more[arguments[0]](arguments[1:]) if arguments[:1] and arguments[0] in more else _list(arguments)


def _list(arguments: list[str]) -> int:
    from audio_builder.voices.catalog import MANY, rows

    told = "The voices: those that are here, and those that can be had. 'voices add NAME' adds one, 'voices hear NAME' "
    parser = Parser("voices", f"{told}lets you hear one.")
    parser.add_argument("--all", action="store_true", help="all voices of Piper's, from its index on the network")
    parser.add_argument("--language", default="", metavar="TAG", help="only these, such as en or en-gb")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    listed = rows(_index().values() if asked.all else ())
    tag = asked.language.lower().replace("_", "-")
    wanted = [row for row in listed if row.language == MANY or row.language.startswith(tag)]
    if asked.json:
        print_json([asdict(row) for row in wanted])
    else:
        print(_table(wanted))
    return 0


def _table(listed: list[Row]) -> str:
    head = ("voice", "language", "quality", "licence", "installed")
    lines = [
        (row.voice, row.language, row.quality, row.licence, "yes" if row.installed else f"no: {row.how_to_get}")
        for row in listed
    ]
    widths = [max(len(line[column]) for line in (head, *lines)) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, *lines)
    )


def _add(arguments: list[str]) -> int:
    from audio_builder.voices.catalog_add import add

    parser = Parser("voices add", "Fetch a voice, once its size and licence were shown.")
    told = (
        "natural:emma and the like, or one of Piper's such as en_US-lessac-medium; 'gentleback voices --all' lists them"
    )
    parser.add_argument("name", metavar="NAME", help=told)
    parser.add_argument("--yes", action="store_true", help="add it under its licence without a question")
    parser.add_argument("--from", dest="address", metavar="URL", help="a mirror of the voices")
    asked = parser.parse_args(arguments)
    voice = _addable(asked.name, asked.address)
    if not voice.files:
        print(f"it is in the package: --voice {voice.spec}")
        return 0
    print(voice.terms, flush=True)
    if not (asked.yes or _agreed(voice)):
        print("nothing was added")
        return FAILED
    changed = add(voice)
    folder = voice.files[-1][1].parent
    print(f"{'added' if changed else 'it was there already'}, in {folder}: --voice {voice.spec}")
    return 0


def _addable(name: str, address: str | None) -> Addable:
    from audio_builder.voices.catalog_add import from_hibari, from_piper
    from audio_builder.voices.natural import DEFAULT
    from audio_builder.voices.table import voice_names

    engine, colon, voice = name.partition(":")
    if engine == "natural":
        return from_hibari(voice or DEFAULT, address)
    if engine in voice_names() and engine != "piper":
        raise UsageError(f"the engine {engine} has no voices to download; natural and piper have")
    voice = voice if engine == "piper" and colon else name
    index = _index(address)
    if voice not in index:
        raise UsageError.unknown("voice", voice, index)
    return from_piper(index[voice])


def _index(address: str | None = None) -> dict[str, IndexedVoice]:
    from audio_builder.voices.catalog_index import address_of_voices, read_index

    return read_index(address.rstrip("/") if address else address_of_voices())


def _agreed(voice: Addable) -> bool:
    """Whether the person at the terminal wants it. Raises ``UsageError`` where there is nobody to ask."""
    if not sys.stdin.isatty():
        raise UsageError(f"say '--yes' to add {voice.spec} under this licence")
    try:
        return input("Add it under this licence? [y/N] ").strip().lower() in YES
    except EOFError:
        return False


def _hear(arguments: list[str]) -> int:
    from audio_builder.voices.table import AUTO, chosen

    parser = Parser("voices hear", "Hear a sentence in a voice; without a sound device it is written to a file.")
    parser.add_argument("name", metavar="NAME", help="who speaks, as --voice takes it; auto for the best")
    parser.add_argument("--text", default="", help="say this instead of a sentence of ours")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write a WAV file, and play nothing")
    asked = parser.parse_args(arguments)
    (spec, voice), text = chosen(asked.name or AUTO), asked.text or _sentence()
    print(f'{spec}: "{text}"', flush=True)
    if asked.out:
        _write(_wav(voice, text), asked.out)
    else:
        _play(voice, text)
    return 0


def _sentence() -> str:
    """One of the content's: the first instruction that needs no side."""
    from content.model.loader import load

    exercises = load(None).words["en"].exercises
    said = (sentence for exercise in exercises.values() for sentence in exercise.manner.movement)
    return next(sentence for sentence in said if "{" not in sentence)


def _play(voice: Voice, text: str) -> None:
    """Play ``text``, or write it where that does not work. Raises ``VoiceError`` when it cannot be spoken."""
    from audio_builder.playing.answer_player import open_answer_player
    from audio_builder.playing.device import NoDeviceError

    try:
        open_answer_player(voice)([_Sentence(text)])
    except NoDeviceError as error:
        whole = _wav(voice, text)  # first: what cannot be spoken is told alone
        print(f"it cannot be played here ({error})", file=sys.stderr)
        _write(whole, Path(f"{re.sub(r'[^A-Za-z0-9]+', '-', voice.name).strip('-')[:60]}.wav"))


def _wav(voice: Voice, text: str) -> bytes:
    from audio_builder.sound.limiter import limit
    from audio_builder.sound.pcm import WIDTH
    from audio_builder.voices.saying import way_of_voice

    sound = limit(voice.speak(way_of_voice(voice)(text)), voice.gain_db)
    content = BytesIO()
    with wave.open(content, "wb") as whole:
        whole.setnchannels(1)
        whole.setsampwidth(WIDTH)
        whole.setframerate(sound.rate_hz)
        whole.writeframes(sound.samples)
    return content.getvalue()


def _write(whole: bytes, file: Path) -> None:
    from audio_builder.files import write_if_changed

    write_if_changed(file, lambda: [whole])
    print(f"written to {os.fspath(file)}")
