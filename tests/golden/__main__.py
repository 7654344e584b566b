"""``python -m tests.golden`` writes the golden files anew; read the difference before you commit it."""

from __future__ import annotations

from tests.golden import TIMELINES, current_timelines
from tests.golden.conversations_now import CONVERSATIONS, current_conversation

for name, text in current_timelines().items():
    (TIMELINES / f"{name}.txt").write_text(text, encoding="utf-8")
for path in CONVERSATIONS.glob("*.txt"):
    path.write_text(current_conversation(path.read_text(encoding="utf-8")), encoding="utf-8")
