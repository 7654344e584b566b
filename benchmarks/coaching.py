"""How sessions are coached: when, how quickly and how often things are said, and whether the words on which people act
are understood. All routines, with the default voice and the true lengths of its clips.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from statistics import median
from typing import TYPE_CHECKING

from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure, ClipStore, EstimatingMeasure
from audio_builder.session.track import Track
from audio_builder.voices.table import EMBEDDED
from audio_builder.voices.text import spoken_form
from benchmarks.beats import Window, beats, sided, windows
from benchmarks.coached import between, end_of, first_movement_ms, lying_ms, most_often, rates, sentences_of, steps_ms
from benchmarks.heard import HeardWords, attributed, sound_of, wrong
from benchmarks.recogniser import Recogniser
from benchmarks.report import Row, Table, cores
from benchmarks.sentences import words_of
from content.timeline.cues import Phrase
from content.timeline.narrator import Narrator
from content.timeline.options import DETAILS, Options
from content.timeline.place import place
from content.timeline.timed import timed_timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from benchmarks.bench import Bench
    from content.model.lines import CoachLine
    from content.model.types import Content, Routine
    from content.model.words import Instruction, Manner, Words
    from content.timeline.cues import Side, Sound, Timeline
    from content.timeline.options import Countdown
    from content.timeline.place import Placement

SLOWEST, QUICKEST = 2.3, 2.7
WHERE_TO_BE_S, THINGS_S, LYING_S, STANDING_S = 10, 25, 60, 75
SILENCE_S, STEP_DOWN_S, STEP_UP_S = 50, 6, 8
MOST_SENTENCES, MOST_CUES, LEAST_WORDS = 6, 3, 4
SENTENCE_WORDS, GO_WORDS = 15, (2, 8)
"""Targets: seconds; words."""
SOUNDS: tuple[tuple[bool, Countdown], ...] = ((True, "ends"), (False, "all"))
ALL_OPTIONS = tuple(
    Options(detail=detail, chimes=chimes, countdown=countdown)
    for detail, (chimes, countdown) in product(DETAILS, SOUNDS)
)
"""Every amount of talk, with bells, and without them but with every hold counted down."""
SIDES: tuple[Side, ...] = ("left", "right")
EXAMPLES = 3


class Quiet:
    """Reports no progress while clips are made."""

    def clips_needed(self, sounds: Sequence[Sound], missing: int, voice: str) -> None:
        pass

    def clip_made(self, done: int, total: int) -> None:
        pass


@dataclass(frozen=True)
class Session:
    """A routine as it is played, and its figures."""

    routine: Routine
    narrator: Narrator
    timeline: Timeline
    placement: Placement

    # When ------------------------------------------------------------------------------------------------------------

    @property
    def where_to_be_s(self) -> float:
        lines = self._words.phrases.lines
        told = {lines["stay_there"], lines["stay_standing"]}
        return _seconds(end_of(self.placement, lambda cue: cue.words in told)) or math.inf

    @property
    def things_s(self) -> float | None:
        """None where nothing is needed."""
        screen = self.narrator.screen("screen_fetch")
        return _seconds(end_of(self.placement, lambda cue: cue.where.screen == screen))

    @property
    def first_movement_s(self) -> float:
        """From lying, or from play where one stays up."""
        return (first_movement_ms(self.placement, self.goes) - (lying_ms(self.placement) or 0)) / 1_000

    @property
    def is_floor(self) -> bool:
        return lying_ms(self.placement) is not None

    def steps_s(self, line: CoachLine) -> list[float]:
        """Of the passage that is called so: the time for each step."""
        title = self._words.phrases.lines[line]
        told = {text for passage in self._words.phrases.passages.values() for text in self._texts(passage)}
        chapters = (each for each in self.placement.chapters if each.is_passage and each.title == title)
        return [step_ms / 1_000 for chapter in chapters for step_ms in steps_ms(chapter, told)]

    # How quickly and how often ---------------------------------------------------------------------------------------

    @property
    def rates(self) -> list[float]:
        """None of a walk: what there is to know is said on the way."""
        names = {self._words.exercises[name].name for name in self.routine.exercise_ids}
        return rates(self.placement, {self.narrator.screen("screen_listen"), *names})

    @property
    def most_sentences(self) -> tuple[int, str]:
        """Those of four words and more, beats and cues excepted."""
        said = (cue for cue in self.placement.spoken if cue.kind == "say" and cue.words not in self._beats)
        return most_often(cue for cue in said if len(words_of(cue.words)) >= LEAST_WORDS)

    @property
    def most_cues(self) -> tuple[int, str]:
        return most_often(cue for cue in self.placement.spoken if cue.kind == "mark" and cue.words not in self._beats)

    @property
    def longest(self) -> tuple[int, str]:
        """The sentence that has the most words."""
        sentences = (each for cue in self.placement.spoken for each in sentences_of(cue.words))
        return max((len(words_of(sentence)), sentence) for sentence in sentences)

    # Words of its exercises ------------------------------------------------------------------------------------------

    @property
    def goes(self) -> set[str]:
        """``go`` of its exercises, for both sides, in full and in short."""
        return self._sided(text for manner in self._manners for text in manner.go)

    @property
    def between(self) -> list[str]:
        releases = self._sided(text for manner in self._manners for text in manner.release)
        lines = self._words.phrases.lines
        return list(between(self.placement, self.goes, {lines["hold"], lines["stay"]}, releases))

    @property
    def acted_on(self) -> list[Phrase]:
        """Its beats, and what names a side."""
        names = self._words.phrases.sides.values()
        return list(dict.fromkeys((*beats(self.timeline), *sided(self.timeline.chapters, names))))

    @cached_property
    def _beats(self) -> set[str]:
        return {phrase.text for phrase in beats(self.timeline)}

    @property
    def _manners(self) -> list[Manner]:
        return [self._words.exercises[step.exercise.id].manner_of(step.way) for step in self.routine.steps]

    @property
    def _words(self) -> Words:
        return self.narrator.words

    def _texts(self, steps: Iterable[Instruction]) -> set[str]:
        return self._sided(step.text for step in steps)

    def _sided(self, texts: Iterable[str]) -> set[str]:
        return {self.narrator.sided(text, side).text for text, side in product(texts, SIDES)}


def measure(bench: Bench) -> list[Row]:
    clips = ClipMeasure(bench.voice, ClipStore(bench.fresh()), spoken_form(bench.content.words["en"], bench.voice))
    every = spoken_sessions(bench.content, clips)
    usual = [session for session in every if session.narrator.options == Options()]
    bench.tables.append(each_session(usual))
    return [*figures(usual, every), *understood(every, clips, bench)]


def spoken_sessions(content: Content, clips: ClipMeasure) -> list[Session]:
    """Every routine under every one of ``ALL_OPTIONS``, all clips of which are made."""
    words, estimate = content.words["en"], EstimatingMeasure(clips)
    wishes = list(product(content.routines.values(), ALL_OPTIONS))
    while True:  # the lengths decide which minutes are said
        timelines = [timed_timeline(routine, words, options, estimate) for routine, options in wishes]
        sounds = list(dict.fromkeys(sound for timeline in timelines for sound in timeline.sounds))
        if not make_clips(EMBEDDED, clips, sounds, cores(), Quiet()):
            break
        estimate = EstimatingMeasure(clips)
    return [
        Session(routine, Narrator(words, options), timeline, place(timeline, clips))
        for (routine, options), timeline in zip(wishes, timelines, strict=True)
    ]


def figures(usual: Sequence[Session], every: Sequence[Session]) -> list[Row]:
    """``usual``: with the usual options; ``every``: with any."""
    between_all = [sentence for session in every for sentence in session.between]
    all_rates = [rate for session in usual for rate in session.rates]
    outside = sum(not SLOWEST <= rate <= QUICKEST for rate in all_rates)
    sentences, cues = max(one.most_sentences for one in every), max(one.most_cues for one in every)
    longest = max(session.longest for session in every)
    goes = sorted((len(words_of(text)), text) for session in every for text in session.goes)
    return [
        Row(
            "sentences between `go` and its hold, and between a hold and the rest after it",
            f"0, in every repetition of {len(every)} sessions: every amount of talk, with bells and without",
            _with_examples(len(between_all), between_all),
            not between_all,
        ),
        Row(
            "words a second over the instructions of an exercise, pauses included",
            f"{SLOWEST} to {QUICKEST}",
            f"{min(all_rates):.2f} to {max(all_rates):.2f}, median {median(all_rates):.2f}; "
            f"{outside} of {len(all_rates)} outside",
            not outside,
        ),
        _latest("from play until it is said where to be", WHERE_TO_BE_S, [one.where_to_be_s for one in usual]),
        _latest("from play until it is said what to fetch", THINGS_S, [one.things_s for one in usual]),
        _latest("from lying to the first movement", LYING_S, [one.first_movement_s for one in usual if one.is_floor]),
        _latest(
            "from play to the first movement where one stays up",
            STANDING_S,
            [one.first_movement_s for one in usual if not one.is_floor],
        ),
        _passage("getting down", STEP_DOWN_S, [one.steps_s("down_title") for one in usual if one.is_floor]),
        _passage("coming up", STEP_UP_S, [one.steps_s("up_title") for one in usual if one.is_floor]),
        Row(
            f"how often a sentence of {LEAST_WORDS} words and more, and a cue, is heard within ten minutes",
            f"<= {MOST_SENTENCES} / <= {MOST_CUES}",
            f"{sentences[0]} / {cues[0]} ('{sentences[1]}', '{cues[1]}')",
            sentences[0] <= MOST_SENTENCES and cues[0] <= MOST_CUES,
        ),
        Row(
            "words of the longest sentence; of `go`",
            f"<= {SENTENCE_WORDS}; {GO_WORDS[0]} to {GO_WORDS[1]}",
            f"{longest[0]} ('{longest[1]}'); {goes[0][0]} to {goes[-1][0]} ('{goes[0][1]}', '{goes[-1][1]}')",
            longest[0] <= SENTENCE_WORDS and goes[0][0] >= GO_WORDS[0] and goes[-1][0] <= GO_WORDS[1],
        ),
    ]


def _latest(what: str, most_s: float, measured_s: Sequence[float | None]) -> Row:
    known_s = [each for each in measured_s if each is not None]
    text = f"{min(known_s):.1f} to {max(known_s):.1f} s ({len(known_s)} sessions)"
    return Row(what, f"<= {most_s} s", text, max(known_s) <= most_s)


def _passage(name: str, step_s: float, sessions_s: Sequence[Sequence[float]]) -> Row:
    silence_s, least_s = min(map(sum, sessions_s)), min(map(min, sessions_s))
    return Row(
        f"silence within {name}, and within its shortest step",
        f">= {SILENCE_S} s / >= {step_s} s",
        f"{silence_s:.0f} s / {least_s:.1f} s",
        silence_s >= SILENCE_S and least_s >= step_s,
    )


def each_session(sessions: Sequence[Session]) -> Table:
    return Table(
        "How each session is coached",
        ("session", "words a second", "where to be", "things", "first movement", "down", "up"),
        [
            (
                f"`{one.routine.id}`",
                _least_to_most(one.rates),
                f"{one.where_to_be_s:.1f} s",
                "none" if one.things_s is None else f"{one.things_s:.1f} s",
                f"{one.first_movement_s:.0f} s from {'lying' if one.is_floor else 'play'}",
                _silence_of(one.steps_s("down_title")),
                _silence_of(one.steps_s("up_title")),
            )
            for one in sessions
        ],
        "Words a second over the instructions of an exercise: least, median and most; getting down and coming up: "
        "silence, and that of the shortest step.",
    )


def _least_to_most(rates: Sequence[float]) -> str:
    return f"{min(rates):.2f}, {median(rates):.2f}, {max(rates):.2f}" if rates else "said on the way"


def _silence_of(steps_s: Sequence[float]) -> str:
    return f"{sum(steps_s):.0f} s, {min(steps_s):.1f} s" if steps_s else "none"


def _with_examples(count: int, examples: Iterable[str]) -> str:
    named = ", ".join(f"'{each}'" for each in list(dict.fromkeys(examples))[:EXAMPLES])
    return f"{count} ({named})" if count else "0"


def _seconds(time_ms: int | None) -> float | None:
    return None if time_ms is None else time_ms / 1_000


# What is understood ---------------------------------------------------------------------------------------------------


def understood(every: Sequence[Session], clips: ClipMeasure, bench: Bench) -> list[Row]:
    """Beats, and all other phrases: as they are heard in a session; beats as single clips, too."""
    recogniser = Recogniser()
    acted_on = list(dict.fromkeys(phrase for session in every for phrase in session.acted_on))
    heard = [one for window in _windows(every, acted_on) for one in listened(window, clips, recogniser)]
    alone = [HeardWords(one.text, tuple(recogniser.heard(clips.clip(one).frames))) for one in acted_on]
    texts = {phrase.text for phrase in acted_on}
    in_beats, others = ([one for one in heard if (one.said in texts) is is_beat] for is_beat in (True, False))
    bench.tables += [
        _misheard("Beats of which a word is misheard in a session", in_beats),
        _misheard("Beats of which a word is misheard as a single clip", alone),
        _misheard("Other phrases of which a word is misheard", others),
    ]
    return [
        _row("words that Whisper tiny.en mishears in beats, as a session plays them", 0, in_beats),
        _row("the same with each beat as a single clip, without what is heard around it", None, alone),
        _row("the same in all other phrases, as a session plays them", None, others),
    ]


def _windows(every: Sequence[Session], first: Collection[Phrase]) -> Iterator[Window]:
    """Windows in which every phrase counts at least once: those that come ``first``, then the others."""
    said = {sound for session in every for sound in session.timeline.sounds if isinstance(sound, Phrase)}
    missing, heard = set(said), set[str]()
    for wanted in (set(first), said):
        for session in every:
            for window in windows(session.placement, wanted & missing):
                heard.update(cue.words for cue in islice(window.placement.spoken, window.first, window.end))
                yield window
            missing = {phrase for phrase in missing if phrase.text not in heard}


def listened(window: Window, clips: ClipMeasure, recogniser: Recogniser) -> list[HeardWords]:
    """What is recognised of each phrase that counts in ``window``, which is played as a file of its own."""
    sound = b"".join(Track(b"", window.placement, clips).chunks())
    said = [cue.words for cue in window.placement.spoken]
    return attributed(said, recogniser.heard(sound), sound_of)[window.first : window.end]


def _row(what: str, most: int | None, heard: Sequence[HeardWords]) -> Row:
    edits, words = sum(wrong(one, sound_of) for one in heard), sum(len(one.words) for one in heard)
    phrases = len({one.said for one in heard})
    measured = f"{edits} of {words:,} words ({edits / words:.1%}; {phrases} phrases, heard {len(heard)} times)"
    return Row(what, "no target" if most is None else f"{most}", measured, most is None or edits <= most)


def _misheard(title: str, heard: Iterable[HeardWords]) -> Table:
    rows = dict.fromkeys((one.said, " ".join(one.heard)) for one in heard if wrong(one, sound_of))
    return Table(title, ("said", "heard"), list(rows), "Words that sound the same are not misheard.")
