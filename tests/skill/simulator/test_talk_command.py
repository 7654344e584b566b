"""``gentleback talk`` as a program: a script on standard input, what is printed, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response_envelope import ResponseEnvelope

from content.model.loader import load
from gentleback_cli import UsageError
from skill.simulator import command
from skill.simulator.command import CLOSED, SILENT
from tests.audio_builder.playing.speaker import FakeSpeaker, without_device
from tests.content.model.folder import write
from tests.tools import PATIENCE_S, slow_for

OVER = CLOSED.format(name="gentle back")
GONE = SILENT.format(name="gentle back")
WELCOME = load().words["en"].phrases.lines["welcome"].replace("{routine}", "Five minute ease")
FIRST = """\
> open gentle back
  Welcome to Gentle Back. I talk you through gentle back exercises, at your own pace. Before the
  first time, a word of care. The whole of it is in start here. After an accident or an
  operation, or with severe back trouble, ask a doctor first. Get help now for numb or weak
  legs, numbness between your legs, or chest pain. The same goes for fever, or new trouble with
  your bladder or bowel. A familiar ache is fine. If something hurts more, say, that hurts. You
  could try start here, five minute ease or breath by breath. Which one shall it be?  [00:44]

"""


def talk(
    script: str | bytes | BinaryIO, cwd: Path, *words: str | Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    given: dict[str, Any] = {"input": script.encode() if isinstance(script, str) else script}
    return subprocess.run(
        [sys.executable, "-m", "gentleback", "talk", *map(str, words)],
        cwd=cwd,
        env=os.environ | environment,
        **(given if isinstance(script, str | bytes) else {"stdin": script}),
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,
    )


def heard(script: str | bytes, cwd: Path, *words: str | Path) -> str:
    """What is printed; nothing on standard error, exit code 0."""
    done = talk(script, cwd, *words)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_a_whole_transcript(tmp_path: Path) -> None:
    """Its lines, pauses and lengths: what is said is that of the answers, in the tests of the coach."""
    said = heard("# a remark\nquick ease\n@20 slower\nstop\nquit\n", tmp_path)
    assert said.startswith(f"{FIRST}> quick ease\n  (chime) {WELCOME} ")
    first, opening, slower, stop, over, end = said.split("\n\n")
    assert f"{first}\n\n" == FIRST
    assert re.search(r" \.\.\. 2 s \.\.\. .* \.\.\. 4 s \.\.\. .*\?  \[01:\d\d]$", " ".join(opening.split("\n")))
    assert slower.startswith("> @20 slower\n  A little slower from now. (chime) Welcome. ")
    assert re.search(r" \.\.\. 2 s \.\.\. .*\?  \[\d\d:\d\d]$", " ".join(slower.split("\n")))
    assert all(len(line) <= 105 for line in said.splitlines())
    assert re.fullmatch(r"> stop\n  [^\n]* place[^\n]*  \[00:0\d\]", stop)
    assert (over, end) == (OVER, "")


def test_silence_is_a_reprompt_and_then_the_end(tmp_path: Path) -> None:
    said = heard("\n\n\nopen gentle back\n", tmp_path)
    reprompt = ">\n  Say the name of a routine, or say, surprise me. You can also say, something short.  [00:07]\n\n"
    first, _, later = said.removeprefix(FIRST).partition(GONE)
    assert first == f"{reprompt}>\n"
    assert later.startswith(f"\n\n>\n{OVER}\n\n> open gentle back\n")
    assert later.count("Which") + later.count("What") >= 1


@pytest.mark.parametrize("end", slow_for(["", "quit", "quit\nslower\n"], "", "quit"))
def test_it_ends_with_the_script_and_with_quit(end: str, tmp_path: Path) -> None:
    assert heard(end, tmp_path) == FIRST


@pytest.mark.slow
def test_a_script_may_open_the_skill_itself(tmp_path: Path) -> None:
    assert heard("open gentle back\n", tmp_path) == FIRST
    said = heard("Ask Gentle Back for ten minutes\n", tmp_path)
    start = "> Ask Gentle Back for ten minutes\n  Five minute ease, in ten minutes. Before the first time, "
    assert said.startswith(start)
    assert "begin?" in said
    assert "> open" not in said


def test_after_the_end_of_a_session(tmp_path: Path) -> None:
    said = heard("stop\nslower\nbye\nslower\n", tmp_path).removeprefix(FIRST)
    assert said.count(OVER) == 2
    assert said.count("> slower") == 1


def test_what_is_asked_of_the_skill_by_name(tmp_path: Path) -> None:
    assert "> ask gentle back for ten minutes\n  " in heard("stop\nask gentle back for ten minutes\n", tmp_path)


STRANGE = {
    "nonsense": "colourless green ideas sleep furiously\n",
    "digits": "123456789012345678901234567890\n@0 slower\n@9999 slower\n@1.5 slower\n",
    "control characters": "\x00\x01\x1b[31m\x07\n\x7f\n",
    "a very long line": "hold " * 20_000 + "\n",
    "another script": "слово 言葉 🙂 ﷽\n",
    "no end of line": "slower",
    "blanks": "   \t \u00a0\n",
}


@pytest.mark.parametrize("name", slow_for(STRANGE, "digits", "another script", "no end of line", "blanks"))
def test_unusual_lines(name: str, tmp_path: Path) -> None:
    assert heard(STRANGE[name], tmp_path).startswith(FIRST)


AT = [
    "@",
    "@5",
    "@@5 x",
    "@-5 yes",
    "@soon yes",
    "@1e3 yes",
    "@nan yes",
    "@10000 yes",
    f"@{'9' * 5_000} yes",
    "@\x1b[2J",
]


@pytest.mark.parametrize("form", ["--ssml", "--json"])
def test_an_at_that_is_not_understood_is_one_line_and_the_conversation_goes_on(tmp_path: Path, form: str) -> None:
    done = talk("\n".join([*AT, "quick ease"]), tmp_path, form)
    advice = "is not understood; write '@20 slower', with a number from 0 to 9999"
    assert done.stderr.decode().splitlines() == [f"gentleback: '{_short(line)}' {advice}" for line in AT]
    assert done.returncode == 0
    assert b"Stay as you are for now, up or down." in done.stdout


def _short(line: str) -> str:
    return (line if len(line) < 40 else f"{line[:40]}...").replace("\x1b", "\\x1b")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs the device /dev/zero")
def test_a_line_without_an_end_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = talk(endless, tmp_path)
    assert (done.returncode, done.stdout.decode()) == (2, "")
    said = "gentleback: a line of the conversation is longer than 100,000 characters; shorten it\n"
    assert done.stderr.decode() == said


def test_a_closed_input_is_an_empty_one(tmp_path: Path) -> None:
    words = ["/bin/sh", "-c", '"$0" -m gentleback talk <&-', sys.executable]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False, timeout=PATIENCE_S)
    assert (done.returncode, done.stderr, done.stdout.decode()) == (0, b"", FIRST)


@pytest.mark.parametrize("encoding", slow_for(["utf-8", "ascii", "latin-1"], "ascii", "latin-1"))
def test_bytes_that_are_not_utf_8(encoding: str, tmp_path: Path) -> None:
    done = talk(b"\xff\xfe slower\n\xc3\x28\nstop\n", tmp_path, PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert done.stdout.decode(encoding, "replace").startswith(FIRST)


def test_envelopes(tmp_path: Path) -> None:
    lines = heard("quick ease\nstop\n", tmp_path, "--json").splitlines()
    assert len(lines) == 6
    serializer = DefaultSerializer()
    for asked, answered in zip(lines[::2], lines[1::2], strict=True):
        request = serializer.deserialize(asked, RequestEnvelope)
        assert request.request.request_id.startswith("amzn1.echo-api.request.")
        response = serializer.deserialize(answered, ResponseEnvelope)
        assert response.version == "1.0"
    kinds = [json.loads(line)["request"]["type"] for line in lines[::2]]
    assert kinds == ["LaunchRequest", "IntentRequest", "IntentRequest"]
    last: dict[str, Any] = json.loads(lines[-1])
    assert last["response"]["shouldEndSession"] is True


@pytest.mark.slow
def test_ssml(tmp_path: Path) -> None:
    for words, has_document in ((("--json", "--ssml"), False), (("--json",), True)):
        lines = heard("quick ease\n", tmp_path, *words).splitlines()
        assert ("directives" in json.loads(lines[-1])["response"]) is has_document


def test_a_locale(tmp_path: Path) -> None:
    said = heard("my chest hurts\n", tmp_path, "--locale", "en-GB")
    assert "call nine nine nine, or ask somebody near you" in " ".join(said.split())


def test_an_unknown_locale_is_one_line(tmp_path: Path) -> None:
    done = talk("", tmp_path, "--locale", "fr-FR")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"locale" in done.stderr


@pytest.mark.parametrize("locale", ["fr-FR", "en", "en-", "EN-us", "", "x" * 200])
def test_every_unknown_locale_is_refused(locale: str) -> None:
    with pytest.raises(UsageError, match="locale") as error:
        command.talk(["--locale", locale])
    assert "\n" not in str(error.value)


def test_an_unknown_store_is_one_line(tmp_path: Path) -> None:
    done = talk("", tmp_path, "--store", "redis://x")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_store_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "people.db").write_text("no database")
    done = talk("quick ease\n", tmp_path, "--store", "sqlite:///people.db")
    said = b"gentleback: the store people.db cannot be used: file is not a database\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", said)


@pytest.mark.slow
def test_two_runs_on_one_store(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/people.db"
    heard("quick ease\nready\nready\n@20 slower\n@20 stop\n", tmp_path, "--store", store)
    again = " ".join(heard("yes\nslower\n", tmp_path, "--store", store).split())
    assert "Welcome to Gentle Back" not in again
    assert "Last time you got as far as pelvic tilt." in again
    assert "A little slower from now." in again


def test_a_users_own_content(tmp_path: Path) -> None:
    said = heard("heel slide\nmy morning\n", tmp_path, "--content", write(tmp_path / "mine"))
    assert "> heel slide" in said
    assert "A walk goes better with a recording" in said


@pytest.mark.slow
def test_spoken_aloud(tmp_path: Path) -> None:
    with FakeSpeaker(tmp_path / "speaker", rate_hz=2_400_000) as speaker:
        done = talk("quick ease\n", tmp_path, "--speak", **speaker.environment)
    assert (done.returncode, done.stderr) == (0, b"")
    shown_s = [
        int(minutes) * 60 + int(seconds) for minutes, seconds in re.findall(r"\[(\d+):(\d+)\]", str(done.stdout))
    ]
    length = sum(len(sound) / 2 / 22_050 for sound in speaker.sounds)
    assert len(shown_s) == 2
    assert sum(shown_s) - 3 <= length <= sum(shown_s) * 1.25 + 3


def test_without_a_sound_device_it_is_one_line(tmp_path: Path) -> None:
    done = talk("", tmp_path, "--speak", **without_device(tmp_path))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "gentleback: there is no sound device here; leave out --speak\n"


def test_comments_before_the_opening_do_not_open(tmp_path: Path) -> None:
    said = talk("# a talk with gentle back\nopen gentle back\nstop\n", tmp_path).stdout.decode()
    assert said.count("> open gentle back") == 1
    assert said.startswith("> open gentle back\n  Welcome to Gentle Back.")
