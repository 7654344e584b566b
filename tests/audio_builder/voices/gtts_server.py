"""A server on this computer with the protocol of Google Translate: it answers with tones, or with chosen faults."""

from __future__ import annotations

import json
import math
import threading
from array import array
from base64 import b64encode
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs
from zlib import crc32

import lameenc

from tests.audio_builder.third_party_voice import install_voice
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

RATE_HZ = 24_000
LETTER_MS = 60
STATUSES = ("302", "403", "404", "408", "429", "500", "503")


LOCAL = """
from audio_builder.voices.gtts import open_at
from audio_builder.voices.gtts.client import Service

def open_voice(setting):
    service = Service(
        {origin!r}, read_s={patience_s}, answer_s={patience_s}, tries=4, tries_unreached=2,
        first_wait_s=0.01, longest_wait_s=1, jitter_s=0.01, apart_s=0,
    )
    return open_at(service, setting, {name!r})
"""


def install(folder: Path, name: str, origin: str) -> Path:
    """Our voice as ``name``, asking the server at ``origin``: installed like a third-party voice."""
    return install_voice(folder, name, LOCAL.format(origin=origin, name=name, patience_s=PATIENCE_S))


@dataclass(frozen=True)
class Asked:
    path: str
    text: str
    lang: str
    slow: bool


def mp3(length_ms: int, pitch_hz: int, *, level: int = 9_000, quiet_ms: int = 60) -> bytes:
    """A tone between two silences, at 32 kb/s."""
    count, quiet = length_ms * RATE_HZ // 1000, bytes(quiet_ms * RATE_HZ // 1000 * 2)
    tone = array("h", (round(level * math.sin(2 * math.pi * pitch_hz * at / RATE_HZ)) for at in range(count)))
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_out_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    return bytes(encoder.encode(quiet + tone.tobytes() + quiet)) + bytes(encoder.flush())


def spoken(text: str) -> bytes:
    return mp3(LETTER_MS * len(text), 200 + crc32(text.encode()) % 800)


def answer(sound: str | None, rpc: str = "jQ1olc") -> bytes:
    """The envelope, with ``sound`` in base64."""
    inner = None if sound is None else json.dumps([sound])
    first = json.dumps([["wrb.fr", rpc, inner, None, None, None, "generic"], ["di", 21], ["af.httprm", 20, "1", 3]])
    last = json.dumps([["e", 4, None, None, len(first)]])
    return f")]}}'\n\n{len(first)}\n{first}\n{len(last)}\n{last}\n".encode()


def base64(data: bytes) -> str:
    return b64encode(data).decode()


BAD_ANSWERS = {
    "empty": b"",
    "garbage": b"<html><body>Before you continue to the next page</body></html>",
    "broken json": answer(base64(mp3(300, 300)))[:-400].replace(b"]]", b""),
    "another's answer": answer(base64(mp3(300, 300)), rpc="MkEWBc"),
    "no audio": answer(None),
    "empty audio": answer(""),
    "wrong base64": answer("//NExAA*not base64*"),
    "short base64": answer("//NEx"),
    "no mp3": answer(base64(b"RIFF" + bytes(2_000))),
    "false frames": answer(base64(b"\xff\xf3" * 2_000)),
    "too short": answer(base64(mp3(20, 300, quiet_ms=0))),
    "silence": answer(base64(mp3(3_000, 300, level=0))),
    "endless": b"x" * 9_000_000,
    "deep": b"[" * 1_000_000,
    "deep inside": answer("").replace(b'[\\"\\"]', b"[" * 500_000),
}
BROKEN_OFF = ("reset", "cut off", "cut off in chunks")
FAULTS = (*STATUSES[3:], *BAD_ANSWERS, *BROKEN_OFF)
"""All that may pass by itself, and is detected at once."""
WITHOUT_END = ("slow", "trickle", "trickling head")
"""Answers that have no end until the server is stopped."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def service(self) -> LocalService:
        return cast("LocalService", self.server)

    def do_POST(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers["Content-Length"]))
        ((_, parameters, *_),) = json.loads(parse_qs(body.decode())["f.req"][0])[0]
        text, lang, speed, _ = json.loads(parameters)
        with self.service.answering():
            self._answer(text, self.service.asked_for(Asked(self.path, text, lang, speed is True)))

    def _answer(self, text: str, fault: str) -> None:
        if not fault:
            self._send(answer(base64(spoken(text))))
        elif fault.partition(" ")[0] in STATUSES:
            self._refuse(*fault.split())
        elif fault in BAD_ANSWERS:
            self._send(BAD_ANSWERS[fault])
        else:
            self._break_off(fault, answer(base64(spoken(text))))

    def _send(self, whole: bytes, part: bytes | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        self.wfile.write(whole if part is None else part)

    def _refuse(self, status: str, retry_after: str = "") -> None:
        self.send_response(int(status))
        self.send_header("Content-Length", "0")
        if retry_after:
            self.send_header("Retry-After", retry_after)
        if status == "302":
            self.send_header("Location", f"http://127.0.0.1:{self.service.server_port}/elsewhere")
        self.end_headers()

    def _break_off(self, fault: str, whole: bytes) -> None:
        match fault:
            case "reset":
                return
            case "cut off":
                self._send(whole, whole[: len(whole) // 2])
            case "cut off in chunks":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                self.wfile.write(b"%x\r\n%b\r\n" % (len(whole) // 2, whole[: len(whole) // 2]))
            case "slow":
                self.service.over.wait()
            case "trickling head":
                while not self.service.over.wait(0.05):
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            case "trickle":
                self._send(whole, b"")
                while not self.service.over.wait(0.05):
                    self.wfile.write(b" ")
            case _:
                raise ValueError(fault)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


class LocalService(ThreadingHTTPServer):
    """Answers until the end of its ``with`` block, or until it has given ``answers_left`` answers."""

    def __init__(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.scheme = "https" if tls else "http"
        self.asked: list[Asked] = []
        self.faults: deque[str] = deque()
        """What goes wrong with the next requests, one each."""
        self.always = ""
        """What goes wrong with all the others."""
        self.answers_left = 1_000_000
        self.most_at_once = 0
        """How many requests were being answered at the same time."""
        self._at_once = 0
        self.over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    @property
    def origin(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def asked_for(self, asked: Asked) -> str:
        """Record the request; returns what goes wrong with it."""
        with self._lock:
            self.asked.append(asked)
            self.answers_left -= 1
            if self.answers_left < 0:
                if not self.over.is_set():
                    self.over.set()
                    threading.Thread(target=self.stop, daemon=True).start()
                return "reset"
            return self.faults.popleft() if self.faults else self.always

    @contextmanager
    def answering(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def stop(self) -> None:
        """From now on connections are refused."""
        self.over.set()
        self.shutdown()
        self.server_close()

    def __enter__(self) -> LocalService:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        """The client may have closed the connection: that is what is tested."""
