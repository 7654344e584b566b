"""``gentleback voices``: list them, add one, hear one."""

from __future__ import annotations

import os
import re
import sys
import wave
from contextlib import closing, suppress
from dataclasses import asdict
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.cli.options import naming_flags
from content.model.faults import one_line
from gentleback_cli import FAILED, Parser, UsageError, path_of, print_json

if TYPE_CHECKING:
    from audio_builder.sound.pcm import Pcm
    from audio_builder.voices.download import VoiceOffer
    from audio_builder.voices.voice_list import ListedVoice


@naming_flags
def voices(arguments: list[str]) -> int:
    """``gentleback voices``, ``voices add NAME``, ``voices hear NAME``."""
    match arguments:
        case ["add", *more]:
            return _add(more)
        case ["hear", *more]:
            return _hear(more)
        case _:
            return _list(arguments)


def _list(arguments: list[str]) -> int:
    from audio_builder.voices.voice_list import MANY, listed_voices

    description = (
        "The voices: those that are installed, and those that can be. "
        "'voices add NAME' adds one, 'voices hear NAME' lets you hear one."
    )
    parser = Parser("voices", description)
    parser.add_argument("--all", action="store_true", help="all voices of Piper's, from its index on the network")
    parser.add_argument("--language", default="", metavar="TAG", help="only these, such as en or en-gb")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    tag = asked.language.lower().replace("_", "-")
    index = {}
    if asked.all:
        from audio_builder.voices.piper.index import read_index

        index = read_index()
    listed = listed_voices(index.values())
    wanted = [voice for voice in listed if voice.language == MANY or voice.language.startswith(tag)]
    if asked.json:
        print_json([asdict(voice) for voice in wanted])
    else:
        print(_table(wanted))
    return 0


def _table(voices: list[ListedVoice]) -> str:
    rows: list[tuple[str, ...]] = [("voice", "language", "quality", "licence", "installed")]
    for each in voices:
        installed = "yes" if each.installed else f"no: {each.how_to_get}"
        rows.append(tuple(map(one_line, (each.voice, each.language, each.quality, each.licence, installed))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _add(arguments: list[str]) -> int:
    from audio_builder.cli.report import BuildReport
    from audio_builder.voices.download import add

    parser = Parser("voices add", "Fetch a voice, once its size and licence were shown.")
    names = "natural:emma and the like, or one of Piper's such as en_US-lessac-medium"
    parser.add_argument("name", metavar="NAME", help=f"{names}; 'gentleback voices --all' lists them")
    parser.add_argument("--yes", action="store_true", help="add it under its licence without a question")
    parser.add_argument("--from", dest="address", metavar="URL", help="a mirror of the voices")
    asked = parser.parse_args(arguments)
    voice = _offer(asked.name, asked.address)
    if not voice.files:
        print(f"it is in the package: --voice {voice.spec}")
        return 0
    megabytes = sum(remote.bytes for remote, _ in voice.files) / 1e6
    print(one_line(f"{voice.spec}: {megabytes:.0f} MB, licence: {voice.licence}"), flush=True)
    if not asked.yes:
        if not sys.stdin.isatty():
            raise UsageError(f"say '--yes' to add {voice.spec} under this licence")
        answer = ""
        with suppress(EOFError):
            answer = input("Add it under this licence? [y/N] ").strip().lower()
        if answer not in ("y", "yes"):
            print("nothing was added")
            return FAILED
    with closing(BuildReport()) as report:
        is_new = add(voice, report.fetching)
    folder = voice.files[-1][1].parent
    print(one_line(f"{'added' if is_new else 'it was there already'}, in {folder}: --voice {voice.spec}"))
    return 0


def _offer(name: str, address: str | None) -> VoiceOffer:
    """What there is to add under ``name``. Raises ``UsageError``."""
    from audio_builder.voices import natural
    from audio_builder.voices.piper import index as piper
    from audio_builder.voices.table import voice_names

    engine, _, setting = name.partition(":")
    if engine == "natural":
        voice = setting or natural.DEFAULT
        if voice not in natural.known_voices():
            raise UsageError.unknown("voice", voice, natural.known_voices())
        return natural.offer(voice, address)
    if engine in voice_names() and engine != "piper":
        raise UsageError(f"the engine {engine} has no voices to download; natural and piper have")
    wanted = setting if engine == "piper" and setting else name
    index = piper.read_index(address)
    if wanted not in index:
        raise UsageError.unknown("voice", wanted, index)
    return piper.offer(index[wanted])


def _hear(arguments: list[str]) -> int:
    from audio_builder.voices.table import AUTO, chosen

    parser = Parser("voices hear", "Hear a sentence in a voice; without a sound device it is written to a file.")
    parser.add_argument("name", metavar="NAME", help="who speaks, as --voice takes it; auto for the best")
    parser.add_argument("--text", default="", help="say this instead of a sentence of ours")
    parser.add_argument("--out", type=path_of, metavar="FILE", help="write a WAV file, and play nothing")
    asked = parser.parse_args(arguments)
    if asked.out and asked.out.suffix.lower() != ".wav":
        raise UsageError(f"--out {asked.out}: only .wav can be written")
    (spec, voice), text = chosen(asked.name or AUTO), asked.text or _sentence()
    print(one_line(f'{spec}: "{text}"'), flush=True)
    from audio_builder.sound.limiter import limit  # pydub, once it is clear that there is something to hear
    from audio_builder.voices.text import spoken_form_of

    sound = limit(voice.speak(spoken_form_of(voice)(text)), voice.gain_db)
    if asked.out:
        _write(sound, asked.out)
        return 0
    from audio_builder.playing.device import NoDeviceError, play, probe

    try:
        probe()
        play(sound)
    except NoDeviceError as error:
        print(one_line(f"it cannot be played here ({error})"), file=sys.stderr)
        stem = re.sub(r"[^A-Za-z0-9]+", "-", spec).strip("-")[:60]
        names = (Path(f"{stem}{number}.wav") for number in chain([""], (f"-{each}" for each in count(2))))
        _write(sound, next(name for name in names if not os.path.lexists(name)))
    return 0


def _sentence() -> str:
    """One of the content's: what its first exercise is good for."""
    from content.model.loader import load

    return next(iter(load(None).words["en"].exercises.values())).aim


def _write(sound: Pcm, file: Path) -> None:
    from audio_builder.sound.pcm import WIDTH
    from content.files import write_whole

    content = BytesIO()
    with wave.open(content, "wb") as whole:
        whole.setparams((1, WIDTH, sound.rate_hz, 0, "NONE", ""))
        whole.writeframes(sound.samples)
    write_whole(file, content.getvalue())
    print(f"written to {file}")
