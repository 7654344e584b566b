"""The page opened from a file, and over plain http in a home network; keys, lock screen, wake lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.audio_builder.page.conftest import LAN_HOST
from tests.audio_builder.page.watching import (
    SLOWLY,
    begin,
    button,
    clock_ms,
    look,
    play_at,
    plays,
    ring_error_ms,
    seek,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.audio_builder.page.server import Server
    from tests.sessions import Sessions


def test_it_works_from_a_file(sessions: Sessions, visit: Callable[..., Page]) -> None:
    page = visit((sessions.out / "index.html").as_uri())
    begin(page, "Five minute ease")
    seek(page, 120_000)
    until(page, "document.querySelector('audio').readyState >= 3")
    session = sessions.named("five-minute-ease")
    assert max(ring_error_ms(session, sight) for sight in look(page, 15)) <= 150
    expect(page.get_by_text("This page lies on your own disk")).to_be_visible()
    page.reload()
    button(page, "Play").click()  # where it stopped
    until(page, "document.querySelector('audio').currentTime > 119")


@pytest.mark.slow
def test_on_plain_http_it_says_what_is_missing_and_offers_the_file(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(server.url.replace("127.0.0.1", LAN_HOST))
    assert page.evaluate("isSecureContext") is False
    expect(page.get_by_text("This address is plain http")).to_be_visible()
    page.get_by_role("link", name="Five minute ease").click()
    expect(page.get_by_text("Nothing can be saved from this address")).to_be_visible()
    expect(button(page, "Save for offline")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the MP3").click()
    assert download.value.suggested_filename == "five-minute-ease.mp3"
    button(page, "Start").click()
    until(page, "document.querySelector('audio').currentTime > 0.2")


def tab_to(page: Page, name: str) -> None:
    """Press the tab key until the element called ``name`` has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    pytest.fail(f"no way to '{name}' by the tab key")


@pytest.mark.slow
def test_the_keyboard_is_enough(server: Server, sessions: Sessions, visit: Callable[..., Page]) -> None:
    page = visit(server.url)
    tab_to(page, "Steady back")
    page.keyboard.press("Enter")
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('audio')?.currentTime > 0.2")
    for is_paused in ("true", "false"):
        page.keyboard.press("Space")
        until(page, f"document.querySelector('audio').paused === {is_paused}")
    play_at(page, SLOWLY)
    chapters = sessions.named("lower-back-pain")["chapters"]
    for key, start_ms in (
        ("n", chapters[1]["start_ms"]),
        ("n", chapters[2]["start_ms"]),
        ("n", chapters[3]["start_ms"]),
        ("p", chapters[2]["start_ms"]),
    ):
        page.keyboard.press(key)
        assert clock_ms(page) == pytest.approx(start_ms, abs=500)
    for key, more_ms in (("ArrowRight", 10_000), ("ArrowLeft", 0), ("ArrowRight", 10_000), ("r", 0)):
        page.keyboard.press(key)
        assert clock_ms(page) == pytest.approx(chapters[2]["start_ms"] + more_ms, abs=900)

    page.keyboard.press("h")  # that hurts: the sound stops, and help is shown
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Get medical help now")
    expect(dialog).to_contain_text(chapters[2]["amber"])
    assert not plays(page)
    page.keyboard.press("n")  # the dialog takes it
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("h")
    page.keyboard.press("Enter")  # skip this exercise
    until(page, "!document.querySelector('audio').paused")
    assert clock_ms(page) == pytest.approx(chapters[3]["start_ms"], abs=900)

    page.get_by_text("Keyboard").click()  # for voice input, they can be switched off
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("p")
    assert clock_ms(page) > chapters[3]["start_ms"] - 500
    page.get_by_label("Use these keys").check()
    page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Steady back")
    expect(button(page, "From the beginning")).to_be_visible()
    assert not plays(page)


@pytest.mark.slow
def test_arrow_keys_go_from_line_to_line(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(f"{server.url}#five-minute-ease/play")
    page.locator(".line[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".line[tabindex='0']").count() == 1
    expect(page.locator(".line[aria-current]")).to_be_focused()


RECORD = """
window.keys = {}; window.locks = [];
const set = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (name, handler) {
  window.keys[name] = handler;
  set.call(this, name, handler);
};
if (window.WakeLock) {
  const request = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (kind) {
    const lock = await request.call(this, kind); window.locks.push(lock); return lock;
  };
}
"""


@pytest.mark.slow
def test_media_keys_go_by_exercises(server: Server, sessions: Sessions, visit: Callable[..., Page]) -> None:
    page = visit(server.url, before=RECORD)
    begin(page, "Five minute ease")
    play_at(page, SLOWLY)
    chapters = sessions.named("five-minute-ease")["chapters"]

    def press(name: str, detail: str = "{}") -> float:
        page.evaluate(f"keys.{name}({detail})")
        page.wait_for_timeout(60)
        return clock_ms(page)

    assert press("nexttrack") == pytest.approx(chapters[1]["start_ms"], abs=500)
    assert page.evaluate("navigator.mediaSession.metadata.title") == chapters[1]["title"]
    assert page.evaluate("navigator.mediaSession.metadata.artist") == "Five minute ease"
    assert press("seekforward") == pytest.approx(chapters[1]["start_ms"] + 10_000, abs=900)
    assert press("previoustrack") == pytest.approx(chapters[1]["start_ms"], abs=500)
    assert press("previoustrack") == pytest.approx(0, abs=500)
    assert press("seekto", "{seekTime: 100}") == pytest.approx(100_000, abs=500)
    assert press("seekbackward") == pytest.approx(90_000, abs=900)
    press("pause")
    until(page, "document.querySelector('audio').paused")
    press("play")
    until(page, "!document.querySelector('audio').paused")


@pytest.mark.slow
def test_the_screen_stays_on_while_it_plays(server: Server, visit: Callable[..., Page]) -> None:
    page = visit(server.url, before=RECORD)
    begin(page, "Five minute ease")
    until(page, "locks.length === 1 && !locks[0].released")
    page.evaluate("locks[0].release()")  # as a browser does when another window is shown
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    until(page, "locks.length === 2 && !locks[1].released")
    button(page, "Pause").click()
    until(page, "locks[1].released")
