"""``gentleback figures``: pictures of the movements, as files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio_builder.cli.options import add_content, check_known, show_waiting
from gentleback_cli import Parser, UsageError, path_of, print_json

if TYPE_CHECKING:
    from argparse import Namespace

    from audio_builder.pictures.figures.shapes import Size
    from content.model.types import Content, Exercise
    from content.model.words import Words

SCREENS: tuple[tuple[int, int], ...] = ((480, 480), (960, 480), (1024, 600), (1280, 800), (1920, 1080), (960, 540))
"""Pixels of Alexa's screens: a round one, then small, medium, large and extra large hubs, then a television."""
SMALLEST, LARGEST = 16, 4096
_SIZE = re.compile(r"([0-9]{1,4})x([0-9]{1,4})")


def figures(arguments: list[str]) -> int:
    from content.model.loader import load

    asked = parser().parse_args(arguments)
    sizes = list(dict.fromkeys([*map(_size, asked.size), *(SCREENS if asked.screens else ())]))
    content = load(asked.content)
    check_known("language", [asked.language], content.words)
    check_known("exercise", asked.exercises, content.exercises)
    words = content.words[asked.language]
    exercises = [content.exercises[name] for name in dict.fromkeys(asked.exercises or sorted(content.exercises))]
    files = _sheet(content, words, asked) if asked.sheet else _drawn(exercises, words, asked, sizes)
    if asked.json:
        print_json([str(file) for file in files])
    else:
        print(f"{len(files)} files in {asked.out}" if not asked.sheet else str(asked.sheet))
    return 0


def parser() -> Parser:
    parser = Parser("figures", "Draw the movements of exercises: SVG, and PNG in the sizes that you name.")
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE", help="their ids (default: all)")
    parser.add_argument(
        "--out", type=path_of, default=Path("figures"), metavar="DIR", help="where to (default: figures)"
    )
    parser.add_argument("--moving", action="store_true", help="the SVG moves, at the exercise's own tempo")
    parser.add_argument("--size", action="append", default=[], metavar="WxH", help="a PNG too; may be repeated")
    parser.add_argument("--screens", action="store_true", help="PNGs in the sizes of Alexa's screens")
    parser.add_argument("--side", choices=("left", "right"), help="of exercises with sides (default: both)")
    parser.add_argument("--no-card", action="store_true", help="no soft ground behind the figure")
    parser.add_argument("--sheet", type=path_of, metavar="FILE", help="all on one sheet: a .png, or a moving .html")
    add_content(parser)
    parser.add_argument("--language", default="en", help="of what a screen reader says (default: en)")
    parser.add_argument("--json", action="store_true", help="print the files as JSON")
    return parser


def _size(text: str) -> Size:
    found = _SIZE.fullmatch(text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not SMALLEST <= min(size) <= max(size) <= LARGEST:
        raise UsageError(
            f"--size {text} is not a size: write width x height in pixels, such as 1024x768 (at most {LARGEST})"
        )
    return size


def _drawn(exercises: Iterable[Exercise], words: Words, asked: Namespace, sizes: list[Size]) -> list[Path]:
    from content.output import open_output

    with open_output(asked.out, "gentleback figures", show_waiting) as out:
        pictures = _files(exercises, words, asked, sizes)
        files = [out.prepare(name, partial(list, [picture])) for name, picture in pictures]
        out.refuse_foreign(file.name for file in files if file.draft)
        for file in files:
            out.publish(file)
    return [asked.out / file.name for file in files]


def _files(
    exercises: Iterable[Exercise], words: Words, asked: Namespace, sizes: list[Size]
) -> Iterator[tuple[str, bytes]]:
    from audio_builder.pictures.figures import DEFAULT_SIDE, SIDES, figure_png, figure_svg

    for exercise in exercises:
        sides = ((asked.side,) if asked.side else SIDES) if exercise.side != "none" else (DEFAULT_SIDE,)
        for way, side in product(("", *(way.id for way in exercise.ways if way.figure)), sides):
            how: dict[str, Any] = {"side": side, "way": way, "card": not asked.no_card}
            stem = "--".join(filter(None, (exercise.id, way, side if exercise.side != "none" else "")))
            svg = figure_svg(exercise, words, moving=asked.moving, **how)
            yield f"{stem}.svg", svg.encode()
            for wide, high in sizes:
                png = figure_png(exercise, words, size=(wide, high), **how)
                yield f"{stem}--{wide}x{high}.png", png


def _sheet(content: Content, words: Words, asked: Namespace) -> list[Path]:
    from audio_builder.pictures.figures.sheet import sheet_page, sheet_png

    match asked.sheet.suffix:
        case ".png":
            return [_written(asked.sheet, sheet_png(content, words))]
        case ".html":
            return [_written(asked.sheet, sheet_page(content, words).encode())]
        case _:
            raise UsageError(f"--sheet {asked.sheet} is neither a .png nor an .html; name one of these")


def _written(path: Path, data: bytes) -> Path:
    from content.files import write_whole

    write_whole(path, data)
    return path
