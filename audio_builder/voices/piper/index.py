"""Piper's index of voices, at the address that Piper's own downloader uses: languages, sizes and hashes."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from audio_builder.errors import VoiceError
from audio_builder.voices.download import RemoteFile, VoiceOffer
from audio_builder.voices.fetching import base_address, fetch_bytes
from audio_builder.voices.piper import (
    ENDING,
    HOW_TO_GET,
    MOST_CARD_BYTES,
    card_file,
    is_name,
    licence_in,
    model_file,
    settings_file,
)

ADDRESS_SETTING = "GENTLEBACK_PIPER_URL"
"""The variable that names another place with an index and voices, such as a mirror."""
INDEX = "voices.json"
MOST_INDEX_BYTES, MOST_VOICES = 8_000_000, 2_000
MOST_FILE_BYTES, LONGEST_PATH = 2_000_000_000, 300
_MD5 = re.compile(r"[0-9a-f]{32}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][a-z0-9]{2,8}){0,3}", re.ASCII | re.IGNORECASE)
_QUALITY = re.compile(r"\w{1,20}", re.ASCII)


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
    """The voices at ``mirror``, or else at the usual address, by name. Entries that are malformed are left out.

    Raises ``VoiceError`` when they cannot be fetched, or it is not an index; without ``mirror`` where Piper is missing.
    """
    address = base_address(mirror or os.environ.get(ADDRESS_SETTING), _usual_address)
    url = f"{address}/{INDEX}"
    try:
        listed = json.loads(fetch_bytes(url, MOST_INDEX_BYTES))
    except (ValueError, RecursionError):
        listed = None
    named = listed.items() if isinstance(listed, dict) and len(listed) <= MOST_VOICES else ()
    voices = {name: voice for name, facts in named if is_name(name) and (voice := _voice(name, facts, address))}
    if not voices:
        raise VoiceError(f"{url} is not an index of Piper's voices")
    return voices


def _usual_address() -> str:
    try:
        from piper.download_voices import VOICES_JSON
    except ImportError as error:
        raise VoiceError(f"voices of Piper need the package piper-tts: {HOW_TO_GET}") from error
    return str(VOICES_JSON).partition(f"/{INDEX}")[0]


def _voice(name: str, facts: Any, address: str) -> IndexedVoice | None:
    """None for an entry that is malformed."""
    try:
        paths = {PurePosixPath(path).name: path for path in facts["files"]}

        def remote(file: str) -> RemoteFile:
            path, about = paths[file], facts["files"][paths[file]]
            size = about["size_bytes"]
            if path.startswith("/") or ".." in PurePosixPath(path).parts or len(path) > LONGEST_PATH:
                raise ValueError(path)
            if type(size) is not int or not 0 < size <= MOST_FILE_BYTES:
                raise ValueError(size)
            return RemoteFile(f"{address}/{quote(path)}", size, _matched(_MD5, about["md5_digest"]))

        model, settings = remote(f"{name}{ENDING}"), remote(f"{name}{ENDING}.json")
        language = _matched(_LANGUAGE, facts["language"]["code"]).replace("_", "-").lower()
        card = remote("MODEL_CARD") if "MODEL_CARD" in paths else None
        return IndexedVoice(name, language, _matched(_QUALITY, facts["quality"]), model, settings, card)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _matched(form: re.Pattern[str], text: str) -> str:
    """``text`` if it has that form. Raises ``ValueError``, and ``TypeError`` for what is no text."""
    if not form.fullmatch(text):
        raise ValueError(text)
    return text


def offer(voice: IndexedVoice) -> VoiceOffer:
    """``voice`` with its licence, for which its card is fetched. Raises ``VoiceError``."""
    card = fetch_bytes(voice.card.url, MOST_CARD_BYTES).decode(errors="replace") if voice.card else ""
    model = model_file(voice.name)
    licence = licence_in(card) or "unknown; look for it where the voice comes from"
    files = ((voice.settings, settings_file(model)), (voice.model, model))
    return VoiceOffer(f"piper:{voice.name}", licence, files, (card_file(model), card))
