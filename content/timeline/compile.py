"""Compile: a routine, its words and the listener's options -> a timeline. Pure: no clock, no voice, no chance.

The first minute, what is explained, getting down, a chapter for each exercise, a rest, coming up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from content.model.passages import STANDING
from content.model.types import (
    DOCTOR_FIRST,
    GROUNDS,
    HELP_NOW,
    IN_PAIN,
    RESTING,
    SAFETY_IN_PAIN,
    SIDED,
    Ground,
    Position,
    Routine,
    Step,
    Unit,
    is_floor,
)
from content.timeline.cues import (
    BREATHE_IN,
    BREATHE_OUT,
    CLOSE,
    HOLD,
    OPEN,
    RELEASE,
    Chapter,
    Chime,
    Cue,
    Move,
    Phrase,
    Rest,
    Say,
    Side,
    Timeline,
    Tone,
    Where,
)
from content.timeline.narrator import Narrator
from content.timeline.repetitions import COUNTDOWN_LEAST_MS, READY_MS, Repeater
from content.timeline.walk import walk_chapters, walk_dose

if TYPE_CHECKING:
    from content.model.lines import CoachLine
    from content.model.words import ExerciseWords, Words
    from content.timeline.options import Options

OPEN_PAUSE_MS = 600
"""Between the first chime and the first word."""
SHORT_MINUTES = 8
"""A routine that takes less has a short opening and a short rest."""
FETCH_S, SHORT_FETCH_S = 15, 5
SHOES_MS = 2_000
SET_UP_MS = 18_000
"""To set up the chair, and to lay out the other things."""
SAMPLE_PAUSE_MS = 800
"""After a tone that is heard as a sample."""
NUMBER_MS = 4_000
"""To find the number of the ache."""
SETTLE_MS = 8_000
"""To let the legs rest as they like."""
REST_S, SHORT_REST_S, SHORT_SETTLE_MS = 30, 10, 2_000
COMPARE_MS, LONGER_MS, EYES_MS, BED_MS = 4_000, 8_000, 2_000, 20_000
DOSES: dict[Unit, tuple[CoachLine, CoachLine, CoachLine, CoachLine]] = {
    "hold_s": ("dose_hold", "dose_hold_sides", "dose_hold_turns", "dose_hold_lying"),
    "breaths": ("dose_breaths", "dose_breaths_sides", "dose_breaths_turns", "dose_breaths_lying"),
    "move_s": ("dose_move", "dose_move_sides", "dose_move_turns", "dose_move_lying"),
}
"""How much: without sides, one side after the other, in turn, lying on one side and then on the other.

A walk has a line of its own."""


class Minutes(NamedTuple):
    """About how long a routine takes, as its opening says it."""

    routine: int
    passages: int
    """To get down and to come up; 0 where nobody gets down."""


def compile_timeline(routine: Routine, words: Words, options: Options, minutes: Minutes | None = None) -> Timeline:
    """The timeline of ``routine``. ``minutes`` is its length, as the opening says it; without it nothing is said."""
    narrator = Narrator(words, options)
    compiler = _Compiler(narrator, routine, minutes)
    return Timeline(tuple(compiler.chapters()))


def safety_lines(routine: Routine) -> tuple[str, ...]:
    """The ids of the sentences that open ``routine``; the one on pain only while an exercise calls for it."""
    needs_pain = any(IN_PAIN in step.exercise.avoid for step in routine.steps)
    return tuple(name for name in routine.safety if needs_pain or name != SAFETY_IN_PAIN)


def written_safety(routine: Routine, words: Words) -> list[str]:
    """What stands before a routine wherever it is written: who asks a doctor first, then what its opening says.

    Without what a reader has already: the signs that need help now are in the first line, and a warning that the
    opening announces is printed with its exercise.
    """
    lines = (DOCTOR_FIRST, *(line for line in routine.safety if line not in (HELP_NOW, SAFETY_IN_PAIN)))
    return list(dict.fromkeys(sentence for line in lines for sentence in words.phrases.safety[line]))


def is_all_on_the_back(routine: Routine) -> bool:
    """Whether it can be done on a bed."""
    return all(GROUNDS[step.exercise.position] == "back" for step in routine.steps)


@dataclass(slots=True)
class _Compiler:
    """Compiles one routine."""

    narrator: Narrator
    routine: Routine
    minutes: Minutes | None

    def chapters(self) -> Iterator[Chapter]:
        routine, lines = self.routine, self.narrator.words.phrases.lines
        yield Chapter(lines["opening_title"], "", tuple(self._opening()))
        for name in routine.talks:
            talk, where = self.narrator.words.phrases.talks[name], Where(screen=self._screen_safety)
            yield Chapter(talk.name, "", tuple(self.narrator.lead(where, talk.say)))
        came_from: Position = "upright"
        if is_floor(routine.steps[0].exercise.position):
            position = routine.steps[0].exercise.position
            came_from = ENDS_OF_PASSAGES.get(position, position)
            yield Chapter(lines["down_title"], "", tuple(self.getting_down(GROUNDS[position])), is_passage=True)
        for index, step in enumerate(routine.steps):
            yield from _StepCompiler(self, index, came_from).chapters()
            came_from = step.exercise.position
        yield from self.ending(GROUNDS[came_from])

    def ending(self, ground: Ground) -> Iterator[Chapter]:
        """The rest, and from the floor coming up, for somebody who is on ``ground``."""
        lines = self.narrator.words.phrases.lines
        yield Chapter(lines["rest_title"], "", tuple(self._rest(ground)))
        if ground != STANDING:
            yield Chapter(lines["up_title"], "", tuple(self._coming_up(RESTING.get(ground, ground))), is_passage=True)

    @property
    def is_short(self) -> bool:
        return self.minutes is not None and self.minutes.routine < SHORT_MINUTES

    @property
    def is_walk(self) -> bool:
        return self.routine.steps[0].unit == "minutes"

    @property
    def _talks_of_bells(self) -> bool:
        """Whether bells are samples in what it explains before its first exercise."""
        talks = self.narrator.words.phrases.talks
        return any(step.tone for name in self.routine.talks for step in talks[name].say)

    @property
    def _screen_safety(self) -> str:
        return self.narrator.screen("screen_safety")

    def _opening(self) -> Iterator[Cue]:
        """Where to be, how long, what to fetch, when to stop, and the number of the ache: under any amount of talk."""
        yield from self._welcome()
        yield from self._things()
        yield from self._about()
        yield from self._safety()
        yield from self._number()

    def _welcome(self) -> Iterator[Cue]:
        narrator, routine = self.narrator, self.routine
        where = Where(screen=narrator.screen("screen_welcome"))
        yield Chime(where, OPEN, OPEN_PAUSE_MS)
        yield narrator.say_line(where, "welcome", routine=narrator.words.routines[routine.id].name)
        yield narrator.say_line(
            where, "stay_there" if is_floor(routine.steps[0].exercise.position) else "stay_standing"
        )
        if narrator.is_full and not (self.is_short or self.is_walk):
            yield narrator.say(where, narrator.one_of("greet", len(routine.steps)))
        if self.minutes is not None:
            many = len(routine.steps)
            line: CoachLine = "length" if many > 1 else "length_one"
            minutes, movements = narrator.count(self.minutes.routine, "minute"), narrator.count(many, "movement")
            yield narrator.say_line(where, line, movements=movements, minutes=minutes)

    def _things(self) -> Iterator[Cue]:
        """What to fetch, and the time for it."""
        narrator, phrases = self.narrator, self.narrator.words.phrases
        where = Where(screen=narrator.screen("screen_fetch"))
        things = narrator.words.grammar.listing(tuple(phrases.equipment[name] for name in self.routine.equipment))
        if not things:
            return
        if not self.routine.is_floor:
            yield from narrator.say_and_wait(where, "fetch_shoes", SHOES_MS, things=things)
            return
        fetch_s = SHORT_FETCH_S if self.is_short else FETCH_S
        yield narrator.say_line(where, "fetch", things=things)
        time = narrator.count(fetch_s, "second")
        yield from narrator.say_and_wait(where, "fetch_wait", fetch_s * 1_000, time=time)
        if not self.is_short or self.routine.talks:  # which take minutes themselves
            yield narrator.say_line(where, "sit")

    def _about(self) -> Iterator[Cue]:
        """What to know of this routine, and of how it goes."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_welcome"))
        yield from narrator.say_all(where, [narrator.words.routines[self.routine.id].note])
        if self.minutes is not None and self.minutes.passages and narrator.is_full and not self.is_short:
            yield narrator.say_line(where, "length_passages", minutes=narrator.count(self.minutes.passages, "minute"))
        if narrator.is_full and not self.is_short and not self.is_walk:
            yield narrator.say_line(where, "lose_me")
        if not (narrator.gives_instructions or self.is_walk):
            yield narrator.say_line(where, "few_words")
        if self.routine.limited:
            yield narrator.say_line(where, "limited")

    def _safety(self) -> Iterator[Cue]:
        narrator, routine, where = self.narrator, self.routine, Where(screen=self._screen_safety)
        if not routine.talks:
            yield narrator.say_line(where, "new_here")
        for name in safety_lines(routine):
            yield from narrator.say_all(where, narrator.words.phrases.safety[name])

    def _number(self) -> Iterator[Cue]:
        """How the back is now, and what that means for today."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_number"))
        yield from narrator.say_and_wait(where, "ask_number", NUMBER_MS)
        if self.routine.talks:  # which say the rest
            return
        yield narrator.say_line(where, "over_four_walk" if self.is_walk else "over_four")
        if not (self.is_short or self.is_walk):
            yield narrator.say_line(where, "much_worse")

    def getting_down(self, ground: Ground, side: Side = "left") -> Iterator[Cue]:
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_down"))
        yield narrator.say_line(where, "already_down" if ground == "back" else "already_down_there")
        yield narrator.say_line(where, "bed" if is_all_on_the_back(self.routine) else "no_kneeling")
        for line in ("set_chair", "lay_out"):
            yield Say(where, narrator.line(line))
            yield Move(where, narrator.options.at_least(SET_UP_MS))
        yield from narrator.passage(where, STANDING, ground, side)
        yield narrator.say_line(where, "down")

    def _rest(self, ground: Ground) -> Iterator[Cue]:
        """The easiest position, a told silence, and the number again."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_rest"))
        is_down = ground != STANDING
        if ground in RESTING:
            yield narrator.say_line(where, "rest_already")
            yield from narrator.passage(where, ground, RESTING[ground])
        line: CoachLine = "rest_lying" if is_down else "rest_standing"
        settle_ms = SHORT_SETTLE_MS if self.is_short else SETTLE_MS
        yield from narrator.say_and_wait(where, "rest_on_side" if ground in RESTING else line, settle_ms)
        rest_s = SHORT_REST_S if self.is_short else REST_S
        quiet = Where(screen=narrator.screen("screen_quiet"))
        time = narrator.count(rest_s, "second")
        yield from narrator.say_and_wait(quiet, "quiet", rest_s * 1_000, time=time)
        number = Where(screen=narrator.screen("screen_number"))
        yield from narrator.say_and_wait(number, "think_of_number", COMPARE_MS)
        yield narrator.say_line(number, "number_same")
        yield narrator.say_line(number, "number_higher_walk" if self.is_walk else "number_higher")
        if is_down and not self.is_short:
            yield from narrator.say_and_wait(where, "rest_longer", LONGER_MS)
        if not is_down:
            yield from self._close()

    def _coming_up(self, ground: Ground) -> Iterator[Cue]:
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_up"))
        yield Say(where, narrator.line("eyes_open"))
        yield Move(where, narrator.options.at_least(EYES_MS))
        if is_all_on_the_back(self.routine):
            yield Say(where, narrator.line("bed_up"))
            yield Move(where, narrator.options.at_least(BED_MS))
        yield from narrator.passage(where, ground, STANDING)
        yield from self._close()

    def _close(self) -> Iterator[Cue]:
        """How often, and what goes well with it."""
        narrator, done = self.narrator, Where(screen=self.narrator.screen("screen_done"))
        words = narrator.words.routines[self.routine.id]
        yield from narrator.say_all(done, [words.close])
        if narrator.gives_instructions:
            yield from narrator.say_all(done, [words.frequency])
        yield Chime(done, CLOSE)

    def explains(self, index: int, where: Where) -> Iterator[Cue]:
        """What is explained once, with the first exercise that has it: bells, breath tones, the countdown."""
        options, step, before = self.narrator.options, self.routine.steps[index], self.routine.steps[:index]
        if options.chimes and not _is_held(step) and any(map(_is_held, before)) and self.narrator.is_full:
            yield self.narrator.say_line(where, "no_bells")
        if options.chimes and _is_held(step) and not any(map(_is_held, before)) and not self._talks_of_bells:
            yield from self._samples(where, ("bell_begins", HOLD), ("bell_ends", RELEASE))
        if options.chimes and step.unit == "breaths" and all(each.unit != "breaths" for each in before):
            yield from self._samples(where, ("tone_in", BREATHE_IN), ("tone_out", BREATHE_OUT))
        is_told = self.narrator.gives_instructions and not self.is_short
        if not is_told or not _is_counted(step) or any(map(_is_counted, before)):
            return
        if options.countdown != "none":
            line: CoachLine = "counted_all" if options.countdown == "all" else "counted_once"
            yield self.narrator.say_line(where, line)

    def _samples(self, where: Where, *samples: tuple[CoachLine, Tone]) -> Iterator[Cue]:
        """What a tone means, and the tone."""
        for line, tone in samples:
            yield Say(where, self.narrator.line(line))
            yield Chime(where, tone, SAMPLE_PAUSE_MS)


def get_down(narrator: Narrator, routine: Routine, index: int, side: Side) -> tuple[Cue, ...]:
    """Down to where step ``index`` is done, for somebody who is up; nothing where it is done standing."""
    exercise = routine.steps[index].exercise
    if not is_floor(exercise.position):
        return ()
    _already_down, *way = _Compiler(narrator, routine, None).getting_down(GROUNDS[exercise.position], side)
    return tuple(way)


def start_from(
    narrator: Narrator, routine: Routine, minutes: Minutes | None, index: int, came_from: Position
) -> tuple[Cue, ...]:
    """What leads to step ``index`` for somebody who comes from another position than the step before it."""
    return tuple(_StepCompiler(_Compiler(narrator, routine, minutes), index, came_from).lead())


def start_again(narrator: Narrator, routine: Routine, index: int, came_from: Position, side: Side) -> tuple[Cue, ...]:
    """What leads into the middle of step ``index``, on ``side``."""
    return tuple(_StepCompiler(_Compiler(narrator, routine, None), index, came_from).again(side))


def end_from(narrator: Narrator, routine: Routine, minutes: Minutes | None, came_from: Position) -> tuple[Chapter, ...]:
    """The rest and coming up for somebody who comes from another position than that of the last step."""
    return tuple(_Compiler(narrator, routine, minutes).ending(GROUNDS[came_from]))


def _is_held(step: Step) -> bool:
    return step.unit in ("hold_s", "breaths")


def _is_counted(step: Step) -> bool:
    """Whether its holds are long enough for a countdown."""
    return step.unit == "hold_s" and step.amount * 1_000 >= COUNTDOWN_LEAST_MS


@dataclass(slots=True)
class _StepCompiler:
    """Compiles one step of a routine: a chapter, or of a walk one for each phase."""

    whole: _Compiler
    index: int
    came_from: Position
    """Where one is before it."""

    def chapters(self) -> Iterator[Chapter]:
        step, narrator = self.step, self.whole.narrator
        if step.unit == "minutes":
            yield from walk_chapters(narrator, step, tuple(self._announcement()))
            return
        repeater = Repeater(narrator, step, self.words, self.whole.routine.rest_percent, 2 * self.index)
        repetitions = tuple(repeater.repetitions())
        yield Chapter(self.words.name, step.exercise.id, tuple(self.lead()), repetitions, tuple(self._tail()))

    @property
    def step(self) -> Step:
        return self.whole.routine.steps[self.index]

    @property
    def words(self) -> ExerciseWords:
        return self.whole.narrator.words.exercises[self.step.exercise.id]

    def _announcement(self) -> Iterator[Cue]:
        """Its name, what it is good for, how much of it, for whom it is not.

        A walk alone has been named already, and the rest is said on the way.
        """
        narrator, where, step = self.whole.narrator, self._where(self.words.name), self.step
        name, many = narrator.words.grammar.inside(self.words.name), len(self.whole.routine.steps)
        is_walk = step.unit == "minutes"
        if many > 1 or not is_walk:
            yield narrator.say_line(where, _ordinal(self.index, many), exercise=name)
        if narrator.is_full and not (is_walk or self.whole.is_short):
            yield from narrator.say_all(where, [self.words.aim])
        if not is_walk:
            yield narrator.say(where, dose(narrator, step))
        avoid = self.words.avoid if step.exercise.avoid else ""
        yield from narrator.say_all(where, [avoid, "" if is_walk else self.words.caution])

    def lead(self) -> Iterator[Cue]:
        """The announcement; then the way into the start position, and all that the first repetition needs.

        Where the start position costs strength, it is taken up last.
        """
        yield from self._announcement()
        yield from self._passage(self._side)
        yield from self._in_order(self.arrive(), self.listen())

    def _in_order(self, arrive: Iterator[Cue], listen: Iterator[Cue]) -> Iterator[Cue]:
        """Where the start position costs strength, it is taken up last; else the word comes a moment after the talk."""
        narrator = self.whole.narrator
        if self.step.exercise.is_propped or self.step.exercise.hard_start:
            return chain(listen, arrive)
        ready = self._where(narrator.screen("screen_ready"))
        return chain(arrive, listen, [Rest(ready, narrator.options.at_least(READY_MS))])

    def again(self, side: Side) -> Iterator[Cue]:
        """The start position and the word to move on, in short, for somebody who goes on in the middle."""
        yield from self._passage(side)
        yield from self._in_order(self._arrive_again(side), self._remind(side))

    def _arrive_again(self, side: Side) -> Iterator[Cue]:
        narrator, manner = self.whole.narrator, self.words.manner_of(self.step.way)
        ready = self._where(narrator.screen("screen_ready"), side)
        yield from self._position()
        yield from narrator.lead(ready, (side == "right" and manner.change) or manner.arrive, side)

    def _remind(self, side: Side) -> Iterator[Cue]:
        """What will happen at which word, and what to do when it is too much."""
        narrator, where = self.whole.narrator, self._where(self.whole.narrator.screen("screen_listen"), side)
        if narrator.gives_instructions:
            yield self._when(where, side)
        yield from narrator.say_all(where, [self.words.caution])
        if narrator.gives_instructions:
            yield from narrator.say_all(where, (self.words.easier, self.words.amber), side)

    def _when(self, where: Where, side: Side) -> Say:
        narrator, manner = self.whole.narrator, self.words.manner_of(self.step.way)
        do = narrator.sided(manner.do, side).text
        return narrator.say_line(where, "when", word=manner.word, do=do[:1].lower() + do[1:])

    def _passage(self, side: Side) -> Iterator[Cue]:
        """From where one is to the ground of the exercise, where that is another."""
        narrator, ready = self.whole.narrator, self._where(self.whole.narrator.screen("screen_ready"))
        before, ground = GROUNDS[self.came_from], GROUNDS[self.step.exercise.position]
        if ground != before:
            yield narrator.say_line(ready, "eyes_to_turn")
            yield from narrator.passage(ready, before, ground, side)

    def _position(self) -> Iterator[Cue]:
        """Into the position of the exercise from another one on its ground."""
        narrator, position, before = self.whole.narrator, self.step.exercise.position, self.came_from
        ready = self._where(narrator.screen("screen_ready"), self._side)
        is_near = GROUNDS[before] == GROUNDS[position]
        is_new = before != position and (is_near or position in ENDS_OF_PASSAGES)
        if self.step.exercise.is_propped or is_new:
            yield from narrator.lead(ready, narrator.words.phrases.positions[position].arrive, self._side)

    def arrive(self) -> Iterator[Cue]:
        """Into the start position, on its ground."""
        narrator = self.whole.narrator
        ready = self._where(narrator.screen("screen_ready"), self._side)
        yield from self._position()
        yield from narrator.lead(ready, self.words.manner_of(self.step.way).arrive, self._side)

    def listen(self) -> Iterator[Cue]:
        """What to know, what will happen at which word, and what to do when it is too much."""
        narrator, words, side = self.whole.narrator, self.words, self._side
        where = self._where(narrator.screen("screen_listen"))
        manner = words.manner_of(self.step.way)
        if narrator.gives_instructions and self.index < LISTEN_TOLD:
            yield narrator.say(where, narrator.one_of("listen", self.index))
        if narrator.is_full:
            yield from narrator.say_all(where, manner.listen[: 1 if self.whole.is_short else None], side)
        if narrator.gives_instructions:
            yield self._when(where, side)
            yield from narrator.say_all(where, (words.easier, words.amber), side)
        yield from self.whole.explains(self.index, where)

    def _tail(self) -> Iterator[Cue]:
        """Every limb back, how many it were, and the rest; in it what comes next."""
        narrator, step, routine = self.whole.narrator, self.step, self.whole.routine
        rest = self._where(narrator.screen("screen_rest"))
        has_sides = step.exercise.side == "each"
        leaving = self._where(narrator.screen("screen_rest"), "right" if has_sides else "")
        yield from narrator.lead(leaving, self.words.manner_of(step.way).leave, leaving.side)
        resting = narrator.words.phrases.positions[step.exercise.position].rest
        yield from narrator.lead(rest, resting)
        is_summed_up = narrator.is_full and step.repetitions > 1 and not self.whole.is_short
        if is_summed_up:
            line: CoachLine = "that_is" if step.exercise.side == "none" else "that_is_sides"
            yield narrator.say_line(rest, line, number=narrator.number(step.repetitions))
            yield self._progress(rest) or narrator.say(rest, narrator.one_of("settle", self.index))
        if self.index == len(routine.steps) - 1:
            return
        half_ms = narrator.options.paced(routine.between_ms) // 2
        if is_summed_up or not resting:  # who sits back rests already, and is not left in silence
            yield Rest(rest, half_ms)
        if self.whole.is_short:
            return
        if narrator.gives_instructions:
            yield self._coming(rest)
        yield narrator.say(rest, narrator.one_of("rest", self.index))
        yield Rest(rest, half_ms)

    def _progress(self, where: Where) -> Say | None:
        """After each third of a longer routine, how many are done and how many are to come."""
        narrator, many, done = self.whole.narrator, len(self.whole.routine.steps), self.index + 1
        if many < LEAST_FOR_PROGRESS or done not in (round(many / 3), round(many * 2 / 3)):
            return None
        line: CoachLine = "progress" if done < many / 2 else "progress_late"
        return narrator.say_line(where, line, done=narrator.number(done), left=narrator.number(many - done))

    def _coming(self, where: Where) -> Say:
        """The next exercise, and where it is done."""
        narrator = self.whole.narrator
        coming = self.whole.routine.steps[self.index + 1].exercise
        is_same = GROUNDS[coming.position] == GROUNDS[self.step.exercise.position]
        name = narrator.words.grammar.inside(narrator.words.exercises[coming.id].name)
        place = narrator.sided(narrator.words.phrases.positions[coming.position].where, "left").text
        place = place[:1].lower() + place[1:]
        if is_same and self.step.exercise.is_propped:
            return narrator.say_line(where, "coming_resting", exercise=name)
        return narrator.say_line(where, "coming_same" if is_same else "coming", exercise=name, place=place)

    @property
    def _side(self) -> Side:
        """The side that comes first."""
        return "" if self.step.exercise.side == "none" else "left"

    def _where(self, screen: str, side: Side = "") -> Where:
        return Where(self.step.exercise.id, side, screen=screen)


LISTEN_TOLD = 4
"""After so many exercises people know that they listen first."""
LEAST_FOR_PROGRESS = 4
"""A shorter routine is not counted out."""
ENDS_OF_PASSAGES: dict[Position, Position] = {"back-legs-long": "back-knees-bent"}
"""Where a passage ends instead, for each position that none ends in though it ends on its ground."""


def _ordinal(index: int, total: int) -> CoachLine:
    if total == 1:
        return "only"
    if index == 0:
        return "first"
    return "last" if index == total - 1 else "next"


def dose(narrator: Narrator, step: Step) -> Phrase:
    """How much of it: "Five times on the left, then on the right, eight seconds each"."""
    if step.unit == "minutes":
        return walk_dose(narrator, step)
    is_lying = step.exercise.position == SIDED
    line = DOSES[step.unit][3 if is_lying else ("none", "each", "alternating").index(step.exercise.side)]
    if line == "dose_hold" and step.repetitions == 1:
        line = "dose_hold_one"
    return narrator.line(
        line,
        times=narrator.count(step.repetitions, "time"),
        time=narrator.count(step.amount, "second"),
        breaths=narrator.count(step.amount, "breath"),
    )
