"""A request that is not answered, and why."""

from __future__ import annotations

BAD_REQUEST, TOO_LARGE, WRONG_TYPE, TOO_MANY = 400, 413, 415, 429


class RefusedError(Exception):
    """``reason`` is one short line in our own words: it is logged and sent back, what the request says never is."""

    def __init__(self, reason: str, status: int = BAD_REQUEST) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status
