"""The URL of the site, the order of episodes, the length of descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree

import pytest

from audio_builder.feed.rss import MAX_DESCRIPTION, Episode, Show, episodes, rss
from audio_builder.feed.site import SiteError, site_of, site_url
from audio_builder.feed.write import NoEpisodesError, write_feed
from audio_builder.pictures.kept import Figures
from content.model.loader import load
from tests.command import gentleback
from tests.output import opened

if TYPE_CHECKING:
    from pathlib import Path

    from audio_builder.session.catalog import CatalogSession


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.com", "https://example.com/"),
        ("http://192.168.1.5:8080/", "http://192.168.1.5:8080/"),
        ("https://example.com/a/b", "https://example.com/a/b/"),
        ("http://[::1]:80/~me/", "http://[::1]:80/~me/"),
    ],
)
def test_a_site_ends_in_a_slash(text: str, url: str) -> None:
    assert site_url(text) == url


@pytest.mark.parametrize(
    "text",
    ["", "example.com", "ftp://example.com", "https://", "https:///x", "https://a b", "https://é.example", "https://a/<",
     "https://a:x/", "https://a:99999/", "https://[a/", "https://me:pw@a/", "https://a/?x", "https://a/?", "https://a/#x",
     "https://a/feed.xml", "https://a/index.html", "https://a/\n", "javascript:alert(1)", "/srv/out"],
)  # fmt: skip
def test_an_invalid_site_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(SiteError) as error:
        site_url(text)
    assert str(error.value).startswith(f"'{text}' ")
    assert error.value.exit_code == 2


def test_the_command_refuses_an_invalid_site_before_it_writes_anything(tmp_path: Path) -> None:
    done = gentleback("build", "--site", "example.com", cwd=tmp_path)
    assert (done.returncode, done.stdout, [*tmp_path.iterdir()]) == (2, "", [])
    assert done.stderr.startswith("gentleback: --site 'example.com' is not a web address: ")


@pytest.mark.parametrize("text", ["", "<rss", "<rss><channel/></rss>", "<rss><channel><link>x</link></channel></rss>"])
def test_a_feed_from_elsewhere_names_no_site(tmp_path: Path, text: str) -> None:
    with opened(tmp_path) as out:
        assert site_of(out) is None
        out.write_whole("feed.xml", text.encode())
        assert site_of(out) is None


def test_the_feed_of_another_site_names_no_site_even_if_it_looks_like_ours(tmp_path: Path) -> None:
    ours = b"<rss xmlns:a='http://www.w3.org/2005/Atom'><channel><a:link rel='self' href='https://a/feed.xml'/></channel></rss>"
    (tmp_path / "feed.xml").write_bytes(ours)
    with opened(tmp_path) as out:
        assert site_of(out) is None
        (tmp_path / "feed.xml").unlink()
        out.write_whole("feed.xml", ours)
        assert site_of(out) == "https://a/"


def test_without_an_mp3_there_is_no_feed(tmp_path: Path) -> None:
    content = load(None)
    complaint = f"there is no MP3 in {tmp_path} for a feed"
    with pytest.raises(NoEpisodesError, match=complaint), opened(tmp_path) as out:
        write_feed(out, "https://example.com/", content.routines, Figures(tmp_path, content.words["en"]))


def session(routine: str, year: int = 2026, file: str = "", **more: Any) -> CatalogSession:
    usual = {"routine": routine, "year": year, "file": file or f"{routine}.mp3", "sha256": "0" * 64, "chapters": []}
    return cast("CatalogSession", usual | {"title": routine, "summary": ""} | more)


def test_episodes_follow_the_routines_and_dates_never_decrease() -> None:
    given = [
        session("mine", 2025),
        session("b", 2024),
        session("a", 2026, "a--hold-9.mp3"),
        session("a", 2026, "a.mp3"),
    ]
    found = list(episodes(given, ["a", "b"]))
    assert [each.name for each in found] == ["a", "a--hold-9", "b", "mine"]
    assert [each.number for each in found] == [1, 2, 3, 4]
    assert [each.date for each in found] == [f"Thu, 01 Jan 2026 00:0{number}:00 GMT" for number in (1, 2, 3, 4)]


def test_what_xml_cannot_contain_is_replaced() -> None:
    facts: dict[str, Any] = {
        "bytes": 1,
        "duration_ms": 1,
        "captions": "a.vtt",
        "language": "en",
        "title": "a\0b\x1b\x0c & \uffffc\td",
    }
    text = rss(Show("https://x.example/", "Us", "", "en", "", ""), list(episodes([session("a", **facts)], ["a"])))
    assert ElementTree.fromstring(text).findtext("channel/item/title") == "a b   &  c\td"  # noqa: S314 - our own


def test_a_description_is_never_longer_than_apple_allows() -> None:
    chapters = [{"title": "Ü" * 60, "start_ms": 1_000 * number, "end_ms": 0} for number in range(200)]
    (episode,) = episodes([session("a", summary="What it is.", chapters=chapters)], ["a"])
    assert isinstance(episode, Episode)
    assert MAX_DESCRIPTION - 140 < len(episode.description.encode()) <= MAX_DESCRIPTION
    assert episode.description.endswith("Ü" * 60)
