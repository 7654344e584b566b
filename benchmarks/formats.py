"""The second path: how fast a bed and the other formats are mixed and encoded, in how much memory, and how exactly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.bench import FIFTEEN, catalog
from benchmarks.decoders import by_ffmpeg
from benchmarks.hearing import AUDIBLE_DB
from benchmarks.listening import listen
from benchmarks.long_session import LENGTH_MS
from benchmarks.memory import peak_mb
from benchmarks.rows import Row
from benchmarks.timing import Timed, medians

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.bench import Bench
    from benchmarks.listening import Heard

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
"""For each hour of an m4b: what stands in front of it names each of its frames, and is written last."""
LONG_HOURS = LENGTH_MS / 3_600_000
OVER_BED_DB = -42.0
"""The bed is below this under a sound; so is a bell that dies away, some 80 ms before it would be inaudible alone."""


def measure(bench: Bench) -> list[Row]:
    outs = {name: bench.fresh() for name in MEDIA}
    return [_speed(bench, outs), _memory(bench), _errors(outs), _errors_over_bed(bench, outs)]


def _fifteen(bench: Bench, name: str, out: Path) -> list[str]:
    return bench.build(*FIFTEEN, *MEDIA[name], out=out, clips=bench.warm_clips)


def _speed(bench: Bench, outs: dict[str, Path]) -> Row:
    """Whole commands, each of which finds nothing there; the last of each stays."""
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
    """Of those with a bed, one run each."""
    told, is_reached = [], True
    for name in (name for name, words in MEDIA.items() if BED in words):
        short_mb = peak_mb(bench, _fifteen(bench, name, bench.fresh()))
        long_mb = peak_mb(bench, [*bench.long_build(bench.fresh()), *MEDIA[name]])
        room_mb = short_mb * MOST_MORE + (MOST_INDEX_MB * LONG_HOURS if "m4b" in name else 0)
        is_reached &= abs(long_mb - short_mb) <= room_mb
        told.append(f"{name} {long_mb / short_mb - 1:+.1%} ({long_mb:.0f} against {short_mb:.0f} MB)")
    return Row(
        "peak memory of mixing a 3-hour session, against a 15-minute one's",
        f"within {MOST_MORE:.0%}; m4b besides <= {MOST_INDEX_MB} MB an hour for the index in front",
        ", ".join(told),
        is_reached,
    )


def _errors(outs: dict[str, Path]) -> Row:
    heard = {name: _listened(out, AUDIBLE_DB) for name, out in outs.items() if BED not in MEDIA[name]}
    late_ms = max(abs(one.last_late_ms) for one in heard.values())
    return Row(
        "error of any hold in those sessions without a bed, decoded by ffmpeg",
        f"<= {MOST_MS} ms",
        ", ".join(f"{name} {one.worst_ms:.1f} ms" for name, one in heard.items())
        + f" ({len(heard['m4b'].holds)} holds each; the last sound is at most {late_ms:.1f} ms off)",
        max(one.worst_ms for one in heard.values()) <= MOST_MS,
    )


def _errors_over_bed(bench: Bench, outs: dict[str, Path]) -> Row:
    """Against the plain MP3, listened to in the same way: when a bell is lost in the bed is no matter of timing."""
    out = bench.fresh()
    bench.run(bench.build(*FIFTEEN, out=out, clips=bench.warm_clips))
    plain = _listened(out, OVER_BED_DB)
    heard = {name: _listened(out, OVER_BED_DB) for name, out in outs.items() if BED in MEDIA[name]}
    off_ms = {name: _most_off_ms(one, plain) for name, one in heard.items()}
    late_ms = max(abs(one.last_late_ms) for one in heard.values())
    return Row(
        f"how far any hold in those with a bed is from the plain MP3's, both heard over {OVER_BED_DB:.0f} dBFS",
        f"<= {MOST_MS} ms",
        ", ".join(f"{name} {worst_ms:.1f} ms" for name, worst_ms in off_ms.items())
        + f" ({len(plain.holds)} holds each; the last sound is at most {late_ms:.1f} ms off; "
        f"against the catalog {max(one.worst_ms for one in heard.values()):.1f} ms with a bed and "
        f"{plain.worst_ms:.1f} ms without, since a bell that dies away is lost there before it ends)",
        max(off_ms.values()) <= MOST_MS,
    )


def _most_off_ms(heard: Heard, plain: Heard) -> float:
    pairs = zip(heard.holds, plain.holds, strict=True)
    return max(abs(one.error_ms - other.error_ms) for one, other in pairs)


def _listened(out: Path, over_db: float) -> Heard:
    session = catalog(out)[0]
    return listen(session, by_ffmpeg(out / session["file"]), over_db)
