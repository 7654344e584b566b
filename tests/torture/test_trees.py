"""Copies, digests and snapshots of folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.torture.trees import PRIVATE, copy, differences, digests, remove, size_of, snapshot

HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("tree/sub", "tree/empty", f"tree/{PRIVATE}"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tree" / "a").write_text("hello")
    os.link(tmp_path / "tree" / "a", tmp_path / "tree" / "sub" / "b")
    (tmp_path / "tree" / "link").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "tree" / "pipe")
    (tmp_path / "tree" / PRIVATE / "made").write_text("ours")
    return tmp_path / "tree"


def test_digests_name_what_is_no_file(tree: Path) -> None:
    others = {"link": "a link", "pipe": "no regular file", "empty": "an empty folder"}
    assert digests(tree) == {"a": HELLO, "sub/b": HELLO, **others}
    assert digests(tree / "nothing") == {}


def test_a_copy_keeps_what_are_two_names_of_one_file(tree: Path, tmp_path: Path) -> None:
    (tree / "pipe").unlink()
    target = tmp_path / "copy"
    target.write_text("in the way")
    copy(tree, target)
    assert digests(target) == digests(tree)
    assert (target / PRIVATE / "made").read_text() == "ours"
    assert (target / "a").samefile(target / "sub" / "b")
    assert not (target / "a").samefile(tree / "a")
    assert size_of(target) == len("hello") + len("ours")
    remove(target)
    assert not target.exists()
    copy(tmp_path / "nothing", target)
    assert not target.exists()


def test_differences_are_what_was_changed_or_removed(tree: Path) -> None:
    before = snapshot(tree)
    (tree / "new").touch()
    assert differences(before, snapshot(tree)) == []
    (tree / "sub" / "b").unlink()
    (tree / "sub" / "b").write_text("hello")
    (tree / "link").unlink()
    (tree / "link").symlink_to("/dev/null")
    (tree / "a").chmod(0o600)
    (tree / "empty").rmdir()
    found = ["empty was removed", "a was changed", "link was changed", "sub/b was changed"]
    assert sorted(differences(before, snapshot(tree))) == sorted(found)
