"""The feed of a real build, read by podcastparser and feedparser, and fetched from our own server."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import feedparser
import podcastparser
import pytest
import webvtt
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image

from audio_builder.feed.rss import ITUNES, PODCAST
from content.model.loader import load
from tests.audio_builder.serving.site import served
from tests.command import gentleback
from tests.output import opened

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

SITE = "https://example.com/back"
ROUTINES = ("walk-20", "five-minute-ease")
WORDS = ("--voice", "silent", "--detail", "cues")
SPACES = {"itunes": ITUNES, "podcast": PODCAST}


@dataclass(frozen=True)
class Feed:
    out: Path
    stderr: str
    """Of the build."""

    @property
    def text(self) -> bytes:
        return (self.out / "feed.xml").read_bytes()

    @property
    def channel(self) -> Element:
        found = ElementTree.parse(self.out / "feed.xml").find("channel")  # noqa: S314 - our own
        assert found is not None
        return found

    @property
    def sessions(self) -> list[dict[str, Any]]:
        sessions: list[dict[str, Any]] = json.loads((self.out / "catalog.json").read_text())["sessions"]
        return sessions

    def file(self, url: str) -> Path:
        assert url.startswith(f"{SITE}/")
        return self.out / url.removeprefix(f"{SITE}/")


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Feed:
    folder = tmp_path_factory.mktemp("feed")
    done = gentleback("build", *ROUTINES, *WORDS, "--clips", "clips", "--site", SITE, cwd=folder)
    assert done.returncode == 0, done.stderr
    return Feed(folder / "out", done.stderr)


def texts(parent: Element, *names: str) -> list[str | None]:
    return [parent.findtext(name, None, SPACES) for name in names]


def attributes(parent: Element, name: str) -> dict[str, str]:
    found = parent.find(name, SPACES)
    assert found is not None, name
    return found.attrib


def test_podcastparser_reads_it(feed: Feed) -> None:
    show = podcastparser.parse(f"{SITE}/feed.xml", io.BytesIO(feed.text))
    assert (show["title"], show["type"], show["explicit"]) == ("Gentle Back", "serial", False)
    assert (show["link"], show["cover_url"]) == (f"{SITE}/", f"{SITE}/feed/artwork.png")
    read = {each["title"]: each for each in show["episodes"]}
    assert [read[each["title"]]["number"] for each in feed.sessions] == [1, 2]
    for session in feed.sessions:
        episode = read[session["title"]]
        (audio,) = episode["enclosures"]
        assert (audio["file_size"], audio["mime_type"]) == (session["bytes"], "audio/mpeg")
        assert feed.file(audio["url"]).read_bytes() == (feed.out / session["file"]).read_bytes()
        assert episode["total_time"] == round(session["duration_ms"] / 1000)
        assert MP3(feed.file(audio["url"])).info.length == pytest.approx(episode["total_time"], abs=0.5)  # type: ignore[attr-defined]
        assert session["sha256"] in episode["guid"]


def test_feedparser_reads_it(feed: Feed) -> None:
    found = feedparser.parse(feed.text)
    assert (found.bozo, found.version, found.encoding) == (False, "rss20", "utf-8")
    assert (found.feed.language, found.feed.image.href) == ("en", f"{SITE}/feed/artwork.png")
    assert "CC-BY-SA-4.0" in found.feed.rights
    assert [entry.itunes_episode for entry in found.entries] == ["1", "2"]
    dates = [entry.published_parsed[:6] for entry in found.entries]
    assert dates == [(2026, 1, 1, 0, 1, 0), (2026, 1, 1, 0, 2, 0)]
    assert [entry.guidislink for entry in found.entries] == [False, False]
    assert [entry.enclosures[0].type for entry in found.entries] == ["audio/mpeg", "audio/mpeg"]


def test_a_show_has_all_that_apple_requires(feed: Feed) -> None:
    channel = feed.channel
    needed = ("title", "description", "language", "link", "itunes:explicit", "itunes:type", "itunes:author")
    title, description, *rest = texts(channel, *needed)
    assert (title, rest) == ("Gentle Back", ["en", f"{SITE}/", "false", "serial", "Gentle Back"])
    assert description is not None
    assert 100 < len(description.encode()) <= 4_000
    assert all(sentence in description for sentence in load().words["en"].phrases.safety["doctor-first"])
    assert attributes(channel, "itunes:category") == {"text": "Health & Fitness"}
    assert attributes(channel, "itunes:category/itunes:category") == {"text": "Fitness"}
    with Image.open(feed.file(attributes(channel, "itunes:image")["href"])) as artwork:
        assert (artwork.size, artwork.mode, artwork.format) == ((1500, 1500), "RGB", "PNG")
    link = attributes(channel, "{http://www.w3.org/2005/Atom}link")
    assert link == {"rel": "self", "type": "application/rss+xml", "href": f"{SITE}/feed.xml"}


def test_an_episode_has_all_that_apple_requires(feed: Feed) -> None:
    items = feed.channel.findall("item")
    assert len(items) == len(ROUTINES)
    assert len({item.findtext("guid") for item in items}) == len(items)
    for number, item in enumerate(items, start=1):
        needed = ("itunes:episode", "itunes:episodeType", "itunes:explicit")
        assert texts(item, *needed) == [str(number), "full", "false"]
        assert item.findtext("title")
        assert attributes(item, "enclosure")["url"].endswith(".mp3")


def test_chapters_and_captions_are_those_of_the_session(feed: Feed) -> None:
    for item, session in zip(feed.channel.findall("item"), feed.sessions, strict=True):
        chapters = attributes(item, "podcast:chapters")
        assert chapters["type"] == "application/json+chapters"
        found = json.loads(feed.file(chapters["url"]).read_text(encoding="utf-8"))
        assert found["version"] == "1.2.0"
        times = [
            (each["title"], round(each["startTime"] * 1000, 6), round(each["endTime"] * 1000, 6))
            for each in found["chapters"]
        ]
        assert times == [(each["title"], each["start_ms"], each["end_ms"]) for each in session["chapters"]]
        transcript = attributes(item, "podcast:transcript")
        assert (transcript["type"], transcript["language"]) == ("text/vtt", "en")
        captions = webvtt.read(str(feed.file(transcript["url"])))
        assert len(captions) > 5
        assert f"(00:00) {session['chapters'][0]['title']}" in (item.findtext("description") or "")


def figures(feed: Feed, item: Element) -> dict[str, str]:
    """The URLs of the figures of an episode's chapters, by title."""
    found = json.loads(feed.file(attributes(item, "podcast:chapters")["url"]).read_text(encoding="utf-8"))
    return {each["title"]: each["img"] for each in found["chapters"] if "img" in each}


def test_every_chapter_of_an_exercise_has_its_figure(feed: Feed) -> None:
    items = feed.channel.findall("item")
    shown = [list(figures(feed, item)) for item in items]
    assert shown == [["Pelvic tilt", "Single knee to chest"], ["Warm up", "Steady walk", "Cool down"]]
    for item, session in zip(items, feed.sessions, strict=True):
        tag = ID3(feed.out / session["file"])
        images = {str(each.sub_frames["TIT2"]): each.sub_frames.get("APIC:") for each in tag.getall("CHAP")}
        assert {title: each.data for title, each in images.items() if each} == {
            title: feed.file(url).read_bytes() for title, url in figures(feed, item).items()
        }
        for url in figures(feed, item).values():
            data = feed.file(url).read_bytes()
            assert url.split(".")[-2] == sha256(data).hexdigest()[:8]
            with Image.open(feed.file(url)) as picture:
                assert (picture.size, picture.format) == ((400, 400), "PNG")


def test_a_figure_that_no_chapter_shows_is_removed_and_one_of_another_hand_stays(feed: Feed) -> None:
    old, theirs = (feed.out / "feed" / "figures" / name for name in ("bridge.01234567.png", "photo.01234567.png"))
    with opened(feed.out) as out:
        out.write_whole("feed/figures/bridge.01234567.png", b"old")
    theirs.write_bytes(b"theirs")
    assert gentleback("build", *ROUTINES, *WORDS, "--clips", "clips", cwd=feed.out.parent).returncode == 0
    assert len(list(old.parent.iterdir())) == 4
    assert not old.exists()
    theirs.unlink()


def test_a_feed_that_was_edited_is_refused_since_it_would_go_stale(feed: Feed) -> None:
    file = feed.out / "feed.xml"
    before = file.read_bytes()
    file.write_bytes(before.replace(b"</channel>", b"<ttl>60</ttl></channel>"))
    done = gentleback("build", *ROUTINES, *WORDS, "--clips", "clips", cwd=feed.out.parent)
    assert done.returncode == 2
    assert done.stderr.startswith("gentleback: out/feed.xml was not made by gentleback, or was changed since; move it")
    assert b"<ttl>" in file.read_bytes()
    file.write_bytes(before)


def test_every_url_in_it_is_served(feed: Feed) -> None:
    with served(feed.out) as client:
        urls = [
            element.attrib[name]
            for element in feed.channel.iter()
            for name in ("url", "href")
            if name in element.attrib
        ]
        ours = [url.removeprefix(SITE) for url in urls if url.startswith(SITE)]
        assert len(ours) == 2 + 3 * len(ROUTINES)
        ours += [
            url.removeprefix(SITE) for item in feed.channel.findall("item") for url in figures(feed, item).values()
        ]
        assert {path: client.get(path, "HEAD").status for path in ours} == dict.fromkeys(ours, 200)
        for item in feed.channel.findall("item"):
            audio = attributes(item, "enclosure")
            path = audio["url"].removeprefix(SITE)
            head = client.get(path, "HEAD")
            assert (head.headers["Content-Length"], head.headers["Content-Type"]) == (audio["length"], audio["type"])
            part = client.get(path, Range="bytes=1000-1999")
            assert (part.status, part.body) == (206, feed.file(audio["url"]).read_bytes()[1000:2000])


def test_the_build_prints_the_url_of_the_feed(feed: Feed) -> None:
    assert f"once out can be reached there, podcast apps take {SITE}/feed.xml\n" in feed.stderr


def test_a_second_build_without_the_option_updates_the_feed_and_changes_no_file(feed: Feed) -> None:
    files = [path for path in feed.out.rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    again = gentleback("build", *ROUTINES, *WORDS, "--clips", "clips", cwd=feed.out.parent)
    assert f"podcast apps take {SITE}/feed.xml" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in feed.out.rglob("*") if path.is_file()} == before


@pytest.mark.slow
def test_new_audio_has_a_new_url_and_a_new_guid(feed: Feed, tmp_path: Path) -> None:
    words = (
        "build",
        "five-minute-ease",
        "--clips",
        feed.out.parent / "clips",
        "--site",
        "http://10.0.0.2:8080/",
        *WORDS,
    )
    found = []
    more: tuple[str, ...]
    for more in ((), ("--voice", "espeak")):
        assert gentleback(*words, *more, cwd=tmp_path).returncode == 0
        (item,) = Feed(tmp_path / "out", "").channel.findall("item")
        found.append((item.findtext("guid"), attributes(item, "enclosure")["url"], item.findtext("pubDate")))
    (old_guid, old_url, old_date), (new_guid, new_url, new_date) = found
    assert old_date == new_date
    assert old_guid != new_guid
    assert old_url != new_url
    assert [path.name for path in (tmp_path / "out" / "audio").iterdir()] == [new_url.rsplit("/", 1)[1]]
    assert new_url.startswith("http://10.0.0.2:8080/audio/five-minute-ease--detail-cues.")
