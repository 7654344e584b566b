"""The listening page in Chromium: a first visit over a slow line, what axe finds, and seeks with the server gone."""

from __future__ import annotations

import gzip
import random
import shutil
import time
from typing import TYPE_CHECKING

from benchmarks.bench import BenchError
from benchmarks.report import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from benchmarks.bench import Bench
    from tests.audio_builder.page.server import Server

LATENCY_S, BYTES_PER_S = 0.5625, 180_000
"""The preset "Fast 3G" of the DevTools: 562.5 ms and 1.44 Mbit/s. The server sends at this rate, to the worker, too."""
MOST_FIRST_S, MOST_FIRST_BYTES = 1.2, 80_000
MOST_SHELL_S, MOST_SHELL_BYTES = 2.5, 150_000
MOST_SEEK_MS = 100
VISITS, SEEKS = 3, 25
LONG = "walk-30"
MOST_WAIT_S = 30

_WATCH = """
new MutationObserver((_, self) => document.querySelector(".card") && (self.disconnect(),
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now() }))))
  .observe(document, { childList: true, subtree: true });
navigator.serviceWorker.addEventListener("controllerchange", () => { window.whole = performance.now() });
"""
_SEEK = """to => new Promise(done => {
  const audio = document.querySelector("audio"), start = performance.now();
  audio.addEventListener("seeked", () => done(performance.now() - start), { once: true });
  audio.currentTime = to;
})"""


def measure(bench: Bench) -> list[Row]:
    from playwright.sync_api import sync_playwright

    from tests.audio_builder.page.conftest import QUIET
    from tests.audio_builder.page.server import Server

    chromium = shutil.which("chromium")
    if chromium is None:
        raise BenchError("the page is measured in Chromium, which is not installed")
    out = bench.fresh()
    bench.run(bench.build(out=out, clips=bench.warm_clips))
    server = Server(out)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        try:
            return [*_first_visit(browser, server), _axe(browser, server), _seeks(browser, server, out)]
        finally:
            browser.close()
            server.stop()


def _first_visit(browser: Browser, server: Server) -> Iterator[Row]:
    server.line.latency_s, server.line.bytes_per_s = LATENCY_S, BYTES_PER_S
    visits = [_visit(browser, server) for _ in range(VISITS)]
    server.line.latency_s = server.line.bytes_per_s = 0
    first_s, shell_s = (max(times) / 1_000 for times in zip(*((a, b) for a, b, _, _ in visits), strict=True))
    first_bytes, shell_bytes = visits[0][2:]
    yield Row(
        "a first visit to the listening page over Fast 3G (562.5 ms, 1.44 Mbit/s): the first screen can be used",
        f"<= {MOST_FIRST_S} s, from one response of <= {MOST_FIRST_BYTES // 1_000} kB",
        f"{first_s:.2f} s, {first_bytes / 1_000:.1f} kB (the worst of {VISITS} visits)",
        first_s <= MOST_FIRST_S and first_bytes <= MOST_FIRST_BYTES,
    )
    yield Row(
        "the same: the whole shell is there, kept for offline",
        f"<= {MOST_SHELL_S} s, <= {MOST_SHELL_BYTES // 1_000} kB",
        f"{shell_s:.2f} s, {shell_bytes / 1_000:.1f} kB sent in all (the page twice: shown, and kept)",
        shell_s <= MOST_SHELL_S and shell_bytes <= MOST_SHELL_BYTES,
    )


def _visit(browser: Browser, server: Server) -> tuple[float, float, int, int]:
    """Milliseconds until a new visitor has the first screen and the shell, and the bytes sent until then."""
    context = browser.new_context()
    context.add_init_script(_WATCH)
    page, before = context.new_page(), server.line.sent
    page.goto(server.url, wait_until="commit")
    _wait(page, "window.usable")
    first_bytes = len(gzip.compress((server.root / "index.html").read_bytes(), 9))
    _wait(page, "window.whole")
    times = page.evaluate("[window.usable, window.whole]")
    context.close()
    return times[0], times[1], first_bytes, server.line.sent - before


def _wait(page: Page, what: str) -> None:
    """Wait until the JavaScript ``what`` is defined. Raises ``BenchError`` when it takes too long."""
    end_s = time.monotonic() + MOST_WAIT_S
    while page.evaluate(f"({what}) === undefined"):
        if time.monotonic() > end_s:
            raise BenchError(f"in the page, {what} did not come")
        page.wait_for_timeout(10)


def _axe(browser: Browser, server: Server) -> Row:
    from axe_playwright_python.sync_playwright import Axe

    from tests.audio_builder.page.test_access import RULES, screens

    found, seen = 0, 0
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(server.url)
        for _ in screens(page, server):
            found += len(Axe().run(page, options=RULES).response["violations"])
            seen += 1
        context.close()
    result = f"{found} violations in {seen} screens, light and dark"
    return Row(
        "what axe finds in every screen of the page (WCAG 2.2 AA, best practice)", "0 violations", result, found == 0
    )


def _seeks(browser: Browser, server: Server, out: Path) -> Row:
    from playwright.sync_api import expect

    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}#{LONG}")
    page.get_by_role("button", name="Save for offline").click()
    expect(page.locator(".kept")).to_be_visible(timeout=60_000)
    server.stop()
    page.goto(f"{server.url}#{LONG}/play")
    page.reload()
    page.get_by_role("button", name="Play").click()
    _wait(page, "document.querySelector('audio').currentTime || undefined")
    minutes = page.evaluate("document.querySelector('audio').duration") / 60
    times_s = random.Random(1).sample(range(10, int(minutes * 60) - 10), SEEKS)  # noqa: S311 - not for security
    times = sorted(page.evaluate(_SEEK, time_s) for time_s in times_s)
    context.close()
    server.start()
    return Row(
        f"a seek in a session of {minutes:.0f} minutes with the server gone, until the sound is there",
        f"<= {MOST_SEEK_MS} ms",
        f"median {times[SEEKS // 2]:.0f} ms, worst {times[-1]:.0f} ms ({SEEKS} seeks all over it, "
        f"{(out / f'{LONG}.mp3').stat().st_size / 1e6:.0f} MB)",
        times[-1] <= MOST_SEEK_MS,
    )
