"""The text that a voice is given, which shapes clips and nothing else."""

# ruff: noqa: RUF001

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure, ClipStore, clip_key
from audio_builder.errors import VoiceError
from audio_builder.voices.contract import EngineVoice
from audio_builder.voices.table import open_voice
from audio_builder.voices.text import as_written, in_spoken_form, spoken_form, spoken_form_of
from content.model.loader import load
from content.timeline.cues import Phrase, Tone
from tests.audio_builder.progress import RecordedProgress
from tests.audio_builder.third_party_voice import install_voice
from tests.command import gentleback

if TYPE_CHECKING:
    from pathlib import Path

    from content.timeline.cues import Sound

WORDS = replace(
    load().words["en"],
    pronunciations={
        "use": {"any": "yooz", "espeak": "[[j'u:z]]"},
        "o'clock": {"any": "a clock"},
        "lead": {"flite": "leed"},
        "close (verb)": {"any": "cloze"},
        "separate": {"any": "separrit"},
        "separate (verb)": {"any": "seperayt"},
    },
)


def voice(name: str = "silent", language: str = "en") -> EngineVoice:
    """A voice with a name and a language, which must not speak."""
    return EngineVoice(name, language, "", sound_of=pytest.fail)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("silent", "Hold 8 s, e.g. knee-to-chest", "Hold eight seconds, for example, knee to chest"),
        ("silent", "use it. Use it, in USE.", "yooz it. Yooz it, in Yooz."),
        ("espeak:en-us", "Use it.", "[[j'u:z]] it."),
        ("silent", "Used, misuse, user, re-use, use's.", "Used, misuse, user, re-yooz, use's."),
        ("silent", "At 5 o\u2019clock.", "At five a clock."),
        ("flite:slt", "I lead.", "I leed."),
        ("silent", "I lead.", "I lead."),
        (
            "silent",
            "Close your eyes. Breathe, close them, and close both.",
            "Cloze your eyes. Breathe, cloze them, and cloze both.",
        ),
        ("silent", "Slowly close the gap, then close it.", "Slowly cloze the gap, then cloze it."),
        ("silent", "Stay close. Close to the wall, a close one.", "Stay close. Close to the wall, a close one."),
        ("silent", "Two separate sets. Separate them.", "Two separrit sets. Seperayt them."),
    ],
)
def test_a_text_is_given_to_an_engine_as_it_needs_it(name: str, text: str, expected: str) -> None:
    assert spoken_form(WORDS, voice(name))(text) == expected


def test_every_order_of_two_sounds_is_given_to_every_engine_that_reads_it_wrong() -> None:
    text = (
        "Close your eyes. Separate your knees. Contract your belly. Alternate sides. Increase the bend."
        " Transfer your weight. Tear the towel. Wind your arm. Pilates. Shh."
    )
    said = {name: spoken_form(load().words["en"], voice(name))(text) for name in ("natural", "espeak", "flite")}
    assert said == {
        "natural": (
            "[[klˈOz]] your eyes. Separate your knees. [[kəntɹˈækt]] your belly. [[ˈɔltəɹnˌAt]] sides."
            " Increase the bend. Transfer your weight. Tear the towel. Wind your arm. Pilates. [[ʃˈʌʃ]]."
        ),
        "espeak": (
            "Cloze your eyes. Seperayt your knees. [[k@ntr'akt]] your belly. Alternayt sides. In-crease the bend."
            " Transfur your weight. Tare the towel. Wined your arm. [[p@l'A:ti:z]]. [[S:]]."
        ),
        "flite": (
            "Cloze your eyes. Seperayt your knees. Con-tract your belly. Alter-nate sides. Increase the bend."
            " Transfer your weight. Tear the towel. Wined your arm. Pillotties. Shush."
        ),
    }


def test_a_language_without_normalisation_is_spoken_as_written() -> None:
    class Grammar:
        """Of a language that has neither ``spoken`` nor ``verb``."""

    bare = replace(WORDS, grammar=Grammar(), pronunciations={"close (verb)": {"any": "cloze"}})  # type: ignore[arg-type]
    assert spoken_form(bare, voice())("8 s, close") == "8 s, cloze"
    assert spoken_form_of(voice(language="de"))("8 s") == "8 s"
    assert spoken_form_of(voice(language="en-gb"))("8 s") == "eight seconds"


def test_a_tone_is_not_changed() -> None:
    assert in_spoken_form(Tone("wake"), str.upper) == Tone("wake")


def test_a_clip_is_keyed_by_what_is_spoken(tmp_path: Path) -> None:
    store, voice = ClipStore(tmp_path), open_voice("silent")
    say = spoken_form(WORDS, voice)
    sounds: list[Sound] = [Phrase("Hold 8 s."), Phrase("Hold eight seconds."), Phrase("Use it."), Tone("wake")]
    measure = ClipMeasure(voice, store, say)
    assert make_clips("silent", measure, sounds, 1, RecordedProgress()) == 3
    assert measure.missing(sounds) == []
    assert measure.clip(sounds[0]) == measure.clip(sounds[1])
    assert store.get(clip_key(voice.fingerprint, voice.gain_db, Phrase("Hold eight seconds.")))
    assert not store.get(clip_key(voice.fingerprint, voice.gain_db, Phrase("Use it.")))
    assert ClipMeasure(voice, store).missing(sounds) == [Phrase("Hold 8 s."), Phrase("Use it.")]


def test_an_error_names_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(install_voice(tmp_path / "beeper", "beeper"))
    store = ClipStore(tmp_path / "clips")
    measure = ClipMeasure(open_voice("beeper"), store, lambda text: text.replace("flop", "fail"))
    with pytest.raises(VoiceError) as caught:
        make_clips("beeper", measure, [Phrase("8 will flop.")], 1, RecordedProgress())
    assert str(caught.value) == "cannot make '8 will flop.': ValueError: out of tune"


@pytest.mark.slow
def test_a_changed_pronunciation_makes_only_the_clips_with_that_word(tmp_path: Path) -> None:
    own = tmp_path / "own" / "words" / "en" / "pronunciations.yaml"
    own.parent.mkdir(parents=True)
    words = ("build", "five-minute-ease", "--voice", "silent", "--content", tmp_path / "own", "--json", "--clips", "c")
    made, texts = [], []
    for knee in ("knee", "nee", "nee"):
        own.write_text(f"knee: {{any: {knee}}}\nback: {{flite: {knee}}}\n")
        done = gentleback(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        made.append(json.loads(done.stdout)["clips_made"])
        [session] = json.loads((tmp_path / "out" / "catalog.json").read_text())["sessions"]
        texts.append({cue["text"] for chapter in session["chapters"] for cue in chapter["cues"] if "text" in cue})
    heard = len([text for text in texts[0] if re.search(r"\bknee\b", text)])
    assert heard <= made[1] <= heard + 1  # a longer session, too, is measured, and one more sentence of it has the word
    assert made[2] == 0
    assert heard > 3
    assert texts[1] == texts[0]


def test_as_written_changes_nothing() -> None:
    assert as_written("8 s & more") == "8 s & more"
