"""What has to be true of an output folder: after each interruption, and after each build.

After an interruption every file is whole, and nothing points at what is not there. That is what the order of writing
gives (audio, catalog, feed, page; removed in reverse), as in restic's repositories, where data are written before the
index that names them, and the index before the snapshot (restic's design document, "Locks" and "Backups").
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from tests.torture.trees import DRAFTS, EMPTY, LOCK, PRIVATE, digests

ARCHIVE = "gentle-back.zip"
SITE = "https://sessions.example/"
_ADDRESS = re.compile(
    r"(?:audio/.+\.([0-9a-f]{8})\.\w+|player/.+\.([0-9a-f]{8})\.js|feed/figures/.+\.([0-9a-f]{8})\.png)"
)
_DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.DOTALL)
_SHELL = re.compile(r"const SHELL=(\[.*?\]);\n")
_MADE = re.compile(r"([0-9a-f]{64}) (.+)")
_ATOM = "{http://www.w3.org/2005/Atom}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"


def partial_or_wrong(out: Path, trees: Sequence[Mapping[str, str]]) -> list[str]:
    """Files of ``out`` that are in none of ``trees`` (path -> SHA-256) with what they hold."""
    return [
        f"{path} is partial or wrong" if any(path in tree for tree in trees) else f"{path} was left there"
        for path, digest in digests(out).items()
        if not any(tree.get(path) == digest for tree in trees) and digest != EMPTY
    ]


def differing(out: Path, tree: Mapping[str, str]) -> list[str]:
    """How ``out`` differs from ``tree`` (path -> SHA-256): after a build it does not."""
    found = digests(out)
    missing = [f"{path} is missing" for path in tree if path not in found]
    return [*missing, *partial_or_wrong(out, [tree])]


def wrong_entries(store: Path, entries: Mapping[str, str]) -> list[str]:
    """Files of ``store`` that are not as ``entries`` (path -> SHA-256) has them, without its drafts and its lock."""
    found = {path: digest for path, digest in digests(store).items() if not path.startswith((f"{DRAFTS}/", LOCK))}
    return [
        f"store: {path} is partial or wrong" for path, digest in found.items() if entries.get(path) != digest != EMPTY
    ]


def leftovers(out: Path, store: Path) -> list[str]:
    """What may be there while a build works, but not after it."""
    left = [str(path.relative_to(out.parent)) for path in (out / PRIVATE).rglob("*") if path.name != "made"]
    left += [str(path.relative_to(store.parent)) for path in (store / DRAFTS).rglob("*")]
    left += [str(path.relative_to(out.parent)) for folder in (out, store) for path in folder.rglob("*.part")]
    return [f"{path} is left over" for path in dict.fromkeys(left) if not path.endswith("/drafts")]


def not_recorded(out: Path) -> list[str]:
    """Files that ``made`` does not list with what they hold: the next build would take them for somebody else's."""
    try:
        lines = (out / PRIVATE / "made").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return [f"{PRIVATE}/made cannot be read: {error.strerror}"]
    made = {(found[2], found[1]) for line in lines if (found := _MADE.fullmatch(line))}
    return [f"{path} is not recorded as made" for path, digest in digests(out).items() if (path, digest) not in made]


def dangling(out: Path, *, is_whole: bool = False) -> list[str]:
    """What is named and not there, or is not what its name says.

    With ``is_whole`` a build has ended: then lists agree with each other, too. In between a session's own file may be
    newer than the catalog, and the page than the service worker, which a browser does not install then.
    """
    checks: list[Callable[[Path, bool], Iterator[str]]] = [_names, _catalog, _page, _worker, _feed, _playlist, _archive]
    faults = []
    for check in checks:
        try:
            faults += list(check(out, is_whole))
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            ElementTree.ParseError,
            BadZipFile,
            OSError,
        ) as error:
            faults.append(f"{check.__name__[1:]}: {type(error).__name__}: {error}")
    return faults


def sessions(out: Path) -> list[str]:
    """The files that the catalog lists."""
    return [session["file"] for session in _json(out / "catalog.json")["sessions"]]


def _names(out: Path, is_whole: bool) -> Iterator[str]:
    """Each name with a digest in it carries that of its content."""
    for path, digest in digests(out).items():
        found = _ADDRESS.fullmatch(path)
        if found and not digest.startswith(next(filter(None, found.groups()))):
            yield f"{path} holds other bytes than it is named by"


def _catalog(out: Path, is_whole: bool) -> Iterator[str]:
    if not (out / "catalog.json").is_file():
        return
    for session in _json(out / "catalog.json")["sessions"]:
        name = Path(session["file"])
        address = f"audio/{name.stem}.{session['sha256'][:8]}{name.suffix}"
        yield from _missing(out, "catalog", session["file"], session["captions"], session["transcript"], address)
        yield from _unlike(out, "catalog", address, session["bytes"], session["sha256"])
        if is_whole:
            yield from _unlike(out, "catalog", session["file"], session["bytes"], session["sha256"])


def _page(out: Path, is_whole: bool) -> Iterator[str]:
    if not (out / "index.html").is_file():
        return
    found = _DATA.search((out / "index.html").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("index.html has no list")
    rows = json.loads(found[1])["sessions"]
    for row in rows:
        named = [row[field] for field in ("audio", "data", "captions", "transcript", "file")]
        yield from _missing(out, "page", *named)
        yield from _unlike(out, "page", row["audio"], row["bytes"], row["sha256"])
    if is_whole:
        listed = {Path(file).stem for file in sessions(out)}
        yield from (f"page lacks {name}" for name in sorted(listed - {row["name"] for row in rows}))


def _worker(out: Path, is_whole: bool) -> Iterator[str]:
    if not (out / "sw.js").is_file():
        return
    found = _SHELL.match((out / "sw.js").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("sw.js has no list")
    for entry in json.loads(found[1]):
        yield from _missing(out, "worker", entry["url"])
        if is_whole and (out / entry["url"]).is_file():
            digest = base64.b64encode(sha256((out / entry["url"]).read_bytes()).digest()).decode()
            if entry["integrity"] != f"sha256-{digest}":
                yield f"worker: {entry['url']} has another integrity"


def _feed(out: Path, is_whole: bool) -> Iterator[str]:
    if not (out / "feed.xml").is_file():
        return
    channel = ElementTree.parse(out / "feed.xml").find("channel")  # noqa: S314 - written by the build under test
    if channel is None:
        raise ValueError("feed.xml has no channel")
    yield from _missing(out, "feed", _local(channel.findtext("image/url", "")))
    for item in channel.iter("item"):
        enclosure = _get(item, "enclosure")
        audio = _local(enclosure.get("url", ""))
        digest = item.findtext("guid", "").rpartition(":")[2]
        chapters = _local(_get(item, f"{_PODCAST}chapters").get("url", ""))
        captions = _local(_get(item, f"{_PODCAST}transcript").get("url", ""))
        yield from _missing(out, "feed", audio, chapters, captions)
        yield from _unlike(out, "feed", audio, int(enclosure.get("length", "")), digest)
        if (out / chapters).is_file():
            images = [each["img"] for each in _json(out / chapters)["chapters"] if "img" in each]
            yield from _missing(out, "chapters", *map(_local, images))


def _playlist(out: Path, is_whole: bool) -> Iterator[str]:
    if (out / "sessions.m3u8").is_file():
        lines = (out / "sessions.m3u8").read_text(encoding="utf-8").splitlines()
        yield from _missing(out, "playlist", *(line for line in lines if not line.startswith("#")))


def _archive(out: Path, is_whole: bool) -> Iterator[str]:
    """All members have their checksums; after a build with ``--zip`` the sound is that of the folder."""
    if not (out / ARCHIVE).is_file():
        return
    with ZipFile(out / ARCHIVE) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if is_whole:
        packed = sorted(sha256(data).hexdigest() for name, data in members.items() if name.endswith(".mp3"))
        listed = sorted(each["sha256"] for each in _json(out / "catalog.json")["sessions"])
        if packed != listed:
            yield "archive: it has other sessions than the catalog"


def _missing(out: Path, what: str, *named: str) -> Iterator[str]:
    for name in named:
        if not name or not (out / name).is_file():
            yield f"{what}: {name or 'nothing'} is not there"


def _unlike(out: Path, what: str, name: str, size: int, digest: str) -> Iterator[str]:
    if (out / name).is_file():
        data = (out / name).read_bytes()
        if (len(data), sha256(data).hexdigest()) != (size, digest):
            yield f"{what}: {name} has another size or hash"


def _local(url: str) -> str:
    return unquote(url.removeprefix(SITE)) if url.startswith(SITE) else ""


def _get(element: ElementTree.Element, name: str) -> ElementTree.Element:
    found = element.find(name)
    if found is None:
        raise ValueError(f"there is no {name}")
    return found


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
