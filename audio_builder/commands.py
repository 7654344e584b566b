"""The commands of the builder: ``build`` and ``clips``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from content.cli import Parser, UsageError
from content.timeline.options import DETAILS, Options

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from audio_builder.build import Builder, Wish
    from audio_builder.player.page import PageWords
    from audio_builder.report import Report
    from content.model.content import Content
    from content.model.types import Routine
    from content.model.words import Words
    from content.timeline.cues import Sound

DEFAULT_VOICE = "espeak"
DEFAULT_LANGUAGE = "en"
VOICE_SETTING = "GENTLEBACK_VOICE"
"""The variable that names one's own default."""


def build(arguments: list[str]) -> int:
    """``gentleback build``: make sessions."""
    from audio_builder.report import Report
    from content.model.loader import load

    asked = _build_parser().parse_args(arguments)
    options = _options(asked)
    content = load(asked.content)
    wishes = _wishes(content, asked.routines, options)
    report = Report(as_json=asked.json)
    with report:
        builder = _builder(content, asked, report)
        for made in builder.build(wishes, None if asked.routines else report.passed_over):
            report.made(made)
    if report.clips_made and not _wished_voice(asked):
        _remark(report, _better_voice())
    report.summary(asked.out)
    return 0


def clips(arguments: list[str]) -> int:
    """``gentleback clips``: how much the clip store holds; prune it."""
    from audio_builder.clips.store import ClipStore
    from audio_builder.cover_store import covers_kept, prune_covers
    from audio_builder.report import many

    parser = Parser(
        "clips", "Show how much the clip store holds, or prune it; pruned clips are made again when needed."
    )
    parser.add_argument("--clips", type=Path, metavar="DIR", help="the clip store (default: in the user's cache)")
    parser.add_argument("--prune", action="store_true", help="remove clips and covers")
    parser.add_argument("--days", type=int, default=0, metavar="N", help="with --prune: keep what the last N days used")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    if asked.days and not asked.prune:
        raise UsageError("--days goes with --prune; give both")
    if asked.days < 0:
        raise UsageError(f"--days {asked.days} is out of range: 0 or more")
    folder = asked.clips or default_store()
    store = ClipStore(folder)
    if asked.prune:
        clip_count, clip_bytes = store.prune(asked.days)
        cover_count, cover_bytes = prune_covers(folder, asked.days)
    else:
        clip_count, clip_bytes = store.size()
        cover_count, cover_bytes = covers_kept(folder)
    what = "removed" if asked.prune else "kept"
    size = clip_bytes + cover_bytes
    if asked.json:
        figures = {"action": what, "folder": str(folder), "clips": clip_count, "covers": cover_count, "bytes": size}
        print(json.dumps(figures, indent=2))
    else:
        clips_text, covers_text = many(clip_count, "clip"), many(cover_count, "cover")
        print(f"{what}: {clips_text} and {covers_text}, {size / 1e6:.1f} MB, in {folder}")
    return 0


def default_store() -> Path:
    """Where clips are kept unless ``--clips`` says otherwise: in the user's cache."""
    from platformdirs import user_cache_path

    return user_cache_path("gentle-back", appauthor=False) / "clips"


def _build_parser() -> Parser:
    parser = Parser("build", "Make sessions: for each routine an MP3 with timed holds, captions and a transcript.")
    parser.add_argument("routines", nargs="*", metavar="ROUTINE", help="ids of routines; none for all of them")
    files = parser.add_argument_group("where")
    files.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="where sessions go (default: out)")
    files.add_argument("--content", type=Path, metavar="DIR", help="a folder of your own exercises and routines")
    files.add_argument("--clips", type=Path, metavar="DIR", help="the clip store (default: in the user's cache)")
    how = parser.add_argument_group("how it is led")
    how.add_argument(
        "--voice",
        help=f"who speaks: NAME, NAME:SETTING, or auto for the best here (default: {VOICE_SETTING}, or espeak)",
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
    how.add_argument("--minutes", type=int, metavar="N", help="fit each session into N minutes")
    how.add_argument(
        "--without", action="append", default=[], metavar="EXERCISE", help="leave one out; may be repeated"
    )
    how.add_argument("--from", dest="start_from", default="", metavar="EXERCISE", help="begin at this exercise")
    how.add_argument("--breath-in", type=int, default=4, metavar="SECONDS", help="of a paced breath (default: 4)")
    how.add_argument("--breath-out", type=int, default=6, metavar="SECONDS", help="of a paced breath (default: 6)")
    how.add_argument("--language", default=DEFAULT_LANGUAGE, help="a folder of content/words (default: en)")
    work = parser.add_argument_group("the work")
    work.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many worker processes (default: one for each core)",
    )
    work.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _options(asked: Namespace) -> Options:
    if asked.jobs < 1:
        raise UsageError(f"--jobs {asked.jobs} is out of range: 1 or more")
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


def _wishes(content: Content, names: list[str], options: Options) -> list[Wish]:
    """Each routine with the options that concern it. Raises ``UsageError`` for a name that is not there."""
    from audio_builder.build import Wish

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


def _builder(content: Content, asked: Namespace, report: Report) -> Builder:
    from audio_builder.build import Builder
    from audio_builder.clips.store import ClipStore
    from audio_builder.measure import ClipMeasure
    from audio_builder.voices.table import AUTO, chosen, open_voice

    wish = _wished_voice(asked)
    spec = chosen(wish or DEFAULT_VOICE)
    voice = open_voice(spec)
    if wish == AUTO:
        _remark(report, f"the best voice here is '{spec}'")
    words = content.words[asked.language]
    measure = ClipMeasure(voice, ClipStore(asked.clips or default_store()))

    needed: set[Sound] = set()

    def make(sounds: Sequence[Sound]) -> None:
        missing = measure.missing(sounds)
        needed.update(sounds)
        report.clips(len(missing), len(needed), voice.name)
        if missing:
            from audio_builder.clips.make import make_clips

            make_clips(spec, missing, measure.store, asked.jobs, report.progress)

    return Builder(words, measure, make, asked.out, list(content.routines), page=_page_words(content, words))


def _page_words(content: Content, words: Words) -> PageWords | None:
    """Those of the listening page, in English where the language has none."""
    from audio_builder.player.page import PageWords

    for each in (words, content.words[DEFAULT_LANGUAGE]):
        if each.page is not None:
            return PageWords(each.language, each.page)
    return None


def _wished_voice(asked: Namespace) -> str:
    """Empty for somebody who has chosen none."""
    return str(asked.voice or os.environ.get(VOICE_SETTING, ""))


def _remark(report: Report, line: str) -> None:
    """Tell a person; a program that reads JSON is left alone."""
    if not report.as_json:
        print(line, file=sys.stderr, flush=True)


def _better_voice() -> str:
    """One line for somebody who has chosen no voice."""
    from audio_builder.voices.table import best_installed

    best = best_installed()
    if best == DEFAULT_VOICE:
        return "there are more pleasant voices: 'gentleback voices' lists them, and tells how to get them"
    return f"a more pleasant voice is here: '--voice {best}', or {VOICE_SETTING}={best} for every time"
