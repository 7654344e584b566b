"""A session as an entry of ``catalog.json``: what it is for and needs, its words of care, the times of every cue."""

from __future__ import annotations

from dataclasses import asdict
from platform import machine
from typing import TYPE_CHECKING, assert_never, cast

from audio_builder.session.catalog import CatalogChapter, CatalogCue, CatalogEntry, CatalogFacts, as_json
from audio_builder.sound.clip import encoder_fingerprint
from content.model.words import PLACEHOLDER, ExerciseWords
from content.timeline.cues import Phrase, Tone
from content.timeline.frame import written_safety

if TYPE_CHECKING:
    from audio_builder.session.session import AudioSession
    from audio_builder.voices.contract import Voice
    from content.files import WrittenFile
    from content.model.types import Step
    from content.timeline.place import Placed, PlacedChapter


def entry_of(session: AudioSession, voice: Voice, track: WrittenFile) -> CatalogEntry:
    """``session``, as ``voice`` speaks it in the file ``track``."""
    words = session.words.exercises
    about = {step.exercise.id: _about(step, words[step.exercise.id]) for step in session.routine.steps}
    lines = [as_json(_chapter(chapter, about.get(chapter.exercise, {}))) for chapter in session.placement.chapters]
    return CatalogEntry(_facts(session, voice, track), lines)


def _facts(session: AudioSession, voice: Voice, track: WrittenFile) -> CatalogFacts:
    routine, phrases = session.routine, session.words.phrases
    exercises = [step.exercise for step in routine.steps]
    areas = dict.fromkeys(area for exercise in exercises for area in exercise.areas)
    return {
        "file": session.file,
        "bytes": track.bytes,
        "sha256": track.sha256,
        "duration_ms": session.placement.length_ms,
        "routine_ms": session.placement.routine_ms,
        "introduces": bool(routine.talks),
        "routine": routine.id,
        "title": session.title,
        "summary": session.summary,
        "language": session.words.language,
        "licence": routine.licence,
        "year": routine.year,
        "voice": voice.name,
        "made_with": f"{voice.fingerprint}; {encoder_fingerprint()}; {machine()}",
        "format": session.output.format,
        "bed": session.output.bed,
        "options": {name: value for name, value in asdict(session.options).items() if name != "language"},
        "captions": f"{session.name}.vtt",
        "transcript": f"{session.name}.txt",
        "needs": list(routine.needs),
        "areas": [phrases.areas[area] for area in areas],
        "equipment": [phrases.equipment[thing] for thing in routine.equipment],
        "positions": list(dict.fromkeys(exercise.position for exercise in exercises)),
        "safety": written_safety(routine, session.words),
        "frequency": session.words.routines[routine.id].frequency,
    }


def _about(step: Step, words: ExerciseWords) -> dict[str, str]:
    about = {name: getattr(words, name) for name in ("aim", "easier", "avoid", "caution", "amber")}
    said = {name: text for name, text in about.items() if text and not PLACEHOLDER.search(text)}
    return {"position": step.exercise.position, **said}


def _chapter(chapter: PlacedChapter, about: dict[str, str]) -> CatalogChapter:
    head = {name: getattr(chapter, name) for name in ("title", "exercise", "start_ms", "end_ms")}
    return cast("CatalogChapter", {**head, **about, "cues": [_cue(cue) for cue in chapter.cues]})


def _cue(cue: Placed) -> CatalogCue:
    row: CatalogCue = {"kind": cue.kind, "start_ms": cue.start_ms, "end_ms": cue.end_ms}
    match cue.sound:
        case Phrase(text):
            row["text"] = text
        case Tone(name):
            row["tone"] = name
        case None if cue.kind == "hold":
            row["hold_ms"] = cue.nominal_ms
        case None:
            row["span_ms"] = cue.nominal_ms
        case _:
            assert_never(cue.sound)
    for field in ("screen", "exercise", "side", "repetition", "of", "set"):
        if value := getattr(cue.where, field):
            row[field] = value
    return row
