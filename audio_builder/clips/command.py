"""``gentleback clips``: how much the clip store holds; prune it."""

from __future__ import annotations

import json
from pathlib import Path

from audio_builder.commands import default_store
from content.cli import Parser, UsageError


def clips(arguments: list[str]) -> int:
    """``gentleback clips``: how much the clip store holds; prune it."""
    from audio_builder.clips.store import ClipStore
    from audio_builder.cover_store import covers_kept, prune_covers
    from audio_builder.mixing.write import prune_mixes
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
        prune_mixes(folder, asked.days)
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
