"""The options that commands share: how they are parsed, what they mean, and the flags that errors name."""

from __future__ import annotations

import os
import sys
from argparse import SUPPRESS
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from audio_builder.errors import MissingPackageError, Remedy, VoiceError
from content.errors import GentleBackError
from content.store import KeyedStoreError, in_use, user_store
from content.timeline.options import COUNTDOWNS, DETAILS, OptionError, Options
from gentleback_cli import Parser, UsageError, minutes, number, path_of, seconds, whole_number

if TYPE_CHECKING:
    from argparse import Namespace, _ActionsContainer, _ArgumentGroup

    from audio_builder.cli.report import BuildReport
    from audio_builder.session.build import BuildSetup, SessionRequest
    from audio_builder.session.session import OutputFormat
    from audio_builder.voices.contract import Voice
    from content.model.types import Content, Routine
    from content.output import OutputFolder

VOICE_SETTING = "GENTLEBACK_VOICE"
"""The environment variable that names one's own default."""
FLAGS = {
    "hold_s": "--hold",
    "repetitions": "--reps",
    "pace": "--pace",
    "detail": "--detail",
    "countdown": "--countdown",
    "minutes": "--minutes",
    "without": "--without",
    "start_from": "--from",
    "breath_in_s": "--breath-in",
    "breath_out_s": "--breath-out",
}
"""A field of ``Options`` that can be refused -> its flag."""
REMEDIES = {
    Remedy.LATER: "try again later, or take --voice natural; the clips made so far are kept",
    Remedy.CERTIFICATES: "take --voice natural; if your network inspects TLS, name its certificates in "
    "REQUESTS_CA_BUNDLE",
    Remedy.COMMAND: "--voice 'cmd:flite -voice slt -t {text} -o {wav}'",
    Remedy.WORKERS: "take another --voice, or fewer --jobs if memory is short; the clips made so far are kept",
}


def naming_flags(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """``command``, whose errors about options name their flags."""

    @wraps(command)
    def run(arguments: list[str]) -> int:
        try:
            return command(arguments)
        except OptionError as error:
            raise UsageError(with_flag(error)) from error
        except MissingPackageError as error:
            raise GentleBackError(f"--{error}") from error
        except KeyedStoreError as error:
            raise GentleBackError(f"{error}; --clips names another folder") from error
        except VoiceError as error:
            if error.remedy is None:
                raise
            named = VoiceError(f"{error}: {REMEDIES[error.remedy]}")
            named.exit_code = error.exit_code
            raise named from error

    return run


def with_flag(error: OptionError) -> str:
    """The message of ``error``, with the flag in place of the option."""
    return f"{FLAGS[error.option]}{error.complaint}"


def add_session_options(parser: Parser) -> _ArgumentGroup:
    """Give ``parser`` the options of every command that makes sessions; returns its last group."""
    files = parser.add_argument_group("where")
    files.add_argument(
        "--out", type=path_of, default=Path("out"), metavar="DIR", help="where sessions go (default: out)"
    )
    add_content(files)
    add_clips(files)
    add = parser.add_argument_group("how it is led").add_argument
    add(
        "--voice",
        help=f"who speaks: NAME, NAME:SETTING, or auto for the best here (default: {VOICE_SETTING}, or natural)",
    )
    add(
        "--hold",
        dest="hold_s",
        type=seconds,
        metavar="SECONDS",
        help="for holds in seconds, such as 20 or 1:30, within each safe range",
    )
    add("--reps", dest="repetitions", type=whole_number, metavar="N", help="repetitions, within each safe range")
    add("--pace", type=number, default=1.0, help="0.5 to 2, below 1 slower; holds stay as they are (default: 1)")
    add("--detail", choices=DETAILS, default="full", help="how much talk (default: full)")
    about = (
        "which holds end with three, two, one: all, the ends (first and last) of an exercise, or none (default: ends)"
    )
    add("--countdown", choices=COUNTDOWNS, default="ends", help=about)
    add("--no-countdown", nargs="?", const="", type=_renamed, help=SUPPRESS)
    add(
        "--no-chimes",
        dest="chimes",
        action="store_false",
        help="no bells around holds, no tones for breaths: words alone",
    )
    add("--bed", action="store_true", help="a soft sound under the whole session")
    about = "fit each session into N minutes, such as 7, 7.5 or 7:30, without getting down and up"
    add("--minutes", type=minutes, metavar="N", help=about)
    add("--without", action="append", default=[], metavar="EXERCISE", help="leave one out; may be repeated")
    add("--from", dest="start_from", default="", metavar="EXERCISE", help="begin at this exercise")
    for name, usual in (("in", 4), ("out", 6)):
        about = f"of a paced breath (default: {usual})"
        add(f"--breath-{name}", dest=f"breath_{name}_s", type=seconds, default=usual, metavar="SECONDS", help=about)
    add("--language", default="en", help="a folder of content/words (default: en)")
    return add_jobs(parser)


def add_content(to: _ActionsContainer) -> None:
    to.add_argument("--content", type=path_of, metavar="DIR", help="a folder of your own exercises and routines")


def add_clips(to: _ActionsContainer) -> None:
    usual, about = user_store(), "the clip store (default: in the user's cache)"
    to.add_argument("--clips", type=path_of, default=usual, metavar="DIR", help=about)


def add_jobs(parser: Parser) -> _ArgumentGroup:
    """Returns the group of the option."""
    work = parser.add_argument_group("the work")
    work.add_argument(
        "--jobs",
        type=_count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many worker processes (default: one for each core)",
    )
    return work


def _renamed(_: str) -> str:
    raise UsageError("is now '--countdown none'")


def _count(text: str) -> int:
    if whole_number(text) < 1:
        raise UsageError(f"{text} is out of range: 1 or more")
    return int(text)


def options_of(asked: Namespace) -> Options:
    """Raises ``OptionError``."""
    values = {field.name: getattr(asked, field.name) for field in fields(Options)}
    return Options(**values | {"without": tuple(dict.fromkeys(asked.without))})


def check_known(kind: str, names: Iterable[str], known: Collection[str]) -> None:
    """Raises ``UsageError`` for a name that is not among the ``known``."""
    for name in names:
        if name not in known:
            raise UsageError.unknown(kind, name, known)


def requests_of(content: Content, names: list[str], options: Options) -> list[SessionRequest]:
    """Each routine with the options that concern it. Raises ``UsageError`` for an unknown name."""
    from audio_builder.session.build import SessionRequest

    check_known("routine", names, content.routines)
    check_known("exercise", (*options.without, *filter(None, [options.start_from])), content.exercises)
    check_known("language", [options.language], content.words)
    chosen = list(dict.fromkeys(names)) or list(content.routines)
    if options.start_from and len(chosen) > 1:
        raise UsageError(f"--from {options.start_from} goes with one routine; name it")
    routines = [content.routines[name] for name in chosen]
    return [SessionRequest(routine, _that_apply(options, routine, alone=len(chosen) == 1)) for routine in routines]


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


@contextmanager
def opened(asked: Namespace, purpose: str) -> Iterator[OutputFolder]:
    """The folder ``--out``, locked, while nobody prunes the clip store.

    Raises ``ForeignFileError``, ``WriteError``, and ``NoRendererError`` without what draws.
    """
    from audio_builder.pictures.figures import check_renderer
    from content.output import open_output

    check_renderer()
    with in_use(asked.clips, purpose, show_waiting), open_output(asked.out, purpose, show_waiting) as out:
        yield out


def show_waiting(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def setup_of(
    asked: Namespace, content: Content, output: OutputFormat, report: BuildReport, out: OutputFolder
) -> BuildSetup:
    """Raises ``VoiceError`` when the voice cannot be used here."""
    from audio_builder.clips.measure import ClipMeasure, ClipStore
    from audio_builder.session.build import BuildSetup
    from audio_builder.voices.text import spoken_form

    spec, voice = voice_of(asked, report)
    measure = ClipMeasure(voice, ClipStore(asked.clips), spoken_form(content.words[asked.language], voice))
    return BuildSetup(content, asked.language, spec, measure, asked.jobs, out, output)


def voice_of(asked: Namespace, report: BuildReport) -> tuple[str, Voice]:
    """Who speaks, as ``--voice`` names it, and the voice: what was asked for, one's own default, or the usual one."""
    from audio_builder.voices.table import AUTO, chosen

    wish = str(asked.voice or os.environ.get(VOICE_SETTING, ""))
    spec, voice = chosen(wish, lambda line: print(line, file=sys.stderr, flush=True))
    if wish == AUTO:
        report.remark(f"the best voice here is '{spec}'")
    return spec, voice
