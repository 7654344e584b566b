"""A server with an index and voices, as Piper's is, that can also stall, cut off an answer, or serve wrong bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING

from tests.audio_builder.voices.tiny_piper import CARD, NAME, tiny_model, tiny_settings
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from types import TracebackType

FOLDER = "en/en_US/tiny/low"


@dataclass
class PiperServer:
    """Serves ``files`` by path. ``with PiperServer() as server: server.url``."""

    files: dict[str, bytes] = field(default_factory=dict)
    cut_after: int | None = None
    """The connection ends after so many bytes of a model."""
    stalls: bool = False
    """After ``cut_after`` bytes the connection stays open, and nothing more comes."""
    knows_ranges: bool = True
    reason: str | None = None
    """Every request is refused with it."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Each requested path, with its Range."""

    stalled: Event = field(default_factory=Event)
    released: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        if not self.files:
            self.serve_tiny()

    def serve_tiny(self) -> None:
        model = tiny_model()
        self.files[f"{FOLDER}/{NAME}.onnx"] = model
        self.files[f"{FOLDER}/{NAME}.onnx.json"] = json.dumps(tiny_settings()).encode()
        self.files[f"{FOLDER}/MODEL_CARD"] = CARD.encode()
        self.files["voices.json"] = json.dumps({NAME: self.entry(), "odd": {}}).encode()

    def entry(self) -> dict[str, object]:
        """The tiny voice's entry in the index."""
        listed = {
            path: {"size_bytes": len(content), "md5_digest": md5(content).hexdigest()}  # noqa: S324 - the index has it
            for path, content in self.files.items()
            if path.startswith(FOLDER)
        }
        return {"key": NAME, "language": {"code": "en_US"}, "quality": "low", "num_speakers": 1, "files": listed}

    @property
    def model_path(self) -> str:
        return f"{FOLDER}/{NAME}.onnx"

    @property
    def model_ranges(self) -> list[str]:
        """The requested ranges of the model."""
        return [ranged for path, ranged in self.asked if path == self.model_path]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> PiperServer:
        place = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(place, self)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name in the library
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def answer(place: PiperServer, request: BaseHTTPRequestHandler) -> None:
    path = request.path.lstrip("/")
    ranged = request.headers.get("Range", "")
    place.asked.append((path, ranged))
    content = place.files.get(path)
    if content is None or place.reason is not None:
        request.send_error(404, place.reason)
        return
    begin = int(re.findall(r"\d+", ranged)[0]) if ranged and place.knows_ranges else 0
    request.send_response(206 if begin else 200)
    request.send_header("Content-Length", str(len(content) - begin))
    request.end_headers()
    cut = place.cut_after if path == place.model_path else None
    request.wfile.write(content[begin : None if cut is None else begin + cut])
    if cut is not None and place.stalls:
        place.stalled.set()
        place.released.wait(5 * PATIENCE_S)
