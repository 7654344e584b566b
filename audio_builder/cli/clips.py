"""``gentleback clips``: how much the clip store holds; prune it."""

from __future__ import annotations

import json
from pathlib import Path

from audio_builder.cli.build import default_store
from gentleback_cli import Parser, UsageError


def clips(arguments: list[str]) -> int:
    """``gentleback clips``: how much the clip store holds; prune it."""
    from audio_builder.cli.report import many
    from audio_builder.clips.store import ClipStore
    from audio_builder.mixing.write import prune_mixes
    from audio_builder.pictures.covers.cover_store import covers_in
    from audio_builder.pictures.figure_store import figures_in

    parser = Parser(
        "clips", "Show how much the clip store holds, or prune it; pruned clips are made again when needed."
    )
    parser.add_argument("--clips", type=Path, metavar="DIR", help="the clip store (default: in the user's cache)")
    parser.add_argument("--prune", action="store_true", help="remove clips, covers and figures")
    parser.add_argument("--days", type=int, default=0, metavar="N", help="with --prune: keep what the last N days used")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    if asked.days and not asked.prune:
        raise UsageError("--days goes with --prune; give both")
    if asked.days < 0:
        raise UsageError(f"--days {asked.days} is out of range: 0 or more")
    folder = asked.clips or default_store()
    store, covers, figures = ClipStore(folder), covers_in(folder), figures_in(folder)
    if asked.prune:
        found = [each.prune(asked.days) for each in (store, covers, figures)]
        prune_mixes(folder, asked.days)
    else:
        found = [each.size() for each in (store, covers, figures)]
    what = "removed" if asked.prune else "kept"
    counts, size = [count for count, _ in found], sum(size for _, size in found)
    if asked.json:
        told = dict(zip(("clips", "covers", "figures"), counts, strict=True))
        print(json.dumps({"action": what, "folder": str(folder), **told, "bytes": size}, indent=2))
    else:
        clips_text, *rest = map(many, counts, ("clip", "cover", "figure"))
        print(f"{what}: {clips_text}, {' and '.join(rest)}, {size / 1e6:.1f} MB, in {folder}")
    return 0
