"""All routines from an empty clip store: against the baseline, and against speaking and encoding alone."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from audio_builder.voices.text import spoken_form
from benchmarks.baseline import make_session, parts_of, speak_each_time
from benchmarks.bench import Timed, medians, seconds
from benchmarks.report import Row, cores
from content.timeline.compile import compile_timeline
from content.timeline.cues import Phrase
from content.timeline.options import Options
from content.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.baseline import Part
    from benchmarks.bench import Bench

ROUNDS = 5
LEAST = 25
MOST_S = 20
MOST_OVERHEAD = 1.4


def measure(bench: Bench) -> list[Row]:
    sessions = _sessions(bench)
    phrases = bench.fresh() / "phrases.json"
    say = spoken_form(bench.content.words["en"], bench.voice)
    texts = list(dict.fromkeys(say(p.sound.text) for parts in sessions for p in parts if isinstance(p.sound, Phrase)))
    phrases.write_text(json.dumps(texts), encoding="utf-8")
    bench.run(bench.command("list"))  # compiles the content
    ours_s, alone_s = medians(
        ROUNDS, Timed(partial(_build_all, bench)), Timed(partial(_speak_and_encode, bench, phrases))
    )
    baseline_s = seconds(partial(_baseline, bench, sessions))
    return [
        _against_baseline(ours_s, baseline_s, sessions),
        Row("the same, in seconds", f"<= {MOST_S} s", f"{ours_s:.1f} s ({cores()} workers)", ours_s <= MOST_S),
        _against_alone(ours_s, alone_s, len(texts)),
    ]


def _against_baseline(ours_s: float, baseline_s: float, sessions: Sequence[Sequence[Part]]) -> Row:
    ratio = baseline_s / ours_s
    return Row(
        "all routines from an empty clip store, whole command",
        f">= {LEAST} x faster than the baseline",
        f"{ratio:.0f} x: {ours_s:.1f} s against {baseline_s:.0f} s "
        f"({len(sessions)} sessions, {sum(map(len, sessions)):,} sounds, each spoken every time)",
        ratio >= LEAST,
    )


def _against_alone(ours_s: float, alone_s: float, phrases: int) -> Row:
    ratio = ours_s / alone_s
    return Row(
        "the same, against speaking and encoding each phrase once and nothing else, with as many workers",
        f"<= {MOST_OVERHEAD} x",
        f"{ratio:.2f} x: {ours_s:.1f} s against {alone_s:.1f} s ({phrases} phrases, {cores()} workers)",
        ratio <= MOST_OVERHEAD,
    )


def _sessions(bench: Bench) -> list[list[Part]]:
    words, lengths = bench.content.words["en"], bench.measure()
    routines = bench.content.routines.values()
    return [parts_of(place(compile_timeline(routine, words, Options()), lengths)) for routine in routines]


def _build_all(bench: Bench) -> None:
    bench.run(bench.build(out=bench.fresh(), clips=bench.fresh()))


def _speak_and_encode(bench: Bench, phrases: Path) -> None:
    bench.run([sys.executable, "-m", "benchmarks.plain_mp3", str(phrases), str(cores())])


def _baseline(bench: Bench, sessions: Sequence[Sequence[Part]]) -> None:
    folder = bench.fresh()
    for number, parts in enumerate(sessions):
        make_session(parts, speak_each_time(folder), folder / f"{number}.mp3", {"title": f"Session {number}"})
