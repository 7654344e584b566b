"""What would be heard of exactly what the device would get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from content.errors import GentleBackError
from skill.simulator.interpreter import interpret
from skill.simulator.schema import faults_of
from skill.simulator.sounded import with_silence
from skill.simulator.ssml_reader import read_ssml
from skill.speech.timing import AlexaEstimate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from content.timeline.measure import Measure
    from skill.simulator.sounded import Sounded


class DocumentError(GentleBackError):
    """A document that a device would refuse, or that has what we never write."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(["this is no APLA document of ours:", *faults]))


def heard(given: Mapping[str, object] | str, measure: Measure | None = None) -> list[Sounded]:
    """What is heard of ``given``: SSML, or a document of APL for Audio, read or still JSON.

    Raises ``SsmlError`` or ``DocumentError``.
    """
    measure = measure or AlexaEstimate()
    if isinstance(given, str) and not given.lstrip().startswith("{"):
        return with_silence(read_ssml(given, measure))
    document = json.loads(given) if isinstance(given, str) else given
    if faults := faults_of(document):
        raise DocumentError(faults)
    return with_silence(interpret(document, measure))
