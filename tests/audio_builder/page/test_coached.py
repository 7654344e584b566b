"""What the page takes from the way sessions are coached: minutes, the first session, the pain rule, the new side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from content.model.loader import load
from tests.audio_builder.page.watching import SLOWLY, begin, button, look, play_at, plays, seek

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from audio_builder.session.catalog import CatalogChapter, CatalogSession
    from tests.audio_builder.page.server import Server
    from tests.sessions import Sessions

WORDS = load().words["en"].page or {}


def minutes(ms: int) -> int:
    return max(1, round(ms / 60_000))


def chapter_of(session: CatalogSession, exercise: str) -> CatalogChapter:
    return next(each for each in session["chapters"] if each["exercise"] == exercise)


def test_the_shelf_has_the_first_session_first_and_the_minutes_of_the_routines(
    server: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(server.url)
    cards = page.locator(".card")
    expect(cards).to_have_count(len(list(sessions)))
    expect(cards.first.locator("h3")).to_have_text(sessions.named("start-here")["title"])
    assert page.locator(".first").all_text_contents() == [WORDS["first_time"]]
    for session in sessions:
        card = cards.filter(has=page.get_by_role("link", name=session["title"], exact=True))
        expect(card.locator(".length")).to_have_text(f"{minutes(session['routine_ms'])}min")
        passage_ms = session["duration_ms"] - session["routine_ms"]
        told = f"+ {minutes(passage_ms)} to get down and up" if passage_ms else ""
        assert (told or "to get down") in card.inner_text() if passage_ms else "to get down" not in card.inner_text()
    lengths = [int(text.removesuffix("min")) for text in cards.locator(".length").all_text_contents()][1:]
    assert lengths == sorted(lengths)
    page.get_by_role("link", name="Relief stretches", exact=True).click()
    session = sessions.named("relief-techniques")
    passage_ms = session["duration_ms"] - session["routine_ms"]
    told = f"{minutes(session['routine_ms'])} min + {minutes(passage_ms)} to get down and up"
    expect(page.locator(".facts").first).to_contain_text(told)


def test_the_new_side_is_shown_from_its_first_word_to_its_first_repetition(
    server: Server, sessions: Sessions, visit: Callable[..., Page]
) -> None:
    page = visit(server.url)
    begin(page, "Relief stretches")
    play_at(page, SLOWLY)
    chapter = chapter_of(sessions.named("relief-techniques"), "hamstring-stretch")
    right = [cue for cue in chapter["cues"] if cue.get("side") == "right"]
    leading = right[: next(at for at, cue in enumerate(right) if "repetition" in cue)]
    assert "text" in leading[0]
    assert len(leading) > 3
    for cue in leading:
        seek(page, cue["start_ms"] + 40)
        assert look(page, 2)[-1].count == "right"
        expect(page.locator(".figure svg")).not_to_have_class("mirrored")
    seek(page, leading[0]["start_ms"] - 60)
    assert look(page, 2)[-1].count.startswith("left")


def test_that_hurts_follows_the_pain_rule(server: Server, sessions: Sessions, visit: Callable[..., Page]) -> None:
    """Less for a familiar ache, not this one for a sharp one, help for a sign; the sound stops first."""
    page = visit(server.url)
    begin(page, "Relief stretches")
    chapter = chapter_of(sessions.named("relief-techniques"), "bridge")
    seek(page, chapter["start_ms"] + 5_000)
    look(page, 2)
    button(page, "That hurts").click()
    assert not plays(page)
    ache, sharp = page.locator(".hurt p").nth(1), page.locator(".hurt p").nth(2)
    expect(ache).to_contain_text(f"{WORDS['hurt_ache']} {WORDS['hurt_less']} {chapter['amber']} {chapter['easier']}")
    expect(sharp).to_have_text(f"{WORDS['hurt_sharp']} {WORDS['hurt_stop']}")
    expect(page.locator(".hurt .warning")).to_contain_text(WORDS["hurt_signs"])
    button(page, WORDS["hurt_gently"]).click()
    expect(page.locator(".hurt")).to_have_count(0)
    assert plays(page)
