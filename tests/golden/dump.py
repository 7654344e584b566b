"""A timeline as text, a line for each cue: what the golden files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from content.timeline.cues import Chime, Count, Hold, Move, Phrase, Rest, Say, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.timeline.cues import Cue, Mark, Sound, Timeline, Where


def dump(title: str, timeline: Timeline) -> str:
    """The whole timeline, under a title."""
    return "\n".join([title, *_chapters(timeline)]) + "\n"


def _chapters(timeline: Timeline) -> Iterator[str]:
    for chapter in timeline.chapters:
        yield f"\n# {chapter.title} [{chapter.exercise}]{' (a passage)' if chapter.is_passage else ''}"
        for cue in chapter.cues:
            yield from _cue(cue)


def _cue(cue: Cue) -> Iterator[str]:
    match cue:
        case Say():
            yield f"say {_sound(cue.phrase)} +{cue.pause_ms}{_where(cue.where)}"
        case Count():
            yield f"count {_sound(cue.phrase)} +{cue.pause_ms}{_where(cue.where)}"
        case Chime():
            yield f"chime {_sound(cue.tone)} +{cue.pause_ms}{_where(cue.where)}"
        case Hold():
            breaths = f" in {cue.breaths} breaths" if cue.breaths else ""
            sounds = f"{_sound(cue.start)} ... {_sound(cue.release)}"
            yield f"hold {cue.hold_ms}{breaths}, into it {cue.into_ms}: {sounds}{_where(cue.where)}"
            yield from _marks(cue.marks)
        case Move():
            yield f"move {cue.move_ms}{_where(cue.where)}"
            yield from _marks(cue.marks)
        case Rest():
            yield f"rest {cue.rest_ms}{_where(cue.where)}"
            yield from _marks(cue.marks)
        case _:
            assert_never(cue)


def _marks(marks: tuple[Mark, ...]) -> Iterator[str]:
    return (f"  @{mark.offset_ms} {mark.rank.name.lower()} {_sound(mark.sound)}" for mark in marks)


def _sound(sound: Sound) -> str:
    match sound:
        case Phrase():
            return f'"{sound.text}"'
        case Tone():
            return f"({sound.name})"
        case _:
            assert_never(sound)


def _where(where: Where) -> str:
    turn = f" {where.side or '-'} {where.set}/{where.repetition}/{where.of}" if where.of else ""
    return f"  [{where.screen}]{turn}"
