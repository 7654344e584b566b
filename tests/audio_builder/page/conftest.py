"""A browser, and pages of sessions made by the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.audio_builder.page.server import Server
from tests.tools import PATIENCE_S, need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from tests.sessions import Sessions

LAN_HOST = "home.test"
"""A name of this machine that is no secure context, like one in a home network."""
OWN = ("http://127.0.0.1:", f"http://{LAN_HOST}:", "file:///", "blob:")
QUIET = (
    f"--host-resolver-rules=MAP {LAN_HOST} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium as root, without requests to the internet."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=1_000 * PATIENCE_S)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=need("chromium"), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def server(sessions: Sessions) -> Iterator[Server]:
    """Serves all sessions. Any other server with ``url``, ``start`` and ``stop`` can replace it here."""
    running = Server(sessions.out)
    yield running
    running.stop()


def _is_error(message: ConsoleMessage) -> bool:
    return message.type == "error" and "net::ERR_" not in message.text and not message.location["url"].endswith(".mp3")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a URL as a new visitor, after the script ``before``.

    An error in the page, and a request to another server, fails the test; an unreachable server does not.
    """
    errors: list[str] = []
    contexts = []

    def opened(url: str, before: str = "", **how: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **how})  # type: ignore[arg-type]
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.set_default_timeout(1_000 * PATIENCE_S)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
        page.on("request", lambda sent: errors.append(sent.url) if not sent.url.startswith(OWN) else None)
        page.goto(url)
        page.wait_for_selector("h1")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
