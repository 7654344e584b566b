"""The written conversations, as they go now: through the endpoint, with the signatures that Amazon would send."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.build import build_skill
from skill.simulator.speaker import Speaker
from tests.skill.hosting.chains import TODAY, signed_headers
from tests.skill.hosting.envelopes import SKILL_ID, small_app
from tests.skill.hosting.server import running
from tests.skill.transcript import held_again

if TYPE_CHECKING:
    from datetime import datetime

    from tests.skill.hosting.server import Server

CONVERSATIONS = Path(__file__).parent / "conversations"


@dataclass
class Line:
    """From the speaker to the server."""

    server: Server | None = None
    speaker: Speaker = field(init=False)

    def __post_init__(self) -> None:
        self.speaker = Speaker(self.send, application=SKILL_ID, now=TODAY)

    def now(self) -> datetime:
        """The server's clock is the speaker's: hours pass in it that nobody waits for."""
        return self.speaker.now

    def send(self, envelope: dict[str, Any]) -> dict[str, Any]:
        assert self.server is not None
        body = json.dumps(envelope).encode()
        reply = self.server.post(body, signed_headers(body))
        assert reply.status == 200, reply.text
        answered: dict[str, Any] = json.loads(reply.text)
        return answered


def current_conversation(written: str) -> str:
    """What is answered now to what is said in ``written``."""
    line = Line()
    with running(small_app(build_skill(), clock=line.now)) as server:
        line.server = server
        return held_again(written, line.speaker)
