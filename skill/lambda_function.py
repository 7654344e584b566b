"""The entry for AWS Lambda: ``skill.lambda_function.handler``.

Settings come from the environment: GENTLEBACK_STORE (such as ``dynamodb://TABLE``; without it nothing outlives the
process), GENTLEBACK_SKILL_ID (requests of other skills are refused), GENTLEBACK_SSML (``1``: never APL for Audio).
"""

from __future__ import annotations

import logging
import os

from skill.build import build_skill, lambda_handler
from skill.store import open_store

logging.getLogger("gentleback").setLevel(logging.INFO)
skill = build_skill(
    open_store(os.environ.get("GENTLEBACK_STORE") or "memory:"),
    is_plain=os.environ.get("GENTLEBACK_SSML") == "1",
    skill_id=os.environ.get("GENTLEBACK_SKILL_ID") or None,
)
handler = lambda_handler(skill)
