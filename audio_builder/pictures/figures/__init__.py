"""Figures: an exercise -> a picture of its movement, as SVG or PNG.

PNG is drawn by resvg out of its wheel: no other program, no system fonts, the same bytes every time.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from audio_builder.errors import BuildError

if TYPE_CHECKING:
    from audio_builder.pictures.figures.animation import Beat
    from audio_builder.pictures.figures.scene import Scene
    from audio_builder.pictures.figures.shapes import Size
    from content.model.types import Exercise
    from content.model.words import ExerciseWords, Words
    from content.poses.types import Figure

ShownSide = Literal["left", "right"]
SIDES: tuple[ShownSide, ...] = ("left", "right")
DEFAULT_SIDE: ShownSide = "left"
"""The one that every exercise with sides starts on."""


def figure_of(exercise: Exercise, way: str = "") -> Figure:
    """The poses that are drawn: those of ``way``, else of the exercise, else of its start position."""
    from content.poses.types import neutral

    ways = {each.id: each.figure for each in exercise.ways}
    return ways.get(way) or exercise.figure or neutral(exercise.position)


def figure_svg(
    exercise: Exercise,
    words: Words,
    *,
    side: ShownSide = DEFAULT_SIDE,
    way: str = "",
    moving: bool = False,
    size: Size | None = None,
    card: bool = True,
) -> str:
    """The figure as SVG, with its text alternative in ``aria-label``.

    ``side`` is what the coach calls ``side``; where there are none it changes nothing. ``moving``: at the exercise's
    own tempo, and still where reduced motion is preferred. ``size`` is width and height in pixels (the card
    fills them); None: as large as the place that it is put into, four to three. ``card``: on a soft background.
    """
    from audio_builder.pictures.figures.svg import place_of, svg_of

    figure = figure_of(exercise, way)
    has_sides = exercise.side != "none"
    beat = moving_beat(exercise, way) if moving else None
    key = "-".join(filter(None, ("gb", exercise.id, way, side if has_sides else "", "")))
    label, is_mirrored = alt_text(exercise, words, side=side, way=way), _is_mirrored(figure)
    scenes = _scenes(exercise, figure)
    scene = scenes[int(has_sides and side != _near_side(figure))]
    place = place_of(scenes)
    return svg_of(scene, place, beat, key=key, label=label, size=size, is_mirrored=is_mirrored, has_card=card)


def _is_mirrored(figure: Figure) -> bool:
    """Whether the picture is turned round, so that on the mat every head is at the right, whatever it lies on."""
    return figure.poses[0].lie in ("back", "side", "other-side")


def _near_side(figure: Figure) -> ShownSide:
    """The side that a figure's poses are drawn for: their right is near, and a mirror makes it the left.

    For the other side the same body moves its other limb: nobody turns round on the mat.
    """
    return "left" if _is_mirrored(figure) else "right"


def moving_beat(exercise: Exercise, way: str = "") -> Beat | None:
    """The tempo of a moving figure; None for a figure of one pose."""
    from audio_builder.pictures.figures.animation import beat_of

    return beat_of(exercise) if len(figure_of(exercise, way).poses) > 1 else None


def figure_png(
    exercise: Exercise, words: Words, *, size: Size, side: ShownSide = DEFAULT_SIDE, way: str = "", card: bool = True
) -> bytes:
    """The figure as PNG of ``size``, width and height in pixels: the same bytes every time."""
    return png_of(figure_svg(exercise, words, side=side, way=way, size=size, card=card))


def alt_text(exercise: Exercise, words: Words, *, side: ShownSide = DEFAULT_SIDE, way: str = "") -> str:
    """What the figure shows, in a sentence or two; of an exercise without a figure its start position."""
    from content.model.words import fill

    own: ExerciseWords = words.exercises[exercise.id]
    other: ShownSide = "right" if side == "left" else "left"
    sides = {"side": words.phrases.sides[side], "other": words.phrases.sides[other]}
    picture = own.manner_of(way).picture or own.manner.picture
    if not picture:
        picture = f"{fill(words.phrases.positions[exercise.position].where, **sides)}."
    return f"{own.name}. {fill(picture, **sides)}"


def _scenes(exercise: Exercise, figure: Figure) -> tuple[Scene, ...]:
    """The figure as its poses are, and of an exercise with sides the same on the other side."""
    from content.poses.movement import on_other_side

    works = _tinted(exercise, figure)
    scene = _scene(figure, works)
    if exercise.side == "none":
        return (scene,)
    return scene, _scene(on_other_side(figure), tuple(1 - index for index in works))


@lru_cache(maxsize=64)
def _scene(figure: Figure, sides: tuple[int, ...]) -> Scene:
    """Half of the work, and the same for every size."""
    from audio_builder.pictures.figures.scene import scene_of

    return scene_of(figure, sides)


def _tinted(exercise: Exercise, figure: Figure) -> tuple[int, ...]:
    """On which sides a limb's regions are tinted: of an exercise with sides only where it works."""
    if exercise.side != "each":
        return (0, 1)
    return (1,) if figure.poses[0].lie == "side" else (0,)


class NoRendererError(BuildError):
    """The library that draws PNGs is not installed."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("drawing a PNG needs resvg-py; install it with: pip install 'gentle-back[audio]'")


def check_renderer() -> None:
    """Raises ``NoRendererError``: to be called before any work."""
    if find_spec("resvg_py") is None:
        raise NoRendererError


def png_of(svg: str, size: Size | None = None) -> bytes:
    """``svg`` in ``size``, width and height in pixels; None: in its own. Raises ``NoRendererError``."""
    try:
        import resvg_py
    except ImportError as error:
        raise NoRendererError from error
    wide, high = size or (None, None)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=wide, height=high))


def square(png: bytes, side: int, colours: int) -> bytes:
    """``png`` in the middle of a square in the colour of its card, with a palette of ``colours``: half as large."""
    from PIL import Image

    from audio_builder.pictures.figures.shapes import PALETTE

    picture, file = Image.open(BytesIO(png)).convert("RGBA"), BytesIO()
    canvas = Image.new("RGB", (side, side), PALETTE["card"])
    canvas.paste(picture, ((side - picture.size[0]) // 2, (side - picture.size[1]) // 2), picture)
    few = canvas.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return file.getvalue()
