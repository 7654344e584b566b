"""``python -m tests.golden`` writes the golden files anew; read the difference before you commit it."""

from __future__ import annotations

from tests.golden import TIMELINES, current_timelines

for name, text in current_timelines().items():
    (TIMELINES / f"{name}.txt").write_text(text, encoding="utf-8")
