"""Which files are served, as what type, cached for how long; and which are not."""

from __future__ import annotations

import gzip
import os
import socket
from typing import TYPE_CHECKING

import pytest

from audio_builder.serving.files import find
from tests.audio_builder.serving.site import AUDIO, FILES, HASHED, PAGE, Client, Response, served, write_files
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sessions import Sessions

TYPES = {
    "/": "text/html; charset=utf-8",
    "/index.html": "text/html; charset=utf-8",
    "/catalog.json": "application/json",
    "/sw.js": "text/javascript; charset=utf-8",
    "/manifest.webmanifest": "application/manifest+json",
    "/player/player.css": "text/css; charset=utf-8",
    "/bridge.mp3": "audio/mpeg",
    "/bridge.m4b": "audio/mp4",
    "/bridge.opus": "audio/ogg",
    "/bridge.vtt": "text/vtt; charset=utf-8",
    "/sessions.m3u8": "application/vnd.apple.mpegurl",
    "/feed.xml": "application/rss+xml; charset=utf-8",
    "/feed/bridge.chapters.json": "application/json+chapters",
    "/feed/artwork.png": "image/png",
    "/gentle-back.zip": "application/zip",
    f"/{HASHED}": "audio/mpeg",
    "/player/bridge.1a2b3c4d.js": "text/javascript; charset=utf-8",
    "/feed/figures/bridge.1a2b3c4d.png": "image/png",
}


def without_date(got: Response) -> dict[str, str]:
    return {name: value for name, value in got.headers.items() if name != "Date"}


@pytest.mark.parametrize("path", TYPES)
def test_a_file_is_served_whole_with_its_type(client: Client, path: str) -> None:
    got, head = client.get(path), client.get(path, "HEAD")
    content = FILES[path[1:] or "index.html"]
    assert (got.status, got.body, got.headers["Content-Type"]) == (200, content, TYPES[path])
    assert (head.status, head.body) == (200, b"")
    assert without_date(head) == without_date(got)
    assert got.headers["Content-Length"] == str(len(content))
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_only_a_path_with_a_digest_is_immutable(client: Client) -> None:
    cached = {path: client.get(path).headers["Cache-Control"] for path in TYPES}
    for path in (f"/{HASHED}", "/player/bridge.1a2b3c4d.js", "/feed/figures/bridge.1a2b3c4d.png"):
        assert cached.pop(path) == "public, max-age=31536000, immutable"
    assert set(cached.values()) == {"no-cache"}


SECRET = [
    "/player", "/player/", "/audio/", "/feed", "/.", "/..",
    "/../secret.json", "/%2e%2e/secret.json", "/player/../../secret.json", "/player/%2e%2e/%2e%2e/secret.json",
    "/player/../catalog.json", "/./catalog.json", "/..%2fsecret.json", "/%2e%2e%5csecret.json", "/..\\secret.json",
    "/player\\player.css", "/%252e%252e/secret.json",
    "/catalog.json%00", "/catalog.json%00.mp3", "/%00", "/catalog.json/", "/catalog.json%0a", "/%ff.json",
    "/C:/secret.json", "/c:secret.json", "/catalog.json::$DATA",
    "/.hidden.json", "/.0123456789abcdef.part", "/.git/config.json", "/notes.py", "/no-ending",
    "/link.json", "/away/secret.json", "/loop.json", "/nothing.json", "/pipe.json", "/" + "a" * 5_000 + ".json",
]  # fmt: skip


@pytest.fixture(scope="module")
def _traps(out: Path) -> None:
    (out.parent / "secret.json").write_text("secret")
    (out / "link.json").symlink_to(out.parent / "secret.json")
    (out / "away").symlink_to(out.parent)
    (out / "loop.json").symlink_to("loop.json")
    os.mkfifo(out / "pipe.json")


@pytest.mark.usefixtures("_traps")
@pytest.mark.parametrize("path", SECRET)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_must_not_be_served_is_not_found(client: Client, path: str, method: str) -> None:
    got = client.get(path, method)
    assert (got.status, got.body) == (404, b"not found\n" if method == "GET" else b"")
    assert got.headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("_traps")
def test_an_absolute_path_is_not_found(client: Client, out: Path) -> None:
    for path in (f"{out.parent}/secret.json", f"/{out.parent}/secret.json", f"{out}/catalog.json"):
        assert client.get(path).status == 404


@pytest.mark.parametrize("target", [b"../secret.json", b"http://here/../secret.json", b"/\x00.json", b"\\catalog.json"])
def test_a_request_line_that_no_browser_sends(client: Client, target: bytes) -> None:
    with socket.create_connection(("127.0.0.1", client.port), timeout=PATIENCE_S) as line:
        line.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(4096), b""))
    assert answer.split()[1] in (b"400", b"404")
    assert b"secret" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/nothing.json", "/healthz"])
def test_only_get_and_head_are_allowed(client: Client, method: str, path: str) -> None:
    got = client.get(path, method)
    assert (got.status, got.headers["Allow"]) == (405, "GET, HEAD")


def test_symlinks_inside_the_folder_and_to_the_folder_are_followed(tmp_path: Path) -> None:
    write_files(tmp_path / "real")
    (tmp_path / "real" / "again.mp3").symlink_to("bridge.mp3")
    (tmp_path / "out").symlink_to("real")
    with served(tmp_path / "out") as client:
        assert client.get("/again.mp3").body == AUDIO


def test_a_text_is_compressed_for_a_client_that_accepts_it(client: Client) -> None:
    plain = client.get("/")
    packed = client.get("/", Accept_Encoding="gzip, br")
    assert (plain.body, gzip.decompress(packed.body)) == (PAGE.encode(), PAGE.encode())
    assert len(packed.body) == int(packed.headers["Content-Length"]) < len(plain.body) / 5
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert ("Content-Encoding" in plain.headers, plain.headers["Vary"]) == (False, "Accept-Encoding")
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for refused in ("gzip;q=0", "identity", "br", "gzip;q=0, *"):
        assert client.get("/", Accept_Encoding=refused).body == plain.body
    part = client.get("/", Accept_Encoding="gzip", Range="bytes=0-9")
    assert (part.status, part.body) == (206, PAGE.encode()[:10])


def test_sound_and_pictures_are_not_compressed(client: Client) -> None:
    for path in ("/bridge.mp3", "/feed/artwork.png", "/gentle-back.zip"):
        got = client.get(path, Accept_Encoding="gzip")
        assert ("Content-Encoding" in got.headers, "Vary" in got.headers) == (False, False)


def test_a_changed_file_is_served_at_once(tmp_path: Path) -> None:
    write_files(tmp_path)
    with served(tmp_path) as client:
        before = client.get("/", Accept_Encoding="gzip")
        draft = tmp_path / ".draft.part"
        draft.write_text("<p>New</p>")
        draft.replace(tmp_path / "index.html")
        after = client.get("/", Accept_Encoding="gzip", If_None_Match=before.headers["ETag"])
        assert (after.status, gzip.decompress(after.body)) == (200, b"<p>New</p>")


def test_a_huge_text_is_not_compressed(tmp_path: Path) -> None:
    write_files(tmp_path)
    (tmp_path / "bridge.txt").write_bytes(b"x" * 5_000_000)
    with served(tmp_path) as client:
        got = client.get("/bridge.txt", Accept_Encoding="gzip")
        assert (len(got.body), "Content-Encoding" in got.headers) == (5_000_000, False)


def test_every_file_of_a_build_has_a_type(sessions: Sessions) -> None:
    made = [file.relative_to(sessions.out).as_posix() for file in sessions.out.rglob("*") if file.is_file()]
    assert len(made) > 9 * 4
    refused = [path for path in made if find(sessions.out, f"/{path}") is None]
    assert refused == [".gentle-back/made"]  # what only a build reads
