"""Piper's index of voices, at the address that Piper's own downloader uses: languages, sizes and hashes."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from audio_builder.errors import VoiceError
from audio_builder.voices.download import RemoteFile, VoiceOffer, fetch_bytes
from audio_builder.voices.piper import ENDING, HOW_TO_GET, card_file, is_name, licence_in, model_file, settings_file

ADDRESS_SETTING = "GENTLEBACK_PIPER_URL"
"""The variable that names another place with an index and voices, such as a mirror."""
INDEX = "voices.json"


@dataclass(frozen=True, slots=True)
class IndexedVoice:
    name: str
    language: str
    """A BCP 47 tag in lower case."""
    quality: str
    model: RemoteFile
    settings: RemoteFile
    card: RemoteFile | None
    """The text that names the licence."""


def read_index(mirror: str | None = None) -> dict[str, IndexedVoice]:
    """The voices at ``mirror``, or else at the usual address, by name.

    Raises ``VoiceError`` when they cannot be fetched, or it is not an index; without ``mirror`` where Piper is missing.
    """
    address = (mirror or os.environ.get(ADDRESS_SETTING, "")).rstrip("/")
    if not address:
        try:
            from piper.download_voices import VOICES_JSON
        except ImportError as error:
            raise VoiceError(f"voices of Piper need the package piper-tts: {HOW_TO_GET}") from error
        address = VOICES_JSON.partition(f"/{INDEX}")[0]
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
    """None for an entry that is malformed."""
    try:
        files: dict[str, RemoteFile] = {}
        for path, file in facts["files"].items():
            url = f"{address}/{quote(path)}"
            files[PurePosixPath(path).name] = RemoteFile(url, int(file["size_bytes"]), str(file["md5_digest"]))
        model, settings = files[f"{name}{ENDING}"], files[f"{name}{ENDING}.json"]
        language = str(facts["language"]["code"]).replace("_", "-").lower()
        return IndexedVoice(name, language, str(facts["quality"]), model, settings, files.get("MODEL_CARD"))
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def offer(voice: IndexedVoice) -> VoiceOffer:
    """``voice`` with its licence, for which its card is fetched. Raises ``VoiceError``."""
    card = fetch_bytes(voice.card.url).decode(errors="replace") if voice.card else ""
    model = model_file(voice.name)
    licence = licence_in(card) or "unknown; look for it where the voice comes from"
    files = ((voice.settings, settings_file(model)), (voice.model, model))
    return VoiceOffer(f"piper:{voice.name}", licence, files, (card_file(model), card))
