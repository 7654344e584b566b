"""What comes back from the service: its sound, or what went wrong and whether asking again may help."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_builder.errors import Remedy, VoiceError
from audio_builder.sound.pcm import Pcm, silence

if TYPE_CHECKING:
    from requests import Response

TOO_MANY = 429
PASSING = (408, 425, TOO_MANY)
"""Refusals that end by themselves, as every status from 500 on may."""
LONGEST_REASON = 200
"""Characters of the server's words in an error."""
FASTEST_MS = 15
"""For one letter or digit. Speech takes 50 to 80; what is shorter than this is incomplete."""
QUIET = 104
"""-50 dBFS, as for a clip."""
WINDOW_MS = 5
EDGE_MS = 15
"""Left on either side of a part's sound, as speech fades in and out."""


@dataclass(eq=False)
class ServiceFault(Exception):  # noqa: N818 - not an error yet
    """There is no good answer."""

    cause: str
    wait_s: float = 0.0
    """The least time to wait before asking again."""
    may_pass: bool = True
    """Whether asking again may help."""
    is_reached: bool = True
    """Whether there was a connection to the server at all."""
    remedy: Remedy = Remedy.LATER


def fault_of_status(response: Response, host: str, longest_wait_s: float) -> ServiceFault | None:
    """None for an answer worth reading."""
    status = response.status_code
    if status == 200:
        return None
    code = f"({status} {response.reason[:LONGEST_REASON]})" if response.reason else f"({status})"
    if status == TOO_MANY or "/sorry/" in response.headers.get("Location", ""):
        cause = f"{host} accepts no more requests for now {code}"
    elif status >= 500 or status in PASSING:
        cause = f"{host} has an internal error {code}"
    else:
        return ServiceFault(f"{host} refused {code}", may_pass=False)
    retry_after = response.headers.get("Retry-After", "").strip()  # a date depends on two clocks that may differ
    is_number = retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 8
    wait_s = float(retry_after) if is_number else 0.0
    if wait_s > longest_wait_s:
        return ServiceFault(f"{cause}, and asks to wait {wait_s:.0f} s", may_pass=False)
    return ServiceFault(cause, wait_s)


def fault_of_transport(error: Exception, host: str) -> ServiceFault:
    """What requests or urllib3 raised, before an answer or while it was read."""
    from requests import ConnectionError as NotConnected
    from requests import ConnectTimeout, ReadTimeout
    from requests.exceptions import ChunkedEncodingError, ContentDecodingError, ProxyError
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    message = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in message:
        cause = f"the certificate of {host} does not verify, so nothing was sent"
        return ServiceFault(cause, may_pass=False, remedy=Remedy.CERTIFICATES)
    if isinstance(error, ProxyError):
        return ServiceFault(f"the proxy on the way to {host} refuses the connection")
    if isinstance(error, ReadTimeout | ReadTimeoutError):
        return ServiceFault(f"{host} did not answer in time")
    if isinstance(error, ConnectTimeout) or "NewConnectionError" in message or "NameResolutionError" in message:
        return ServiceFault(f"{host} cannot be reached (is this computer online?)", is_reached=False)
    if isinstance(error, NotConnected | ChunkedEncodingError | ContentDecodingError | HTTPError):
        return ServiceFault(f"the connection to {host} was interrupted")
    return ServiceFault(
        f"the request to {host} failed: {type(error).__name__}: {message[:LONGEST_REASON]}", may_pass=False
    )


def sound_in(answer: bytes, rpc: str, text: str, host: str) -> Pcm:
    """The sound of ``text`` that answers the call ``rpc``. Raises ``ServiceFault`` when it is missing or incomplete."""
    sound = _decoded(_mp3_in(answer, rpc, host), host)
    if sound.length_ms < FASTEST_MS * sum(character.isalnum() for character in text):
        raise ServiceFault(f"{host} sent a sound too short for its text")
    if not _loud_windows(array("h", sound.samples), sound.rate_hz):
        raise ServiceFault(f"{host} sent silence")
    return sound


def _mp3_in(answer: bytes, rpc: str, host: str) -> bytes:
    """The answer is lines of JSON, one of which has a row with the MP3: in base64, in JSON once more."""
    if not answer.strip():
        raise ServiceFault(f"{host} sent an empty answer")
    rows: list[list[object]] = []
    for line in answer.splitlines():  # those that are not JSON hold lengths, and a guard against cross-site reading
        if line.startswith(b"["):
            with suppress(ValueError, RecursionError):
                rows += [row for row in json.loads(line) if isinstance(row, list)]
    payloads = [str(row[2]) for row in rows if row[:2] == ["wrb.fr", rpc] and len(row) > 2]
    if not payloads:
        raise ServiceFault(f"{host} sent an unexpected answer")
    mp3 = b""
    with suppress(TypeError, ValueError, LookupError, RecursionError):
        mp3 = b64decode(json.loads(payloads[0])[0], validate=True)
    if not mp3:
        raise ServiceFault(f"{host} sent an answer without sound")
    return mp3


def _decoded(mp3: bytes, host: str) -> Pcm:
    import miniaudio

    if not mp3.startswith((b"\xff", b"ID3")):  # the decoder would look for a frame anywhere
        raise ServiceFault(f"{host} sent a sound that is not an MP3")
    try:
        rate_hz = miniaudio.mp3_get_info(mp3).sample_rate
        return Pcm(miniaudio.decode(mp3, nchannels=1, sample_rate=rate_hz).samples.tobytes(), rate_hz)
    except miniaudio.MiniaudioError as error:
        raise ServiceFault(f"{host} sent a sound that cannot be decoded") from error


def joined(parts: list[tuple[Pcm, int]]) -> Pcm:
    """The parts of a phrase, each with the pause in ms that follows it; the last pause is dropped.

    The silence that the service puts around each part is cut, so that the pauses are those of one sentence.
    """
    rate_hz = parts[0][0].rate_hz
    if any(sound.rate_hz != rate_hz for sound, _ in parts):
        raise VoiceError("the service spoke parts of one phrase at different sample rates")
    if len(parts) == 1:
        return parts[0][0]
    pieces = [_trimmed(sound) + silence(pause_ms * rate_hz // 1000) for sound, pause_ms in parts[:-1]]
    return Pcm(b"".join([*pieces, _trimmed(parts[-1][0])]), rate_hz)


def _trimmed(sound: Pcm) -> bytes:
    samples = array("h", sound.samples)
    edge = sound.rate_hz * EDGE_MS // 1000
    loud = _loud_windows(samples, sound.rate_hz)
    return samples[max(0, loud[0].start - edge) : loud[-1].stop + edge].tobytes()


def _loud_windows(samples: array[int], rate_hz: int) -> list[slice]:
    step = rate_hz * WINDOW_MS // 1000
    windows = (slice(at, at + step) for at in range(0, len(samples), step))
    return [window for window in windows if max(map(abs, samples[window])) > QUIET]
