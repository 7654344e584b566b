"""A bed and the other formats: the speed of mixing and encoding, memory, and the error of holds."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN, Timed, catalog, medians
from benchmarks.decoded_holds import AUDIBLE_DB, by_ffmpeg, measured_holds
from benchmarks.long_session import LENGTH_MS
from benchmarks.matched_filter import compare
from benchmarks.memory import peak_mb
from benchmarks.report import Row

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench
    from benchmarks.decoded_holds import MeasuredHolds

BED = "--bed"
MEDIA = {
    "MP3 with a bed": (BED,),
    "m4b": ("--format", "m4b"),
    "m4b with a bed": ("--format", "m4b", BED),
    "opus": ("--format", "opus"),
    "opus with a bed": ("--format", "opus", BED),
}
ROUNDS = 3
LEAST_X = 20
MOST_MS = 24
MOST_MORE = 0.1
MOST_INDEX_MB = 10
"""For each hour of an m4b, whose index of frames is at its beginning and written last."""
LONG_HOURS = LENGTH_MS / 3_600_000


def measure(bench: Bench) -> list[Row]:
    outs = {name: bench.fresh() for name in MEDIA}
    return [_speed(bench, outs), _memory(bench), _errors(bench, outs)]


def _fifteen(bench: Bench, name: str, out: Path) -> list[str]:
    return bench.build(*FIFTEEN, *MEDIA[name], out=out, clips=bench.warm_clips)


def _speed(bench: Bench, outs: dict[str, Path]) -> Row:
    """Whole commands into empty folders; the last output of each is kept in ``outs``."""
    builds = [Timed(partial(_anew, bench, name, out)) for name, out in outs.items()]
    taken_s = dict(zip(outs, medians(ROUNDS, *builds), strict=True))
    speeds = {name: catalog(out)[0]["duration_ms"] / 1000 / taken_s[name] for name, out in outs.items()}
    return Row(
        "mixing and encoding a 15-minute session with `--bed` or `--format`, whole command",
        f">= {LEAST_X} x real time",
        ", ".join(f"{name} {speed:.0f} x ({taken_s[name]:.1f} s)" for name, speed in speeds.items()),
        min(speeds.values()) >= LEAST_X,
    )


def _anew(bench: Bench, name: str, out: Path) -> None:
    bench.emptied(out)
    bench.run(_fifteen(bench, name, out))


def _memory(bench: Bench) -> Row:
    """One run of each medium with a bed."""
    results, is_reached = [], True
    for name in (name for name, words in MEDIA.items() if BED in words):
        short_mb = peak_mb(bench, _fifteen(bench, name, bench.fresh()))
        long_mb = peak_mb(bench, [*bench.long_build(bench.fresh()), *MEDIA[name]])
        room_mb = short_mb * MOST_MORE + (MOST_INDEX_MB * LONG_HOURS if "m4b" in name else 0)
        is_reached &= abs(long_mb - short_mb) <= room_mb
        results.append(f"{name} {long_mb / short_mb - 1:+.1%} ({long_mb:.0f} against {short_mb:.0f} MB)")
    return Row(
        "peak memory of mixing a 3-hour session, against a 15-minute one's",
        f"within {MOST_MORE:.0%}; m4b besides <= {MOST_INDEX_MB} MB an hour for the index in front",
        ", ".join(results),
        is_reached,
    )


def _errors(bench: Bench, outs: dict[str, Path]) -> Row:
    """By the sounds of the plain MP3, found again in each; those without a bed are measured alone as well."""
    plain_out = bench.fresh()
    bench.run(bench.build(*FIFTEEN, out=plain_out, clips=bench.warm_clips))
    (session,), plain = catalog(plain_out), _decoded(plain_out)  # each medium has the same chapters
    decoded = {name: _decoded(out) for name, out in outs.items()}
    found = {name: compare(session, plain, samples) for name, samples in decoded.items()}
    bare = {"plain MP3": plain, **{name: decoded[name] for name in outs if BED not in MEDIA[name]}}
    alone = {name: measured_holds(session, iter([samples])) for name, samples in bare.items()}
    late_ms = max(abs(one.last_late_ms) for one in found.values())
    return Row(
        "error of any hold in those sessions, decoded by ffmpeg",
        f"<= {MOST_MS} ms",
        f"{_worst(found)} ({len(found['m4b'].holds)} holds each, by where the sounds of the plain MP3 fit best; "
        f"the last sound is at most {late_ms:.1f} ms off; heard over {AUDIBLE_DB:.0f} dBFS, where no bed is: "
        f"{_worst(alone)})",
        max(one.worst_ms for one in (*found.values(), *alone.values())) <= MOST_MS,
    )


def _worst(heard: dict[str, MeasuredHolds]) -> str:
    return ", ".join(f"{name} {one.worst_ms:.1f} ms" for name, one in heard.items())


def _decoded(out: Path) -> array[int]:
    """All samples of the session in ``out``."""
    return array("h", b"".join(block.tobytes() for block in by_ffmpeg(out / catalog(out)[0]["file"])))
