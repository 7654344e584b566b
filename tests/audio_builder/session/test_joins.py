"""No click at any join: within 2 ms of a clip's border the decoded sound makes no step that could be heard.

Speech itself makes steps of thousands from sample to sample; where clips are joined there is next to silence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from audio_builder.clips.measure import ClipMeasure, ClipStore
from audio_builder.sound.clip import FRAME_BYTES, FRAME_MS, ONSET_FRAME, SILENT_FRAME
from audio_builder.voices.table import EMBEDDED, open_voice
from audio_builder.voices.text import spoken_form_of
from content.timeline.cues import Phrase, Tone
from tests.audio_builder.decoded import spoken, with_ffmpeg, with_miniaudio
from tests.sessions import cues, is_sound
from tests.tools import slow_for

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable

    from audio_builder.session.catalog import CatalogCue
    from tests.sessions import Sessions

    Decode = Callable[[bytes], array[int]]

FRAME_SAMPLES = 576
NEAR_SAMPLES = 48
"""2 ms."""
MOST = 82
"""-52 dBFS: the most that the end of a sound was seen to ring on into the next piece."""


def _largest_step(samples: array[int], border_frames: Iterable[int]) -> int:
    """Between two neighbours, within 2 ms of a border."""
    near = (
        samples[max(0, frame * FRAME_SAMPLES - NEAR_SAMPLES) : frame * FRAME_SAMPLES + NEAR_SAMPLES]
        for frame in border_frames
    )
    return max(abs(there - here) for piece in near for here, there in pairwise(piece))


@pytest.fixture
def borders(sessions: Sessions) -> list[int]:
    """Of every clip of a session, where it begins and ends, in frames."""
    voice = open_voice(EMBEDDED)
    measure = ClipMeasure(voice, ClipStore(sessions.clips), spoken_form_of(voice))
    found = []
    for cue in cues(sessions.named("five-minute-ease")):
        if is_sound(cue):
            first = cue["start_ms"] // FRAME_MS - ONSET_FRAME
            found += [first, first + measure.clip(_sound(cue)).frame_count]
    return found


def _sound(cue: CatalogCue) -> Phrase | Tone:
    return Phrase(cue["text"]) if "text" in cue else Tone(cue["tone"])


@pytest.mark.parametrize("decode", [with_miniaudio, with_ffmpeg])
def test_no_step_at_any_join_of_a_session(sessions: Sessions, borders: list[int], decode: Decode) -> None:
    samples = decode((sessions.out / sessions.named("five-minute-ease")["file"]).read_bytes())
    assert len(borders) > 150
    assert _largest_step(samples, borders) <= MOST


@pytest.mark.parametrize("decode", slow_for([with_miniaudio, with_ffmpeg], with_ffmpeg))
def test_a_clip_cut_short_is_heard_as_a_step(decode: Decode) -> None:
    """The control: the same measure on a join in the midst of a word."""
    clip = spoken("Slowly lift your hips until your knees, hips and shoulders make a line.")
    whole = clip.frames + SILENT_FRAME * 10
    assert _largest_step(decode(whole), [0, clip.frame_count]) <= MOST
    cuts = range(20, clip.frame_count - 20, 10)
    steps = [_largest_step(decode(clip.frames[: cut * FRAME_BYTES] + SILENT_FRAME * 10), [cut]) for cut in cuts]
    assert sorted(steps)[len(steps) // 2] > 5 * MOST
