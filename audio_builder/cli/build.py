"""The command ``build``, and what every command that makes sessions shares with it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.cli.flags import naming_flags
from audio_builder.errors import BuildError
from audio_builder.session.medium import FORMATS, Medium
from content.store import user_store
from content.timeline.options import DETAILS, Options
from gentleback_cli import Parser, UsageError

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Callable, Iterator, Sequence

    from audio_builder.cli.report import Report
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.page.shell import PageWords
    from audio_builder.session.build import Builder, Wish
    from audio_builder.voices.contract import Voice
    from content.model.types import Content, Routine
    from content.model.words import Words
    from content.timeline.cues import Sound

DEFAULT_LANGUAGE = "en"
VOICE_SETTING = "GENTLEBACK_VOICE"
"""The variable that names one's own default."""


@naming_flags
def build(arguments: list[str]) -> int:
    """``gentleback build``: make sessions."""
    from audio_builder.cli.report import Report
    from content.model.loader import load

    asked = _build_parser().parse_args(arguments)
    options, medium = options_of(asked), Medium(asked.format, asked.bed)
    medium.check()
    site = _site(asked)
    content = load(asked.content)
    wishes = wishes_of(content, asked.routines, options)
    report = Report(as_json=asked.json)
    with report:
        builder = builder_of(content, asked, medium, report)
        for made in builder.build(wishes, None if asked.routines else report.passed_over):
            report.made(made)
    _write_beside(content, asked, wishes, site, report)
    report.summary(asked.out)
    return 0


def _build_parser() -> Parser:
    parser = Parser("build", "Make sessions: for each routine an MP3 with timed holds, captions and a transcript.")
    parser.add_argument("routines", nargs="*", metavar="ROUTINE", help="ids of routines; none for all of them")
    work = add_options(parser)
    work.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="m4b for audiobook players (default: mp3)")
    work.add_argument("--site", metavar="URL", help="where --out is on the web: writes a podcast feed, feed.xml")
    work.add_argument("--zip", action="store_true", help="pack everything for a phone or a car stick")
    work.add_argument("--json", action="store_true", help="print JSON")
    return parser


def add_options(parser: Parser) -> _ArgumentGroup:
    """Give ``parser`` the options of every command that makes sessions; returns its last group."""
    files = parser.add_argument_group("where")
    files.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="where sessions go (default: out)")
    files.add_argument("--content", type=Path, metavar="DIR", help="a folder of your own exercises and routines")
    files.add_argument("--clips", type=Path, metavar="DIR", help="the clip store (default: in the user's cache)")
    how = parser.add_argument_group("how it is led")
    how.add_argument(
        "--voice",
        help=f"who speaks: NAME, NAME:SETTING, or auto for the best here (default: {VOICE_SETTING}, or natural)",
    )
    how.add_argument("--hold", type=int, metavar="SECONDS", help="for holds in seconds, within each safe range")
    how.add_argument("--reps", type=int, metavar="N", help="repetitions, within each safe range")
    how.add_argument(
        "--pace", type=float, default=1.0, help="0.5 to 2, below 1 slower; holds stay as they are (default: 1)"
    )
    how.add_argument("--detail", choices=DETAILS, default="full", help="how much talk (default: full)")
    how.add_argument("--no-countdown", action="store_true", help="no three, two, one")
    how.add_argument(
        "--no-chimes", action="store_true", help="no bells around holds, no tones for breaths: words alone"
    )
    how.add_argument("--bed", action="store_true", help="a soft sound under the whole session")
    how.add_argument("--minutes", type=int, metavar="N", help="fit each session into N minutes")
    how.add_argument(
        "--without", action="append", default=[], metavar="EXERCISE", help="leave one out; may be repeated"
    )
    how.add_argument("--from", dest="start_from", default="", metavar="EXERCISE", help="begin at this exercise")
    how.add_argument("--breath-in", type=int, default=4, metavar="SECONDS", help="of a paced breath (default: 4)")
    how.add_argument("--breath-out", type=int, default=6, metavar="SECONDS", help="of a paced breath (default: 6)")
    how.add_argument("--language", default=DEFAULT_LANGUAGE, help="a folder of content/words (default: en)")
    return add_work(parser)


def add_work(parser: Parser) -> _ArgumentGroup:
    work = parser.add_argument_group("the work")
    work.add_argument(
        "--jobs",
        type=_count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many worker processes (default: one for each core)",
    )
    return work


def _count(text: str) -> int:
    """Raises ``UsageError`` for what is no number of at least 1."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UsageError(f"--jobs {text} is out of range: 1 or more")
    return int(text)


def options_of(asked: Namespace) -> Options:
    return Options(
        hold_s=asked.hold,
        repetitions=asked.reps,
        pace=asked.pace,
        detail=asked.detail,
        countdown=not asked.no_countdown,
        chimes=not asked.no_chimes,
        minutes=asked.minutes,
        without=tuple(dict.fromkeys(asked.without)),
        start_from=asked.start_from,
        breath_in_s=asked.breath_in,
        breath_out_s=asked.breath_out,
        language=asked.language,
    )


def wishes_of(content: Content, names: list[str], options: Options) -> list[Wish]:
    """Each routine with the options that concern it. Raises ``UsageError`` for a name that is not there."""
    from audio_builder.session.build import Wish

    for kind, asked, known in (
        ("routine", names, content.routines),
        ("exercise", (*options.without, *filter(None, [options.start_from])), content.exercises),
        ("language", [options.language], content.words),
    ):
        for name in asked:
            if name not in known:
                raise UsageError.unknown(kind, name, known)
    chosen = list(dict.fromkeys(names)) or list(content.routines)
    if options.start_from and len(chosen) > 1:
        raise UsageError(f"--from {options.start_from} goes with one routine; name it")
    routines = [content.routines[name] for name in chosen]
    return [Wish(routine, _that_apply(options, routine, alone=len(chosen) == 1)) for routine in routines]


def _that_apply(options: Options, routine: Routine, alone: bool) -> Options:
    """``options`` without those that change nothing in ``routine``; one that is asked for ``alone`` has to be right."""
    units = {step.unit for step in routine.steps}
    without = tuple(name for name in options.without if alone or name in routine.exercise_ids)
    hold_s = options.hold_s if "hold_s" in units else None
    repetitions = options.repetitions if units != {"minutes"} else None
    for option, wish, kept in (("--hold", options.hold_s, hold_s), ("--reps", options.repetitions, repetitions)):
        if wish != kept:
            print(
                f"{routine.id}: {option} changes nothing there (a walk, or holds counted in breaths)", file=sys.stderr
            )
    return replace(options, without=without, hold_s=hold_s, repetitions=repetitions)


def builder_of(content: Content, asked: Namespace, medium: Medium, report: Report) -> Builder:
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.clips.store import ClipStore
    from audio_builder.page.drawings import PageFigures
    from audio_builder.pictures.figures.png import check_renderer
    from audio_builder.session.build import Builder
    from audio_builder.voices.text import spoken_form

    check_renderer()
    spec, voice = voice_of(asked, report)
    words, store = content.words[asked.language], asked.clips or user_store()
    measure = ClipMeasure(voice, ClipStore(store), spoken_form(words, voice))
    make = clip_maker(spec, measure, asked.jobs, report)
    page, figures = _page_words(content, words), PageFigures(content, store)
    return Builder(words, measure, make, asked.out, list(content.routines), medium, report.mixing, page, figures)


def voice_of(asked: Namespace, report: Report) -> tuple[str, Voice]:
    """Who speaks, as ``--voice`` names it, and the voice: what was asked for, one's own default, or the usual one."""
    from audio_builder.voices.table import AUTO, chosen

    wish = str(asked.voice or os.environ.get(VOICE_SETTING, ""))
    spec, voice = chosen(wish, lambda line: print(line, file=sys.stderr, flush=True))
    if wish == AUTO:
        _remark(report, f"the best voice here is '{spec}'")
    return spec, voice


def clip_maker(
    spec: str, measure: ClipMeasure, jobs: int, report: Report
) -> Callable[[Sequence[Sound], Iterator[object]], None]:
    """What makes the clips that are missing, tells ``report`` of it, and takes the given steps meanwhile."""
    needed: set[Sound] = set()

    def make(sounds: Sequence[Sound], meanwhile: Iterator[object]) -> None:
        missing = measure.missing(sounds)
        needed.update(sounds)
        report.clips(len(missing), len(needed), measure.voice.name)
        if missing:
            from audio_builder.behind import behind
            from audio_builder.clips.make import make_clips

            with behind(meanwhile):
                make_clips(spec, measure, missing, jobs, report.progress)

    return make


def _site(asked: Namespace) -> str | None:
    """Where the feed will be found: as asked for now, or as it was when the feed that is there was written."""
    from audio_builder.feed.site import SiteError, site_of, site_url

    try:
        return site_url(asked.site) if asked.site is not None else site_of(asked.out)
    except SiteError as error:
        raise UsageError(f"--site {error}") from error


def _write_beside(content: Content, asked: Namespace, wishes: Sequence[Wish], site: str | None, report: Report) -> None:
    """What goes with the sessions: sheets to print, and where they are wanted feed and archive."""
    from audio_builder.pictures.kept import Figures
    from audio_builder.session.catalog_file import read_sessions
    from audio_builder.sheets.write import write_sheets

    out, store, words = asked.out, asked.clips or user_store(), content.words[asked.language]
    write_sheets(out, [wish.routine for wish in wishes], Figures(store, words), content.documents)
    if site:
        from audio_builder.feed.write import NoEpisodesError, write_feed

        try:
            address = write_feed(out, site, content.routines, Figures(store, words))
        except NoEpisodesError as error:
            raise BuildError(f"{error}: 'gentleback build --out {out}' makes them") from error
        _remark(report, f"once {out} can be reached there, podcast apps take {address}")
    if asked.zip:
        from audio_builder.session.archive import ARCHIVE, write_archive

        written = write_archive(out, read_sessions(out), content, store)
        _remark(report, f"all of it for a phone or a car stick: {out / ARCHIVE}, {written.bytes / 1e6:.1f} MB")


def _page_words(content: Content, words: Words) -> PageWords | None:
    """Those of the listening page, in English where the language has none."""
    from audio_builder.page.shell import PageWords

    for each in (words, content.words[DEFAULT_LANGUAGE]):
        if each.page is not None:
            return PageWords(each.language, each.page)
    return None


def _remark(report: Report, line: str) -> None:
    """Tell a person; a program that reads JSON is left alone."""
    if not report.as_json:
        print(line, file=sys.stderr, flush=True)
