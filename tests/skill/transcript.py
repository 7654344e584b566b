"""A golden conversation, run again: the lines that begin with ``>`` are said, the others are the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.model.loader import load
from skill.simulator.command import length_text, text_of
from skill.simulator.matcher import matcher_of
from skill.simulator.speaker import Talker

if TYPE_CHECKING:
    from skill.simulator.speaker import Speaker


def talker_on(speaker: Speaker) -> Talker:
    content = load()
    matcher = matcher_of(content, content.words["en"])
    said = content.words["en"].utterances
    assert matcher is not None
    assert said is not None
    return Talker(speaker, matcher, said.invocation)


def held_again(text: str, speaker: Speaker) -> str:
    """The conversation of ``text`` as it is now."""
    talker = talker_on(speaker)
    lines = []
    for line in text.splitlines():
        if line.startswith(">"):
            sounds = talker.hear(line[1:].strip())
            end = "" if speaker.is_open else "  (The session is over.)\n"
            lines.append(f"{line}\n{text_of(sounds)}  [{length_text(sounds)}]\n{end}" if sounds else f"{line}\n{end}")
    return "\n".join(lines)
