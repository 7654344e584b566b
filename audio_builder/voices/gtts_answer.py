"""The service's answer: lines of JSON behind a guard, one of which holds the MP3 in base64, in JSON once more."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode

from audio_builder.voices.gtts_faults import PassingFault


def mp3_in(answer: bytes, rpc: str, host: str) -> bytes:
    """The MP3 that answers the call ``rpc``. Raises ``PassingFault`` when it is not there, whole."""
    if not answer.strip():
        raise PassingFault(f"{host} gave an empty answer")
    payloads = [str(row[2]) for row in _rows(answer) if row[:2] == ["wrb.fr", rpc] and len(row) > 2]
    if not payloads:
        raise PassingFault(f"{host} gave an answer that is not one to our question")
    try:
        mp3 = b64decode(json.loads(payloads[0])[0], validate=True)
    except (TypeError, ValueError, LookupError, binascii.Error) as error:
        raise PassingFault(f"{host} gave an answer without sound") from error
    if not mp3:
        raise PassingFault(f"{host} gave an answer without sound")
    return mp3


def _rows(answer: bytes) -> list[list[object]]:
    """Every row of every line that is JSON; lengths and the guard stand on lines of their own."""
    rows: list[list[object]] = []
    for line in answer.splitlines():
        if line.startswith(b"["):
            try:
                rows += [row for row in json.loads(line) if isinstance(row, list)]
            except ValueError:
                continue
    return rows
