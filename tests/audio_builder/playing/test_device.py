"""The sound device: what is heard and when, and errors without one."""

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
def real_time_device(real_time_speaker: FakeSpeaker, monkeypatch: pytest.MonkeyPatch) -> FakeSpeaker:
    for name, value in real_time_speaker.environment.items():
        monkeypatch.setenv(name, value)
    return real_time_speaker


def test_heard_samples_are_those_that_the_device_played(real_time_device: FakeSpeaker) -> None:
    with Device(24_000) as device:
        device.start(lambda count: b"\1\1" * count)
        for _ in range(5):
            real_time_device.play_on(200)
            before_ms = real_time_device.played_ms
            heard_ms = device.heard / 24
            assert before_ms - BEHIND_MS <= heard_ms <= real_time_device.played_ms + AHEAD_MS
            device.check()


def test_nothing_is_heard_before_the_start(real_time_device: FakeSpeaker) -> None:
    with Device(24_000) as device:
        assert device.heard == 0
        assert real_time_device.played_ms == 0


def test_an_error_of_the_source_is_raised_in_the_main_thread(
    real_time_device: FakeSpeaker, capfd: pytest.CaptureFixture[str]
) -> None:
    def give(count: int) -> bytes:
        raise ValueError(count)

    with Device(24_000) as device:
        device.start(give)
        with pytest.raises(ValueError, match="960"):
            wait_until(device.check)
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_device_that_stops_asking_is_gone(real_time_device: FakeSpeaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 5)
    with Device(24_000) as device:
        device.start(bytes)
        real_time_device.play_on(200)
        device.check()
        real_time_device.is_stalled = True
        with pytest.raises(NoDeviceError, match="the sound device has stopped"):
            wait_until(device.check)
        real_time_device.is_stalled = False  # otherwise closing it would block


def test_the_latency_is_short() -> None:
    assert LATENCY_MS <= 150


@pytest.mark.parametrize("before", ["", "import os; os.close(2); "])
def test_without_a_device_nothing_else_is_printed(tmp_path: Path, before: str) -> None:
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


def test_standard_error_works_again_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import os\nfrom audio_builder.playing.device import *\n"
    script += "try: probe()\nexcept NoDeviceError: os.write(2, b'seen')"
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | without_device(tmp_path), capture_output=True, check=True
    )
    assert done.stderr == b"seen"


def test_without_the_library_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoDeviceError, match=r"^playing needs miniaudio: pip install miniaudio$"):
        probe()
