"""A new visitor's session from start to end: open, choose, read, play, seek, save, lose the server, resume."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.audio_builder.page.server import Server
from tests.audio_builder.page.watching import (
    SLOWLY,
    begin,
    button,
    clock_ms,
    look,
    megabytes,
    play_at,
    plays,
    ring_error_ms,
    seek,
    span_at,
    until,
)
from tests.sessions import cues

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from audio_builder.session.catalog import CatalogSession
    from tests.sessions import Sessions

MOST_MS = 150
"""The largest distance of the ring from the time of the sound."""


def first(session: CatalogSession, kind: str, after_ms: int = 0) -> int:
    """The start of the first ``kind`` after ``after_ms``."""
    return next(cue["start_ms"] for cue in cues(session) if cue["kind"] == kind and cue["start_ms"] >= after_ms)


@pytest.mark.slow
def test_from_the_list_to_playing_offline(server: Server, sessions: Sessions, visit: Callable[..., Page]) -> None:
    session = sessions.named("relief-techniques")
    size = megabytes(session["bytes"])
    page = visit(server.url)
    expect(page.locator(".card:visible")).to_have_count(12)

    # Choose: half an hour at most, for the hips, on the back.
    page.get_by_label("How long").select_option("About 30 minutes")
    page.get_by_label("What for").select_option("Gentle")
    page.get_by_label("Position").select_option("Lying on the back only")
    expect(page.locator(".card:visible h3")).to_have_text(["Relief stretches"])
    expect(page.locator(".found")).to_have_text("1 session")

    # What the session takes, and the safety advice.
    page.get_by_role("link", name="Relief stretches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Relief stretches")
    expect(page.locator(".ticks").first).to_contain_text("a mat")
    for sentence in session["safety"]:
        expect(page.locator(".safety")).to_contain_text(sentence)
    cautions = [chapter["caution"] for chapter in session["chapters"] if "caution" in chapter]
    expect(page.locator(".exercises .caution")).to_have_text(cautions)

    button(page, "Start").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")
    expect(button(page, "Pause")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you start")

    # The ring, while playing and right after a seek, of a hold, a movement and a rest.
    for kind in ("hold", "move", "rest"):
        start_ms = first(session, kind, 300_000)
        play_at(page, 1)
        seek(page, start_ms + 400)
        sights = look(page, 30)
        assert max(ring_error_ms(session, sight) for sight in sights) <= MOST_MS
        play_at(page, SLOWLY)
        seek(page, start_ms + 400)
        assert {sight.kind for sight in look(page, 30)} == {kind}

    # Side and repetition, in words.
    hold = next(cue for cue in cues(session) if cue.get("repetition") == 3 and cue["kind"] == "hold" and "side" in cue)
    seek(page, hold["start_ms"] + 500)
    sight = look(page, 3)[-1]
    assert (sight.kind, sight.doing, sight.count) == ("hold", hold["screen"], f"{hold['side']}, 3 of {hold['of']}")

    # Next, previous, repeat, ten seconds back.
    for name, step in (("Next", 1), ("Next", 1), ("Previous", -1)):
        at = chapter_at(session, clock_ms(page))
        button(page, name).click()
        reached = at + step
        assert chapter_at(session, clock_ms(page)) == reached
        assert look(page, 2)[-1].title == session["chapters"][reached]["title"]
    chapter = session["chapters"][chapter_at(session, clock_ms(page))]
    seek(page, chapter["start_ms"] + 30_000)
    button(page, "Back 10 s").click()
    assert clock_ms(page) == pytest.approx(chapter["start_ms"] + 20_000, abs=800)
    button(page, "Again").click()
    assert clock_ms(page) == pytest.approx(chapter["start_ms"], abs=800)

    # A line of the transcript.
    spoken = [cue["text"] for cue in session["chapters"][-1]["cues"] if "text" in cue]
    line = page.locator(".line", has_text=spoken[2])
    line.click()
    expect(line).to_have_attribute("aria-current", "true")
    seek(page, 600_000)
    button(page, "Pause").click()

    # Save, lose the server, resume.
    button(page, "Save for offline").click()
    expect(page.get_by_text(f"Saved on this device, {size}")).to_be_visible()
    until(page, "navigator.serviceWorker.controller !== null")
    server.stop()
    page.reload()
    expect(button(page, "Play")).to_be_visible()
    assert clock_ms(page) == pytest.approx(600_000, abs=1_000)
    button(page, "Play").click()
    until(page, "document.querySelector('audio').currentTime > 600.3")
    seek(page, first(session, "hold", 900_000) + 500)
    until(page, "document.querySelector('audio').readyState >= 3")
    sights = look(page, 20)
    assert max(ring_error_ms(session, sight) for sight in sights) <= MOST_MS
    assert sights[-1].ms > sights[0].ms

    # What is saved is listed, and can be removed.
    page.goto(server.url)
    expect(page.locator(".go-on")).to_contain_text("Relief stretches")
    expect(page.locator(".card", has_text="Relief stretches").locator(".badge")).to_be_visible()
    expect(page.locator(".storage")).to_contain_text(f"1 session, {size}.")
    button(page, "Remove Relief stretches").click()
    expect(page.locator(".storage")).to_contain_text("Nothing yet.")
    assert page.evaluate("caches.open('gentle-back-audio').then(cache => cache.keys()).then(keys => keys.length)") == 0
    server.start()


def chapter_at(session: CatalogSession, ms: float) -> int:
    return next(at for at, each in enumerate(session["chapters"]) if ms < each["end_ms"])


@pytest.mark.slow
def test_the_ring_ends_when_the_bell_sounds(bare_sessions: Sessions, visit: Callable[..., Page]) -> None:
    """Against the decoded sound itself, in the browser, after seeks: the release bell, and what the ring shows then."""
    session = bare_sessions.named("relief-techniques")
    server = Server(bare_sessions.out)
    page = visit(server.url)
    begin(page, session["title"])
    holds = [cue for cue in cues(session) if cue["kind"] == "hold"]
    for hold in (holds[2], holds[-1], holds[9]):
        heard = page.evaluate(LISTEN, hold["end_ms"] - 3_000)
        assert span_at(session, hold["end_ms"] - 3_000) == hold
        assert heard["before"] - MOST_MS <= hold["end_ms"] <= heard["ms"] + MOST_MS, heard
        assert heard["left"] * (hold["end_ms"] - hold["start_ms"]) <= MOST_MS, heard
    server.stop()


LISTEN = """from => new Promise(async resolve => {
  const audio = document.querySelector("audio");
  if (!window.ears) {
    const context = new AudioContext();
    window.ears = context.createAnalyser();
    window.ears.fftSize = 512;
    context.createMediaElementSource(audio).connect(window.ears).connect(context.destination);
    await context.resume();
  }
  const samples = new Float32Array(512);
  audio.currentTime = from / 1000;
  await new Promise(done => audio.addEventListener("seeked", done, { once: true }));
  let before = from, quietSince;
  const listen = () => {
    window.ears.getFloatTimeDomainData(samples);
    const isLoud = samples.some(each => Math.abs(each) > 0.02), ms = audio.currentTime * 1000;
    if (isLoud && ms - quietSince > 500) {
      const gone = Number(document.querySelector(".ring-arc").style.strokeDashoffset);
      const kind = document.querySelector(".ring").dataset.kind;
      return resolve({ before, ms, left: kind === "hold" ? 1 - gone : 0 });
    }
    quietSince = isLoud ? undefined : quietSince ?? ms;
    if (ms - before > 200) {  // a bell may have been missed: once more
      audio.currentTime = from / 1000;
      quietSince = undefined;
    }
    before = audio.currentTime * 1000;
    requestAnimationFrame(listen);
  };
  listen();
})"""


def test_it_plays_on_request_and_not_before(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(f"{server.url}#five-minute-ease/play")
    expect(button(page, "Play")).to_be_visible()
    assert not plays(page)
    page.keyboard.press("Space")
    until(page, "!document.querySelector('audio').paused")
