"""Any text with pauses: what is a phrase, what a pause, and where both are in time."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from audio_builder.clips.measure import SPACING
from audio_builder.session.script import Pause, ScriptError, placed, read_script
from content.timeline.cues import Phrase

A, B, C = Phrase("Breathe in."), Phrase("And out."), Phrase("Rest.")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Breathe in. [pause 4 s] And out.", [A, Pause(4_000), B]),
        ("Breathe in.[pause 1.5s]And out. [PAUSE 500 MS]", [A, Pause(1_500), B, Pause(500)]),
        ("[pause 2 min]\n\nBreathe in.\n\n[pause 4]\n\nAnd out.", [Pause(120_000), A, Pause(4_000), B]),
        ("Breathe in. And out.\n\nRest.", [A, Pause(400), B, Pause(900), C]),
        ("Breathe\nin.", [A]),
        ("Breathe in. [pause 1 s] [pause 2 s] And out.", [A, Pause(1_000), Pause(2_000), B]),
        ("Breathe in. ... [pause 1 s] And out.", [A, Pause(1_000), B]),
        ("[hold] Rest. [pauses]", [Phrase("[hold] Rest."), Pause(400), Phrase("[pauses]")]),
    ],
)
def test_phrases_and_pauses(text: str, items: list[object]) -> None:
    assert read_script(text) == items


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Smith says: hold. J. Doe agrees!", ["Dr. Smith says: hold.", "J. Doe agrees!"]),
        ('"Hold," she said. "Now rest." Good?', ['"Hold," she said.', '"Now rest."', "Good?"]),
        ("Use 0.5 kg. No. 4 is next\u2026 Then rest", ["Use 0.5 kg.", "No. 4 is next\u2026", "Then rest"]),
        ("e.g. a towel, i.e. a soft one.", ["e.g. a towel, i.e. a soft one."]),
        ("Fig. 3 shows it. Keep 4 in. apart.", ["Fig. 3 shows it.", "Keep 4 in. apart."]),
        (". .5 of it. -5 degrees. - So.", [".5 of it.", "-5 degrees.", "So."]),
        ("At 10:30 a.m. on 12/5, for 5 min. each. now", ["At 10:30 a.m. on 12/5, for 5 min. each.", "now"]),
        ("??? ,,, --- Breathe.", ["Breathe."]),
        ("go " * 100, [("go " * 50).strip()] * 2),
        ("Lift, and lower " * 20, ["Lift, and lower " * 10 + "Lift,", "and lower " + ("Lift, and lower " * 9).strip()]),
        ("a" * 300, ["a" * 240, "a" * 60]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [item.text for item in read_script(text) if isinstance(item, Phrase)] == sentences


def test_a_pause_that_is_not_closed_is_not_read_aloud() -> None:
    with pytest.raises(ScriptError, match=r"^line 2: '\[pause 4 s. And out\.' is not a pause; write "):
        read_script("Breathe in.\n[pause 4 s. And out.\nRest.")


@pytest.mark.parametrize(
    ("pause", "pause_ms"),
    [
        ("[pause 4 seconds]", 4_000),
        ("[pause 1,5 sec]", 1_500),
        ("[Pause 1 minute]", 60_000),
        ("[pause 2m]", 120_000),
        ("[pause 250 milliseconds]", 250),
        ('<break time="4s"/>', 4_000),
        ("<break time='500ms' />", 500),
    ],
)
def test_other_ways_to_write_a_pause(pause: str, pause_ms: int) -> None:
    assert read_script(f"Breathe in. {pause} And out.") == [A, Pause(pause_ms), B]


@pytest.mark.parametrize(
    "pause",
    [
        "[paus 4 s]",
        "[4 seconds]",
        "[break 500ms]",
        "[pause]",
        "[pause four]",
        "[pause -1 s]",
        "[pause 61 min]",
        "[pause 50 ms]",
        "[pause 1 h]",
    ],
)
def test_a_pause_that_is_none_is_refused_with_its_line(pause: str) -> None:
    with pytest.raises(ScriptError) as caught:
        read_script(f"Breathe in.\n\n{pause} And out.")
    forms = "[pause 4 s], [pause 500 ms] or [pause 2 min], from 120 ms to an hour"
    assert str(caught.value) == f"line 3: '{pause}' is not a pause; write {forms}"


@pytest.mark.parametrize("text", ["", " \n", "...", "[pause 4 s]"])
def test_nothing_to_say_is_refused(text: str) -> None:
    with pytest.raises(ScriptError, match=r"^there is nothing to say"):
        read_script(text)


@dataclass(frozen=True)
class Lengths:
    """Each phrase lasts 10 ms a character."""

    spacing = SPACING

    def length_ms(self, sound: object) -> int:
        assert isinstance(sound, Phrase)
        return 10 * len(sound.text)


def test_pauses_are_right_to_half_a_frame_and_no_error_adds_up() -> None:
    items = read_script(" [pause 1 s] ".join(["Hold."] * 200))
    (chapter,) = placed(items, Lengths(), "Holds").chapters
    starts_ms = [cue.start_ms for cue in chapter.cues]
    assert starts_ms[0] == 504
    assert all(start_ms % 24 == 0 for start_ms in starts_ms)
    pauses = [later.start_ms - sooner.end_ms for sooner, later in zip(chapter.cues, chapter.cues[1:], strict=False)]
    assert max(abs(pause_ms - 1_000) for pause_ms in pauses) <= 12
    assert chapter.end_ms % 24 == 0
    assert chapter.end_ms >= chapter.cues[-1].end_ms + SPACING.tail_ms


def test_a_pause_at_the_end_is_kept() -> None:
    placement = placed(read_script("Rest. [pause 5 s]"), Lengths(), "Rest")
    assert 5_000 <= placement.length_ms - placement.chapters[0].cues[-1].end_ms < 5_024
