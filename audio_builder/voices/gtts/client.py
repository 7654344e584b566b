"""Requests to the service, one after the other, each repeated until it is answered or hopeless.

The library would send them without a time-out and without verifying the server's certificate; so it only writes them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from audio_builder.errors import VoiceError
from audio_builder.voices.gtts.answer import ServiceFault, fault_of_status, fault_of_transport, sound_in

if TYPE_CHECKING:
    from tenacity import RetryCallState, Retrying

    from audio_builder.sound.pcm import Pcm

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LONGEST_ANSWER = 2_000_000
"""Bytes. A hundred letters take some 40,000."""
READ_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Service:
    """The server and the limits of our patience. Always asked over TLS, except on this computer itself."""

    origin: str = "https://translate.google.{tld}"
    connect_s: float = 10.0
    read_s: float = 15.0
    """The longest silence within an answer."""
    answer_s: float = 30.0
    """For a whole answer."""
    tries: int = 6
    tries_unreached: int = 3
    """Where there is no connection at all: somebody who is offline should learn it soon."""
    first_wait_s: float = 1.0
    """Before the second try; doubled each time, and up to ``jitter_s`` longer."""
    longest_wait_s: float = 20.0
    jitter_s: float = 1.0
    apart_s: float = 0.5
    """The least time between the beginnings of two requests."""

    def __post_init__(self) -> None:
        parts = urlsplit(self.origin)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
            raise ValueError(f"{self.origin} is not asked over TLS")


class Client:
    """The one way to the service at one domain; ``sleep(seconds)`` waits between requests."""

    def __init__(self, service: Service, tld: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self.service = service
        self.origin = service.origin.format(tld=tld)
        self.host = urlsplit(self.origin).netloc
        self.sleep = sleep
        self._next_at = 0.0
        """When the next request may begin, by ``time.monotonic``."""
        self._is_down = False
        """Whether the last request failed: the next gets a single try, so that a hopeless build ends soon."""

    def speak(self, text: str, lang: str) -> Pcm:
        """``text``, short enough for one request, in a language of the library. Raises ``VoiceError``."""
        from gtts import gTTS

        request = gTTS(text, lang=lang, lang_check=False, pre_processor_funcs=[], tokenizer_func=lambda text: [text])
        (body,) = request.get_bodies()

        def once() -> Pcm:
            now = time.monotonic()
            if now < self._next_at:
                self.sleep(self._next_at - now)
            self._next_at = max(now, self._next_at) + self.service.apart_s
            return sound_in(self._answer_in_time(body, gTTS.GOOGLE_TTS_HEADERS), gTTS.GOOGLE_TTS_RPC, text, self.host)

        retrying = self._retrying(just_once=self._is_down)
        self._is_down = True
        try:
            sound: Pcm = retrying(once)
        except ServiceFault as fault:
            tries = retrying.statistics["attempt_number"]
            how_often = f", tried {tries} times" if tries > 1 else ""
            raise VoiceError(f"{fault.cause}{how_often}", fault.remedy) from fault
        self._is_down = False
        return sound

    def _retrying(self, just_once: bool) -> Retrying:
        from tenacity import Retrying, retry_if_exception, wait_exponential, wait_random

        service = self.service
        doubled = wait_exponential(multiplier=service.first_wait_s, max=service.longest_wait_s)
        backing_off = doubled + wait_random(0, service.jitter_s)

        def is_enough(state: RetryCallState) -> bool:
            tries = service.tries if _fault(state).is_reached else service.tries_unreached
            return just_once or state.attempt_number >= tries

        return Retrying(
            retry=retry_if_exception(lambda error: getattr(error, "may_pass", False)),
            stop=is_enough,
            wait=lambda state: max(backing_off(state), _fault(state).wait_s),
            sleep=self.sleep,
            reraise=True,
        )

    def _answer_in_time(self, body: str, headers: dict[str, str]) -> bytes:
        """``_answer``, in a thread that is left behind when the time is over, as where headers trickle in.

        Raises ``ServiceFault``.
        """
        answers: Queue[bytes | Exception] = Queue()

        def ask() -> None:
            try:
                answers.put(self._answer(body, headers))
            except Exception as error:  # noqa: BLE001 - it is raised in the caller's thread
                answers.put(error)

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self.service.connect_s + self.service.answer_s)
        except Empty:
            raise ServiceFault(f"{self.host} did not answer in time") from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, body: str, headers: dict[str, str]) -> bytes:
        """The body of the answer to one request. No redirect is followed: the service has none, only pages for people.

        Raises ``ServiceFault``.
        """
        import requests
        from urllib3.exceptions import HTTPError

        service, until = self.service, time.monotonic() + self.service.answer_s
        try:
            with (
                requests.Session() as session,
                session.post(
                    f"{self.origin}/_/TranslateWebserverUi/data/batchexecute",
                    body,
                    headers=headers,
                    timeout=(service.connect_s, service.read_s),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                if fault := fault_of_status(response, self.host, service.longest_wait_s):
                    raise fault
                # piece by piece: a time-out between two bytes would let an answer that trickles go on for ever
                whole = b""
                while piece := response.raw.read1(READ_AT_ONCE, decode_content=True):
                    whole += piece
                    if time.monotonic() > until:
                        raise ServiceFault(f"{self.host} did not answer in time")
                    if len(whole) > LONGEST_ANSWER:
                        raise ServiceFault(f"{self.host} sent an answer that is too long")
                return whole
        except (requests.RequestException, HTTPError) as error:
            raise fault_of_transport(error, self.host) from error


def _fault(state: RetryCallState) -> ServiceFault:
    """Why the last try failed; only a ``ServiceFault`` is ever tried again."""
    return cast("ServiceFault", state.outcome and state.outcome.exception())
