"""The clip store: what is damaged is missing, two processes may write at once, and only its own files are removed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from audio_builder.clips.clip import FRAME_BYTES, SILENT_FRAME, Clip
from audio_builder.clips.key import clip_key
from audio_builder.clips.store import ClipStore
from audio_builder.errors import BuildError
from content.timeline.cues import Phrase, Tone
from tests.tools import least_cpu_s

if TYPE_CHECKING:
    from pathlib import Path

CLIP = Clip(SILENT_FRAME * 5, 1_234)
KEY, OTHER = clip_key("a voice", 0, Phrase("Hold.")), clip_key("a voice", 0, Phrase("And release."))
DAY_S = 86_400

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def _file(store: ClipStore, key: str = KEY) -> Path:
    return store.folder / key[:2] / f"{key[2:]}.clip"


def _age(path: Path, days: float) -> None:
    then = time.time() - days * DAY_S
    os.utime(path, (then, then))


def test_what_is_put_is_got(store: ClipStore) -> None:
    assert store.get(KEY) is None
    assert not store.contains(KEY)
    store.put(KEY, CLIP)
    assert store.get(KEY) == CLIP
    assert store.contains(KEY)
    assert not store.contains(OTHER)
    assert [path.name for path in store.folder.rglob("*.*")] == [_file(store).name]


@pytest.mark.parametrize("at", [0, 7, 8, 11, 12, 15, 16, 100, 16 + 5 * FRAME_BYTES - 1])
def test_one_wrong_byte_and_the_clip_is_missing(store: ClipStore, at: int) -> None:
    store.put(KEY, CLIP)
    data = bytearray(_file(store).read_bytes())
    data[at] ^= 1
    _file(store).write_bytes(data)
    assert store.get(KEY) is None
    assert not store.contains(KEY)
    store.put(KEY, CLIP)
    assert store.get(KEY) == CLIP


@pytest.mark.parametrize("length", [0, 3, 15, 16, 100, 16 + 4 * FRAME_BYTES])
def test_a_file_cut_short_is_missing(store: ClipStore, length: int) -> None:
    store.put(KEY, CLIP)
    os.truncate(_file(store), length)
    assert store.get(KEY) is None


def test_a_file_of_another_key_or_another_make_is_missing(store: ClipStore) -> None:
    store.put(OTHER, CLIP)
    store.put(KEY, CLIP)
    _file(store, OTHER).replace(_file(store))
    assert store.get(KEY) is None
    _file(store).write_bytes(b"ID3" + bytes(1_000))
    assert store.get(KEY) is None
    _file(store).unlink()
    _file(store).mkdir()
    assert store.get(KEY) is None


def test_size_counts_clips_only(store: ClipStore) -> None:
    assert store.size() == (0, 0)
    store.put(KEY, CLIP)
    store.put(OTHER, CLIP)
    (store.folder / "notes.txt").write_text("mine")
    (store.folder / KEY[:2] / "notes.clip").write_text("mine")
    assert store.size() == (2, 2 * (16 + 5 * FRAME_BYTES))


def test_prune_removes_all_of_its_own_and_nothing_else(store: ClipStore) -> None:
    store.put(KEY, CLIP)
    store.put(OTHER, CLIP)
    mine = [store.folder / "notes.txt", store.folder / KEY[:2] / "x.clip", store.folder / "zz" / _file(store).name]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    assert store.prune() == (2, 2 * (16 + 5 * FRAME_BYTES))
    assert store.size() == (0, 0)
    assert all(path.exists() for path in mine)
    assert store.prune() == (0, 0)


def test_prune_keeps_what_was_used_lately(store: ClipStore) -> None:
    for key in (KEY, OTHER):
        store.put(key, CLIP)
        _age(_file(store, key), 40)
    assert store.get(KEY) == CLIP  # being read is being used
    assert store.prune(unused_days=30)[0] == 1
    assert store.contains(KEY)
    assert not store.contains(OTHER)


def test_prune_takes_the_parts_of_dead_processes_and_leaves_those_of_living_ones(store: ClipStore) -> None:
    store.put(KEY, CLIP)
    stale, fresh = (_file(store).with_name(f"{_file(store).name}.{who}.part") for who in ("123abc", "456def"))
    stale.write_bytes(b"half")
    fresh.write_bytes(b"half")
    _age(stale, 1)
    assert store.prune(unused_days=30) == (1, 4)
    assert fresh.exists()
    assert not stale.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = ClipStore(tmp_path / "file" / "clips")
    assert store.get(KEY) is None
    with pytest.raises(BuildError, match=f"^cannot keep clips in {store.folder}: "):
        store.put(KEY, CLIP)


PUT = """
import os, resource, sys
from pathlib import Path
from audio_builder.clips.clip import SILENT_FRAME, Clip
from audio_builder.clips.store import ClipStore
from gentleback_cli import run
if sys.argv[2] == "limited":
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
elif os.geteuid() == 0:
    os.setuid(65534)  # root may write anywhere
sys.exit(run(lambda: ClipStore(Path(sys.argv[1])).put("ab" * 32, Clip(SILENT_FRAME * 100, 0)) or 0))
"""


def _put_in_a_process(folder: Path, how: str) -> tuple[int, str]:
    command = [sys.executable, "-c", PUT, str(folder), how]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    return said.returncode, said.stderr


@only_posix
def test_a_folder_that_may_not_be_written_is_named(store: ClipStore) -> None:
    store.folder.mkdir(mode=0o500)
    complaint = f"gentleback: cannot keep clips in {store.folder}: Permission denied; --clips names another folder\n"
    assert _put_in_a_process(store.folder, "forbidden") == (1, complaint)


@only_posix
def test_a_file_that_does_not_fit_leaves_nothing(store: ClipStore) -> None:
    """A limit on the size of files fails in the midst of writing, as a full disk does."""
    complaint = f"gentleback: cannot keep clips in {store.folder}: File too large; --clips names another folder\n"
    assert _put_in_a_process(store.folder, "limited") == (1, complaint)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


WRITE = """
import sys
from pathlib import Path
from audio_builder.clips.clip import SILENT_FRAME, Clip
from audio_builder.clips.store import ClipStore
store = ClipStore(Path(sys.argv[1]))
for again in range(20):
    for number in range(20):
        store.put(f"{number:064x}", Clip(SILENT_FRAME * 80, number))
"""


def test_two_processes_may_write_the_same_clips_at_once(store: ClipStore) -> None:
    command = [sys.executable, "-c", WRITE, str(store.folder)]
    writers = [subprocess.Popen(command) for _ in range(2)]
    wrong = 0
    while any(writer.poll() is None for writer in writers):
        found = [store.get(f"{number:064x}") for number in range(20)]
        wrong += sum(clip is not None and clip.length_samples != number for number, clip in enumerate(found))
    assert [writer.wait() for writer in writers] == [0, 0]
    assert wrong == 0
    assert all(store.get(f"{number:064x}") == Clip(SILENT_FRAME * 80, number) for number in range(20))
    assert not list(store.folder.rglob("*.part"))


def test_getting_costs_little_more_than_reading(store: ClipStore) -> None:
    keys = [f"{number:064x}" for number in range(200)]
    for number, key in enumerate(keys):
        store.put(key, Clip(SILENT_FRAME * 90, number))
    getting_s = least_cpu_s(lambda: [store.get(key) for key in keys])
    reading_s = least_cpu_s(lambda: [_file(store, key).read_bytes() for key in keys])
    assert getting_s <= 4 * reading_s  # twice, as measured


def test_key_is_of_all_that_shapes_a_clip() -> None:
    sounds = (
        ("voice", 1.0, Phrase("open")),
        ("voice", 1.0, Phrase("Open")),
        ("voice", 1.5, Phrase("open")),
        ("other", 1.0, Phrase("open")),
        ("voice", 1.0, Tone("open")),
        ("voice", 1.0, Tone("close")),
    )
    assert len({clip_key(*sound) for sound in sounds}) == len(sounds)
    assert clip_key("voice", 1.0, Tone("open")) == clip_key("other", 2.0, Tone("open"))
    assert len(KEY) == 64
