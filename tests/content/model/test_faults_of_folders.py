"""Files that are missing, there twice, in no known folder, or cannot be read: one line for each."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from content.model.assemble import faults_of
from content.model.compiled import OURS
from content.model.faults import MOST_FAULTS
from content.model.files import (
    MAX_BYTES,
    MOST_BYTES,
    MOST_FILES,
    MOST_NAMES,
    NoContentError,
    TooMuchContentError,
)
from tests.content.model.folder import (
    LIFT,
    LIFT_WORDS,
    PHRASES,
    ROUTINE,
    ROUTINE_WORDS,
    SLIDE,
    SLIDE_WORDS,
    SOURCES,
    VALID,
    WALK,
    WALK_WORDS,
    lines_of,
    write,
)

NO_PLACE = "is in no folder for content; there are: sources.yaml, exercises, routines, words/LANGUAGE"
NO_ID = "has a name that is not an id; use lowercase letters, digits and single hyphens, at most 60 characters"
NOT_PLAIN = "cannot be read (not a regular file); correct that, or remove it"
ALONE = "give a folder with exercises and routines alone"
GRAMMAR = OURS / "words" / "fr" / "grammar.py"
LETTERS = "contains the character U+0000, which is not text; remove it, or save the file as UTF-8"

ADDED: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "nothing": ({}, []),
    "what is no YAML": ({"README.md": "# Mine", "exercises/notes.txt": "x", "exercises/slide.yaml.bak": "["}, []),
    "what is hidden": ({".git/config.yaml": "[", ".hooks.yml": "[", "exercises/.slide.yaml": "["}, []),
    "a file at the top": ({"exercise.yaml": "a: 1"}, [f"exercise.yaml:1: {NO_PLACE}"]),
    "a folder with a slip": ({"exercise/plank.yaml": "a: 1"}, [f"exercise/plank.yaml:1: {NO_PLACE}"]),
    "a folder too deep": ({"exercises/legs/plank.yml": "a: 1"}, [f"exercises/legs/plank.yml:1: {NO_PLACE}"]),
    "a large ending": ({"exercises/legs/plank.YAML": "a: 1"}, [f"exercises/legs/plank.YAML:1: {NO_PLACE}"]),
    "a name of two words": ({"exercises/My plank.yaml": "a: 1"}, [f"exercises/My plank.yaml:1: {NO_ID}"]),
    "a long name": ({f"exercises/{'a' * 61}.yaml": "a: 1"}, [f"exercises/{'a' * 61}.yaml:1: {NO_ID}"]),
    "no name": ({"exercises/a--b.yaml": "a: 1"}, [f"exercises/a--b.yaml:1: {NO_ID}"]),
    "a line end in a name": ({"exercises/a\nb.yaml": "a: 1"}, [f"exercises/a\\nb.yaml:1: {NO_ID}"]),
    "a language with a long name": (
        {"words/english/exercises/plank.yaml": "a: 1"},
        ["words/english/exercises/plank.yaml:1: is in 'english', which is no language code; use one such as 'en'"],
    ),
    "a language without a grammar": (
        {"words/fr/exercises/heel-slide.yaml": VALID[SLIDE_WORDS]},
        [
            f"words/fr/exercises/heel-slide.yaml:1: 'fr' has no grammar; write {GRAMMAR}, or choose a language that "
            "has one"
        ],
    ),
    "both endings": (
        {"exercises/heel-slide.yml": VALID[SLIDE]},
        [f"exercises/heel-slide.yml:1: 'heel-slide' is defined in FOLDER/{SLIDE} too; choose another name"],
    ),
    "sources twice": (
        {"sources.yml": VALID[SOURCES]},
        ["sources.yml:1: 'sources' is defined in FOLDER/sources.yaml too; choose another name"],
    ),
    "an exercise of ours": (
        {"exercises/bridge.yaml": VALID[SLIDE], "words/en/exercises/bridge.yaml": VALID[SLIDE_WORDS]},
        [
            f"exercises/bridge.yaml:1: 'bridge' is defined in {OURS}/exercises/bridge.yaml too; choose another name",
            f"words/en/exercises/bridge.yaml:1: 'bridge' is defined in {OURS}/words/en/exercises/bridge.yaml too; "
            "choose another name",
        ],
    ),
    "facts without words": (
        {"exercises/plank.yaml": VALID[LIFT], "routines/evening.yaml": VALID[ROUTINE]},
        [
            "exercises/plank.yaml:1: has no words; write words/en/exercises/plank.yaml",
            "routines/evening.yaml:1: has no words; write words/en/routines/evening.yaml",
        ],
    ),
    "words without facts": (
        {
            "words/en/exercises/plank.yaml": VALID[LIFT_WORDS].replace("Garden curl", "Plank"),
            "words/en/routines/evening.yaml": "name: Eve\nalso: []\nsummary: Soft.\nfrequency: Daily.\n",
        },
        [
            "words/en/exercises/plank.yaml:1: has words but no facts; write exercises/plank.yaml",
            "words/en/routines/evening.yaml:1: has words but no facts; write routines/evening.yaml",
        ],
    ),
    "another condition, with its words": (
        {
            WALK: VALID[WALK].replace("avoid: []", "avoid: [a-storm]"),
            WALK_WORDS: VALID[WALK_WORDS].replace('avoid: ""', "avoid: Not in a storm."),
        },
        [],
    ),
    # Files that cannot be read: one line each, and nothing of what would follow from it.
    "sources that are no YAML": (
        {SOURCES: "my-physio: {\n"},
        ["sources.yaml:1: is not YAML: did not find expected node content; correct this line"],
    ),
    "an exercise in other letters": ({SLIDE: VALID[SLIDE].encode("utf-16-le")}, [f"{SLIDE}:1: {LETTERS}"]),
    "words in other letters": (
        {SLIDE_WORDS: VALID[SLIDE_WORDS].encode("utf-16")},
        [f"{SLIDE_WORDS}:1: is not UTF-8 text; save it as UTF-8"],
    ),
    "an empty routine": ({ROUTINE: ""}, [f"{ROUTINE}:1: is empty; fill it in or remove it"]),
    "phrases in a tag": ({PHRASES: "!!python/object:x {}\n"}, [f"{PHRASES}:1: uses a tag; write a plain value"]),
    "a routine too large": (
        {ROUTINE_WORDS: VALID[ROUTINE_WORDS] + "#" * 100_000},
        [f"{ROUTINE_WORDS}:1: is larger than 100,000 bytes; split it"],
    ),
    "all of them": (
        dict.fromkeys(VALID, b"\xff"),
        [f"{name}:1: is not UTF-8 text; save it as UTF-8" for name in sorted(VALID)],
    ),
}


@pytest.mark.parametrize("case", ADDED)
def test_a_fault_is_one_clear_line(case: str, tmp_path: Path) -> None:
    added, expected = ADDED[case]
    assert lines_of(write(write(tmp_path), added)) == [line.replace("FOLDER", str(tmp_path)) for line in expected]


def test_our_own_content_has_no_fault() -> None:
    assert faults_of() == faults_of(OURS) == []


def test_what_is_no_regular_file_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path)
    for where in ("exercises", "words/en/exercises"):
        os.mkfifo(tmp_path / where / "pipe.yaml")
        (tmp_path / where / "folder.yaml").mkdir()
        (tmp_path / where / "loop.yaml").symlink_to("loop.yaml")
        (tmp_path / where / "gone.yaml").symlink_to("nowhere.yaml")
        (tmp_path / where / "zero.yaml").symlink_to("/dev/zero")
    assert lines_of(tmp_path) == [
        f"{where}/{name}.yaml:1: {advice}"
        for where in ("exercises", "words/en/exercises")
        for name, advice in (
            ("folder", NOT_PLAIN),
            ("gone", "cannot be read (No such file or directory); correct that, or remove it"),
            ("loop", "cannot be read (Too many levels of symbolic links); correct that, or remove it"),
            ("pipe", NOT_PLAIN),
            ("zero", NOT_PLAIN),
        )
    ]


def test_a_name_that_is_not_utf8_is_escaped(tmp_path: Path) -> None:
    write(tmp_path)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/exercises/caf\xe9.yaml")).write_text("a: 1", encoding="utf-8")
    except OSError:
        return  # a file system that knows UTF-8 alone
    assert lines_of(tmp_path) == [f"exercises/caf\\udce9.yaml:1: {NO_ID}"]


def test_symlinks_are_followed_and_loops_are_not(tmp_path: Path) -> None:
    real = write(tmp_path / "real")
    linked = tmp_path / "linked"
    linked.mkdir()
    for name in ("sources.yaml", "routines", "words"):
        (linked / name).symlink_to(real / name)
    (linked / "exercises").mkdir()
    (linked / "again").symlink_to(linked)
    (linked / "exercises" / "up").symlink_to("..")
    (linked / "exercises" / "legs").symlink_to(linked / "exercises")
    for file in (real / "exercises").iterdir():
        (linked / "exercises" / file.name).symlink_to(file)
    assert lines_of(linked) == []


def test_folders_that_are_too_deep_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, VALID | {"a/b/c/d/stray.yaml": "[", "a/b/c/d/e/f.yaml": "["})
    assert lines_of(tmp_path) == [f"a/b/c/d/stray.yaml:1: {NO_PLACE}"]


@pytest.mark.parametrize("name", ["nowhere", "file", "empty", "bare", "no\0name", "loop"])
def test_a_folder_without_content_is_refused(name: str, tmp_path: Path) -> None:
    write(tmp_path, {"file": "a: 1", "bare/README.md": "# Nothing here", "bare/.hidden.yaml": "a: 1"})
    (tmp_path / "empty" / "exercises").mkdir(parents=True)
    (tmp_path / "loop").symlink_to("loop")
    folder = tmp_path / name
    what = {
        "file": f"'{folder}' is no folder",
        "empty": f"there is no content in '{folder}'",
        "bare": f"there is no content in '{folder}'",
    }.get(name, f"there is no content folder '{folder}'")
    with pytest.raises(NoContentError) as refused:
        faults_of(folder)
    assert str(refused.value) == f"{what}; give a folder with exercises or routines"
    assert refused.value.exit_code == 2


TOO_MUCH = f"has more than {MOST_FILES:,} YAML files, or {MOST_NAMES:,} files in all; {ALONE}"


@pytest.mark.parametrize(
    ("ending", "many"), [("yaml", MOST_FILES), pytest.param("txt", MOST_NAMES, marks=pytest.mark.slow)]
)
def test_a_folder_of_too_many_files_is_refused(tmp_path: Path, ending: str, many: int) -> None:
    write(tmp_path, {f"exercises/{number}.{ending}": "" for number in range(many + 1)})
    with pytest.raises(TooMuchContentError) as refused:
        faults_of(tmp_path)
    assert str(refused.value) == f"'{tmp_path}' {TOO_MUCH}"
    assert refused.value.exit_code == 2


@pytest.mark.skipif(not Path("/proc/1/fd").exists(), reason="needs a folder /proc")
@pytest.mark.parametrize("root", ["/", "/proc", "/sys"])
def test_a_whole_disk_is_refused(root: str) -> None:
    with pytest.raises(TooMuchContentError, match="give a folder with exercises and routines alone"):
        faults_of(Path(root))


def test_many_folders_that_are_linked_to_each_other_are_refused(tmp_path: Path) -> None:
    """Thirty folders with a link to each other: 30 to the power of 5 ways through them."""
    for folder in range(30):
        (tmp_path / str(folder)).mkdir()
    for folder in range(30):
        for other in range(30):
            (tmp_path / str(folder) / str(other)).symlink_to(tmp_path / str(other))
    with pytest.raises(TooMuchContentError):
        faults_of(tmp_path)


def test_a_folder_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {f"exercises/{number}.yaml": "#" * MAX_BYTES for number in range(MOST_BYTES // MAX_BYTES + 1)})
    with pytest.raises(TooMuchContentError) as refused:
        faults_of(tmp_path)
    assert str(refused.value) == f"'{tmp_path}' has more than {MOST_BYTES:,} bytes of YAML; {ALONE}"


def test_of_a_huge_file_only_the_beginning_is_read(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / SLIDE).open("wb") as sparse:
        sparse.truncate(100 * 10**9)
    assert lines_of(tmp_path) == [f"{SLIDE}:1: is larger than 100,000 bytes; split it"]


def test_of_very_many_faults_the_first_are_shown(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, {SLIDE: "".join(f"field-{number}: 1\n" for number in range(4_000))})
    lines = lines_of(tmp_path)
    assert len(lines) == MOST_FAULTS + 2
    assert lines[0].startswith(f"{SLIDE}:1: field-0: unknown field; ")
    assert lines[-1] == f"{SLIDE}:4000: there are more than 1,000 faults; correct those that are shown"


def test_a_socket_is_not_a_regular_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path / "exercises")  # the name of a socket is short
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind("socket.yaml")
    assert f"exercises/socket.yaml:1: {NOT_PLAIN}" in lines_of(tmp_path)
