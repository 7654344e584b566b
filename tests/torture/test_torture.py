"""The command: its table, its exit code, and a short run of everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tools import PATIENCE_S
from tests.torture.__main__ import PARTS, main
from tests.torture.grounds import Grounds
from tests.torture.report import BEGIN, END, record, table
from tests.torture.trials import Row, Trial, tried

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ROOT = Path(__file__).parents[2]


def torture(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.torture", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1_200)


@pytest.mark.slow
def test_a_short_run_of_every_part_finds_nothing() -> None:
    done = torture("--short", "--seed", "1")
    assert done.returncode == 0, done.stderr
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines() if line[:1] == "|"]
    assert {row[0].partition(":")[0] for row in rows[2:-1]} == set(PARTS)
    assert {row[2] for row in rows[2:]} == {"0"}


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_can_be_stopped_and_keeps_nothing(tmp_path: Path, number: int, code: int) -> None:
    command = [sys.executable, "-m", "tests.torture", "--short", "--only", "points"]
    usual = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=ROOT, env=usual, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        process.send_signal(number)
        assert (process.wait(PATIENCE_S), line[:12]) == (code, "points: 1 of")
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "kill"]) == 2
    assert capsys.readouterr().err == f"torture: there is no part 'kill'; there are: {', '.join(PARTS)}\n"


def _try(folder: Path, lanes: int, pipe: Connection) -> None:
    """In a process with one thread, which may fork."""
    trials = [
        Trial("right", lambda _place, _chance: []),
        Trial("wrong", lambda _place, _chance: ["it is wrong", "it is wrong"]),
        Trial("broken", lambda _place, _chance: [str(1 // 0)]),
        Trial("chance", lambda place, chance: [f"{place.root.parent.name} {chance.random()}"]),
    ]
    results = tried("part", trials, Grounds(folder), seed=7, numbers=range(4), lanes=lanes)
    pipe.send({number: faults for number, faults, _ in results})


def test_trials_are_shared_out_and_their_faults_come_back(tmp_path: Path) -> None:
    found: list[dict[int, list[str]]] = []
    for lanes in (1, 3):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_try, args=(tmp_path, lanes, theirs))
        process.start()
        theirs.close()
        found.append(ours.recv())
        process.join()
    assert found[0] == found[1], "the same seed gives the same chance, in any process"
    right, wrong, broken, chance = (found[0][number] for number in range(4))
    assert (right, wrong) == ([], ["it is wrong"])
    assert broken[0].startswith("the trial itself failed: ZeroDivisionError: ")
    assert chance[0].startswith(f"{tmp_path.name} 0.")


def test_the_table() -> None:
    rows = [Row("kills: SIGKILL, cold", 1_200, 0, 2.25), Row("kills: SIGINT, cold", 3, 2, 1)]
    *lines, empty, about = table(rows, seed=7, minutes=2.4).splitlines()
    assert lines == [
        "| what | how often | failures | longest command, s |",
        "| --- | ---: | ---: | ---: |",
        "| kills: SIGKILL, cold | 1,200 | 0 | 2.2 |",
        "| kills: SIGINT, cold | 3 | 2 | 1.0 |",
        "| all | 1,203 | 2 | 2.2 |",
    ]
    assert empty == ""
    assert ": seed 7, 2 minutes, " in about


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    results = tmp_path / "results.md"
    results.write_text(f"# Results\n\n{BEGIN}none yet\n{END}\nMore.\n")
    record("| one |\n", results)
    record("| two |\n", results)
    assert results.read_text() == f"# Results\n\n{BEGIN}\n| two |\n\n{END}\nMore.\n"


def test_the_place_of_the_table_is_there() -> None:
    text = (ROOT / "docs" / "torture.md").read_text(encoding="utf-8")
    assert text.index(BEGIN) < text.index(END)
