"""Placing cues on a clock: exact cases by hand."""

from __future__ import annotations

from content.timeline.cues import Chapter, Cue, Hold, Mark, Phrase, Rank, Rest, Say, Timeline, Tone, Where
from content.timeline.measure import Measure, Spacing
from content.timeline.place import Placed, place
from tests.content.timeline.measures import MP3, Fixed

HERE = Where("bridge", "left", 1, 5, 1, "Hips up")


def placed(measure: Measure, *cues: Cue) -> list[tuple[str, int, int, str]]:
    """Kind, start, end and sound of each row of one chapter with those cues."""
    placement = place(Timeline((Chapter("One", "bridge", cues),)), measure)
    return [row(each) for each in placement.chapters[0].cues]


def row(each: Placed) -> tuple[str, int, int, str]:
    sound = each.sound
    return each.kind, each.start_ms, each.end_ms, "" if sound is None else getattr(sound, "text", "") or str(sound)


def hold(hold_ms: int, *marks: Mark) -> Hold:
    return Hold(HERE, hold_ms, Phrase("hold"), Phrase("release"), marks)


def mark(offset_ms: int, rank: Rank, text: str) -> Mark:
    return Mark(offset_ms, rank, Phrase(text))


def test_a_hold_runs_from_the_end_of_its_start_to_the_beginning_of_its_release() -> None:
    assert placed(Fixed(400), Say(HERE, Phrase("up"), 500), hold(8_000)) == [
        ("say", 0, 400, "up"),
        ("say", 900, 1_300, "hold"),
        ("hold", 1_300, 9_300, ""),
        ("say", 9_300, 9_700, "release"),
    ]


def test_on_the_grid_of_mp3_frames_every_sound_begins_on_a_frame_and_a_hold_is_right_to_half_a_frame() -> None:
    rows = placed(Fixed(401, MP3), Say(HERE, Phrase("up"), 500), hold(8_000), hold(7_000))
    assert [start % 24 for kind, start, _, _ in rows if kind == "say"] == [0, 0, 0, 0, 0]
    lengths = [end - start for kind, start, end, _ in rows if kind == "hold"]
    assert abs(lengths[0] - 8_000) <= 12
    assert abs(lengths[1] - 7_000) <= 12


def test_no_word_is_spoken_in_the_first_half_second() -> None:
    assert placed(Fixed(400, MP3), Say(HERE, Phrase("up")))[0] == ("say", 504, 904, "up")


def test_of_marks_that_collide_the_lower_rank_is_omitted() -> None:
    marks = [
        mark(3_900, Rank.HALFWAY, "halfway"),
        mark(4_000, Rank.BREATHING, "in"),
        mark(1_000, Rank.ENCOURAGEMENT, "good"),
        mark(5_000, Rank.COUNTDOWN, "three"),
        mark(4_800, Rank.ENCOURAGEMENT, "soft"),
    ]
    said = [text for kind, _, _, text in placed(Fixed(400), hold(8_000, *marks)) if kind == "mark"]
    assert said == ["good", "halfway", "three"]


def test_a_mark_that_would_run_into_the_release_is_omitted_and_the_hold_unchanged() -> None:
    rows = placed(Fixed(400), hold(8_000, mark(7_700, Rank.COUNTDOWN, "one")))
    assert rows == [("say", 0, 400, "hold"), ("hold", 400, 8_400, ""), ("say", 8_400, 8_800, "release")]


def test_a_mark_needs_room_for_the_edges_of_its_clip() -> None:
    spacing = Spacing(before_ms=72, after_ms=48)
    for length_ms, fits in ((880, True), (881, False)):
        rows = placed(Fixed(length_ms, spacing), hold(4_000, mark(3_000, Rank.COUNTDOWN, "one")))
        assert ("mark" in [kind for kind, *_ in rows]) is fits


def test_a_sentence_is_not_said_again_within_a_minute_but_counts_and_holds_are() -> None:
    again = Say(HERE, Phrase("rest"), 500)
    rows = placed(Fixed(400), again, again, hold(1_000), hold(1_000), Rest(HERE, 55_800), again, Rest(HERE, 1), again)
    assert [(start, text) for kind, start, _, text in rows if kind == "say"] == [
        (0, "rest"),
        (900, "hold"),
        (2_300, "release"),
        (2_700, "hold"),
        (4_100, "release"),
        (60_300, "rest"),
    ]


def test_a_soft_tone_wakes_a_speaker_after_a_long_silence() -> None:
    spacing = Spacing(wake_after_ms=10_000)
    rows = placed(Fixed(400, spacing), Say(HERE, Phrase("rest")), Rest(HERE, 12_000), Say(HERE, Phrase("next")))
    assert rows[2:] == [("chime", 11_750, 12_150, str(Tone("wake"))), ("say", 12_400, 12_800, "next")]


def test_a_tone_that_wakes_for_the_next_chapter_belongs_to_the_one_before() -> None:
    rest = (Say(HERE, Phrase("rest")), Rest(HERE, 12_000))
    chapters = (Chapter("One", "a", rest), Chapter("Two", "b", (Say(HERE, Phrase("next")),)))
    placement = place(Timeline(chapters), Fixed(400, Spacing(wake_after_ms=10_000)))
    one, two = placement.chapters
    assert (one.start_ms, one.end_ms, two.start_ms, two.end_ms) == (0, 12_400, 12_400, 12_800)
    assert [each.kind for each in one.cues] == ["say", "rest", "chime"]
    assert [each.kind for each in two.cues] == ["say"]


def test_an_empty_timeline_has_no_length() -> None:
    assert place(Timeline(()), Fixed(400)).length_ms == 0
