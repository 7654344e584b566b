"""The page in the package is built from its sources, and refers to no other server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from audio_builder.page.session_script import KINDS
from audio_builder.page.shell import BUILT, ICONS
from audio_builder.pictures.icon import draw_icon
from content.model.lines import PAGE_LINES as LINES
from content.model.types import NEEDS, POSITIONS
from tests.tools import PATIENCE_S, need

WEB = BUILT.with_name("web")
ROOT = Path(__file__).resolve().parents[3]


def sources() -> list[Path]:
    files = [path for path in WEB.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    return sorted(files, key=lambda path: path.relative_to(WEB).as_posix())


def digest() -> str:
    """As ``build.mjs`` computes it."""
    total = sha256()
    for path in sources():
        total.update(path.relative_to(WEB).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def test_the_built_page_is_not_stale() -> None:
    assert (BUILT / "sources.sha256").read_text() == f"{digest()}\n", "run 'make player', and commit 'built'"


@pytest.mark.slow
def test_building_it_again_gives_the_same_bytes(tmp_path: Path) -> None:
    npm, web, built = need("npm"), tmp_path / "web", tmp_path / "built"
    shutil.copytree(WEB, web, ignore=shutil.ignore_patterns("node_modules"))
    for words in ((npm, "ci"), (npm, "run", "types"), (npm, "run", "build", "--", str(built))):
        done = subprocess.run(words, cwd=web, capture_output=True, text=True, check=False, timeout=5 * PATIENCE_S)
        assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in built.iterdir()) == ["page.html", "sources.sha256", "sw.js"]
    for file in built.iterdir():
        assert file.read_bytes() == (BUILT / file.name).read_bytes(), file.name


@pytest.mark.parametrize("side", ICONS)
def test_the_icons_are_up_to_date(side: int) -> None:
    assert (BUILT / f"icon-{side}.png").read_bytes() == draw_icon(side)


def test_versions_are_exact_and_no_registry_is_named() -> None:
    wanted = json.loads((WEB / "package.json").read_text())["devDependencies"]
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    lock = (WEB / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert re.findall(r"https?://[^\"]*(?:regist|npm)[^\"]*", lock) == []
    assert {name: json.loads(lock)["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_page_has_no_urls_of_other_servers() -> None:
    shown = (BUILT / "page.html").read_text(encoding="utf-8") + (BUILT / "sw.js").read_text(encoding="utf-8")
    assert set(re.findall(r"(?:https?:)?//[a-z][\w.]+\.\w+", shown)) <= {
        "http://www.w3.org",
        "https://bit.ly",
    }  # a namespace, and a warning of Workbox
    assert "eval(" not in shown
    assert "new Function" not in shown


def script() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sources() if path.suffix == ".ts")


def test_the_page_has_every_line_it_uses_and_no_other() -> None:
    code = script()
    used = set(re.findall(r'[^\w.]t\(\s*"([a-z_0-9]+)"', code))
    families = tuple(each.split("${")[0] for each in re.findall(r"[^\w.]t\(`([^`]+)`", code))
    in_the_template = {"motto", "noscript"}
    known = in_the_template | {name for name in LINES if name.startswith(families) or f'"{name}"' in code}
    assert len(used) > 50
    assert used - set(LINES) == set()
    assert sorted(set(LINES) - known) == []


@pytest.mark.parametrize(
    "line", [f"need_{each}" for each in NEEDS] + [f"lie_{each}".replace("-", "_") for each in POSITIONS]
)
def test_every_id_of_the_catalog_has_words(line: str) -> None:
    assert line in LINES


def test_page_and_builder_agree_on_the_kinds_of_cues() -> None:
    (listed,) = re.findall(r"KINDS: Kind\[\] = \[([^\]]+)\]", script())
    assert tuple(re.findall(r'"(\w+)"', listed)) == KINDS
