"""One person and one speaker in the terminal: a typed line in, what would be heard out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from skill.simulator.listen import heard

if TYPE_CHECKING:
    from skill.simulator.matcher import Matcher
    from skill.simulator.sounded import Sounded
    from skill.simulator.speaker import Speaker

THINKING_S = 1.5
"""How long a person takes to answer once the question is asked."""
LISTENING_S = 8.0
"""How long the speaker listens before it asks again, and once more before it gives up."""
BARGE_IN = re.compile(r"@(\d+(?:\.\d+)?)\s+(.*)")
"""``@20 slower``: said 20 seconds after the answer began."""


@dataclass(slots=True)
class Talker:
    """Keeps the clock: without ``@`` a person listens to the end before they speak."""

    speaker: Speaker
    matcher: Matcher
    invocation: str
    """What the skill is called: "gentle back"."""
    sounding_s: float = 0.0
    """How long the answer takes that is being heard."""
    reprompt: str = ""
    """What is still to be asked when nobody answers."""

    def open(self) -> list[Sounded]:
        """Open the skill."""
        return self._listen(self.speaker.launch())

    def hear(self, line: str) -> list[Sounded]:
        """What is heard after ``line`` was typed; nothing when the session is closed."""
        found = BARGE_IN.fullmatch(line)
        wait_s, sentence = (float(found[1]), found[2]) if found else (self.sounding_s + THINKING_S, line)
        if not sentence:
            return self._silence() if self.speaker.is_open else []
        asked = self._asked_of_the_skill(sentence)
        if asked is None and not self.speaker.is_open:
            return []
        self.speaker.wait(wait_s)
        match = self.matcher.match(sentence if asked is None else asked)
        if asked is not None and match.intent == "AMAZON.FallbackIntent":
            return self.open()
        return self._listen(self.speaker.say(match))

    def _asked_of_the_skill(self, sentence: str) -> str | None:
        """What follows the skill's name in "open gentle back" or "ask gentle back for a stretch"; None without it."""
        before, name, after = sentence.lower().partition(self.invocation)
        return after.strip(" ,.?!") if name and len(before.split()) <= 3 else None

    def _silence(self) -> list[Sounded]:
        """Nobody answers: the reprompt, and after that the end of the session."""
        self.speaker.wait(self.sounding_s + LISTENING_S)
        if self.reprompt:
            sounds = heard(self.reprompt)
            self.reprompt, self.sounding_s = "", _seconds(sounds)
            return sounds
        self.speaker.end()
        return []

    def _listen(self, response: dict[str, Any]) -> list[Sounded]:
        directives = response.get("directives") or ()
        given = [each["document"] for each in directives if each["type"].endswith("APLA.RenderDocument")]
        given += [response[name]["ssml"] for name in ("outputSpeech",) if response.get(name)]
        sounds = heard(given[0]) if given else []
        again = response.get("reprompt") or {}
        self.reprompt = (again.get("outputSpeech") or {}).get("ssml", "")
        self.sounding_s = _seconds(sounds)
        return sounds


def _seconds(sounds: list[Sounded]) -> float:
    return sounds[-1].end_ms / 1_000 if sounds else 0.0
