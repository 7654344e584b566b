"""The figure beside the ring: the current exercise, on its side, moving with the sound."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from audio_builder.page.drawings import DRAWING_VERSION, PageFigures
from audio_builder.page.session_script import session_script
from audio_builder.page.shell import BUILT
from audio_builder.pictures.figures import alt_text
from audio_builder.pictures.figures.shapes import PALETTE
from content.model.loader import load
from tests.audio_builder.page.test_access import DESK, PHONE, RULES
from tests.audio_builder.page.watching import SLOWLY, begin, button, look, play_at, seek, until
from tests.audio_builder.serving.site import served
from tests.sessions import cues
from tests.tools import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from audio_builder.session.catalog import CatalogCue, CatalogSession
    from tests.sessions import Sessions

CONTENT = load()
WORDS = CONTENT.words["en"]
STRETCH = CONTENT.exercises["hamstring-stretch"]
SIZES = [PHONE, {"width": 360, "height": 640}, DESK, {"width": 844, "height": 390}]


@pytest.fixture(scope="module")
def url(sessions: Sessions) -> Iterator[str]:
    """All sessions, on the web server of ``gentleback serve``."""
    with served(sessions.out) as client:
        yield f"http://127.0.0.1:{client.port}/"


def hold_ms(session: CatalogSession, exercise: str, side: str = "") -> int:
    """A time within a hold of ``exercise``."""
    rows = [cue for cue in cues(session) if (cue["kind"], cue.get("exercise")) == ("hold", exercise)]
    return next(cue["start_ms"] + 500 for cue in rows if side in ("", cue.get("side")))


def move_ms(session: CatalogSession, exercise: str, side: str = "") -> int:
    """The beginning of the movement that leads to a hold."""
    until_ms = hold_ms(session, exercise, side)
    rows = (cue for cue in cues(session) if cue["kind"] == "move" and cue["end_ms"] < until_ms)
    return max(cue["start_ms"] for cue in rows)


def places(page: Page) -> set[str]:
    """The positions of the parts of the figure at three times: one element if nothing moves."""
    look(page, 3)
    seen = set()
    for _ in range(3):
        seen.add(str(page.evaluate(PARTS)))
        page.wait_for_timeout(250)
    return seen


def wait_for_movement(page: Page) -> None:
    """Wait until the figure moves."""
    before = page.evaluate(PARTS)
    wait_until(lambda: page.evaluate(PARTS) != before, lambda: "the figure does not move")


_PARTS = "[...document.querySelectorAll('.figure .gb-m')]"
MAT = r'<path fill="var\(--fig-mat[^>]+>'
PARTS = f"{_PARTS}.map(each => getComputedStyle(each).transform)"


@pytest.mark.slow
def test_the_figure_of_each_side_is_shown_moves_and_stops_with_the_sound(
    url: str, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    session = sessions.named("relief-techniques")
    page = visit(url)
    begin(page, "Relief stretches")
    play_at(page, SLOWLY)
    expect(page.locator(".figure.coming svg")).to_have_attribute("aria-label", re.compile("^Pelvic tilt. "))
    assert len(places(page)) == 1
    drawn = []
    for side in ("left", "right"):
        seek(page, move_ms(session, STRETCH.id, side))
        look(page, 3)
        figure = page.locator(".figure:not(.coming)").get_by_role("img")
        words = alt_text(STRETCH, WORDS, side=side, way="towel")
        expect(figure).to_have_attribute("aria-label", words)
        drawn.append(figure.evaluate("each => each.innerHTML"))
    assert drawn[0] != drawn[1]
    assert len({re.findall(MAT, each)[0] for each in drawn}) == 1  # the room stays as it is
    wait_for_movement(page)
    seek(page, move_ms(session, STRETCH.id, "right"))
    button(page, "Pause").click()
    assert len(places(page)) == 1
    button(page, "Play").click()
    wait_for_movement(page)
    seek(page, session["duration_ms"] - 2_000)
    look(page, 3)
    expect(page.locator(".figure.nothing .pebbles")).to_be_visible()
    expect(page.locator(".figure").get_by_role("img")).to_have_count(0)


def pose_at(page: Page, ms: int) -> list[list[float]]:
    """The matrix of each part of the figure at ``ms`` of the sound, which is paused there."""
    seek(page, ms)
    until(page, "!document.querySelector('audio').seeking")
    look(page, 2)
    return cast("list[list[float]]", page.evaluate(MATRICES))


MATRICES = f"{_PARTS}.map(each => [...new DOMMatrix(getComputedStyle(each).transform).toFloat64Array()])"
AS_DRAWN = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]


def test_it_moves_when_the_listener_moves_and_holds_when_they_hold(
    url: str, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    session = sessions.named("relief-techniques")
    rows = [cue for cue in cues(session) if cue.get("exercise") == "bridge"]
    holds = [cue for cue in rows if cue["kind"] == "hold"]
    page = visit(url)
    begin(page, "Relief stretches")
    button(page, "Pause").click()
    moves = [cue["end_ms"] for cue in rows if cue["kind"] == "move" and "repetition" in cue]

    def home_ms(hold: CatalogCue) -> int:
        """When the way back is over."""
        return next(end_ms for end_ms in moves if end_ms > hold["end_ms"]) + 300

    home = pose_at(page, home_ms(holds[0]))
    for hold in (holds[0], holds[2]):
        for ms in (hold["start_ms"] + 30, (hold["start_ms"] + hold["end_ms"]) // 2, hold["end_ms"] - 30):
            parts = pose_at(page, ms)
            assert len(parts) > 3
            assert parts == [AS_DRAWN] * len(parts)  # the drawing itself shows the end pose
        assert pose_at(page, hold["end_ms"] + 300) not in (home, parts)
        assert pose_at(page, (hold["end_ms"] + home_ms(hold)) // 2) not in (home, parts)
        assert pose_at(page, home_ms(hold)) == home
    assert pose_at(page, move_ms(session, "bridge") + 1_000) not in (home, parts)


@pytest.mark.slow
def test_slow_movements_without_holds_are_shown_from_beginning_to_end(
    url: str, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    session = sessions.named("lower-back-relief")
    moves = [cue for cue in cues(session) if (cue["kind"], cue.get("exercise")) == ("move", "partial-sit-up")]
    counted = [cue for cue in moves if cue.get("repetition")]
    assert len(counted) == 5
    page = visit(url)
    begin(page, "Seven for the back")
    button(page, "Pause").click()
    for move in counted[:2]:
        start_ms, end_ms = move["start_ms"], move["end_ms"]
        home = pose_at(page, end_ms + 50)
        assert pose_at(page, start_ms) == home
        half = pose_at(page, (start_ms + end_ms) // 2)
        assert all(abs(one - two) < 0.01 for one, two in zip(half[0][:2], AS_DRAWN[:2], strict=True))
        assert half != home
        assert pose_at(page, start_ms + 1_000) not in (home, half)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["served", "file"])
def test_with_reduced_motion_the_figure_does_not_move(
    url: str, sessions: Sessions, visit: Callable[..., Page], where: str
) -> None:
    page = visit(url if where == "served" else (sessions.out / "index.html").as_uri(), reduced_motion="reduce")
    begin(page, "Relief stretches")
    play_at(page, SLOWLY)
    seek(page, move_ms(sessions.named("relief-techniques"), STRETCH.id))
    look(page, 3)
    expect(page.locator(".figure").get_by_role("img")).to_have_attribute("aria-label", re.compile("^Hamstring"))
    assert len(places(page)) == 1
    page.emulate_media(reduced_motion="no-preference")
    wait_for_movement(page)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}x{size['height']}")
def test_figure_ring_and_text_are_visible_together_and_do_not_jump(
    url: str, sessions: Sessions, visit: Callable[..., Page], size: dict[str, int]
) -> None:
    session = sessions.named("relief-techniques")
    page = visit(url, viewport=size, color_scheme="dark")
    begin(page, "Relief stretches")
    play_at(page, SLOWLY)
    boxes = []
    for ms in (1_000, *(hold_ms(session, name) for name in ("pelvic-tilt", STRETCH.id)), session["duration_ms"] - 900):
        seek(page, ms)
        look(page, 3)
        boxes.append([page.locator(name).bounding_box() for name in (".figure", ".ring", ".do", ".toggle")])
    for number, name in enumerate(("figure", "ring")):
        assert [box[number] for box in boxes] == [boxes[0][number]] * len(boxes), name
    figure, ring, *_ = boxes[0]
    assert figure
    assert ring
    assert figure["width"] * figure["height"] > 1.5 * ring["width"] * ring["height"]
    for box in (box for row in boxes for box in row if box):
        assert min(box["x"], box["y"]) >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["y"] + box["height"] <= size["height"]


@pytest.mark.slow
def test_before_a_session_its_movements_are_shown_in_order(
    url: str, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(f"{url}#relief-techniques", color_scheme="dark")
    until(page, "document.querySelectorAll('.sketch svg').length === 5")
    names = page.locator(".sketch svg").evaluate_all("each => each.map(svg => svg.getAttribute('aria-label'))")
    ids = [chapter["exercise"] for chapter in sessions.named("relief-techniques")["chapters"] if chapter["exercise"]]
    assert [name.split(".")[0] for name in names] == [WORDS.exercises[each].name for each in ids]
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_a_session_has_the_figures_of_its_ways(sessions: Sessions, tmp_path: Path) -> None:
    draw = PageFigures(CONTENT, tmp_path).of(sessions.named("relief-techniques"))
    stretch, bridge = draw(STRETCH.id), draw("bridge")
    assert stretch
    assert bridge
    sides: tuple[Literal["left", "right"], ...] = ("left", "right")
    assert stretch["alt"] == {side: alt_text(STRETCH, WORDS, side=side, way="towel") for side in sides}
    assert list(bridge["alt"]) == [""]
    for each in (stretch, bridge):
        assert each["svg"].keys() == each["alt"].keys()
        assert not any(re.search(r'style|"#[0-9a-f]', svg) for svg in each["svg"].values())
        names = re.findall(r"@keyframes (gb-[\w-]+\d)\{", each["style"])
        assert len(names) == len(set(names))
        for svg in each["svg"].values():
            assert {*re.findall(r'class="gb-m ([\w-]+)"', svg)} <= set(names)


def test_an_exercise_of_other_content_has_no_figure(sessions: Sessions, tmp_path: Path) -> None:
    session = sessions.named("five-minute-ease")
    draw = PageFigures(CONTENT, tmp_path).of(session)
    assert (draw("mine"), draw("")) == (None, None)
    assert PageFigures(CONTENT, tmp_path).of(cast("CatalogSession", {**session, "language": "xx"}))("bridge") is None
    assert PageFigures(CONTENT, tmp_path).of(cast("CatalogSession", {**session, "routine": "mine"}))("bridge")
    assert b'"figures"' not in session_script("mine", session["chapters"], lambda _: None)[0]


def test_it_is_drawn_once_and_again_when_its_movement_changes(sessions: Sessions, tmp_path: Path) -> None:
    session = sessions.named("five-minute-ease")
    drawn = PageFigures(CONTENT, tmp_path).of(session)("pelvic-tilt")
    (file,) = tmp_path.rglob("*.figure")
    before = file.stat().st_mtime_ns
    assert PageFigures(CONTENT, tmp_path).of(session)("pelvic-tilt") == drawn
    assert file.stat().st_mtime_ns == before
    tilt = CONTENT.exercises["pelvic-tilt"]
    slower = replace(tilt, tempo=replace(tilt.tempo, into_ms=tilt.tempo.into_ms + 1_000))
    other = replace(CONTENT, exercises={**CONTENT.exercises, "pelvic-tilt": slower})
    changed = PageFigures(other, tmp_path).of(session)("pelvic-tilt")
    assert drawn
    assert changed
    assert changed["beat"][0] == drawn["beat"][0] + 1_000
    assert changed["style"] != drawn["style"]


def test_a_change_in_making_drawings_raises_the_version(sessions: Sessions, tmp_path: Path) -> None:
    """If only the poses or words of this exercise were changed, change only the digest here."""
    drawn = PageFigures(CONTENT, tmp_path).of(sessions.named("relief-techniques"))("bridge")
    assert (DRAWING_VERSION, sha256(repr(drawn).encode()).hexdigest()[:12]) == (4, "cf55210d475d")


def test_by_night_every_colour_has_another_value() -> None:
    page = (BUILT / "page.html").read_text(encoding="utf-8")
    assert {*re.findall(r"--fig-([a-z-]+): ?#", page)} == {*PALETTE} - {"eye"}  # which has the colour of the hair
