"""What a voice can speak, in any language."""

# ruff: noqa: RUF001

from __future__ import annotations

import pytest

from content.model.speakable import trouble_saying

SPEAKABLE = [
    "Breathe out.",
    "Don\u2019t hurry, you've time; it's a two-step thing: one, two!",
    "Hold for 8 seconds.",
    "Hold 8 s, e.g. lightly.",
    "Lightly, e.g., and so on.",
    "Now the {side}.",
    "Größer, straße, naïve, œuvre.",
    "¿Listo? ¡Vamos!",
    "Дышите спокойно.",
    "ゆっくり息を吐きましょう。次は、左足です。",
    "请慢慢地把右边的膝盖拉向胸口，然后保持这个姿势，数到八再慢慢放下来休息一会儿。",
    "धीरे-धीरे साँस छोड़ें।",
    "تنفّس ببطء، من فضلك.",
    "می\u200cتوانید بنشینید.",
    "หายใจออกช้าๆ",
    "cafe\u0301",
    "Une pause\xa0!",
    "w" * 30,
]

STRAY = "has stray spaces, line ends or doubled punctuation; write one clean sentence"
SILENT = "has nothing that a voice can say; write words"

TROUBLES = {
    "": SILENT,
    " . ": SILENT,
    "50 %": "has '%', which no voice can say; write it in words",
    "left/right": "has '/', which no voice can say; write it in words",
    "a_b": "has '_', which no voice can say; write it in words",
    "(slowly)": "has '(', which no voice can say; write it in words",
    "3 × 4": "has '×', which no voice can say; write it in words",
    "so \u2013 so": "has '\u2013', which no voice can say; write it in words",
    "<b>now</b>": "has '<', which no voice can say; write it in words",
    "zero\u200bwidth": "has '\\u200b', which no voice can say; write it in words",
    "heart \u2764\ufe0f": "has '\u2764', which no voice can say; write it in words",
    " so": STRAY,
    "so ": STRAY,
    "so  so": STRAY,
    "so\tso": STRAY,
    "so\nso": STRAY,
    "so\x1cso": STRAY,
    "so...": STRAY,
    "so!!": STRAY,
    "a.b...": STRAY,
    "{side} {sides}": "has an unknown placeholder: {sides}; there are: {other}, {side}",
    "{}": "has an unknown placeholder: {}; there are: {other}, {side}",
    "{Side}": "has '{', which no voice can say; write it in words",
    "w" * 31: "has a word too long to say; write plain words",
    "so " * 80 + "so": "is 242 characters long; say it in at most 240",
}


@pytest.mark.parametrize("text", SPEAKABLE)
def test_it_can_be_spoken(text: str) -> None:
    assert trouble_saying(text, frozenset({"side", "other"})) is None


@pytest.mark.parametrize("text", TROUBLES)
def test_what_keeps_a_voice_from_speaking(text: str) -> None:
    assert trouble_saying(text, frozenset({"side", "other"})) == TROUBLES[text]
