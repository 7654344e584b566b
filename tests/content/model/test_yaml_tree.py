"""The safe subset of YAML that is read, and one clear line for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.model.faults import dotted
from content.model.yaml_tree import CUT, JOINED, SPLIT, Tree, read_tree
from tests.tools import least_cpu_s

FILE = Path("x.yaml")

READ: dict[str, tuple[str, object]] = {
    "text": ("a: b c", {"a": "b c"}),
    "a whole number": ("a: 12", {"a": 12}),
    "a sign": ("[-3, 0, 70]", [-3, 0, 70]),
    "what would lose a character as a number stays text": ("[+3, 007, -0]", ["+3", "007", "-0"]),
    "other numbers stay text": (
        "[1.5, 1e3, 0x10, 1_000, .5, 9999999999]",
        ["1.5", "1e3", "0x10", "1_000", ".5", "9999999999"],
    ),
    "truths": ("[true, False, TRUE]", [True, False, True]),
    "words that YAML 1.1 takes for truths": ("[yes, no, on, off, y]", ["yes", "no", "on", "off", "y"]),
    "nothing": ("a:\nb: null\nc: ~", {"a": None, "b": None, "c": None}),
    "quoted, it is text": ("['12', \"true\", '', \"~\"]", ["12", "true", "", "~"]),
    "a date": ("2013-05-31", "2013-05-31"),
    "folded": ("a: >-\n  one\n  two\n", {"a": "one two"}),
    "in lines": ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    "no merging": ("<<: {a: 1}", {"<<": {"a": 1}}),
    "Windows line ends": ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    "a mark of byte order": ("\ufeffa: 1", {"a": 1}),
    "other scripts": ("naïve: ¿Ещё 速い?", {"naïve": "¿Ещё 速い?"}),
    "a comment": ("a: 1 # 2\n# b: 3", {"a": 1}),
    "as deep as it may be": ("[" * 13 + "]" * 13, [[[[[[[[[[[[[]]]]]]]]]]]]]),
}

LETTER = "which is not text; remove it, or save the file as UTF-8"
DEEP = "is nested more than 12 deep; make it flat"

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "nothing": (b"", "1: is empty; fill it in or remove it"),
    "a comment alone": ("# later", "1: is empty; fill it in or remove it"),
    "a bare beginning": ("---\n", "1: is empty; fill it in or remove it"),
    "two documents": ("a: 1\n---\nb: 2", "2: contains a second document; keep one"),
    "an anchor": ("a: 1\nb: &x 2", "2: b: uses an anchor or alias; write the value out"),
    "an alias": ("a: 1\nb:\n  - *x", "3: b.1: uses an anchor or alias; write the value out"),
    "an anchor on a name": ("a: 1\n&x b: 2", "2: b: uses an anchor or alias; write the value out"),
    "a bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]", "1: a: uses an anchor or alias; write the value out"),
    "a tag": ("a: !!python/object/apply:os.system [ls]", "1: a: uses a tag; write a plain value"),
    "a tag on a name": ("!!str a: 1", "1: a: uses a tag; write a plain value"),
    "a name twice": ("a: 1\nb: 2\n'a': 3", "3: a: is defined twice; keep one"),
    "a name twice, below": ("a:\n  - b: 1\n    b: 2", "3: a.1.b: is defined twice; keep one"),
    "a list as a name": ("? [a]\n: 1", "1: has a key that is not text; name the field"),
    "an alias as a name": ("a: 1\n*a : 2", "2: has a key that is not text; name the field"),
    "no name": ("a: 1\n'': 2", "2: has a key that is not text; name the field"),
    "a tab": ("a:\n\tb: 1", "2: is not YAML: found character that cannot start any token; correct this line"),
    "a second document without its mark": (
        "a: 1\n...\nb: 2",
        "3: is not YAML: did not find expected <document start>; correct this line",
    ),
    "a directive": ("%5 of it\n---\na: 1", "1: is not YAML: found unknown directive name; correct this line"),
    "text behind a quotation": (
        "a: 'b' c",
        "1: is not YAML: did not find expected key; correct this line",
    ),
    "two colons": (
        "a: 1\nb: c: d",
        "2: is not YAML: mapping values are not allowed in this context; correct this line",
    ),
    "a list that stays open": (
        "a: 1\nb: [1, 2\nc: 3\n",
        "2: is not YAML: did not find expected ',' or ']'; correct this line",
    ),
    "a list that stays open to the end": (
        "a: 1\nb: [1,\n",
        "2: is not YAML: did not find expected node content; correct this line",
    ),
    "a quotation that stays open": (
        'a: 1\nb: "c\nd: 3\n\n\n',
        "2: is not YAML: found unexpected end of stream; correct this line",
    ),
    "prose": (
        "Dear all,\nthis: is\nno YAML",
        "2: is not YAML: mapping values are not allowed in this context; correct this line",
    ),
    "deep lists": ("[" * 900, f"1: 1.1.1: {DEEP}"),
    "deep fields": ("{a: " * 20_000, f"1: a.a.a: {DEEP}"),
    "deep lists, one by one": ("- " * 45_000, f"1: 1.1.1: {DEEP}"),
    "deep names": ("? " * 45_000, "1: has a key that is not text; name the field"),
    "too much": ("a: 1\n" + "#" * 100_000, "1: is larger than 100,000 bytes; split it"),
    "UTF-16": ("a: 1".encode("utf-16"), "1: is not UTF-8 text; save it as UTF-8"),
    "UTF-16 without its mark": ("a: 1".encode("utf-16-le"), f"1: contains the character U+0000, {LETTER}"),
    "Latin-1": (b"a: 1\nb: caf\xe9", "2: is not UTF-8 text; save it as UTF-8"),
    "Latin-1 behind a mark of byte order": (b"\xef\xbb\xbf\n\xe9", "2: is not UTF-8 text; save it as UTF-8"),
    "bytes": (bytes(range(256)), "2: is not UTF-8 text; save it as UTF-8"),
    "a zero byte": ("a: 1\nb: \0", f"2: contains the character U+0000, {LETTER}"),
    "a line end that few programs see": ("a: 1\nb: c\u2028d", f"2: contains the character U+2028, {LETTER}"),
    "a mark of byte order inside": ("a: 1\n\ufeffb: 2", f"2: contains the character U+FEFF, {LETTER}"),
    "an escape": ("\x1b[31m", f"1: contains the character U+001B, {LETTER}"),
    "an escape, escaped": ('a: 1\nb: "\\e[31m"', f"2: b: contains the character U+001B, {LETTER}"),
    "an escape in a name": ('a: 1\n"\\e": 2', f"2: \\x1b: contains the character U+001B, {LETTER}"),
    "a lone surrogate": (
        '"\\ud800"',
        "1: is not YAML: found invalid Unicode character escape code; correct this line",
    ),
}


SURE = {  # what looks like one of DOUBTS, and is read as it was meant
    "a comment behind a name": ("a: bridge # or swim\nb:\n  - swim  # or bridge", "facts"),
    "a comment behind a number": ("a: 10 #or more", "facts"),
    "a comment behind a list": ("a: [b c, d]  # or e\nf: {g: h i}  # or j", "facts"),
    "a comment behind a quotation": ("a: 'b c' # d\ne: \"f\" #g", "prose"),
    "a comment behind the name of a block": ("a: # b\n  c: d e", "prose"),
    "a comment where the next line would begin": ("a:\n  - b c\n  # d\n  - e f\n# g\nh: i j\n#k", "prose"),
    "a comment between fields of a list": ("- a: b c\n  # d\n  e: f g", "prose"),
    "a quotation with '#', an apostrophe and a backslash": ("a: 'b #c, it''s'\nd: \"e #\\\"f\\\\\"", "prose"),
    "'#' inside a word": ("a: b#c d", "prose"),
    "'#' in lines": ("a: |\n  b #c\n  #d\ne: >-\n  f #g", "prose"),
    "one text in brackets": ("a: [b c.]", "prose"),
    "quoted texts in brackets": ("a: ['b, c', \"d\"]", "prose"),
    "names in brackets": ("a: [b, c d]", "facts"),
    "texts on lines of their own": ("a:\n  - b, c\n  - d", "prose"),
    "a long text over two lines": ("a: b - c\n  d-\n  e", "prose"),
    "dashes in lines and quotations": ("a: |\n  - b\n  - c\nd: 'e\n  - f'", "prose"),
}
DOUBTS = {
    "a comment behind a sentence": ("a: Stop at 3 #or above.", "facts", {"a": "CUT"}),
    "a comment behind a sentence, set apart": ("a: Stop at 3 # or above.", "facts", {"a": "CUT"}),
    "a comment behind a tab": ("a: Stop at 3\t#or above.", "facts", {"a": "CUT"}),
    "a comment behind a word of a title": ("a: Notes #3", "facts", {"a": "CUT"}),
    "a comment behind a word": ("a: bridge # or swim", "prose", {"a": "CUT"}),
    "a comment behind a number among words": ("a: 3 # or more", "prose", {"a": "CUT"}),
    "a comment behind nothing": ("a: #b\nc: # d", "prose", {"a": "CUT", "c": "CUT"}),
    "a comment instead of nothing": ("a: ~ #b", "facts", {"a": "CUT"}),
    "a comment behind the last of several lines": ("a: b\n  c #d", "facts", {"a": "CUT"}),
    "a comment that would be the next line": ("a:\n  - b c\n    #d\n  - e", "prose", {"a.1": "CUT"}),
    "a comment after an empty line": ("a: b c\n\n  # d\n", "facts", {"a": "CUT"}),
    "a comment that ends a block": ("a: >\n  b\n #c\nd: 1", "prose", {"a": "CUT"}),
    "a comment in braces": ("{a: b c #d\n}", "facts", {"a": "CUT"}),
    "a comment in brackets": ("a: [b c\n#d\n]", "facts", {"a.1": "CUT"}),
    "Windows line ends": ("a: b\r\nc: d #e\r\n", "prose", {"c": "CUT"}),
    "old line ends": ("a:\r- b\r # c", "prose", {"a.1": "CUT"}),
    "behind other scripts": ("a: 速い 🙂\nb: é #c", "prose", {"b": "CUT"}),
    "sentences in brackets": ("a: [Press, gently., Soft jaw.]", "prose", {"a": "SPLIT"}),
    "words in brackets": ("a: [press, gently]", "prose", {"a": "SPLIT"}),
    "one quotation of two texts": ("a: {b: ['press', gently]}", "prose", {"a.b": "SPLIT"}),
    "an item too far to the right": ("a:\n  - Press.\n   - Rest.", "prose", {"a.1": "JOINED"}),
    "an item without its space": ("a:\n  - press\n   -rest", "facts", {"a.1": "JOINED"}),
}


@pytest.mark.parametrize("case", SURE)
def test_there_is_no_doubt(case: str) -> None:
    text, kind = SURE[case]
    tree = read_tree(FILE, text.encode(), kind == "prose")
    assert isinstance(tree, Tree)
    assert tree.doubts == {}


@pytest.mark.parametrize("case", DOUBTS)
def test_what_is_cut_split_or_joined_is_noted(case: str) -> None:
    text, kind, expected = DOUBTS[case]
    tree = read_tree(FILE, text.encode(), kind == "prose")
    assert isinstance(tree, Tree)
    named = {CUT: "CUT", SPLIT: "SPLIT", JOINED: "JOINED"}
    assert {dotted(route): named[advice] for route, advice in tree.doubts.items()} == expected


@pytest.mark.parametrize("odd", ["- b #\n", "- #\r", "- b" + "\n" * 40_000 + " #\n", "- b" + " \n" * 40_000 + " c\n"])
def test_an_odd_file_takes_no_longer_than_others(odd: str) -> None:
    def took_s(text: str) -> float:
        return least_cpu_s(lambda: read_tree(FILE, (text * (99_000 // len(text))).encode(), True))

    assert took_s(odd) < 10 * took_s("- b c\n")


@pytest.mark.parametrize("case", READ)
def test_it_is_read(case: str) -> None:
    text, value = READ[case]
    tree = read_tree(FILE, text.encode())
    assert isinstance(tree, Tree)
    assert tree.value == value
    assert repr(tree.value) == repr(value)  # True is not 1


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_one_line(case: str) -> None:
    data, expected = REFUSED[case]
    assert str(read_tree(FILE, data.encode() if isinstance(data, str) else data)) == f"x.yaml:{expected}"


def test_what_is_too_deep_for_the_parser_is_refused_as_well() -> None:
    assert str(read_tree(FILE, b"[" * 90_000)).endswith(f": {DEEP}")  # which of the two finds it depends on its version


def test_every_value_knows_the_line_of_its_name() -> None:
    text = "# one\na:\n  b: 1\nc:\n  - d\n  - e: >\n      f\n      g\n    h: {i: 1,\n      j: 2}\n"
    tree = read_tree(FILE, text.encode())
    assert isinstance(tree, Tree)
    assert {dotted(route): line for route, line in tree.lines.items()} == {
        "": 2,
        "a": 2,
        "a.b": 3,
        "c": 4,
        "c.1": 5,
        "c.2": 6,
        "c.2.e": 6,
        "c.2.h": 9,
        "c.2.h.i": 9,
        "c.2.h.j": 10,
    }
