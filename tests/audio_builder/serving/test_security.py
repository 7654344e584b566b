"""The security headers."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from audio_builder.serving.security import policy
from tests.audio_builder.serving.site import HASHED, Client

if TYPE_CHECKING:
    from collections.abc import Mapping


def rules(text: str) -> Mapping[str, list[str]]:
    return {rule.split()[0]: rule.split()[1:] for rule in text.split("; ")}


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("path", ["/", "/sw.js", "/feed.xml", f"/{HASHED}", "/nothing", "/healthz"])
def test_every_response_has_the_security_headers(client: Client, path: str) -> None:
    for status in (client.get(path), client.get(path, "POST")):
        found = rules(status.headers["Content-Security-Policy"])
        assert (found["default-src"], found["frame-ancestors"]) == (["'none'"], ["'none'"])
        assert "unsafe" not in str(found)
        assert status.headers["X-Content-Type-Options"] == "nosniff"
        assert status.headers["Referrer-Policy"] == "no-referrer"
        assert status.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "microphone=()" in status.headers["Permissions-Policy"]
        assert "Server" not in status.headers


def test_only_the_inline_script_and_style_of_the_page_are_allowed(client: Client) -> None:
    for got in (client.get("/"), client.get("/", Accept_Encoding="gzip")):
        found = rules(got.headers["Content-Security-Policy"])
        assert found["script-src"] == ["'self'", hashed('"use strict"')]
        assert found["style-src"] == ["'self'", hashed("p{margin:0}")]


def test_only_inline_scripts_and_styles_have_a_hash() -> None:
    html = (
        "<style>a</style><STYLE>\r\nb&amp;</STYLE>"
        "<script>one</script><script type=module>two<b></script><script src=x.js>three</script>"
        '<script type="application/json">{"four": 4}</script><p>five</p><script>one</script>'
    )
    found = rules(policy(html))
    assert found["style-src"] == ["'self'", hashed("a"), hashed("\nb&amp;")]
    assert found["script-src"] == ["'self'", hashed("one"), hashed("two<b>")]


def test_only_files_of_the_feed_are_shared_with_other_sites(client: Client) -> None:
    shared = ("/feed.xml", "/bridge.vtt", "/feed/bridge.chapters.json", "/feed/artwork.png", f"/{HASHED}")
    for path in (*shared, "/", "/sw.js", "/catalog.json"):
        headers = client.get(path).headers
        assert headers.get("Access-Control-Allow-Origin") == ("*" if path in shared else None)
        assert re.match("cross" if path in shared else "same", headers["Cross-Origin-Resource-Policy"])
