"""The voice of gTTS against a server on this computer with the service's protocol and all of its faults."""

from __future__ import annotations

import subprocess
import sys
from array import array
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from audio_builder.errors import Remedy, UnknownVoiceError, VoiceError
from audio_builder.voices import gtts
from audio_builder.voices.gtts import accent_of, open_at, open_voice
from audio_builder.voices.gtts.client import Client, Service
from audio_builder.voices.voice_contract import HOLD, LIFT, VoiceContract
from tests.audio_builder.voices.certificates import self_signed
from tests.audio_builder.voices.gtts_server import FAULTS, LETTER_MS, WITHOUT_END, LocalService, install
from tests.tools import PATIENCE_S, slow_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from audio_builder.sound.pcm import Pcm
    from audio_builder.voices.contract import EngineVoice

LONG = "Bring one knee towards your chest. Hold it there with both hands, and let the other leg rest on the floor."


def hasty(origin: str, answer_s: float = PATIENCE_S) -> Service:
    """The service at ``origin`` with short waits and few tries."""
    return Service(
        origin,
        read_s=answer_s,
        answer_s=answer_s,
        tries=3,
        tries_unreached=2,
        first_wait_s=0.01,
        longest_wait_s=1,
        jitter_s=0.01,
        apart_s=0,
    )


@pytest.fixture
def server() -> Iterator[LocalService]:
    with LocalService() as local:
        yield local


@pytest.fixture
def waits() -> list[float]:
    """How many seconds the voice would have waited, each time."""
    return []


@pytest.fixture
def voice(server: LocalService, waits: list[float]) -> EngineVoice:
    return open_at(hasty(server.origin), sleep=waits.append)


class TestContract(VoiceContract):
    @pytest.fixture(params=["", ":en-GB", ":de"])
    def spec(
        self, request: pytest.FixtureRequest, server: LocalService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> str:
        name = f"gtts{server.server_port}"  # a separate module for each server
        monkeypatch.syspath_prepend(install(tmp_path, name, server.origin))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        return f"{name}{request.param}"


def test_it_asks_as_the_library_does(voice: EngineVoice, server: LocalService) -> None:
    sound = voice.speak("  Hold,\nand rest your chest. Then stop!Now. ")
    (asked,) = server.asked
    assert (asked.path, asked.text, asked.lang, asked.slow) == (
        "/_/TranslateWebserverUi/data/batchexecute",
        "Hold, and rest your chest. Then stop!Now.",
        "en",
        False,
    )
    assert abs(sound.length_ms - LETTER_MS * len(asked.text) - 120) < 150


def test_a_long_phrase_is_requested_in_parts_and_joined_with_a_pause(voice: EngineVoice, server: LocalService) -> None:
    sound = voice.speak(LONG)
    assert [asked.text for asked in server.asked] == [LONG[:34], LONG[35:]]
    first, (begin_ms, end_ms), last = LETTER_MS * 34, pause(sound), LETTER_MS * len(LONG[35:])
    assert abs(begin_ms - first - 15) <= 40  # each part keeps 15 ms around its sound, and the encoder rings a little
    assert abs(end_ms - begin_ms - 350 - 30) <= 40
    assert abs(sound.length_ms - end_ms - last - 15) <= 40


def pause(sound: Pcm) -> tuple[int, int]:
    """Where the longest quiet stretch begins and ends, in ms."""
    samples, window = array("h", sound.samples), sound.rate_hz // 100
    loud = [at for at in range(0, len(samples), window) if max(map(abs, samples[at : at + window])) > 300]
    begin, end = max(pairwise(loud), key=lambda ends: ends[1] - ends[0])
    return 1000 * begin // sound.rate_hz + 10, 1000 * end // sound.rate_hz


@pytest.mark.parametrize("fault", slow_for(FAULTS, *FAULTS[1::2], *FAULTS[-3:]))
def test_a_passing_fault_is_not_audible(voice: EngineVoice, server: LocalService, fault: str) -> None:
    server.faults.extend(["", fault, fault])
    assert voice.speak(LONG) == voice.speak(LONG)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("429", "accepts no more requests for now (429 Too Many Requests)"),
        ("500", "has an internal error (500 Internal Server Error)"),
        ("reset", "was interrupted"),
        ("cut off", "was interrupted"),
        ("cut off in chunks", "was interrupted"),
        ("empty", "sent an empty answer"),
        ("garbage", "sent an unexpected answer"),
        ("broken json", "sent an unexpected answer"),
        ("another's answer", "sent an unexpected answer"),
        ("no audio", "sent an answer without sound"),
        ("empty audio", "sent an answer without sound"),
        ("wrong base64", "sent an answer without sound"),
        ("short base64", "sent an answer without sound"),
        ("no mp3", "sent a sound that is not an MP3"),
        ("false frames", "sent a sound that cannot be decoded"),
        ("too short", "sent a sound too short for its text"),
        ("silence", "sent silence"),
        ("endless", "sent an answer that is too long"),
        ("deep", "sent an unexpected answer"),
        ("deep inside", "sent an answer without sound"),
    ],
)
def test_a_lasting_fault_is_one_clear_line(voice: EngineVoice, server: LocalService, fault: str, cause: str) -> None:
    server.always = fault
    with pytest.raises(VoiceError) as caught:
        voice.speak(LIFT)
    assert cause in str(caught.value)
    assert server.origin.removeprefix("http://") in str(caught.value)
    assert str(caught.value).endswith(", tried 3 times")
    assert caught.value.remedy is Remedy.LATER
    assert len(server.asked) == 3


@pytest.mark.slow
@pytest.mark.parametrize("fault", WITHOUT_END)
def test_an_answer_without_end_times_out(server: LocalService, fault: str) -> None:
    voice = open_at(replace(hasty(server.origin, answer_s=5), connect_s=5, tries=2))
    server.faults.append(fault)
    assert voice.speak(HOLD) == voice.speak(HOLD)
    server.always = fault
    with pytest.raises(VoiceError, match=r" did not answer in time, tried 2 times$"):
        voice.speak(HOLD)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("403", "refused (403 Forbidden)"),
        ("404", "refused (404 Not Found)"),
        ("302", "refused (302 Found)"),
        ("429 3600", "accepts no more requests for now (429 Too Many Requests), and asks to wait 3600 s"),
    ],
)
def test_a_final_refusal_is_not_retried(voice: EngineVoice, server: LocalService, fault: str, cause: str) -> None:
    server.always = fault
    with pytest.raises(VoiceError) as caught:
        voice.speak(HOLD)
    assert str(caught.value) == f"{server.origin.removeprefix('http://')} {cause}"
    assert caught.value.remedy is Remedy.LATER
    assert len(server.asked) == 1


def test_it_waits_as_long_as_the_service_asks(voice: EngineVoice, server: LocalService, waits: list[float]) -> None:
    server.faults.append("429 1")
    voice.speak(HOLD)
    assert len(server.asked) == 2
    assert max(waits) == 1.0


def test_waits_grow_and_have_jitter(server: LocalService, waits: list[float]) -> None:
    server.always = "503"
    often = replace(hasty(server.origin), tries=5, first_wait_s=0.05, jitter_s=0.3)
    with pytest.raises(VoiceError):
        open_at(often, sleep=waits.append).speak(HOLD)
    longer = [wait_s - least_s for least_s, wait_s in zip((0.05, 0.1, 0.2, 0.4), waits, strict=True)]
    assert 0 <= min(longer) < max(longer) <= 0.3


def test_after_a_failure_a_phrase_gets_one_try_until_one_succeeds(voice: EngineVoice, server: LocalService) -> None:
    server.faults.extend(["500"] * 4)
    for tries in (3, 1):
        before = len(server.asked)
        with pytest.raises(VoiceError):
            voice.speak(HOLD)
        assert len(server.asked) - before == tries
    voice.speak(HOLD)
    server.faults.extend(["500"] * 2)
    voice.speak(HOLD)


def test_a_refused_connection(server: LocalService, voice: EngineVoice) -> None:
    server.stop()
    with pytest.raises(VoiceError) as caught:
        voice.speak(HOLD)
    host = server.origin.removeprefix("http://")
    assert str(caught.value) == f"{host} cannot be reached (is this computer online?), tried 2 times"
    assert caught.value.remedy is Remedy.LATER


def test_nothing_is_sent_when_the_certificate_does_not_verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, certificate = self_signed(tmp_path)
    with LocalService(tls=context) as server:
        with pytest.raises(VoiceError) as caught:
            open_at(hasty(server.origin)).speak(HOLD)
        assert server.asked == []
        assert str(caught.value).startswith(f"the certificate of 127.0.0.1:{server.server_port} does not verify, ")
        assert caught.value.remedy is Remedy.CERTIFICATES
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))  # as the error advises
        open_at(hasty(server.origin)).speak(LIFT)
        assert [asked.text for asked in server.asked] == [LIFT]


def test_nothing_is_sent_without_tls_when_tls_fails(server: LocalService) -> None:
    with pytest.raises(VoiceError, match="was interrupted, tried 3 times"):
        open_at(hasty(server.origin.replace("http:", "https:"))).speak(HOLD)
    assert server.asked == []


@pytest.mark.parametrize(
    "origin",
    [
        "http://translate.google.{tld}",
        "http://localhost.example.org",
        "http://127.0.0.1@example.org",
        "ftp://127.0.0.1",
        "//127.0.0.1",
    ],
)
def test_only_this_computer_may_be_asked_without_tls(origin: str) -> None:
    with pytest.raises(ValueError, match="is not asked over TLS"):
        Service(origin)


@pytest.mark.parametrize(
    ("setting", "lang", "origin"),
    [
        ("", "en", "https://translate.google.us"),
        ("en", "en", "https://translate.google.us"),
        ("en-GB", "en", "https://translate.google.co.uk"),
        ("en-au", "en", "https://translate.google.com.au"),
        ("pt-PT", "pt-PT", "https://translate.google.pt"),
        ("fr", "fr", "https://translate.google.fr"),
        ("de", "de", "https://translate.google.com"),
        ("zh-tw", "zh-tw", "https://translate.google.com"),
    ],
)
def test_an_accent_depends_on_the_host(setting: str, lang: str, origin: str) -> None:
    accent = accent_of(setting)
    assert (accent.lang, Client(Service(), accent.tld).origin) == (lang, origin)
    assert f", {lang}, tld {accent.tld}, slow False" in open_voice(setting).fingerprint


def test_the_fingerprint_differs_by_accent_and_not_by_spelling() -> None:
    assert len({open_voice(setting).fingerprint for setting in ("", "en-GB", "en-AU", "fr-CA", "fr", "de")}) == 6
    assert len({open_voice(setting).fingerprint for setting in ("", "en", "en-us", "en-US")}) == 1
    assert open_voice("").language == "en-us"


@pytest.mark.parametrize("setting", ["en-XX", "nonsense", "de/..", "us.example.org#", "e", "en-GB "])
def test_an_unknown_accent_is_refused_when_it_is_opened(setting: str) -> None:
    with pytest.raises(UnknownVoiceError, match=r"^gtts has no voice '.*'; there are en-US, en-GB, "):
        open_voice(setting)


def test_an_unknown_language_is_refused_before_any_request(server: LocalService) -> None:
    with pytest.raises(UnknownVoiceError, match=r"^gtts has no voice 'xx'; "):
        open_at(hasty(server.origin), "xx").speak(HOLD)
    assert server.asked == []


def test_requests_keep_apart(server: LocalService, waits: list[float]) -> None:
    voice = open_at(replace(hasty(server.origin), apart_s=1_000), sleep=waits.append)
    for _ in range(3):
        voice.speak(HOLD)
    assert [round(wait_s, -3) for wait_s in waits] == [1_000, 2_000]  # it did not really wait


def test_opening_it_loads_neither_the_library_nor_the_network() -> None:
    program = (
        "import sys; from audio_builder.voices.gtts import open_voice; open_voice('en-GB').fingerprint;"
        "heavy = ('gtts', 'requests', 'tenacity', 'miniaudio', 'ssl');"
        "print([name for name in heavy if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said == "[]\n"


def test_a_missing_package_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gtts, "NEEDED", ("gTTS", "no-such-package"))
    with pytest.raises(VoiceError) as caught:
        open_voice("")
    assert str(caught.value) == ("the voice 'gtts' needs the package no-such-package: pip install 'gentle-back[gtts]'")
