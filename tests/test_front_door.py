"""The ``gentleback`` command as a whole: its overview, its exit codes, and what it does not import."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from gentleback import COMMANDS, main
from gentleback_cli import UsageError, run
from gentleback_signals import StoppedError
from tests.command import gentleback

Capture = pytest.CaptureFixture[str]

ROOT = Path(__file__).resolve().parent.parent
START = [sys.executable, "-m", "gentleback"]
HEAVY = ("yaml", "pydub", "lameenc", "espeakng_loader", "PIL", "rich", "audio_builder")
LISTING = f"""
import sys
from gentleback import main
assert main(["list"]) == 0
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize("words", [[], ["help"], ["--help"], ["-h"]])
def test_the_overview_names_every_command(words: list[str], capsys: Capture) -> None:
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.err == ""
    usage, *rows, hint = (line for line in said.out.splitlines() if line)
    assert usage == "usage: gentleback COMMAND [options]"
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    assert hint == "'gentleback COMMAND --help' shows the options of one command."


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(name: str, capsys: Capture) -> None:
    module, _, function = COMMANDS[name][0].partition(":")
    assert callable(getattr(import_module(module), function))
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: gentleback {name} ")


@pytest.mark.parametrize("words", [["--version"], ["version"]])
def test_the_version(words: list[str], capsys: Capture) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out == f"gentleback {version('gentle-back')}\n"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("lst", "did you mean 'list'?"),
        ("Build", "did you mean 'build'?"),
        ("--json", f"there are: {', '.join(COMMANDS)}"),
        ("", f"there are: {', '.join(COMMANDS)}"),
    ],
)
def test_an_unknown_command_is_one_line(word: str, hint: str, capsys: Capture) -> None:
    assert main([word]) == 2
    assert capsys.readouterr() == ("", f"gentleback: unknown command '{word}': {hint}\n")


def _raise(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UsageError("so\nso\x1b[2J \udcff"), 2, "so\\nso\\x1b[2J \\udcff"),
        (UsageError.unknown("routine", "x", []), 2, "unknown routine 'x': there are: none"),
        (KeyboardInterrupt(), 130, "stopped; what was finished is kept"),
        (PermissionError(13, "Permission denied", "out"), 1, "out: Permission denied"),
        (OSError("odd"), 1, "odd"),
    ],
)
def test_whatever_goes_wrong_is_one_line(error: BaseException, code: int, line: str, capsys: Capture) -> None:
    assert run(lambda: _raise(error)) == code
    assert capsys.readouterr() == ("", f"gentleback: {line}\n")


AT_AN_IMPORT = """
import os, sys
class Stop:
    def find_spec(name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), int(sys.argv[2]))
sys.meta_path.insert(0, Stop)
from gentleback import main
sys.exit(main(["list"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("at", ["gentleback_cli", "content.describe"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)])
def test_a_signal_is_one_line_while_modules_are_imported_and_while_a_command_runs(
    at: str, number: int, code: int
) -> None:
    command = [sys.executable, "-c", AT_AN_IMPORT, at, str(int(number))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr == "gentleback: stopped; what was finished is kept\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_after_the_command_ends_it_without_a_word() -> None:
    late = "import os, sys; sys.argv[1:] = ['--version']; from gentleback import main; main(); os.kill(os.getpid(), 2)"
    done = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-2, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_signal_that_is_ignored_stays_so() -> None:
    nohup = f"import os, signal, sys; signal.signal(1, signal.SIG_IGN); {AT_AN_IMPORT}"
    command = [sys.executable, "-c", nohup, "content.describe", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "walk-20" in done.stdout


def test_a_signal_while_a_class_is_made_is_one_line(capsys: Capture) -> None:
    class Field:
        def __set_name__(self, *_: object) -> None:
            raise StoppedError(signal.SIGTERM)

    assert run(lambda: bool(type("Made", (), {"field": Field()}))) == 143
    assert capsys.readouterr().err == "gentleback: stopped; what was finished is kept\n"


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run(lambda: _raise(ZeroDivisionError()))


@pytest.mark.parametrize("words", [["list"], ["show", "walk-20"], ["check"], [], ["list", "--help"]])
def test_a_closed_pipe_is_quiet(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run([*START, *words], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b""
    assert done.returncode in (0, 1)


def test_a_closed_output_is_no_error() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m gentleback list >&-', sys.executable], capture_output=True, check=False
    )
    assert (done.stderr, done.returncode) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*START, "list"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.stderr, done.returncode) == (b"gentleback: No space left on device\n", 1)


def test_characters_that_the_output_cannot_encode_are_escaped(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "caf\u00e9.yaml").touch()
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}
    line = b"exercises/caf\\xe9.yaml:1: has a name that is not an id; use lowercase letters"
    for options, start, expected in ((["."], b"", line), ([".", "--json"], b"[", b'"exercises/caf\\u00e9.yaml"')):
        done = subprocess.run([*START, "check", *options], cwd=tmp_path, env=plain, capture_output=True, check=False)
        assert (done.stderr, done.returncode) == (b"", 1)
        assert done.stdout.startswith(start)
        assert expected in done.stdout


def test_listing_imports_nothing_heavy() -> None:
    for expected in ("['yaml']\n", "[]\n"):
        done = subprocess.run([sys.executable, "-c", LISTING], capture_output=True, text=True, check=False)
        assert done.stderr == expected


PACKAGES = ("content/__init__.py", "audio_builder/__init__.py", "skill/__init__.py")
MODULES = ("gentleback_cli.py", "gentleback_signals.py", "argparse.py", "socket.py", "pickle.py", "content.py")
"""A person's own, with the names of ours and of Python's."""


@pytest.mark.parametrize(
    ("voice", "names"),
    [("espeak", PACKAGES), ("espeak", MODULES), pytest.param("natural", MODULES, marks=pytest.mark.slow)],
)
def test_modules_in_the_current_folder_are_not_run(tmp_path: Path, voice: str, names: tuple[str, ...]) -> None:
    """``python -m`` looks there first, and so does each worker process as it starts."""
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("raise SystemExit('a module of the current folder')")
    assert gentleback("list", cwd=tmp_path).returncode == 0
    words = ("speak", "Hold.", "--voice", voice, "--clips", "clips", "-o", "hold.mp3")
    done = gentleback(*words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, f"making 1 clip with the voice '{voice}'\n")
    assert (tmp_path / "hold.mp3").exists()


def test_the_source_tree_runs_its_own_modules() -> None:
    for start in (["-m", "gentleback"], ["gentleback.py"]):
        done = subprocess.run([sys.executable, *start, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
