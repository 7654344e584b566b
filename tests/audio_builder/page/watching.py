"""What a person sees of the page, and the time of the sound at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from tests.sessions import cues
from tests.tools import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from audio_builder.session.catalog import CatalogCue, CatalogSession

SLOWLY = 1 / 16
"""The lowest rate at which Chromium plays."""

_LOOK = """frames => new Promise(resolve => {
  const audio = document.querySelector("audio"), seen = [];
  let before;
  const look = () => {
    const text = name => document.querySelector(name)?.textContent ?? "", ms = audio.currentTime * 1000;
    if (before !== undefined) seen.push({
      before, ms, kind: document.querySelector(".ring").dataset.kind,
      gone: Number(document.querySelector(".ring-arc").style.strokeDashoffset), number: text(".ring-number"),
      title: text("h1"), doing: text(".do"), count: text(".count"), line: text(".line[aria-current] > :last-child"),
    });
    before = ms;
    seen.length < frames ? requestAnimationFrame(look) : resolve(seen);
  };
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Sight:
    before: float
    """The time of the sound in the frame before; what is shown was drawn after it, on any machine."""
    ms: float
    """The time of the sound."""
    kind: str
    gone: float
    """The part of the ring that has passed, 0 to 1."""
    number: str
    title: str
    doing: str
    count: str
    line: str
    """The highlighted line."""


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def begin(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).click()
    button(page, "Start").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")


def play_at(page: Page, rate: float) -> None:
    """Set the speed of the sound. With ``SLOWLY``, a test on a busy machine does not miss what it checks."""
    page.evaluate("rate => { document.querySelector('audio').playbackRate = rate }", rate)


def seek(page: Page, ms: float) -> None:
    """Through the element, as the lock screen and lines of the transcript do."""
    page.evaluate("ms => { document.querySelector('audio').currentTime = ms / 1000 }", ms)


def look(page: Page, frames: int = 1) -> list[Sight]:
    """What the screen shows in ``frames`` successive frames."""
    return [Sight(**seen) for seen in page.evaluate(_LOOK, frames)]


def plays(page: Page) -> bool:
    return bool(page.evaluate("!document.querySelector('audio').paused"))


def clock_ms(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime * 1000"))


def span_at(session: CatalogSession, ms: float) -> CatalogCue | None:
    """The hold, movement, rest or breath of the catalog at ``ms``."""
    spans = [cue for cue in cues(session) if cue["kind"] in ("hold", "move", "rest")]
    return next((cue for cue in spans if cue["start_ms"] <= ms < cue["end_ms"]), None)


def ring_error_ms(session: CatalogSession, sight: Sight) -> float:
    """How far the ring is from the catalog at that time; near an edge it may still show the cue before or after.

    The time is between that of two frames: the length of a frame depends on the machine, and is no error.
    """
    near = [span_at(session, ms) for ms in (sight.ms, sight.before, sight.before - 40, sight.ms + 40)]
    spans = [span for span in near if span and span["kind"] == sight.kind]
    assert spans or sight.kind == "talk" or None in near, sight
    errors = []
    for span in spans:
        length_ms = span["end_ms"] - span["start_ms"]
        left_ms = (1 - sight.gone) * length_ms
        shown_ms = span["end_ms"] - left_ms
        errors.append(max(0.0, sight.before - shown_ms, shown_ms - sight.ms))
        assert abs(int(sight.number.split(":")[-1]) * 1_000 - 500 - left_ms) <= 650 or ":" in sight.number, sight
    return min(errors, default=0.0)


def until(page: Page, what: str) -> None:
    """Wait until the JavaScript ``what`` is true. (Playwright's own uses eval, which the policy forbids.)"""
    wait_until(lambda: _is(page, what), lambda: what)


def _is(page: Page, what: str) -> bool:
    """Whether ``what`` is true; false while the page reloads, which destroys the context."""
    try:
        return bool(page.evaluate(what))
    except Error as error:
        if "Execution context was destroyed" not in error.message:
            raise
        return False


def megabytes(size: int) -> str:
    """``size`` in bytes, as the page shows it."""
    return f"{size / 1e6:.{1 if size < 1e7 else 0}f} MB"
