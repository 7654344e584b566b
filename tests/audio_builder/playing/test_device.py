"""The device: what it is given is what is heard, when, and what happens where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from audio_builder.playing import device as module
from audio_builder.playing.device import LATENCY_MS, Device, NoDeviceError, probe
from tests.audio_builder.playing.speaker import AHEAD_MS, BEHIND_MS, without_device
from tests.tools import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audio_builder.playing.speaker import FakeSpeaker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the devices of these tests are ALSA's")


@pytest.fixture
def true_device(true_speaker: FakeSpeaker, monkeypatch: pytest.MonkeyPatch) -> FakeSpeaker:
    for name, value in true_speaker.environment.items():
        monkeypatch.setenv(name, value)
    return true_speaker


def test_what_is_heard_follows_the_device(true_device: FakeSpeaker) -> None:
    with Device(24_000) as device:
        device.start(lambda count: b"\1\1" * count)
        for _ in range(5):
            true_device.play_on(200)
            before_ms = true_device.played_ms
            heard_ms = device.heard / 24
            assert before_ms - BEHIND_MS <= heard_ms <= true_device.played_ms + AHEAD_MS
            device.check()


def test_nothing_is_heard_before_the_start(true_device: FakeSpeaker) -> None:
    with Device(24_000) as device:
        assert device.heard == 0
        assert true_device.played_ms == 0


def test_a_source_that_fails_is_told_in_the_main_thread(
    true_device: FakeSpeaker, capfd: pytest.CaptureFixture[str]
) -> None:
    def give(count: int) -> bytes:
        raise ValueError(count)

    with Device(24_000) as device:
        device.start(give)
        with pytest.raises(ValueError, match="960"):
            wait_until(device.check)
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_device_that_stops_asking_is_gone(true_device: FakeSpeaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 5)
    with Device(24_000) as device:
        device.start(bytes)
        true_device.play_on(200)
        device.check()
        true_device.is_stalled = True
        with pytest.raises(NoDeviceError, match="the sound device has stopped"):
            wait_until(device.check)
        true_device.is_stalled = False  # or the device could not be closed


def test_the_latency_is_short() -> None:
    assert LATENCY_MS <= 150


@pytest.mark.parametrize("before", ["", "import os; os.close(2); "])
def test_no_device_is_quiet_until_it_is_told(tmp_path: Path, before: str) -> None:
    script = f"{before}from audio_builder.playing.device import *\n"
    script += "try: probe()\nexcept NoDeviceError as error: print(error)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | without_device(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("there is no sound device here\n", "")


def test_what_is_printed_later_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import os\nfrom audio_builder.playing.device import *\n"
    script += "try: probe()\nexcept NoDeviceError: os.write(2, b'seen')"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | without_device(tmp_path), capture_output=True, check=True
    )
    assert done.stderr == b"seen"


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoDeviceError, match=r"^playing needs miniaudio: pip install miniaudio$"):
        probe()
