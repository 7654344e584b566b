"""The loop of a session that plays: show what is going on, do what the keys say, until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from audio_builder.playing.deck import Deck
    from audio_builder.playing.keys import Keys
    from audio_builder.playing.score import Moment, Score

TICK_S = 0.08
STEP_MS = 10_000
HELP = "space pause   ←/→ 10 s   n next   p previous   r repeat   q quit"
SHORT_HELP = "space  ←/→  n  p  r  q"


class Screen(Protocol):
    """Whatever shows a session: the live view, or the log."""

    def show(self, moment: Moment, is_paused: bool) -> None: ...


def run(score: Score, deck: Deck, keys: Keys, screen: Screen) -> bool:
    """Play ``score`` to its end; False if the listener has left before. Raises ``BuildError``."""
    while (now_ms := deck.now_ms) < score.length_ms:
        deck.check()
        screen.show(score.at(now_ms), deck.is_paused)
        for key in keys.wait(TICK_S):
            if key == "q":
                return False
            act(key, score, deck)
    return True


def act(key: str, score: Score, deck: Deck) -> None:
    """Do what ``key`` says; a key without a meaning does nothing."""
    ahead_ms = deck.ahead_ms
    chapter = score.chapter_at(ahead_ms)
    match key:
        case "space":
            deck.pause(not deck.is_paused)
        case "left":
            deck.seek(max(0, ahead_ms - STEP_MS))
        case "right":
            deck.seek(min(score.length_ms, ahead_ms + STEP_MS))
        case "n" | "down":
            deck.seek(max(ahead_ms, score.chapter_start(chapter + 1)))
        case "p" | "up":
            deck.seek(score.chapter_start(chapter - 1))
        case "r":
            deck.seek(score.chapter_start(chapter))
