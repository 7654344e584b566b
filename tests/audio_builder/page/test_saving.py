"""Sessions saved for offline: verified, cancelled, updated; an old page never plays new audio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.audio_builder.page.server import Server
from tests.audio_builder.page.watching import button, clock_ms, megabytes, until
from tests.command import gentleback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.sessions import Sessions

SAVED = "caches.open('gentle-back-audio').then(cache => cache.keys()).then(keys => keys.map(each => each.url))"


def build(out: Path, sessions: Sessions, *words: str) -> None:
    """The shortest session into ``out``."""
    done = gentleback("build", "five-minute-ease", "--out", out, "--clips", sessions.clips, *words, cwd=out.parent)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def home(tmp_path: Path, sessions: Sessions) -> Iterator[Server]:
    """A server of one session, whose files a test may change."""
    build(tmp_path / "out", sessions)
    running = Server(tmp_path / "out")
    yield running
    running.stop()


def audio_of(home: Server) -> Path:
    (file,) = (home.root / "audio").iterdir()
    return file


@pytest.mark.slow
def test_a_damaged_file_is_not_saved(home: Server, visit: Callable[..., Page]) -> None:
    file = audio_of(home)
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    page = visit(f"{home.url}#five-minute-ease")
    button(page, "Save for offline").click()
    expect(page.get_by_text("What came is not what was promised.")).to_be_visible()
    assert page.evaluate(SAVED) == []
    file.write_bytes(whole)
    button(page, "Save for offline").click()
    expect(page.get_by_text(f"Saved on this device, {megabytes(len(whole))}")).to_be_visible()
    button(page, "Remove").click()
    assert page.evaluate(SAVED) == []


@pytest.mark.slow
def test_saving_shows_progress_and_can_be_cancelled(home: Server, visit: Callable[..., Page]) -> None:
    page = visit(f"{home.url}#five-minute-ease")
    home.line.bytes_per_s = 20_000  # two minutes for all of it
    button(page, "Save for offline").click()
    until(page, "document.querySelector('progress').value > 0.02")
    expect(page.locator(".saving [role=status]")).to_contain_text(f"% of {megabytes(audio_of(home).stat().st_size)}")
    button(page, "Stop saving").click()
    expect(page.get_by_text("Not saved.")).to_be_visible()
    assert page.evaluate(SAVED) == []


@pytest.mark.slow
def test_a_new_version_replaces_the_old_one_completely(
    home: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(f"{home.url}#five-minute-ease")
    button(page, "Save for offline").click()
    expect(page.locator(".kept")).to_be_visible()
    old = audio_of(home).name
    button(page, "Start").click()
    until(page, "document.querySelector('audio').currentTime > 0.5 && navigator.serviceWorker.controller !== null")

    build(home.root, sessions, "--voice", "silent")
    new = audio_of(home).name
    assert new != old
    page.evaluate("navigator.serviceWorker.getRegistration().then(each => each.update()).then(() => null)")
    expect(page.get_by_text("A newer version of the page is here.")).to_be_visible()
    assert page.evaluate("document.querySelector('audio').src").endswith(old)  # playing continues
    before_ms = clock_ms(page)
    until(page, f"document.querySelector('audio').currentTime * 1000 > {before_ms}")

    button(page, "Use it now").click()
    until(page, f"document.querySelector('audio')?.src.endsWith('{new}')")
    until(page, f"{SAVED}.then(urls => urls.length === 1 && urls[0].endsWith('{new}'))")  # saved again automatically
    home.stop()
    page.reload()
    button(page, "Play").click()
    until(page, "document.querySelector('audio').currentTime > 0.3")
    home.start()


def test_offline_a_session_that_is_not_saved_says_so(home: Server, visit: Callable[..., Page]) -> None:
    page = visit(f"{home.url}#five-minute-ease")
    until(page, "navigator.serviceWorker.controller !== null")
    home.stop()
    page.context.set_offline(True)
    page.reload()
    button(page, "Start").click()
    expect(page.get_by_role("alert")).to_contain_text("this session is not saved on this device")
    home.start()


@pytest.mark.slow
def test_an_old_page_does_not_play_new_audio(home: Server, sessions: Sessions, visit: Callable[..., Page]) -> None:
    page = visit(f"{home.url}#five-minute-ease", service_workers="block")
    build(home.root, sessions, "--voice", "silent")
    button(page, "Start").click()
    expect(page.get_by_role("alert")).to_contain_text("It may have been made anew")
    assert clock_ms(page) == 0
