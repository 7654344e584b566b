"""Clips made by real worker processes: the same bytes for any number, and one clear line for whatever goes wrong."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure, ClipStore, clip_key
from audio_builder.errors import Remedy, UnknownEngineError, VoiceError
from audio_builder.voices.table import open_voice
from content.store import Amount, KeyedStoreError, sizes
from content.timeline.cues import Phrase, Tone
from tests.audio_builder.decoded import spoken
from tests.audio_builder.progress import RecordedProgress
from tests.audio_builder.third_party_voice import install_voice
from tests.tools import PATIENCE_S, group_lives, wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.timeline.cues import Sound

TONES: list[Sound] = [Tone("open"), Tone("close"), Tone("wake")]
NUMBERS: list[Sound] = [Phrase(f"Number {number}.") for number in range(32)]
BOTH: list[Sound] = [*NUMBERS, *TONES]


def _make(
    spec: str, sounds: Sequence[Sound], store: ClipStore, jobs: int, progress: RecordedProgress | None = None
) -> int:
    return make_clips(spec, ClipMeasure(open_voice(spec), store), sounds, jobs, progress or RecordedProgress())


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


@pytest.fixture
def beeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(install_voice(tmp_path / "beeper", "beeper"))
    return "beeper"


def _get(store: ClipStore, spec: str, sound: Sound) -> object:
    voice = open_voice(spec)
    return store.get(clip_key(voice.fingerprint, voice.gain_db, sound))


@pytest.mark.slow
def test_any_number_of_workers_makes_the_same_bytes(tmp_path: Path) -> None:
    stores = [ClipStore(tmp_path / str(jobs)) for jobs in (1, 2)]
    for jobs, store in enumerate(stores, 1):
        assert _make("espeak", BOTH, store, jobs) == 35
    for sound in BOTH:
        assert _get(stores[0], "espeak", sound) == _get(stores[1], "espeak", sound) is not None


def test_each_sound_is_made_once_and_never_again(store: ClipStore) -> None:
    progress = RecordedProgress()
    sounds: list[Sound] = [Phrase("Hold."), Tone("wake"), Phrase("Hold.")]
    assert _make("espeak", sounds, store, 2, progress) == 2
    assert progress.clips == [(1, 2), (2, 2)]
    assert _make("espeak", sounds, store, 2, progress) == 0
    assert progress.needed == [(3, 2), (3, 0)]
    assert len(progress.clips) == 2
    assert _get(store, "espeak", Phrase("Hold.")) == spoken("Hold.")


def test_a_damaged_clip_is_made_again(store: ClipStore) -> None:
    _make("silent", [Phrase("Hold.")], store, 1)
    [file] = store.folder.rglob("*.clip")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert _make("silent", [Phrase("Hold."), Phrase("One.")], store, 1) == 2
    assert file.read_bytes() == whole


def test_making_nothing_starts_nothing(store: ClipStore) -> None:
    assert _make("silent", [], store, 2) == 0
    assert not store.folder.exists()


def test_unknown_voice(store: ClipStore) -> None:
    with pytest.raises(UnknownEngineError, match="unknown voice 'nobody'"):
        _make("nobody", NUMBERS, store, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_phrase_that_fails_is_named_and_the_others_are_kept(store: ClipStore, beeper: str, jobs: int) -> None:
    sounds = [*NUMBERS[:10], Phrase("This will fail."), *NUMBERS[10:], Phrase("fail, too")]
    with pytest.raises(VoiceError) as caught:
        _make(beeper, sounds, store, jobs)
    assert str(caught.value) == "cannot make 'This will fail.': ValueError: out of tune"
    assert all(_get(store, beeper, sound) for sound in sounds[:10])


def test_a_phrase_with_nothing_to_say_is_named(store: ClipStore) -> None:
    with pytest.raises(VoiceError) as caught:
        _make("espeak", [Phrase("Hold."), Phrase("...")], store, 1)
    assert str(caught.value) == "cannot make '...': there is nothing to say in '...'"
    assert _get(store, "espeak", Phrase("Hold."))


def test_an_unknown_tone_is_named(store: ClipStore) -> None:
    with pytest.raises(VoiceError, match=r"^cannot make the tone 'gong': there is no tone 'gong'; there are: open, "):
        _make("silent", [Tone("gong")], store, 1)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("text", "how"), [("Now die.", "with exit code 9"), ("killed", "by SIGKILL")])
def test_a_phrase_at_which_two_workers_die_is_named(
    store: ClipStore, beeper: str, text: str, how: str, jobs: int
) -> None:
    sounds = [*NUMBERS[:5], Phrase(text), *NUMBERS[5:]]
    with pytest.raises(VoiceError) as caught:
        _make(beeper, sounds, store, jobs)
    assert str(caught.value) == f"cannot make '{text}': 2 workers died at it, the last {how}"
    assert caught.value.remedy is Remedy.WORKERS
    assert all(_get(store, beeper, sound) for sound in sounds[:5])
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_is_replaced_and_every_clip_is_made_once(store: ClipStore, beeper: str, jobs: int) -> None:
    """Two phrases in a row, the first and the last kill a worker, each once."""
    deadly: list[Sound] = [Phrase(f"killed once {number}") for number in range(4)]
    sounds, progress = [deadly[0], *NUMBERS, *deadly[1:3], *TONES, deadly[3]], RecordedProgress()
    assert _make(beeper, sounds, store, jobs, progress) == len(sounds)
    assert progress.clips == [(done, len(sounds)) for done in range(1, len(sounds) + 1)]
    assert len(list(store.folder.rglob("*.clip"))) == len(sounds)
    kept = {sound: _get(store, beeper, sound) for sound in sounds}
    assert None not in kept.values()
    again = ClipStore(store.folder.with_name("again"))
    _make(beeper, sounds, again, 1)  # where none dies
    assert kept == {sound: _get(again, beeper, sound) for sound in sounds}


class Killing(RecordedProgress):
    """Kills every worker once, after the fifth clip."""

    def clip_made(self, done: int, total: int) -> None:
        super().clip_made(done, total)
        if done == 5:
            for worker in multiprocessing.active_children():
                worker.kill()


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_that_are_killed_from_outside_are_replaced(store: ClipStore, jobs: int) -> None:
    progress = Killing()
    assert _make("silent", NUMBERS, store, jobs, progress) == len(NUMBERS)
    assert progress.clips == [(done, len(NUMBERS)) for done in range(1, len(NUMBERS) + 1)]
    assert all(_get(store, "silent", sound) for sound in NUMBERS)


def test_a_store_that_cannot_take_clips_ends_the_workers(tmp_path: Path, beeper: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeyedStoreError, match="cannot keep clips in "):
        _make(beeper, NUMBERS, ClipStore(tmp_path / "file"), 2)


PROGRAM = """
import sys
from pathlib import Path
from audio_builder.clips.make import make_clips
from audio_builder.clips.measure import ClipMeasure
from audio_builder.clips.measure import ClipStore
from audio_builder.voices.table import open_voice
from gentleback_cli import run
from content.timeline.cues import Phrase

class Printed:
    def clips_needed(self, sounds, missing, voice):
        pass

    def clip_made(self, done, total):
        print(done, flush=True)

def build():
    sounds = [Phrase(f"slow {number}") for number in range(4000)]
    print("begun", flush=True)
    measure = ClipMeasure(open_voice("beeper"), ClipStore(Path(sys.argv[1])))
    make_clips("beeper", measure, sounds, 2, Printed())
    return 0

if __name__ == "__main__":
    sys.exit(run(build))
"""


@pytest.fixture
def building(tmp_path: Path, store: ClipStore) -> subprocess.Popen[str]:
    """A process in its own process group, as in a terminal, that makes 4,000 clips of 50 ms each."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    path = [str(install_voice(tmp_path / "beeper", "beeper")), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
    command = [sys.executable, str(program), str(store.folder)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, stdout=pipe, stderr=pipe, env=environment, start_new_session=True)


def _said(building: subprocess.Popen[str], lines: int) -> None:
    assert building.stdout
    for _ in range(lines):
        building.stdout.readline()


only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups of this kind")


@only_posix
@pytest.mark.parametrize(
    ("lines", "wait_s"),
    [(1, 0.05), *(pytest.param(*when, marks=pytest.mark.slow) for when in ((1, 0.0), (1, 0.1), (1, 0.2), (10, 0.0)))],
)
def test_ctrl_c_keeps_the_clips_so_far_and_leaves_no_worker(
    building: subprocess.Popen[str], store: ClipStore, lines: int, wait_s: float
) -> None:
    _said(building, lines)
    time.sleep(wait_s)
    os.killpg(building.pid, signal.SIGINT)
    _, complaint = building.communicate(timeout=PATIENCE_S)
    assert (building.returncode, complaint) == (130, "gentleback: stopped; what was finished is kept\n")
    wait_until(lambda: not group_lives(building.pid))
    assert lines - 1 <= sizes(store.folder).get("clip", Amount(0, 0)).count < 4000
    assert not list(store.folder.rglob("*.part"))
    assert all(_get_beep(store, number) for number in range(lines - 2))


def _get_beep(store: ClipStore, number: int) -> object:
    return store.get(clip_key("beeper 1", 0.0, Phrase(f"slow {number}")))


@only_posix
def test_workers_end_when_the_main_process_is_killed(building: subprocess.Popen[str]) -> None:
    _said(building, 5)
    building.kill()
    building.communicate(timeout=PATIENCE_S)
    wait_until(lambda: not group_lives(building.pid))
