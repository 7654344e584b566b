"""The addresses that the server prints."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest

from skill.hosting.serve import ServeSettings, read_settings
from skill.hosting.server import address, addresses_line, reachable
from tests.skill.hosting.envelopes import SKILL_ID

ANY = "0.0.0.0"  # noqa: S104


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "192.168.1.2", "localhost", "back.local"])
def test_a_reachable_host_is_printed_unchanged(host: str) -> None:
    assert reachable(host) == host


def test_the_unspecified_address_is_printed_as_one_that_others_can_reach() -> None:
    with socket.create_server((ANY, 0)) as server:
        host = reachable(ANY)
        with socket.create_connection((host, server.getsockname()[1]), timeout=5) as found:
            assert found.getpeername()[1] == server.getsockname()[1]


def test_an_ipv6_address_is_in_brackets() -> None:
    assert address("::1", 80, "/alexa") == "http://[::1]:80/alexa"


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        (ServeSettings(skill_id=SKILL_ID), "listening at http://127.0.0.1:1/alexa"),
        (
            ServeSettings(skill_id=SKILL_ID, out="out"),
            "listening at http://127.0.0.1:1/alexa; sessions at http://127.0.0.1:1/",
        ),
        (ServeSettings(out="out"), "sessions at http://127.0.0.1:1/; without --skill-id no skill is served"),
        (
            ServeSettings(insecure_local=True, out="out"),
            "listening at http://127.0.0.1:1/alexa; sessions at http://127.0.0.1:1/; "
            "requests are not verified: for this machine only",
        ),
    ],
)
def test_the_line_says_what_is_served(settings: ServeSettings, line: str) -> None:
    assert addresses_line(SimpleNamespace(effective_host="127.0.0.1", effective_port=1), settings) == line


def test_the_folder_is_an_option_a_variable_or_the_usual_one() -> None:
    skill = ["--skill-id", SKILL_ID]
    variable = {"GENTLEBACK_OUT": "b"}
    assert read_settings([*skill, "--out", "a"], variable, "c").out == "a"
    assert read_settings(skill, variable, "c").out == "b"
    assert read_settings(skill, {}, "c").out == "c"
    assert read_settings(skill, {}).out is None
    assert read_settings([], {}, "c").has_skill is False
