"""Compiled content is kept, used while nothing has changed, and made again when it is damaged."""

from __future__ import annotations

import subprocess
import sys
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING

import pytest

from content.model.compiled import OURS
from content.model.faults import ContentError
from content.model.files import content_key, read_files
from content.model.loader import load
from tests.content.model.folder import LIFT, PHRASES, ROUTINE_WORDS, VALID, with_change, write
from tests.tools import slow_for

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
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def entries(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def start_loading(own: Path, store: Path, before: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", before + LOADING, own, store], stdout=subprocess.PIPE, text=True)


def load_apart(own: Path, store: Path, before: str = "") -> str:
    """Load in a process of its own: the name of the routine, and whether YAML was read."""
    return start_loading(own, store, before).communicate()[0]


def name_of(own: Path, store: Path) -> str:
    return load(own, store).words["en"].routines["my-morning"].name


def test_yaml_is_read_once(own: Path, store: Path) -> None:
    assert load_apart(own, store) == "My morning True\n"
    assert load_apart(own, store) == "My morning False\n"
    assert len(entries(store)) == 1


def test_what_was_kept_is_what_was_read(own: Path, store: Path) -> None:
    read, kept = load(own, store), load(own, store)
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
    before = content_key(read_files(own))
    assert content_key(read_files(own)) == before
    for name, text in CHANGES[change].items():
        if text is None:
            (own / name).unlink()
        else:
            write(own, {name: text})
    assert content_key(read_files(own)) != before


def test_a_change_is_seen_at_once(own: Path, store: Path) -> None:
    assert name_of(own, store) == "My morning"
    write(own, with_change(ROUTINE_WORDS, "My morning", "My evening"))
    assert name_of(own, store) == "My evening"


def test_a_fault_is_never_kept(own: Path, store: Path) -> None:
    write(own, with_change(ROUTINE_WORDS, "name: My morning", "name: <b>"))
    for _ in range(2):
        with pytest.raises(ContentError) as refused:
            load(own, store)
        said = "has '<', which no voice can say; write it in words"
        assert str(refused.value) == f"{own / ROUTINE_WORDS}:1: name: {said}"
        assert refused.value.exit_code == 1
    assert not store.exists()


def test_an_error_shows_the_first_fault_and_how_many_there_are(own: Path, store: Path) -> None:
    write(own, dict.fromkeys(VALID, ""))
    with pytest.raises(ContentError) as refused:
        load(own, store)
    more = "(and 9 more: 'gentleback check DIR' shows all)"
    assert str(refused.value) == f"{own / LIFT}:1: is empty; fill it in or remove it {more}"
    assert [fault.file for fault in refused.value.faults] == sorted(own / name for name in VALID)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda entry: b"",  # noqa: ARG005
    "cut short": lambda entry: entry[: len(entry) // 2],
    "one letter changed": lambda entry: entry.replace(b"My morning", b"My mornong"),
    "no UTF-8": lambda entry: entry.replace(b"My morning", b"\xff"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_made_again(damage: str, own: Path, store: Path) -> None:
    load(own, store)
    (file,) = entries(store)
    whole = file.read_bytes()
    file.write_bytes(DAMAGES[damage](whole))
    assert name_of(own, store) == "My morning"
    assert entries(store) == [file]
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_yaml_is_read_again(own: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for store in (tmp_path / "file", tmp_path / "file" / "below"):
        assert name_of(own, store) == "My morning"


def test_a_full_disk_leaves_no_half_file(own: Path, store: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))\n"
    assert load_apart(own, store, limit) == "My morning True\n"
    assert entries(store) == []


@pytest.mark.slow
def test_many_may_load_at_once(own: Path, store: Path) -> None:
    at_once = [start_loading(own, store) for _ in range(4)]
    assert {each.communicate()[0][:10] for each in at_once} == {"My morning"}
    assert [each.returncode for each in at_once] == [0] * 4
    assert len(entries(store)) == 1
    assert load_apart(own, store) == "My morning False\n"


COMPILING = """
import sys
from pathlib import Path
from content.model.compiled import compiled
from content.model.files import content_key, read_files
from content.model.compiled import COMPILED
from content.model.loader import load
if len(sys.argv) > 1:
    COMPILED.write_bytes(compiled(load(None, Path("first")), content_key(read_files(None))))
else:
    print(COMPILED, len(load(None, Path("store")).routines), "yaml" in sys.modules, Path("store").exists())
"""


@pytest.mark.parametrize(
    "changed",
    slow_for(["sources.yaml", "model/assemble.py", "words/en/grammar.py"], "sources.yaml", "words/en/grammar.py"),
)
def test_the_compiled_content_of_a_wheel_is_used_while_nothing_has_changed(tmp_path: Path, changed: str) -> None:
    ours = copytree(OURS, tmp_path / "content", ignore=ignore_patterns("__pycache__", "compiled.json"))
    count = len(list((OURS / "routines").iterdir()))

    def run(*words: str) -> str:
        start = [sys.executable, "-c", COMPILING, *words]
        return subprocess.run(start, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert run("compile") == ""
    assert run() == f"{ours / 'compiled.json'} {count} False False\n"
    with (ours / changed).open("a") as file:
        file.write("# A comment\n")
    assert run() == f"{ours / 'compiled.json'} {count} True True\n"
