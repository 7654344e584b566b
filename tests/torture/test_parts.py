"""What each part looks at after a trial finds nothing in a right folder, and what is wrong in another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.torture import damage, folders, hostile, indexes, kills, points, together
from tests.torture.bounded import Ending
from tests.torture.grounds import Grounds, Lane, lane
from tests.torture.small_tree import SESSION, small_tree
from tests.torture.trees import remove, size_of

DONE = Ending(0, "", "", 1)
REFUSED = Ending(2, "", "gentleback: catalog.json is damaged\n", 1)


@pytest.fixture
def place(tmp_path: Path) -> Lane:
    """A lane as after a build of grounds that are made by hand."""
    small_tree(tmp_path / "tree-a")
    (tmp_path / "store" / "ab").mkdir(parents=True)
    (tmp_path / "store" / "ab" / "1.clip").write_text("a clip")
    made = lane(Grounds(tmp_path), "0")
    made.restore("a")
    return made


def test_after_the_build_that_follows_a_kill(place: Lane) -> None:
    assert kills.after(DONE, place, "a") == []
    (place.out / "bridge.txt").unlink()
    (place.store / "ab" / "1.clip").write_text("a cl")
    (place.store / ".drafts").mkdir()
    (place.store / ".drafts" / "1.part").touch()
    assert kills.after(REFUSED, place, "a") == [
        f"after the next build: {fault}"
        for fault in (
            "exit code 2 instead of 0: 'gentleback: catalog.json is damaged'",
            "bridge.txt is missing",
            "store: ab/1.clip is partial or wrong",
            "catalog: bridge.txt is not there",
            "page: bridge.txt is not there",
            "store/.drafts/1.part is left over",
        )
    ]


def test_after_damage(place: Lane) -> None:
    before = damage.all_but_ours(place.out)
    assert damage.after_damage(place, DONE, before) == damage.after_damage(place, REFUSED, before) == []
    (place.out / "bridge.txt").write_text("other")
    assert damage.after_damage(place, REFUSED, before) == ["it refused, but bridge.txt was changed"]
    wrong = ["bridge.txt is partial or wrong"]
    assert damage.after_damage(place, DONE, before) == wrong
    (place.store / "ab" / "2.clip").write_bytes(bytes(damage.GROWTH_BYTES + 100))
    assert damage.after_damage(place, DONE, before) == [*wrong, "it grew"]


def test_every_damage_does_something(place: Lane) -> None:
    from random import Random

    for kind, do in damage.KINDS.items():
        place.restore("a")
        before = damage.all_but_ours(place.out)
        do(place.out / "bridge.txt", place.out / "bridge.vtt", Random(1))  # noqa: S311
        assert damage.all_but_ours(place.out) != before, kind


def test_a_reader_beside_builds(place: Lane) -> None:
    assert together.read_as_others(place) == []
    (place.out / "bridge.mp3").write_bytes(b"other")
    assert together.read_as_others(place) == ["bridge.mp3 has another hash"]
    (place.out / "bridge.mp3").unlink()
    assert together.read_as_others(place) == ["bridge.mp3 is not there"]
    (place.out / "catalog.json").write_text("{")
    (fault,) = together.read_as_others(place)
    assert fault.startswith("catalog.json is not whole: ")
    remove(place.out)
    assert together.read_as_others(place) == []


def test_after_a_build_into_a_folder_with_a_hostile_catalog(place: Lane) -> None:
    size = size_of(place.out, place.store)
    (place.out / "catalog.json").write_text(json.dumps({"sessions": [{**SESSION, "captions": "x.vtt"}]}))
    vanished = f"{hostile.KEPT} vanished without a word"
    assert hostile.after_hostile(place, REFUSED, size) == []
    assert hostile.after_hostile(place, DONE, size) == ["catalog: x.vtt is not there", vanished]
    assert vanished not in hostile.after_hostile(place, Ending(0, "", "not in the catalog any more: 1", 1), size)
    (place.out / "big.mp3").write_bytes(bytes(hostile.GROWTH_BYTES + 3 * size))
    assert hostile.after_hostile(place, REFUSED, size) == ["it grew"]


def test_what_is_outside_of_a_folder(place: Lane) -> None:
    secret = place.root / "secret.mp3"
    secret.write_bytes(hostile.SECRET)
    (place.out / "link.mp3").symlink_to(secret)
    assert hostile.outside(place) == []
    (place.out / "copy.mp3").write_bytes(secret.read_bytes())
    secret.write_bytes(b"gone")
    assert hostile.outside(place) == ["what is outside was changed", "what is outside was copied"]


def test_every_hostile_catalog_can_be_written_and_is_another_one(place: Lane) -> None:
    file = place.out / "catalog.json"
    chapters: list[object] = [{"title": name, "cues": []} for name in ("Opening", "Bridge")]
    right = json.dumps({"schema_version": 1, "sessions": [{**SESSION, "chapters": chapters}]})
    for catalog in hostile.catalogs(place.root):
        if catalog.what != "size":
            remove(file)
            file.write_text(right)
            catalog.put(file)
            assert (
                file.is_symlink()
                or not file.is_file()
                or file.stat().st_size > 10**9
                or file.read_text("latin-1") != right
            )


def test_what_a_command_may_say_of_a_hostile_folder() -> None:
    said = Ending(1, "own/x.yaml:1: is not YAML\n", "", 1)
    assert folders.faults_of(said, "check") == []
    assert folders.faults_of(said, "list") == ["0 lines instead of one: []"]
    assert folders.faults_of(Ending(1, "", "", 1), "check") == ["it says nothing"]
    assert folders.faults_of(Ending(None, "", "", 60), "check") == ["it hung for 60 s"]


def test_what_a_download_may_write(tmp_path: Path) -> None:
    model = tmp_path / "piper" / f"{indexes.NAME}.onnx"
    model.parent.mkdir()
    model.write_bytes(indexes.FILES[indexes.MODEL])
    assert indexes.written(tmp_path) == []
    model.write_bytes(b"other")
    (tmp_path / "piper" / "x.onnx").write_bytes(bytes(indexes.MOST_BYTES))
    assert indexes.written(tmp_path) == [
        f"{indexes.MOST_BYTES + 5:,} bytes are on the disk",
        "piper/x.onnx was written",
        "the model is another one than the index has",
    ]


def test_every_case_of_an_index_can_be_made() -> None:
    cases = list(indexes.cases())
    assert [case.what for case in cases if case.is_control] == ["nothing wrong"]
    for case in cases:
        assert set(case.make()) == {*indexes.FILES, "voices.json"}, case.what


def test_what_a_store_may_give_after_a_fault(place: Lane) -> None:
    put = points.Put()
    put.prepare(place)
    assert put.faults_between(place) == []
    assert put.faults_after(place, DONE) == ["the store does not give what was put there"]
    put._store(place).put(points.KEY, b"other")
    assert put.faults_between(place) == ["the store gives 5 bytes of something else"]
    put._store(place).put(points.KEY, points.DATA)
    assert put.faults_between(place) == put.faults_after(place, DONE) == []


def test_a_build_between_two_contents_is_of_either(place: Lane) -> None:
    build = points.Build("cold", "b", has_older=False)
    assert build.faults_between(place) == []
    (place.out / "bridge.txt").write_text("half")
    assert build.faults_between(place) == ["bridge.txt is partial or wrong"]
