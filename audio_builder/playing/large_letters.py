"""Large letters for the terminal from glyphs five dots high: words of three rows, numbers of five."""

from __future__ import annotations

HEIGHT = 5
_DRAWN = (
    "ABCDEFGHIJKLM",
    " ## |### | ###|### |####|####| ###|#  #|#|   #|#  #|#   |#   #",
    "#  #|#  #|#   |#  #|#   |#   |#   |#  #|#|   #|# # |#   |## ##",
    "####|### |#   |#  #|### |### |# ##|####|#|   #|##  |#   |# # #",
    "#  #|#  #|#   |#  #|#   |#   |#  #|#  #|#|#  #|# # |#   |#   #",
    "#  #|### | ###|### |####|#   | ###|#  #|#| ## |#  #|####|#   #",
    "NOPQRSTUVWXYZ",
    "#   #| ## |### | ## |### | ###|###|#  #|#   #|#   #|#   #|#   #|####",
    "##  #|#  #|#  #|#  #|#  #|#   | # |#  #|#   #|#   #| # # | # # |  # ",
    "# # #|#  #|### |#  #|### | ## | # |#  #| # # |# # #|  #  |  #  | #  ",
    "#  ##|#  #|#   |# ##|# # |   #| # |#  #| # # |## ##| # # |  #  |#   ",
    "#   #| ## |#   | ###|#  #|### | # | ## |  #  |#   #|#   #|  #  |####",
    "0123456789 -,':.?",
    "###| # |###|###|# #|###|###|###|###|###| |   |  |#| | |###",
    "# #|## |  #|  #|# #|#  |#  |  #|# #|# #| |   |  |#|#| |  #",
    "# #| # |###|###|###|###|###|  #|###|###| |###|  | | | | ##",
    "# #| # |#  |  #|  #|  #|# #|  #|# #|  #| |   | #| |#| |   ",
    "###|###|###|###|  #|###|###|  #|###|###| |   |# | | |#| # ",
)
GLYPHS = {
    character: rows
    for top in range(0, len(_DRAWN), HEIGHT + 1)
    for character, *rows in zip(_DRAWN[top], *(row.split("|") for row in _DRAWN[top + 1 :][:HEIGHT]), strict=True)
}
"""Each character, and its rows."""
HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


def large_words(text: str, width: int) -> list[str]:
    """``text`` three rows high, in lines of at most ``width``; empty if it has other characters or longer words."""
    lines = _broken(text.upper(), width)
    return [row for line in lines for row in _halved(_dots(line))]


def large_number(text: str) -> list[str]:
    """``text``, digits and colons, five rows high."""
    return [row.replace(" ", "  ").replace("#", "██") for row in _dots(text)]


def _dots(text: str) -> list[str]:
    return [" ".join(GLYPHS[character][row] for character in text) for row in range(HEIGHT)]


def _halved(dots: list[str]) -> list[str]:
    rows = [*dots, " " * len(dots[0])]
    return [
        "".join(HALVES[upper + lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


def _broken(text: str, width: int) -> list[str]:
    """Lines of whole words that fit into ``width``; none if a word does not fit, or a glyph is missing."""
    if not set(text) <= set(GLYPHS):
        return []
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and _width(longer) <= width:
            lines[-1] = longer
        elif _width(word) <= width:
            lines.append(word)
        else:
            return []
    return lines


def _width(text: str) -> int:
    return len(_dots(text)[0])
