"""What is said around the exercises: the first minute, getting down, the rest, coming up; what is explained once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from content.model.passages import STANDING
from content.model.types import (
    DOCTOR_FIRST,
    GROUNDS,
    HELP_NOW,
    IN_PAIN,
    RESTING,
    SAFETY_IN_PAIN,
    Ground,
    Routine,
    Step,
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
    Say,
    Side,
    Tone,
    Where,
)
from content.timeline.repetitions import COUNTDOWN_LEAST_MS

if TYPE_CHECKING:
    from content.model.lines import CoachLine
    from content.model.words import Words
    from content.timeline.narrator import Narrator

OPEN_PAUSE_MS = 600
"""Between the first chime and the first word."""
SHORT_MINUTES = 8
"""A routine that takes less has a short opening and a short rest."""
FETCH_S = 20
PAUSE_MS = 2_000
"""After "pause me until"."""
SAMPLE_PAUSE_MS = 800
"""After a tone that is heard as a sample."""
NUMBER_MS = 4_000
"""To find the number of the ache."""
SETTLE_MS = 8_000
"""To let the legs rest as they like."""
REST_S, LONG_REST_S, SHORT_REST_S, SHORT_SETTLE_MS = 30, 60, 10, 2_000
LONG_MINUTES = 20
"""A floor routine that takes so many ends in a longer rest."""
DOWN_ALONE_MS, LIE_DOWN_MS = 40_000, 14_000
"""For who knows the way down."""
COMPARE_MS, LONGER_MS, EYES_MS, BED_MS = 4_000, 8_000, 2_000, 8_000


class Minutes(NamedTuple):
    """About how long a routine takes, as its opening says it."""

    routine: int
    passages: int
    """To get down and to come up; 0 where nobody gets down."""


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
class Frame:
    """What is said around the exercises of one routine, and once for all of them."""

    narrator: Narrator
    routine: Routine
    minutes: Minutes | None

    def talks(self) -> Iterator[Chapter]:
        """What is explained before the first exercise."""
        for name in self.routine.talks:
            talk, where = self.narrator.words.phrases.talks[name], Where(screen=self.narrator.screen("screen_safety"))
            yield Chapter(talk.name, "", tuple(self.narrator.lead(where, talk.say)))

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

    def opening(self) -> Iterator[Cue]:
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
            lines: tuple[CoachLine, CoachLine] = ("length_one", "length")
            if self.minutes.passages:
                lines = ("length_floor_one", "length_floor")
            minutes, passages = (narrator.count(each, "minute") for each in self.minutes)
            movements = narrator.count(many, "movement")
            yield narrator.say_line(where, lines[many > 1], movements=movements, minutes=minutes, passages=passages)

    def _things(self) -> Iterator[Cue]:
        """What to fetch, and the time for it."""
        narrator, phrases = self.narrator, self.narrator.words.phrases
        where = Where(screen=narrator.screen("screen_fetch"))
        things = narrator.words.grammar.listing(tuple(phrases.equipment[name] for name in self.routine.equipment))
        if not things:
            return
        if not self.routine.is_floor:
            yield from narrator.say_and_wait(where, "fetch_shoes", PAUSE_MS, things=things)
            return
        yield narrator.say_line(where, "fetch", things=things)
        yield narrator.say_line(where, "set_chair")
        if self.is_short:
            yield from narrator.say_and_wait(where, "fetch_pause", PAUSE_MS)
        else:
            time = narrator.count(FETCH_S, "second")
            yield from narrator.say_and_wait(where, "fetch_wait", FETCH_S * 1_000, time=time)
        if not self.is_short or self.routine.talks:  # which take minutes themselves
            yield narrator.say_line(where, "sit")

    def _about(self) -> Iterator[Cue]:
        """What to know of this routine, and of how it goes."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_welcome"))
        yield from narrator.say_all(where, [narrator.words.routines[self.routine.id].note])
        if narrator.is_full and not self.is_short and not self.is_walk:
            yield narrator.say_line(where, "lose_me")
        if not (narrator.gives_instructions or self.is_walk):
            yield narrator.say_line(where, "few_words")
        if self.routine.limited:
            yield narrator.say_line(where, "limited")

    def _safety(self) -> Iterator[Cue]:
        narrator, routine, where = self.narrator, self.routine, Where(screen=self.narrator.screen("screen_safety"))
        if narrator.is_full and not (self.is_short or routine.talks):
            yield narrator.say_line(where, "new_here")
        for name in safety_lines(routine):
            yield from narrator.say_all(where, narrator.words.phrases.safety[name])

    def _number(self) -> Iterator[Cue]:
        """How the back is now, and what that means for today."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_number"))
        yield from narrator.say_and_wait(where, "ask_number", NUMBER_MS)
        if self.routine.talks:  # which say the rest
            return
        line: CoachLine = "over_four_walk" if self.is_walk else "over_four_short" if self.is_short else "over_four"
        yield narrator.say_line(where, line)
        if not (self.is_short or self.is_walk):
            yield narrator.say_line(where, "much_worse")

    def getting_down(self, ground: Ground, side: Side = "left") -> Iterator[Cue]:
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_down"))
        yield narrator.say_line(where, "already_down" if ground == "back" else "already_down_there")
        yield narrator.say_line(where, "bed" if is_all_on_the_back(self.routine) else "no_kneeling")
        if ground == "back" and not narrator.gives_instructions:  # who knows it well
            yield narrator.say_line(where, "down_alone", time=narrator.count(DOWN_ALONE_MS // 1_000, "second"))
            yield Move(where, narrator.options.at_least(DOWN_ALONE_MS))
            yield narrator.say_line(where, "lie_down")
            yield Move(where, narrator.options.at_least(LIE_DOWN_MS))
        else:
            yield from narrator.passage(where, STANDING, ground, side)
        yield narrator.say_line(where, "down")

    def _rest(self, ground: Ground) -> Iterator[Cue]:
        """The easiest position, a told silence, and the number again."""
        narrator, where = self.narrator, Where(screen=self.narrator.screen("screen_rest"))
        is_down = ground != STANDING
        if ground in RESTING:
            yield narrator.say_line(where, "rest_everyone")
            if ground != "front":  # from there, and from the back, one turns over the same way
                yield narrator.say_line(where, "rest_already")
            yield from narrator.passage(where, ground, RESTING[ground])
        line: CoachLine = "rest_lying" if is_down else "rest_standing"
        settle_ms = SHORT_SETTLE_MS if self.is_short else SETTLE_MS
        yield from narrator.say_and_wait(where, "rest_on_side" if ground in RESTING else line, settle_ms)
        is_long = is_down and self.minutes is not None and self.minutes.routine >= LONG_MINUTES
        rest_s = SHORT_REST_S if self.is_short else LONG_REST_S if is_long else REST_S
        quiet = Where(screen=narrator.screen("screen_quiet"))
        time = narrator.count(rest_s, "second") if rest_s < LONG_REST_S else narrator.count(1, "minute")
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


def _is_held(step: Step) -> bool:
    return step.unit in ("hold_s", "breaths")


def _is_counted(step: Step) -> bool:
    """Whether its holds are long enough for a countdown."""
    return step.unit == "hold_s" and step.amount * 1_000 >= COUNTDOWN_LEAST_MS
