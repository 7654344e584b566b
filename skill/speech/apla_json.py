"""The document of an answer as finished, compact JSON.

The serializer of the SDK, walking a document, was two thirds of a turn. Here the turn of the routine is written once
and kept; what is said before and asked after it is written each time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from skill.speech import apla
from skill.speech.kept import Kept

if TYPE_CHECKING:
    from content.timeline.cues import Cue
    from skill.coach.answer import Answer

_HEAD = (
    f'{{"type":"APLA","version":"{apla.VERSION}","mainTemplate":{{"parameters":["payload"],'
    '"items":[{"type":"Sequencer","items":['
)
_FOOT = "]}]}"
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def document_json(answer: Answer) -> str:
    """``apla.document`` as JSON."""
    items, compositions = _turn(answer.cues)
    listed = (_listed(apla.before(answer)), items, _listed(apla.question(answer)))
    return f"{_HEAD}{','.join(filter(None, listed))}{_FOOT}{compositions}}}"


def _listed(items: list[apla.Component]) -> str:
    return _written(items)[1:-1]


def _write(cues: tuple[Cue, ...]) -> tuple[str, str]:
    part = apla.part(cues)
    return _listed(part.items), f',"compositions":{_written(part.compositions)}' if part.compositions else ""


_turn = Kept(_write)
