"""A 15-minute session from a warm clip store, in this process and as a whole command, against the baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from audio_builder.session.build import BuildSetup, SessionRequest, make_sessions
from audio_builder.session.session import OutputFormat
from benchmarks.baseline import make_session, parts_of, speak_ahead
from benchmarks.bench import FIFTEEN, Timed, medians
from benchmarks.report import Row
from content.output import open_output
from content.timeline.compile import compile_timeline
from content.timeline.fit import fit
from content.timeline.options import Options
from content.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.bench import Bench
    from content.model.types import Routine
    from content.timeline.cues import Sound
    from content.timeline.fit import DoesNotFitError

ROUNDS, COMMAND_ROUNDS = 3, 15
OURS_A_ROUND = 15
MINUTES = int(FIFTEEN[-1])
TAGS = {"title": "Relief stretches", "artist": "Gentle Back", "album": "Gentle Back"}
LEAST = 1_000
BUILD_S, LIST_S = 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Ours:
    """Compile, place, tag, join and write; captions, transcript, catalog and playlist too. Nothing is cached."""

    bench: Bench
    out: Path
    routine: Routine
    options: Options

    def __call__(self) -> None:
        content, measure = self.bench.content, self.bench.measure()
        content = replace(content, words={"en": replace(content.words["en"], page=None)})
        with open_output(self.out, "a benchmark", print) as out:
            setup = BuildSetup(content, "en", measure.voice.name, measure, 1, out, OutputFormat())
            for _ in make_sessions([SessionRequest(self.routine, self.options)], setup, _NoProgress()):
                pass


class _NoProgress:
    """Shows nothing of a build, which has nothing to make."""

    def clips_needed(self, sounds: Sequence[Sound], missing: int, voice: str) -> None:
        pass

    def clip_made(self, done: int, total: int) -> None:
        pass

    def mixing(self, file: str, done_s: int, total_s: int) -> None:
        pass

    def omitted(self, error: DoesNotFitError) -> None:
        pass

    def unlisted(self, files: Sequence[str]) -> None:
        pass


def warm_track(bench: Bench) -> list[Row]:
    routine, words = bench.content.routines[FIFTEEN[0]], bench.content.words["en"]
    wish = Options(minutes=MINUTES)
    fitted = fit(routine, words, wish, bench.measure())
    placement = place(compile_timeline(fitted, words, Options()), bench.measure())
    parts = parts_of(placement)
    mp3_file = speak_ahead(parts, bench.fresh())
    out, target = bench.fresh(), bench.fresh() / "session.mp3"
    ours_s, fitting_s, baseline_s = medians(
        ROUNDS,
        Timed(Ours(bench, out, fitted, Options()), OURS_A_ROUND, partial(bench.emptied, out)),
        Timed(Ours(bench, out, routine, wish), OURS_A_ROUND, partial(bench.emptied, out)),
        Timed(partial(make_session, parts, mp3_file, target, TAGS)),
    )
    ratio = baseline_s / ours_s
    minutes = f"{placement.length_ms / 60_000:.0f} minutes, {len(parts)} sounds"
    measured = f"{ratio:,.0f} x: {ours_s * 1000:.1f} ms against {baseline_s:.1f} s ({minutes})"
    return [
        Row(
            "a 15-minute session from a warm clip store, every file of it, tags included, in process",
            f">= {LEAST:,} x faster than the baseline",
            f"{measured}; {fitting_s * 1000:.0f} ms with choosing what fits into {MINUTES} minutes",
            ratio >= LEAST,
        )
    ]


def command(bench: Bench) -> list[Row]:
    out = bench.fresh()
    build = partial(bench.run, bench.build(*FIFTEEN, out=out, clips=bench.warm_clips))
    show = partial(bench.run, bench.command("list"))
    show()  # compiles the content, which a wheel brings compiled
    build()
    bench.emptied(out)
    build_s, list_s = medians(COMMAND_ROUNDS, Timed(build, tidy=partial(bench.emptied, out)), Timed(show))
    return [
        Row(
            "the same as a whole command, fitting and start-up included",
            f"<= {BUILD_S} s",
            f"{build_s:.2f} s",
            build_s <= BUILD_S,
        ),
        Row("`gentleback list`, start-up included", f"<= {LIST_S} s", f"{list_s:.2f} s", list_s <= LIST_S),
    ]
