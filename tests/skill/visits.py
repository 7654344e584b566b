"""One person with the whole coach, and a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from skill.coach.state import Heard
from skill.conversation import Occasion, RememberingCoach, SessionAnswer
from tests.skill.coach.talks import LIBRARY

if TYPE_CHECKING:
    from skill.store import Store

PERSON = "amzn1.ask.account.SOMEBODY"


@dataclass
class Visit:
    """One session of a person with the whole coach, and a store."""

    store: Store
    attributes: Any = field(default_factory=dict)
    now_ms: int = 1_767_600_000_000
    answered: SessionAnswer | None = None

    def say(self, name: str, after_s: float = 400, **slots: Any) -> str:
        """Say something; what is answered, as one line without its turn."""
        self.now_ms += round(after_s * 1_000)
        occasion = Occasion(PERSON, self.attributes, self.now_ms, "2026-01-05", "US", "chance")
        self.answered = RememberingCoach(LIBRARY, self.store).answer(Heard(name, **slots), occasion)
        self.attributes = self.answered.attributes
        answer = self.answered.answer
        return " ".join((*answer.before, *(["<turn>"] if answer.cues else []), answer.question)).strip()

    def begin(self, routine: str = "lower-back-relief") -> None:
        self.say("launch")
        self.say("choose-routine", routine=routine)
