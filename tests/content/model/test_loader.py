"""What was read once is kept: used while it is fresh, made anew when anything changed, and never trusted."""

from __future__ import annotations

import json
import subprocess
import sys
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest

from content.model.faults import ContentError
from content.model.loader import OURS, compiled, key_of, load, read_files, read_trees
from tests.content.model.folder import LIFT, PHRASES, ROUTINE, ROUTINE_WORDS, VALID, spoilt, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOADING = """
import sys
from pathlib import Path
from content.model.loader import load
content = load(Path(sys.argv[1]), Path(sys.argv[2]))
print(content.words["en"].routines["my-morning"].name, "yaml" in sys.modules)
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return write(tmp_path / "own")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def start_loading(own: Path, cache: Path, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", before + LOADING, own, cache], stdout=subprocess.PIPE, text=True)


def load_apart(own: Path, cache: Path, before: str = "") -> str:
    """Load in a process of its own: the name of the routine, and whether YAML was read."""
    return start_loading(own, cache, before).communicate()[0]


def name_of(own: Path, cache: Path) -> str:
    return load(own, cache).words["en"].routines["my-morning"].name


def test_yaml_is_read_once(own: Path, cache: Path) -> None:
    assert load_apart(own, cache) == "My morning True\n"
    assert load_apart(own, cache) == "My morning False\n"
    assert len(list(cache.iterdir())) == 1


def test_what_was_kept_is_what_was_read(own: Path, cache: Path) -> None:
    read, kept = load(own, cache), load(own, cache)
    for part in ("documents", "exercises", "routines"):
        assert getattr(kept, part) == getattr(read, part)
    assert kept.words["en"] == read.words["en"]
    assert list(kept.routines) == list(read.routines)


CHANGES: dict[str, dict[str, str | None]] = {
    **{f"a comment in {name}": {name: f"# Ours\n{text}"} for name, text in VALID.items()},
    "one more file": {"sources.yml": ""},
    "one file less": {PHRASES: None},
    "another name": {LIFT: None, "exercises/chest.yaml": VALID[LIFT]},
    "another ending": {LIFT: None, "exercises/chest-lift.txt": VALID[LIFT]},
    "another place": {LIFT: None, "chest-lift.yaml": VALID[LIFT]},
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_a_source_makes_another_key(change: str, own: Path) -> None:
    before = key_of(read_files(own))
    assert key_of(read_files(own)) == before
    for name, text in CHANGES[change].items():
        if text is None:
            (own / name).unlink()
        else:
            write(own, {name: text})
    assert key_of(read_files(own)) != before


def test_a_change_is_seen_at_once(own: Path, cache: Path) -> None:
    assert name_of(own, cache) == "My morning"
    write(own, spoilt(ROUTINE_WORDS, "My morning", "My evening"))
    assert name_of(own, cache) == "My evening"


def test_a_fault_is_never_kept(own: Path, cache: Path) -> None:
    write(own, spoilt(ROUTINE_WORDS, "name: My morning", "name: <b>"))
    for _ in range(2):
        with pytest.raises(ContentError) as refused:
            load(own, cache)
        said = "has '<', which no voice can say; write it in words"
        assert str(refused.value) == f"{own / ROUTINE_WORDS}:1: name: {said}"
        assert refused.value.exit_code == 1
    assert not cache.exists()


def test_an_error_tells_the_first_fault_and_how_many_there_are(own: Path, cache: Path) -> None:
    write(own, dict.fromkeys(VALID, ""))
    with pytest.raises(ContentError) as refused:
        load(own, cache)
    more = "(and 9 more: 'gentleback check DIR' tells all)"
    assert str(refused.value) == f"{own / LIFT}:1: is empty; fill it in or take it away {more}"
    assert [fault.file for fault in refused.value.faults] == sorted(own / name for name in VALID)


def _without(key: str) -> Callable[[str], str]:
    return lambda text: json.dumps({name: value for name, value in json.loads(text).items() if name != key})


DAMAGES: dict[str, str | Callable[[str], str]] = {
    "empty": "",
    "nothing": "null",
    "text": '"key"',
    "deep": "[" * 100_000,
    "cut short": lambda text: text[: len(text) // 2],
    "one letter changed": lambda text: text.replace("My morning", "My mornong"),
    "no key": _without("key"),
    "no sum": _without("sum"),
    "no values": _without("values"),
    "a list": lambda text: f"[{text}]",
    "half a character": lambda text: text.replace("My morning", "\\ud800"),
    "no UTF-8": lambda text: text.replace("My morning", "\udcff"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_made_anew(damage: str, own: Path, cache: Path) -> None:
    load(own, cache)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    spoil = DAMAGES[damage]
    text = spoil if isinstance(spoil, str) else spoil(whole.decode())
    file.write_bytes(text.encode(errors="surrogateescape"))
    assert name_of(own, cache) == "My morning"
    assert list(cache.iterdir()) == [file]
    assert file.read_bytes() == whole


def test_what_was_kept_under_weaker_checks_is_checked_again(own: Path, cache: Path) -> None:
    load(own, cache)
    (file,) = cache.iterdir()
    files = read_files(own)
    weaker = read_files(write(own, spoilt(ROUTINE, "doctor-first, ", "")))
    trees, faults = read_trees(weaker)
    assert faults == []
    file.write_text(compiled(key_of(files), weaker, trees), encoding="utf-8")
    write(own)
    assert load(own, cache).routines["my-morning"].safety[0] == "doctor-first"


def test_where_nothing_can_be_kept_yaml_is_read_again(own: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for cache in (tmp_path / "file", tmp_path / "file" / "below"):
        assert name_of(own, cache) == "My morning"
    (key,) = {key_of(read_files(own))[:32]}
    (tmp_path / f"{key}.json").mkdir()
    assert name_of(own, tmp_path) == "My morning"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([f"{key}.json", "file", "own"])


def test_a_full_disk_leaves_no_half_file(own: Path, cache: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))\n"
    assert load_apart(own, cache, limit) == "My morning True\n"
    assert list(cache.iterdir()) == []


def test_many_may_load_at_once(own: Path, cache: Path) -> None:
    at_once = [start_loading(own, cache) for _ in range(4)]
    assert {each.communicate()[0][:10] for each in at_once} == {"My morning"}
    assert [each.returncode for each in at_once] == [0] * 4
    assert len(list(cache.iterdir())) == 1
    assert load_apart(own, cache) == "My morning False\n"


COMPILING = """
import sys
from pathlib import Path
from content.model.loader import COMPILED, compiled, key_of, load, read_files, read_trees
files = read_files(None)
if len(sys.argv) > 1:
    trees, _ = read_trees(files)
    COMPILED.write_text(compiled(key_of(files), files, trees), encoding="utf-8")
else:
    print(COMPILED, len(load(None, Path("cache")).routines), "yaml" in sys.modules, Path("cache").exists())
"""


def test_what_came_with_the_wheel_is_used_while_it_is_fresh(tmp_path: Path) -> None:
    ours = copytree(OURS, tmp_path / "content", ignore=ignore_patterns("__pycache__", "compiled.json"))
    count = len(list((OURS / "routines").iterdir()))

    def run(*words: str) -> str:
        start = [sys.executable, "-c", COMPILING, *words]
        return subprocess.run(start, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert run("compile") == ""
    assert run() == f"{ours / 'compiled.json'} {count} False False\n"
    with (ours / "sources.yaml").open("a") as changed:
        changed.write("# A comment\n")
    assert run() == f"{ours / 'compiled.json'} {count} True True\n"
