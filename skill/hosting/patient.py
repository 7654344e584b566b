"""Hearing out a body that is too large, so that the refusal reaches who sent it.

Waitress alone answers 413 and closes at once; the rest of the body then meets a closed door, and the sender often sees
a broken connection in place of the answer.
"""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

MAX_HEARD = 8 * 1024 * 1024


class PatientParser(HTTPRequestParser):  # type: ignore[misc]
    """Throws away what is too large as it comes; nothing of it is kept."""

    left = 0

    def received(self, data: bytes) -> int:
        """How much of ``data`` was taken."""
        if self.left:
            taken = min(len(data), self.left)
            self.left -= taken
            self.completed = self.left == 0
            return taken
        taken = int(super().received(data))
        if isinstance(self.error, RequestEntityTooLarge) and self._may_go_on():
            self.left = self.content_length - self.body_bytes_received
            self.completed = self.left == 0
        return taken

    def _may_go_on(self) -> bool:
        """Whether the rest has a known end that is not too far, and is not held back until we ask for it."""
        return not self.chunked and not self.expect_continue and self.content_length <= MAX_HEARD


class PatientChannel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    parser_class = PatientParser
