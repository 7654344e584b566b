"""``gentleback speak``: any text with exact pauses, as an MP3."""

from __future__ import annotations

import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

from audio_builder.cli.options import add_clips, add_jobs, naming_flags, show_waiting, voice_of
from gentleback_cli import Parser, UsageError, path_of

if TYPE_CHECKING:
    from argparse import Namespace

MOST_BYTES = 10_000_000
"""Of a text: some eight days of speech."""


@naming_flags
def speak(arguments: list[str]) -> int:
    """``gentleback speak TEXT -o FILE.mp3``: with ``[pause 4 s]`` wherever silence is wanted."""
    from audio_builder.cli.report import BuildReport
    from audio_builder.clips.make import make_clips
    from audio_builder.clips.measure import ClipMeasure, ClipStore
    from audio_builder.session.captions import webvtt
    from audio_builder.session.script import placed, read_script
    from audio_builder.session.track import Track
    from audio_builder.voices.text import spoken_form_of
    from content.clock_text import clock
    from content.files import encoded, write_if_changed
    from content.store import in_use
    from content.timeline.cues import Phrase

    asked = _parser().parse_args(arguments)
    items = read_script(_text(asked))
    with closing(BuildReport()) as report, in_use(asked.clips, "gentleback speak", show_waiting):
        spec, voice = voice_of(asked, report)
        measure = ClipMeasure(voice, ClipStore(asked.clips), spoken_form_of(voice))
        phrases = [item for item in items if isinstance(item, Phrase)]
        make_clips(spec, measure, phrases, asked.jobs, report)
        placement = placed(items, measure, asked.output.stem)
        track = Track(b"", placement, measure)
        write_if_changed(asked.output, track.chunks, track.size)
    print(f"{clock(placement.length_ms):>7}  {asked.output}")
    if asked.vtt:
        captions = asked.output.with_suffix(".vtt")
        write_if_changed(captions, lambda: encoded(webvtt(placement, asked.output.stem)))
        print(f"{'':9}{captions}")
    return 0


def _parser() -> Parser:
    about = "Speak any text into an MP3 file, with exact pauses: 'Breathe in. [pause 4 s] And out.'"
    parser = Parser("speak", about)
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help="what to say; without it or with -, standard input is read"
    )
    parser.add_argument("--file", type=path_of, metavar="FILE", help="read what to say from a text file")
    parser.add_argument("-o", "--output", type=path_of, required=True, metavar="FILE.mp3", help="where the sound goes")
    parser.add_argument("--vtt", action="store_true", help="write captions, too, beside it")
    parser.add_argument("--voice", help="who speaks, as build takes it")
    add_clips(parser)
    add_jobs(parser)
    return parser


def _text(asked: Namespace) -> str:
    """What to say. Raises ``UsageError``."""
    text = " ".join(asked.text)
    if asked.text and asked.file is not None:
        raise UsageError("give a text or --file, not both")
    if asked.output.suffix.lower() != ".mp3":
        raise UsageError(f"-o {asked.output}: only .mp3 can be written")
    if asked.text and text != "-":
        return text
    if asked.file is None and text != "-" and sys.stdin.isatty():
        raise UsageError("say what to speak: a text in quotes, --file FILE, or standard input")
    where = asked.file or "standard input"
    try:
        with asked.file.open("rb") if asked.file else nullcontext(sys.stdin.buffer) as source:
            whole = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {where}: {error.strerror or error}") from error
    if len(whole) > MOST_BYTES:
        raise UsageError(f"{where} has more than {MOST_BYTES:,} bytes; divide it")
    try:
        return str(whole, "utf-8-sig")
    except UnicodeDecodeError as error:
        line = whole.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{where}, line {line}: is not UTF-8 text; save it as UTF-8") from error
