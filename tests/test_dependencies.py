"""What ``docs/dependencies.md`` says: every declared dependency, and what ``gentleback serve`` loads of them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.command import gentleback
from tests.skill.hosting.envelopes import SKILL_ID, envelope
from tests.skill.hosting.server import Server
from tests.tools import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROWS = {
    name: cells.split(" | ") for name, cells in re.findall(r"^\| `([\w.-]+)` [\d.]+ \| (.*) \|$", PAGE, re.MULTILINE)
}
"""By package: why, licence, size."""
NEVER = ("freezegun", "certvalidator", "oscrypto")
SERVING = f"""
import sys
sys.modules.update(dict.fromkeys({NEVER}))  # as if they were not installed
import gentleback
code = gentleback.main(["serve", *sys.argv[1:]])
print(*{{name.partition(".")[0] for name, module in sys.modules.items() if module}})
"""


@cache
def declared() -> dict[str, list[Requirement]]:
    """What each extra names; the empty one is what is always needed."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: [Requirement(each) for each in each_list] for extra, each_list in lists.items()}


def npm_packages() -> set[str]:
    package = ROOT / "audio_builder" / "page" / "web" / "package.json"
    return set(json.loads(package.read_text(encoding="utf-8"))["devDependencies"])


def test_the_page_names_what_is_declared_and_nothing_else() -> None:
    named = {canonicalize_name(each.name) for listed in declared().values() for each in listed} - {"gentle-back"}
    assert set(ROWS) == named | npm_packages()


@pytest.mark.parametrize("name", sorted(set(ROWS) - npm_packages()))
def test_the_licence_is_that_of_the_installed_package(name: str) -> None:
    try:
        stated = metadata(name).get_all("License-Expression") or []
    except PackageNotFoundError:
        return  # of another system, or for benchmarks
    assert [licence for licence in stated if licence not in ROWS[name][1]] == []


def test_the_page_names_every_package_that_serve_brings() -> None:
    loaded, not_loaded = _listed("loaded"), _listed("not loaded")
    assert not loaded & not_loaded
    if _is_of_the_versions_on_the_page():
        assert loaded | not_loaded == _brought([*declared()[""], *declared()["serve"]], set())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no process with a signal")
def test_what_serve_loads(tmp_path: Path) -> None:
    gentleback("list", cwd=tmp_path)  # the content is compiled, and kept
    loaded = _loaded_by_serve(tmp_path, "--insecure-local", status=200) | _loaded_by_serve(
        tmp_path, "--skill-id", SKILL_ID, status=400
    )
    found = {canonicalize_name(each) for name in loaded for each in packages_distributions().get(name, ())}
    assert found & set(NEVER) == set()
    if _is_of_the_versions_on_the_page():
        assert found & (_listed("loaded") | _listed("not loaded")) == _listed("loaded")


def _is_of_the_versions_on_the_page() -> bool:
    """Whether what is installed for ``serve`` is what the page is about; later versions may bring other packages."""
    names = [each.name for each in declared()["serve"] if each.name != "gentle-back"]
    stated = dict(re.findall(r"^\| `([\w.-]+)` ([\d.]+) \|", PAGE, re.MULTILINE))
    return sys.version_info[:2] == (3, 11) and all(version(name) == stated[name] for name in names)


def _loaded_by_serve(folder: Path, *words: str, status: int) -> set[str]:
    """The modules that the process has at its end, after a request that is answered with ``status``."""
    store = f"sqlite:///{folder / 'people.db'}"
    start = [sys.executable, "-W", "ignore", "-c", SERVING, "--port", "0", "--store", store, *words]
    with subprocess.Popen(start, cwd=folder, env=os.environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"listening at http://127\.0\.0\.1:(\d+)/alexa", process.stdout.readline())
        assert found
        assert Server(int(found[1])).post(json.dumps(envelope()).encode(), {}).status == status
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE_S)
    return set(said.split())


def _listed(which: str) -> set[str]:
    """The packages in the list of what ``serve`` loads, or does not load."""
    found = re.search(rf"^{which} +((?:[a-z0-9-]+\s+)+?)(?=```|not loaded)", PAGE, re.MULTILINE)
    assert found
    return set(found[1].split())


def _brought(asked: Iterable[Requirement], found: set[str]) -> set[str]:
    """``found``, and the packages that are installed for what is ``asked``."""
    for each in asked:
        name = canonicalize_name(each.name)
        if name == "gentle-back":
            _brought((inner for extra in each.extras for inner in declared()[extra]), found)
        elif name not in found and (each.marker is None or each.marker.evaluate({"extra": ""})):
            found.add(name)
            _brought(map(Requirement, requires(name) or ()), found)
    return found
