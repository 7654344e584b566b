"""Piper's index of voices, from where Piper's own downloader takes it: languages, sizes and hashes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from audio_builder.errors import VoiceError
from audio_builder.voices.catalog_fetch import Wanted, fetch_bytes
from audio_builder.voices.piper import HOW_TO_GET
from audio_builder.voices.piper_files import ENDING, is_name

ADDRESS_SETTING = "GENTLEBACK_PIPER_URL"
"""The variable that names another place with an index and voices, such as a mirror."""
INDEX = "voices.json"
CARD = "MODEL_CARD"


@dataclass(frozen=True, slots=True)
class IndexedVoice:
    name: str
    language: str
    """A BCP 47 tag in lower case."""
    quality: str
    model: Wanted
    settings: Wanted
    card: Wanted | None
    """What tells the licence."""

    @property
    def megabytes(self) -> float:
        return (self.model.bytes + self.settings.bytes) / 1e6


def address_of_voices() -> str:
    """Where Piper's voices are, without the slash at the end. Raises ``VoiceError`` when Piper is not installed."""
    named = os.environ.get(ADDRESS_SETTING)
    if named:
        return named.rstrip("/")
    try:
        from piper.download_voices import VOICES_JSON
    except ImportError as error:
        raise VoiceError(f"voices of Piper need the package piper-tts: {HOW_TO_GET}") from error
    return VOICES_JSON.partition(f"/{INDEX}")[0]


def read_index(address: str) -> dict[str, IndexedVoice]:
    """The voices at ``address`` by name. Raises ``VoiceError`` when it cannot be had, or is no index."""
    url = f"{address}/{INDEX}"
    try:
        listed = json.loads(fetch_bytes(url))
    except ValueError:
        listed = None
    named = listed.items() if isinstance(listed, dict) else ()
    voices = {name: voice for name, facts in named if is_name(name) and (voice := _voice(name, facts, address))}
    if not voices:
        raise VoiceError(f"{url} is not an index of Piper's voices")
    return voices


def _voice(name: str, facts: dict[str, Any], address: str) -> IndexedVoice | None:
    """None for one that is not described as the others are."""
    try:
        return _read_voice(name, facts, address)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _read_voice(name: str, facts: dict[str, Any], address: str) -> IndexedVoice:
    files = {
        PurePosixPath(path).name: Wanted(f"{address}/{quote(path)}", int(file["size_bytes"]), str(file["md5_digest"]))
        for path, file in facts["files"].items()
    }
    model, settings = files[f"{name}{ENDING}"], files[f"{name}{ENDING}.json"]
    language = str(facts["language"]["code"]).replace("_", "-").lower()
    return IndexedVoice(name, language, str(facts["quality"]), model, settings, files.get(CARD))
