"""Accessibility of every screen: axe finds nothing, text is large, and reduced motion is respected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.audio_builder.page.conftest import LAN_HOST
from tests.audio_builder.page.watching import SLOWLY, begin, button, look, play_at, seek, until
from tests.sessions import cues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.audio_builder.page.server import Server
    from tests.sessions import Sessions

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, DESK, SMALL = {"width": 390, "height": 844}, {"width": 1280, "height": 800}, {"width": 320, "height": 568}


def screens(page: Page, server: Server) -> Iterator[str]:
    """Go from screen to screen."""
    yield "all sessions"
    page.get_by_role("link", name="Breath by breath").click()
    yield "before"
    button(page, "Start").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")
    button(page, "Next").click()
    page.get_by_text("Keyboard").click()
    yield "playing"
    button(page, "That hurts").click()
    yield "that hurts"
    page.keyboard.press("Escape")
    page.evaluate("(audio => { audio.currentTime = audio.duration - 0.5 })(document.querySelector('audio'))")
    button(page, "Play").click()
    page.locator(".done").wait_for()
    yield "done"
    page.goto(server.url.replace("127.0.0.1", LAN_HOST))
    yield "plain http"


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "size"), [("light", PHONE), ("dark", DESK)])
def test_axe_finds_nothing(server: Server, visit: Callable[..., Page], scheme: str, size: dict[str, int]) -> None:
    page = visit(server.url, color_scheme=scheme, viewport=size)
    seen = []
    for screen in screens(page, server):
        found = Axe().run(page, options=RULES).response
        assert [(screen, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        assert len(found["passes"]) > 15
        seen.append(screen)
    assert len(seen) == 6


@pytest.mark.parametrize("size", [SMALL, pytest.param({"width": 844, "height": 390}, marks=pytest.mark.slow)], ids=str)
def test_every_screen_fits_and_its_buttons_are_large_enough(
    server: Server, visit: Callable[..., Page], size: dict[str, int]
) -> None:
    page = visit(server.url, viewport=size)
    for screen in screens(page, server):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], screen
        assert page.evaluate(TOO_SMALL) == [], screen


TOO_SMALL = """[...document.querySelectorAll("button:not(.line), select, summary, a.main, a.back, a.plain")]
  .filter(each => each.checkVisibility()).map(each => [each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 40 || box.height < 40).map(([text]) => text)"""


@pytest.mark.slow
@pytest.mark.parametrize(("size", "least"), [(PHONE, 44), (DESK, 76)], ids=str)
def test_what_to_do_is_readable_from_two_metres(
    server: Server, sessions: Sessions, visit: Callable[..., Page], size: dict[str, int], least: int
) -> None:
    """Letters of 44 pixels are about 5 mm high on a phone, twice what the eye needs at two metres."""
    page = visit(server.url, viewport=size)
    begin(page, "Relief stretches")
    play_at(page, SLOWLY)
    session = sessions.named("relief-techniques")
    for hold in [cue for cue in cues(session) if cue["kind"] == "hold"][::9]:
        seek(page, hold["start_ms"] + 500)
        assert look(page, 2)[-1].doing == hold["screen"]
        sizes = {name: page.evaluate(SIZE, name) for name in (".do", ".ring-number", ".count")}
        assert min(sizes[".do"], sizes[".ring-number"]) >= least, sizes
        assert sizes[".count"] >= 30, sizes
        for name in (".ring", ".do", ".count", ".toggle", ".hurts"):  # together, without scrolling
            box = page.locator(name).bounding_box()
            assert box
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= size["height"], name


SIZE = "name => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)"


@pytest.mark.slow
def test_with_reduced_motion_there_is_no_breathing_circle(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(server.url, reduced_motion="reduce")
    begin(page, "Breath by breath")
    assert page.evaluate("getComputedStyle(document.querySelector('.ring-lung')).display") == "none"
    assert page.evaluate("getComputedStyle(document.querySelector('.do')).transitionDuration") == "0s"


@pytest.mark.slow
def test_a_breath_fills_and_empties_with_the_tones(
    server: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(server.url)
    begin(page, "Breath by breath")
    play_at(page, SLOWLY)
    breaths = [cue for cue in cues(sessions.named("need-to-know")) if "repetition" in cue]  # not the samples before
    tones = [cue for cue in breaths if cue.get("tone", "").startswith("breathe-")]
    inward = next(cue for cue in tones if cue["tone"] == "breathe-in")
    outward = next(cue for cue in tones if cue["tone"] == "breathe-out" and cue["start_ms"] > inward["start_ms"])
    for tone, word, first, last in ((inward, "breathe in", 0, 0.6), (outward, "breathe out", 1, 0.6)):
        for after_ms, expected in ((150, first), (2_000, last)):
            seek(page, tone["start_ms"] + after_ms)
            look(page, 2)
            full = (page.evaluate(LUNG) - 0.35) / 0.65
            assert full == pytest.approx(expected, abs=0.3), (word, after_ms)
        assert page.locator(".ring-word").text_content() == word


LUNG = "new DOMMatrix(getComputedStyle(document.querySelector('.ring-lung')).transform).a"


def test_a_screen_reader_announces_each_exercise_once_and_nothing_else(
    server: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(server.url)
    begin(page, "Five minute ease")
    page.evaluate(WATCH)
    button(page, "Next").click()
    until(page, "said.length > 0")
    button(page, "Next").click()
    until(page, "said.length > 1")
    seek(page, sessions.named("five-minute-ease")["chapters"][2]["end_ms"] - 5_000)
    page.wait_for_timeout(600)
    assert page.evaluate("said") == ["Getting down", "Exercise 1 of 2: Pelvic tilt"]
    expect(page.get_by_role("timer")).to_have_count(1)  # which is read on request only


WATCH = """() => {
  window.said = [];
  const live = document.querySelector("#live");
  const ear = new MutationObserver(() => window.said.push(live.textContent));
  ear.observe(live, { childList: true, characterData: true });
}"""


@pytest.mark.slow
def test_the_pace_changes_by_a_tenth_at_most_and_is_stored(
    server: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(server.url)
    begin(page, "Five minute ease")
    rates = []
    for name in ("Slower", "Quicker", "Usual", "Slower"):
        page.get_by_role("radio", name=name).check()
        rates.append(page.evaluate("document.querySelector('audio').playbackRate"))
    assert rates == [0.9, 1.1, 1, 0.9]
    left_min = sessions.named("five-minute-ease")["duration_ms"] / 60_000 / 0.9
    expect(page.locator(".left")).to_have_text(f"{math.ceil(left_min)} min left")
    page.reload()
    button(page, "Play").click()
    assert page.evaluate("document.querySelector('audio').playbackRate") == 0.9
