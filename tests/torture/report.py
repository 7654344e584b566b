"""The table that a run ends with."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.torture.trials import Row

RESULTS = Path(__file__).parents[2] / "docs" / "torture.md"
BEGIN, END = "<!-- the table of a run -->\n", "<!-- its end -->\n"


def table(rows: Sequence[Row], *, seed: int, minutes: float) -> str:
    """As Markdown: what was done, how often, and how often something was wrong."""
    lines = ["| what | how often | failures | longest command, s |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {row.what} | {row.count:,} | {row.failures} | {row.longest_s:.1f} |" for row in rows]
    longest_s = max(row.longest_s for row in rows)
    lines += [f"| all | {sum(row.count for row in rows):,} | {sum(row.failures for row in rows)} | {longest_s:.1f} |"]
    about = f"seed {seed}, {minutes:.0f} minutes, {os.cpu_count()} cores, Python {platform.python_version()}"
    return "\n".join([*lines, "", f"{datetime.now(UTC).date()}: {about}.", ""])


def record(text: str, results: Path = RESULTS) -> None:
    """Put ``text`` in the place of the table in ``results``."""
    whole = results.read_text(encoding="utf-8")
    before, _, rest = whole.partition(BEGIN)
    _, _, behind = rest.partition(END)
    results.write_text(f"{before}{BEGIN}\n{text}\n{END}{behind}", encoding="utf-8")
