"""The settings of the server: options, variables, and errors."""

from __future__ import annotations

import pytest

from content.errors import GentleBackError
from gentleback_cli import UsageError
from skill.hosting.serve import ServeSettings, is_loopback, read_settings
from tests.skill.hosting.envelopes import SKILL_ID

VARIABLES = {
    "GENTLEBACK_HOST": "0.0.0.0",  # noqa: S104
    "GENTLEBACK_PORT": "9000",
    "GENTLEBACK_SKILL_ID": SKILL_ID,
    "GENTLEBACK_STORE": "sqlite:///people.db",
    "GENTLEBACK_THREADS": "2",
}


def test_everything_is_verified_unless_asked_otherwise() -> None:
    assert read_settings(["--skill-id", SKILL_ID], {}) == ServeSettings(
        host="127.0.0.1", port=8080, skill_id=SKILL_ID, store=None, insecure_local=False, threads=8
    )


def test_variables() -> None:
    assert read_settings([], VARIABLES) == ServeSettings("0.0.0.0", 9000, SKILL_ID, "sqlite:///people.db", False, 2)  # noqa: S104


def test_options_take_precedence_over_variables() -> None:
    other = SKILL_ID.replace("5", "6")
    words = ["--host", "::1", "--port", "0", "--skill-id", other, "--store", "memory:", "--threads", "3"]
    assert read_settings(words, VARIABLES) == ServeSettings("::1", 0, other, "memory:", False, 3)


def test_an_empty_variable_is_no_variable() -> None:
    assert read_settings(["--skill-id", SKILL_ID], dict.fromkeys(VARIABLES, "")) == ServeSettings(skill_id=SKILL_ID)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST"])
def test_insecure_on_this_machine_needs_no_skill_id(host: str) -> None:
    settings = read_settings(["--insecure-local", "--host", host], {})
    assert (settings.insecure_local, settings.skill_id) == (True, None)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",  # noqa: S104
        "::",
        "10.0.0.1",
        "192.168.1.2",
        "128.0.0.1",
        "::ffff:127.0.0.1",
        "localhost.example.com",
        "example.com",
    ],
)
def test_insecure_anywhere_else_is_refused(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(UsageError, match="--insecure-local goes with a loopback host"):
        read_settings(["--insecure-local", "--host", host], {})
    with pytest.raises(UsageError, match="--insecure-local goes with a loopback host"):
        read_settings(["--insecure-local"], {"GENTLEBACK_HOST": host})


def test_a_variable_cannot_make_it_insecure() -> None:
    with pytest.raises(UsageError, match="which skill"):
        read_settings([], {"GENTLEBACK_INSECURE_LOCAL": "1"})


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], "which skill? give --skill-id or GENTLEBACK_SKILL_ID: the developer console shows it"),
        (["--skill-id", "mine"], "'mine' is not a skill id: amzn1.ask.skill. and 36 letters and digits"),
        (["--skill-id", "amzn1.ask.skill."], "'amzn1.ask.skill.' is not a skill id: amzn1.ask.skill. and 36"),
        (["--skill-id", SKILL_ID[:-1]], f"'{SKILL_ID[:-1]}' is not a skill id: amzn1.ask.skill. and 36"),
        (["--skill-id", f"{SKILL_ID}0"], f"'{SKILL_ID}0' is not a skill id: amzn1.ask.skill. and 36"),
        (["--skill-id", f"x{SKILL_ID}"], f"'x{SKILL_ID}' is not a skill id: amzn1.ask.skill. and 36"),
        (["--skill-id", SKILL_ID, "--port", "65536"], "--port 65536 is out of range: 0 to 65535"),
        (["--skill-id", SKILL_ID, "--port", "-1"], "--port '-1' is not a number"),
        (["--skill-id", SKILL_ID, "--port", "http"], "--port 'http' is not a number; write one such as 8080"),
        (["--skill-id", SKILL_ID, "--port", "²"], "--port '²' is not a number"),
        (["--skill-id", SKILL_ID, "--threads", "0"], "--threads 0 is out of range: 1 to 256"),
    ],
)
def test_invalid_settings_are_one_clear_line(words: list[str], line: str) -> None:
    with pytest.raises(GentleBackError) as error:
        read_settings(words, {})
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 2


@pytest.mark.parametrize("option", ["out", "content"])
def test_a_path_may_begin_in_a_home_folder(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    variable = f"GENTLEBACK_{option.upper()}"
    assert getattr(read_settings(["--insecure-local"], {variable: " ~/mine "}), option) == "/home/me/mine"
    assert getattr(read_settings(["--insecure-local", f"--{option}=~/x"], {variable: "y"}), option) == "/home/me/x"
    assert getattr(read_settings(["--insecure-local"], {variable: " "}), option) is None
    with pytest.raises(UsageError, match=f"argument --{option}: '' is no path"):
        read_settings([f"--{option}", ""], {})


def test_an_unknown_option() -> None:
    with pytest.raises(UsageError, match="gentleback serve --help"):
        read_settings(["--insecure"], {})
