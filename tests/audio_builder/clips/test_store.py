"""Clips are kept with their lengths, under keys made of all that shapes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_builder.clips.measure import ClipStore, clip_key
from audio_builder.sound.clip import SILENT_FRAME, Clip
from content.timeline.cues import Phrase, Tone

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER = clip_key("a voice", 0, Phrase("Hold.")), clip_key("a voice", 0, Phrase("And release."))


def test_what_is_put_is_got(tmp_path: Path) -> None:
    clip = Clip(SILENT_FRAME * 5, 1_234)
    store = ClipStore(tmp_path / "clips")
    store.put(KEY, clip)
    assert store.get(KEY) == clip
    assert store.get(OTHER) is None


def test_a_damaged_clip_is_missing(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    store.put(KEY, Clip(SILENT_FRAME * 5, 1_234))
    file = store.entries.path(KEY)
    file.write_bytes(file.read_bytes()[:-1])
    assert store.get(KEY) is None


def test_key_is_of_all_that_shapes_a_clip() -> None:
    sounds = (
        ("voice", 1.0, Phrase("open")),
        ("voice", 1.0, Phrase("Open")),
        ("voice", 1.5, Phrase("open")),
        ("other", 1.0, Phrase("open")),
        ("voice", 1.0, Tone("open")),
        ("voice", 1.0, Tone("close")),
    )
    assert len({clip_key(*sound) for sound in sounds}) == len(sounds)
    assert clip_key("voice", 1.0, Tone("open")) == clip_key("other", 2.0, Tone("open"))
    assert len(KEY) == 64
