"""Keys: what terminals send for them, complete and in pieces."""

from __future__ import annotations

import pytest

from audio_builder.playing.keys import parsed


@pytest.mark.parametrize(
    ("pressed", "keys", "rest"),
    [
        (b"q", ["q"], b""),
        (b"N r", ["n", "space", "r"], b""),
        (b"\x1b[A\x1b[B\x1bOC\x1bOD", ["up", "down", "right", "left"], b""),
        (b"\x1b[1;5C", ["right"], b""),
        (b"\x1b[5~n", ["n"], b""),
        (b"\x1bqn", ["n"], b""),
        (b"n\x1b[", ["n"], b"\x1b["),
        (b"\x1b", [], b"\x1b"),
        ("\u00e9".encode(), ["\ufffd", "\ufffd"], b""),
        (b"", [], b""),
    ],
)
def test_pressed_keys(pressed: bytes, keys: list[str], rest: bytes) -> None:
    assert parsed(pressed) == (keys, rest)


def test_a_key_in_two_pieces() -> None:
    keys, rest = parsed(b"\x1b")
    assert parsed(rest + b"[C") == (["right"], b"")
    assert keys == []
