"""Holds under a bed are measured right: late, early and cut short, whatever is under the sounds."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from audio_builder.clips.measure import ClipMeasure, ClipStore
from audio_builder.mixing import bed, m4b, mp3, opus
from audio_builder.mixing.bed import LOOP_MS, PEAK
from audio_builder.mixing.mixer import speech
from audio_builder.pictures.covers.cover import draw_cover
from audio_builder.sound.clip import encode
from audio_builder.sound.shape import shape
from audio_builder.sound.tones import draw
from benchmarks.decoded_holds import MeasuredHolds, measured_holds
from benchmarks.matched_filter import compare
from content.timeline.cues import HOLD, RELEASE, Tone
from content.timeline.place import Placed, PlacedChapter, Placement
from tests.audio_builder.mixing.bursts import WHERE, Bursts, by_ffmpeg, tags
from tests.tools import slow_for

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.session.catalog import CatalogSession

HOLD_MS = 4_000
STARTS_MS = (5_016, 12_024, 19_009, 26_031)
"""Of the bells that start a hold. Faults are put into the second hold; the others are the control."""
LENGTH_MS = 36_000
PER_MS = 48
"""Bytes."""
BEGINS_MS, RINGS_MS = 20, 40
"""How long a bell sounds before and after it is audible, and some silence."""
FORMATS = {"mp3": mp3.write, "m4b": m4b.write, "opus": opus.write}
PERIOD = 96
"""Of the steady tone, in samples: 250 Hz."""
BEDS = {
    "silence": bytes(LOOP_MS * PER_MS),
    "tone": array("h", (round(PEAK * math.sin(2 * math.pi * at / PERIOD)) for at in range(PERIOD))).tobytes()
    * (LOOP_MS * 24 // PERIOD),
    "usual": bed.loop(),
}


@dataclass(frozen=True)
class Bells:
    """A session of holds from bell to bell."""

    placement: Placement
    speech: bytes
    """Its samples without a bed."""

    @property
    def session(self) -> CatalogSession:
        cues = [{"kind": "chime", "start_ms": start, "end_ms": end, "tone": ""} for start, end, _ in self.sounds]
        holds = [
            {"kind": "hold", "start_ms": end_ms, "end_ms": next_ms, "hold_ms": HOLD_MS}
            for (_, end_ms, sound), (next_ms, _, _) in zip(self.sounds, self.sounds[1:], strict=False)
            if sound == HOLD
        ]
        return cast("CatalogSession", {"chapters": [{"cues": [*cues, *holds]}]})

    @property
    def sounds(self) -> list[tuple[int, int, object]]:
        return list(self.placement.sounds)

    def heard(self, speech: bytes, form: str, folder: Path) -> MeasuredHolds:
        """``speech`` with the bed under it, encoded, decoded and compared with the original."""
        sounds_ms = [(start_ms, end_ms) for start_ms, end_ms, _ in self.sounds]
        blocks = [speech[at : at + 1_000 * PER_MS] for at in range(0, len(speech), 1_000 * PER_MS)]
        file = folder / f"session.{form}"
        FORMATS[form](file, bed.lay(blocks, sounds_ms, LENGTH_MS), tags(self.placement, COVER))
        return compare(self.session, array("h", self.speech), array("h", by_ffmpeg(file).samples))


COVER = draw_cover("Bells", "Gentle Back", "bridge")


@pytest.fixture(scope="module")
def bells(tmp_path_factory: pytest.TempPathFactory) -> Bells:
    measure = ClipMeasure(Bursts(), ClipStore(tmp_path_factory.mktemp("clips")))
    for tone in (HOLD, RELEASE):
        measure.store.put(measure.key(tone), encode(shape(draw(tone.name), 0)))

    def placed(tone: Tone, start_ms: int) -> Placed:
        return Placed("chime", start_ms, start_ms + measure.length_ms(tone), WHERE, tone)

    cues: list[Placed] = []
    for start_ms in STARTS_MS:
        cues.append(placed(HOLD, start_ms))
        cues.append(placed(RELEASE, cues[-1].end_ms + HOLD_MS))
    placement = Placement((PlacedChapter("Bells", "", 0, LENGTH_MS, tuple(cues)),), LENGTH_MS)
    return Bells(placement, b"".join(speech(placement, measure)))


def errors_ms(heard: MeasuredHolds) -> list[float]:
    return [hold.error_ms for hold in heard.holds]


@pytest.mark.parametrize("form", slow_for(FORMATS, "m4b", "mp3"))
def test_holds_are_the_same_over_silence_over_a_tone_and_over_the_bed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bells: Bells, form: str
) -> None:
    """A threshold would find them 60 to 80 ms longer over the bed, which is an error of the threshold."""
    clean = measured_holds(bells.session, iter([array("h", bells.speech)]))
    for loop in BEDS.values():
        monkeypatch.setattr(bed, "loop", lambda loop=loop: loop)
        heard = bells.heard(bells.speech, form, tmp_path)
        assert errors_ms(heard) == pytest.approx(errors_ms(clean), abs=1)
        assert heard.last_late_ms == pytest.approx(clean.last_late_ms, abs=1)
        assert heard.worst_ms <= 24


@pytest.mark.parametrize("form", slow_for(FORMATS, "m4b", "mp3"))
@pytest.mark.parametrize("late_ms", [-30, 30])
@pytest.mark.parametrize("sound", [2, 3])
def test_a_sound_that_is_late_or_early_is_found(
    tmp_path: Path, bells: Bells, form: str, late_ms: int, sound: int
) -> None:
    """The second hold gets shorter when the bell that starts it is late, longer when that which ends it is."""
    changed = bells.heard(_moved(bells, sound, late_ms), form, tmp_path)
    right = measured_holds(bells.session, iter([array("h", bells.speech)]))
    more_ms = [0, late_ms if sound == 3 else -late_ms, 0, 0]
    expected_ms = [error_ms + more for error_ms, more in zip(errors_ms(right), more_ms, strict=True)]
    assert errors_ms(changed) == pytest.approx(expected_ms, abs=1)


@pytest.mark.parametrize("form", slow_for(FORMATS, "m4b", "mp3"))
@pytest.mark.parametrize("by_ms", [30, 70])
def test_a_bell_that_is_cut_short_is_found(tmp_path: Path, bells: Bells, form: str, by_ms: int) -> None:
    """The filter sees the end of a bell that a threshold misses under the bed: without it there is no end."""
    _, end_ms, _ = bells.sounds[2]
    heard = bells.heard(_without(bells.speech, end_ms - by_ms, end_ms + RINGS_MS), form, tmp_path)
    assert [error_ms == math.inf for error_ms in errors_ms(heard)] == [False, True, False, False]


@pytest.mark.parametrize("form", slow_for(FORMATS, "m4b", "mp3"))
@pytest.mark.parametrize("sound", [2, 3])
def test_a_sound_that_is_missing_is_found(tmp_path: Path, bells: Bells, form: str, sound: int) -> None:
    start_ms, end_ms, _ = bells.sounds[sound]
    heard = bells.heard(_without(bells.speech, start_ms - BEGINS_MS, end_ms + RINGS_MS), form, tmp_path)
    assert [error_ms == math.inf for error_ms in errors_ms(heard)] == [False, True, False, False]


def _moved(bells: Bells, number: int, late_ms: int) -> bytes:
    start_ms, end_ms, _ = bells.sounds[number]
    start_ms, end_ms = start_ms - BEGINS_MS, end_ms + RINGS_MS
    moved = bytearray(_without(bells.speech, start_ms, end_ms))
    place = slice((start_ms + late_ms) * PER_MS, (end_ms + late_ms) * PER_MS)
    moved[place] = bells.speech[start_ms * PER_MS : end_ms * PER_MS]
    return bytes(moved)


def _without(samples: bytes, start_ms: int, end_ms: int) -> bytes:
    return samples[: start_ms * PER_MS] + bytes((end_ms - start_ms) * PER_MS) + samples[end_ms * PER_MS :]
