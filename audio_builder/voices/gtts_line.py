"""One request after the other to the service, each asked again until it is answered or hopeless.

The library would send them without a time-out and without verifying who answers; so it only writes them.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from audio_builder.errors import VoiceError
from audio_builder.voices.gtts_faults import LastingFault, PassingFault, Unreached, of_status, of_transport
from audio_builder.voices.gtts_turns import wait_for_turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import Response
    from tenacity import RetryCallState, Retrying

    from audio_builder.sound.pcm import Pcm
    from audio_builder.voices.gtts_service import Patience, Service

LONGEST_ANSWER = 8_000_000
"""Bytes. A hundred letters take some 40,000."""
READ_AT_ONCE = 65_536


class Line:
    """The way to one server; ``sleep(seconds)`` waits for the next turn, and before the next try."""

    def __init__(self, service: Service, patience: Patience, sleep: Callable[[float], None] = time.sleep) -> None:
        self.service = service
        self.patience = patience
        self.sleep = sleep
        self._is_down = False
        """Whether the last request was given up: the next gets a single try, so that a build without hope soon ends."""

    def ask(self, body: str, headers: dict[str, str], read: Callable[[bytes, str], Pcm]) -> Pcm:
        """What ``read(answer, host)`` makes of the answer; it raises ``PassingFault`` for one that is no good.

        Raises ``VoiceError`` when there is no good answer.
        """

        def once() -> Pcm:
            wait_for_turn(self.patience.turns, self.patience.apart_s, self.sleep)
            return read(self._answer(body, headers), self.service.host)

        retrying = self._retrying(just_once=self._is_down)
        self._is_down = True
        try:
            sound: Pcm = retrying(once)
        except PassingFault as fault:
            tries = retrying.statistics["attempt_number"]
            how_often = f", tried {tries} times" if tries > 1 else ""
            raise VoiceError(f"{fault}{how_often}: {LastingFault.LATER}") from fault
        except LastingFault as fault:
            raise VoiceError(f"{fault}: {fault.way_out}") from fault
        self._is_down = False
        return sound

    def _retrying(self, just_once: bool) -> Retrying:
        from tenacity import Retrying, retry_if_exception_type, wait_exponential, wait_random

        patience = self.patience
        doubled = wait_exponential(multiplier=patience.first_wait_s, max=patience.longest_wait_s)
        backing_off = doubled + wait_random(0, patience.jitter_s)

        def wait_s(state: RetryCallState) -> float:
            fault = _fault(state)
            asked_s = fault.wait_s if isinstance(fault, PassingFault) else 0.0
            return max(backing_off(state), asked_s)

        def is_enough(state: RetryCallState) -> bool:
            tries = patience.tries_unreached if isinstance(_fault(state), Unreached) else patience.tries
            return just_once or state.attempt_number >= tries

        again = retry_if_exception_type(PassingFault)
        return Retrying(retry=again, stop=is_enough, wait=wait_s, sleep=self.sleep, reraise=True)

    def _answer(self, body: str, headers: dict[str, str]) -> bytes:
        """One request. No redirect is followed: the service has none, only pages for people."""
        import requests
        from urllib3.exceptions import HTTPError

        service, timeouts = self.service, (self.patience.connect_s, self.patience.read_s)
        until = time.monotonic() + self.patience.answer_s
        try:
            with (
                requests.Session() as session,
                session.post(
                    service.url,
                    body,
                    headers=headers,
                    timeout=timeouts,
                    verify=service.verify,
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                self._refuse_faulty(response)
                return self._body(response, until)
        except (requests.RequestException, HTTPError) as error:
            raise of_transport(error, service.host) from error

    def _refuse_faulty(self, response: Response) -> None:
        fault = of_status(response, self.service.host)
        if isinstance(fault, PassingFault) and fault.wait_s > self.patience.longest_wait_s:
            raise LastingFault(f"{fault}, and wants to be left alone for {fault.wait_s:.0f} s")
        if fault:
            raise fault

    def _body(self, response: Response, until: float) -> bytes:
        """The answer as it arrives: a time-out between two bytes would let one that trickles go on for ever."""
        body = b""
        while piece := response.raw.read1(READ_AT_ONCE, decode_content=True):
            body += piece
            if time.monotonic() > until:
                raise PassingFault(f"{self.service.host} did not answer in time")
            if len(body) > LONGEST_ANSWER:
                raise PassingFault(f"{self.service.host} answered without end")
        return body


def _fault(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None
