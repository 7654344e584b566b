"""A person's document as the text that every store keeps, and back."""

from __future__ import annotations

import json
from typing import Any

from skill.store.contract import Kept, StoreError

MAX_REASON = 200
"""Characters of a library's complaint that an error repeats."""


def to_text(attributes: dict[str, Any], where: str) -> str:
    """JSON in plain ASCII, which every store keeps as it is; ``StoreError`` for what is no JSON."""
    try:
        return json.dumps(attributes, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(where, f"what it was given is no JSON ({type(error).__name__})") from None


def to_kept(text: object, version: object, where: str) -> Kept:
    """What was kept. A damaged row is ``StoreError``; its words, a person's, are not repeated."""
    try:
        attributes = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        attributes = None
    if not isinstance(attributes, dict) or not isinstance(version, int) or version < 1:
        raise StoreError(where, "what it kept of this person is damaged")
    return Kept(attributes, version)


def reason_of(error: BaseException, secret: str = "") -> str:
    """The first line of what a library complains about, without ``secret``."""
    said = str(error).strip() or type(error).__name__
    if secret:
        said = said.replace(secret, "***")
    line = said.splitlines()[0].partition(" with text ")[0]  # sqlite3 quotes a whole row that is not UTF-8
    from content.model.faults import one_line  # not before something is wrong

    return one_line(line)[:MAX_REASON]
