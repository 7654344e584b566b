"""The headers that make a browser refuse anything but the page's own files."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=(), "
        "autoplay=(self), fullscreen=(self), screen-wake-lock=(self)"
    ),
}
"""For every response."""

RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_PROGRAM = ("", "text/javascript", "application/javascript", "module")
"""The types of a script that runs; a script of another type is data, and no rule concerns it."""


def policy(html: str = "") -> str:
    """The Content-Security-Policy of ``html``: its inline scripts and styles are allowed by their hashes, no others."""
    inline = _Inline()
    inline.feed(html.replace("\r\n", "\n").replace("\r", "\n"))  # as browsers do before they hash
    inline.close()
    rules = {name: " ".join([value, *inline.hashes.get(name, ())]) for name, value in RULES.items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class _Inline(HTMLParser):
    """Collects the hashes of inline scripts and styles, by the rule that concerns them."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: dict[str, list[str]] = {}
        self._rule: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_program = tag == "script" and "src" not in given and (given.get("type") or "").lower() in _PROGRAM
        self._rule = "script-src" if is_program else "style-src" if tag == "style" else None
        self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._rule and tag in ("script", "style"):
            digest = b64encode(sha256("".join(self._text).encode()).digest()).decode()
            hashes = self.hashes.setdefault(self._rule, [])
            hashes.extend({f"'sha256-{digest}'"} - set(hashes))
        self._rule = None
