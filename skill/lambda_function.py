"""The entry for AWS Lambda: ``skill.lambda_function.handler``.

Settings come from the environment: GENTLEBACK_STORE (such as ``dynamodb://TABLE``; without it nothing outlives the
process), GENTLEBACK_SKILL_ID (requests of other skills are refused), GENTLEBACK_SSML (``1``: never APL for Audio).
"""

from __future__ import annotations

import logging
import os
from typing import Any

from skill.build import build_skill
from skill.errors import RefusedError
from skill.respond import EMPTY, respond_to
from skill.store import open_store

log = logging.getLogger("gentleback.skill")
logging.getLogger("gentleback").setLevel(logging.INFO)
skill = build_skill(
    open_store(os.environ.get("GENTLEBACK_STORE") or "memory:"),
    is_plain=os.environ.get("GENTLEBACK_SSML") == "1",
    skill_id=os.environ.get("GENTLEBACK_SKILL_ID") or None,
)


def handler(event: Any, _context: object) -> dict[str, Any]:
    """The response to ``event``; an empty one to what Alexa never sends."""
    try:
        return respond_to(skill, event)
    except RefusedError as refusal:
        log.warning("refused: %s", refusal.reason)
        return EMPTY
