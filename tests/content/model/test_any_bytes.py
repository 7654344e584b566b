"""Any bytes in a folder: each fault is one line, nothing is raised, and content without a fault can be compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content.describe import routine_facts
from content.model.assemble import faults_of
from content.model.loader import load
from content.timeline.compile import compile_timeline
from content.timeline.options import DETAILS, Options
from tests.content.model.folder import VALID, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLES = 60
LINE = re.compile(r"(?P<file>[^:]+):(?P<line>[0-9]+):( .+?:)? [^:].*")
"""A key, and so the name of a field, may contain a colon."""
FILES = VALID | {
    "words/en/pronunciations.yaml": "heel: {any: heal, espeak: \"[[h'i:l]]\"}\no'clock: {flite: a clock}\n",
}
NAMES = st.sampled_from(sorted(FILES))
MARKS = ["- ", ": ", "{", "}", "[", "]", "&a ", "*a", "!!x ", "'", '"', ">", "#", "{side}", "{other}"]
WORDS = [
    "0",
    "-1",
    "99999999999",
    "1.5",
    "true",
    "null",
    "~",
    "é",
    "pain",
    "minutes",
    "hold_s",
    "move_s",
    "bridge",
    "walk",
]
BREAKS = ["", " ", "\n", "\t", "\r", "\0", "|", "---\n", "\u2028", "\ufeff", "\n  x: 1", "\nname: x"]
SCRAPS = st.sampled_from([*MARKS, *WORDS, *BREAKS])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 200) | st.text(max_size=20) | SCRAPS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)


@st.composite
def scratched(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file in which a few pieces are removed, inserted or doubled."""
    name = draw(NAMES)
    text = FILES[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + draw(SCRAPS | st.just(text[start:end] * 2)) + text[end:]
    return name, text.encode()


@st.composite
def regrown(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file in which one value is another, or is missing."""
    name = draw(NAMES)
    holder: Any = {"top": yaml.safe_load(FILES[name])}
    top, key = holder, "top"
    while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 3)):
        holder = holder[key]
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    if draw(st.booleans()):
        holder[key] = draw(VALUES)
    else:
        del holder[key]
    return name, yaml.safe_dump(top.get("top"), allow_unicode=True, sort_keys=False).encode()


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], None]:
    """Writes bytes as one file of a valid folder, and checks the faults that are found."""
    folder = write(tmp_path_factory.mktemp("own"))

    def judge(name: str, data: bytes) -> None:
        write(folder, FILES | {name: data})
        faults = faults_of(folder)
        assert faults == sorted(set(faults))
        for fault in faults:
            assert LINE.fullmatch(str(fault)), str(fault)
            assert str(fault).isprintable()
            assert 1 <= fault.line <= max(1, len(fault.file.read_bytes().splitlines()))
        if not faults:
            _can_be_compiled(folder)

    return judge


def _can_be_compiled(folder: Path) -> None:
    content = load(folder, folder / ".cache")
    words = content.words["en"]
    for name in content.routines.keys() & {"my-morning"}:
        assert routine_facts(content, words, name)["steps"]
        for detail in DETAILS:
            assert compile_timeline(content.routines[name], words, Options(detail=detail)).chapters


@pytest.mark.slow
@given(name=NAMES, data=st.binary(max_size=300))
@settings(max_examples=EXAMPLES // 2)
def test_any_bytes(judged: Callable[[str, bytes], None], name: str, data: bytes) -> None:
    judged(name, data)


@pytest.mark.slow
@given(file=scratched())
@settings(max_examples=EXAMPLES)
def test_scratched_files(judged: Callable[[str, bytes], None], file: tuple[str, bytes]) -> None:
    judged(*file)


@pytest.mark.slow
@given(file=regrown())
@settings(max_examples=EXAMPLES)
def test_values_of_another_kind(judged: Callable[[str, bytes], None], file: tuple[str, bytes]) -> None:
    judged(*file)
