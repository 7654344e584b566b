"""Fetching from servers that are slow, endless, wrong or hostile: bounded in bytes, time, schemes and hosts.

A time-out that is awaited is short: on a slow machine it only comes earlier in the transfer, with the same message.
"""

from __future__ import annotations

import re
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import VoiceError
from audio_builder.voices.fetching import MOST_REDIRECTS, CutOffError, Patience, base_address, fetch_bytes, pieces
from tests.audio_builder.voices.certificates import self_signed
from tests.audio_builder.voices.scripted_server import (
    Asked,
    Script,
    ScriptedServer,
    Send,
    always,
    answer,
    dripping,
    endless,
    redirect,
)

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

MOST = 1_000
HASTY = Patience(base_s=0.5, bytes_a_second=10_000)
HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Of a server that is trusted here, for this computer and the hosts of the tests."""
    names = ("huggingface.co", "cdn.hf.co", "github.com", "objects.githubusercontent.com", "evil.example")
    context, certificate = self_signed(tmp_path, *names)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return context


def fault(server: ScriptedServer, patience: Patience = Patience(), path: str = "/a") -> str:  # noqa: B008 - frozen
    """Why nothing is fetched from ``server``."""
    with pytest.raises(VoiceError) as caught:
        fetch_bytes(f"{server.url}{path}", MOST, patience)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(server.url, "SERVER")


@pytest.mark.parametrize(
    "whole",
    [
        answer(b"voice"),
        answer(b"voice", "200 OK", "Transfer-Encoding: chunked").replace(b"voice", b"2\r\nvo\r\n3\r\nice\r\n0\r\n\r\n"),
        HEAD + b"\r\nvoice",
        answer(b"voice", "200"),
        answer(b"voice and more", "200 OK", "Content-Length: 5"),
    ],
)
def test_a_file_is_fetched(whole: bytes) -> None:
    with ScriptedServer(always(whole)) as server:
        assert fetch_bytes(f"{server.url}/a", 5) == b"voice"
    assert server.asked == [Asked(f"{server.url}/a", 0)]


def test_a_file_is_fetched_over_tls(tls: ssl.SSLContext) -> None:
    with ScriptedServer(always(answer(b"voice")), tls) as server:
        assert fetch_bytes(f"{server.url}/a", MOST) == b"voice"


def test_no_certificate_that_does_not_verify(tmp_path: Path) -> None:
    with ScriptedServer(always(answer(b"voice")), self_signed(tmp_path)[0]) as server:
        assert "CERTIFICATE_VERIFY_FAILED" in fault(server)
    assert server.asked == []


SLOW = {
    "nothing": dripping(b"", b""),
    "status line": dripping(b"HTTP/1.1 "),
    "headers": dripping(HEAD, b"X: y\r\n"),
    "one header": dripping(HEAD + b"X: "),
    "continue": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": dripping(HEAD + b"Content-Length: 900\r\n\r\n"),
    "body without length": dripping(HEAD + b"\r\n"),
    "chunks": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "length of a chunk": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailer": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW.keys())
def test_a_server_that_drips_is_left(script: Script) -> None:
    with ScriptedServer(script) as server:
        assert re.match(r"cannot fetch SERVER/a: it is too slow, \d+ bytes in \d+ seconds; ", fault(server, HASTY))


@pytest.mark.parametrize("script", [SLOW["headers"], SLOW["body"]])
def test_a_server_that_drips_through_tls_is_left(tls: ssl.SSLContext, script: Script) -> None:
    with ScriptedServer(script, tls) as server:
        assert "it is too slow" in fault(server, HASTY)


def test_a_handshake_that_drips_is_left() -> None:
    record, over = b"\x16\x03\x03\x40\x00", Event()  # of TLS, 16 KiB long
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def shake_hands() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                dripping(record, b"\0")(Asked("", 0), connection.sendall, over)

        shaking = Thread(target=shake_hands)
        shaking.start()
        with pytest.raises(VoiceError, match="it is too slow"):
            fetch_bytes(f"https://127.0.0.1:{listener.getsockname()[1]}/", MOST, HASTY)
        over.set()
        shaking.join()


@pytest.mark.slow
def test_a_server_that_is_slow_but_steady_is_not_left() -> None:
    def script(_asked: Asked, send: Send, over: Event) -> None:
        send(HEAD + b"Content-Length: 70\r\n\r\n")
        for _ in range(7):
            over.wait(1)
            send(b"x" * 10)

    with ScriptedServer(script) as server:
        assert fetch_bytes(f"{server.url}/a", MOST, Patience(base_s=5, bytes_a_second=1)) == b"x" * 70


ENDLESS = {
    "body": endless(HEAD + b"\r\n", bytes(10_000)),
    "chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2000\r\n" + bytes(0x2000) + b"\r\n"),
    "announced": endless(HEAD + b"Content-Length: 1000000000000000\r\n\r\n", bytes(10_000)),
    "one byte more": always(answer(bytes(MOST + 1))),
}


@pytest.mark.parametrize("script", ENDLESS.values(), ids=ENDLESS.keys())
def test_no_more_is_read_than_a_file_may_have(script: Script) -> None:
    with ScriptedServer(script) as server:
        assert fault(server) == "SERVER/a is longer than the 1,000 bytes that it may have"


ODD = {
    "headers": (endless(HEAD, b"X: y\r\n" * 50), "got more than 100 headers"),
    "a header": (endless(HEAD + b"X: ", b"y" * 10_000), "got more than 65536 bytes when reading header line"),
    "a status line": (endless(b"HTTP/1.1 200 ", b"y" * 10_000), "got more than 65536 bytes when reading status line"),
    "nothing": (always(b""), "Remote end closed connection without response"),
    "no HTTP": (always(b"SSH-2.0-OpenSSH\r\n"), "SSH-2.0-OpenSSH\r\n"),
    "refusal": (always(answer(b"", "404 Not Found")), "404 Not Found"),
    "no content": (always(answer(b"", "204 No Content")), "204 No Content"),
    "a reason": (always(answer(b"", f"500 {'x' * 9_000}")), f"500 {'x' * 200}"),
}


@pytest.mark.parametrize(("script", "cause"), ODD.values(), ids=ODD.keys())
def test_an_odd_answer_is_one_line(script: Script, cause: str) -> None:
    with ScriptedServer(script) as server, pytest.raises(VoiceError) as caught:
        fetch_bytes(f"{server.url}/a", MOST)
    advice = "check the network and try again; what has arrived is kept"
    assert str(caught.value) == f"cannot fetch {server.url}/a: {cause}; {advice}"


@pytest.mark.parametrize(
    "whole",
    [
        answer(b"voi", "200 OK", "Content-Length: 5"),
        answer(b"5\r\nvoi", "200 OK", "Transfer-Encoding: chunked"),
        answer(b"2\r\nvo\r\n", "200 OK", "Transfer-Encoding: chunked"),
    ],
)
def test_a_file_that_is_cut_off_is_no_file(whole: bytes) -> None:
    with ScriptedServer(always(whole)) as server, pytest.raises(CutOffError, match=r"/a was cut off; try again$"):
        fetch_bytes(f"{server.url}/a", MOST)


def test_a_server_may_continue_or_begin_anew() -> None:
    for status, begin in (("206 Partial Content", 3), ("200 OK", 0)):
        with ScriptedServer(always(answer(b"ce", status))) as server:
            assert list(pieces(f"{server.url}/a", 5, 3)) == [(begin, b"ce")]
        assert server.asked[0].begin == 3


def test_redirects_on_one_host_are_followed() -> None:
    def script(asked: Asked, send: Send, _over: Event) -> None:
        number = int(asked.url.rpartition("/")[2])
        send(
            redirect(["b/1", "/2", "//" + server.host + "/3", f"{server.url}/4"][number])
            if number < 4
            else answer(b"v")
        )

    with ScriptedServer(script) as server:
        assert fetch_bytes(f"{server.url}/a/0", MOST) == b"v"
    assert [asked.url.removeprefix(server.url) for asked in server.asked] == ["/a/0", "/a/b/1", "/2", "/3", "/4"]


def test_a_redirect_keeps_the_place_where_to_continue() -> None:
    def script(asked: Asked, send: Send, _over: Event) -> None:
        send(redirect("/b") if asked.url.endswith("/a") else answer(b"ce", "206 Partial Content"))

    with ScriptedServer(script) as server:
        assert list(pieces(f"{server.url}/a", 5, 3)) == [(3, b"ce")]


def test_a_circle_of_redirects_ends() -> None:
    with ScriptedServer(always(redirect("/a"))) as server:
        assert fault(server) == f"SERVER/a redirects more than {MOST_REDIRECTS} times"
    assert len(server.asked) == MOST_REDIRECTS + 1


def test_the_body_of_a_redirect_is_not_read() -> None:
    with ScriptedServer(endless(b"HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\n", bytes(10_000))) as server:
        assert "redirects more than" in fault(server)


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "data:text/plain,voice",
        "gopher://127.0.0.1/",
        "http://localhost/a",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1@evil.example/",
        "http://user:word@127.0.0.1/",
        "//evil.example/a",
        "https://evil.example/a",
    ],
)
def test_a_redirect_to_another_host_or_scheme_is_refused(to: str) -> None:
    with ScriptedServer(always(redirect(to))) as server:
        shown = to if ":" in to else f"http:{to}"
        assert fault(server) == f"SERVER/a redirects to {shown}, another host or scheme; not followed"
    assert len(server.asked) == 1


@pytest.mark.parametrize("to", ["http://[", "http://127.0.0.1:port/", "http://\xe9\x1b\n/", "http://127.0.0.1:99999/"])
def test_a_redirect_to_what_is_no_url_is_one_line(to: str) -> None:
    with ScriptedServer(always(redirect(to))) as server:
        assert fault(server)


def test_a_redirect_never_leaves_tls(tls: ssl.SSLContext) -> None:
    with ScriptedServer(always(answer(b"voice"))) as plain:
        with ScriptedServer(always(redirect(f"{plain.url}/b")), tls) as server:
            assert fault(server) == f"SERVER/a redirects to {plain.url}/b, another host or scheme; not followed"
        assert plain.asked == []


def test_a_mirror_may_redirect_to_tls(tls: ssl.SSLContext) -> None:
    with (
        ScriptedServer(always(answer(b"voice")), tls) as secure,
        ScriptedServer(always(redirect(f"{secure.url}/b"))) as server,
    ):
        assert fetch_bytes(f"{server.url}/a", MOST) == b"voice"


@pytest.fixture
def world(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """Answers of any https server of the world, by URL: a proxy takes their place."""
    answers: dict[str, bytes] = {}
    script: Script = lambda asked, send, _over: send(answers[asked.url])  # noqa: E731
    with ScriptedServer(script, tls, is_proxy=True) as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.host}")
        yield answers


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("https://huggingface.co/a", "https://cdn.hf.co/b"),
        ("https://github.com/a", "https://objects.githubusercontent.com/b"),
    ],
)
def test_known_hosts_redirect_to_where_their_files_are(world: dict[str, bytes], url: str, to: str) -> None:
    world.update({url: redirect(to), to: answer(b"voice")})
    assert fetch_bytes(url, MOST) == b"voice"


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("https://huggingface.co/a", "https://objects.githubusercontent.com/b"),
        ("https://huggingface.co/a", "http://cdn.hf.co/b"),
        ("https://huggingface.co/a", "https://evilhf.co/b"),
        ("https://huggingface.co/a", "https://hf.co.evil.example/b"),
        ("https://evil.example/a", "https://cdn.hf.co/b"),
    ],
)
def test_known_hosts_redirect_nowhere_else(world: dict[str, bytes], url: str, to: str) -> None:
    world[url] = redirect(to)
    with pytest.raises(VoiceError) as caught:
        fetch_bytes(url, MOST)
    assert str(caught.value) == f"{url} redirects to {to}, another host or scheme; not followed"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:,voice", "", "a", "//127.0.0.1/"])
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(VoiceError) as caught:
        fetch_bytes(url, MOST)
    assert str(caught.value) == f"{url} is not an address that begins with https:// or http://"


@pytest.mark.parametrize(
    "url",
    ["http://", "http://[", "http://127.0.0.1:port/", f"http://{'x' * 70}/", "http://127.0.0.1:9/\xe9", "http://a b/"],
)
def test_what_is_no_url_is_one_line(url: str) -> None:
    with pytest.raises(VoiceError) as caught:
        fetch_bytes(url, MOST)
    assert str(caught.value).startswith(f"cannot fetch {url}: ")


def test_plain_http_is_for_mirrors_that_somebody_names() -> None:
    assert base_address(None, lambda: "https://voices.example/") == "https://voices.example"
    assert base_address("http://mirror.example/", lambda: "https://voices.example") == "http://mirror.example"
    with pytest.raises(VoiceError, match=r"^http://voices.example is not an address that begins with https://$"):
        base_address(None, lambda: "http://voices.example")
