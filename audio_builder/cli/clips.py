"""``gentleback clips``: show how much the clip store holds, or prune it."""

from __future__ import annotations

import json

from audio_builder.cli.options import add_clips, show_waiting
from audio_builder.cli.report import many
from content.store import prune, sizes
from gentleback_cli import Parser, UsageError, whole_number


def clips(arguments: list[str]) -> int:
    parser = Parser(
        "clips", "Show how much the clip store holds, or prune it; pruned clips are made again when needed."
    )
    add_clips(parser)
    parser.add_argument("--prune", action="store_true", help="remove clips, covers, figures and all else kept there")
    parser.add_argument(
        "--days", type=whole_number, default=0, metavar="N", help="with --prune: keep what the last N days used"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    if asked.days and not asked.prune:
        raise UsageError("--days goes with --prune; give both")
    if asked.days < 0:
        raise UsageError(f"--days {asked.days} is out of range: 0 or more")
    folder, action = asked.clips, "removed" if asked.prune else "kept"
    found = prune(folder, show_waiting, asked.days) if asked.prune else sizes(folder)
    shown = ("clip", "cover", "figure")  # the others: measurements of voices, compiled content, digests of mixes
    counts = {kind: found[kind].count if kind in found else 0 for kind in shown}
    counts["other"] = sum(amount.count for kind, amount in found.items() if kind not in shown)
    size = sum(amount.bytes for amount in found.values())
    if asked.json:
        by_name = {f"{kind}s": count for kind, count in counts.items()}
        print(json.dumps({"action": action, "folder": str(folder), **by_name, "bytes": size}, indent=2))
    else:
        *most, last = (many(count, kind) for kind, count in counts.items() if count or kind != "other")
        print(f"{action}: {', '.join(most)} and {last}, {size / 1e6:.1f} MB, in {folder}")
    return 0
