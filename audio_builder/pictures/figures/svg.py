"""A scene -> SVG, still or moving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from audio_builder.pictures.figures.animation import STYLE, Beat, keyframes, moves
from audio_builder.pictures.figures.marks import arrow_spots, breath_lines, ghosts, way_of
from audio_builder.pictures.figures.paths import Place, curve_path, hull_path, line_path
from audio_builder.pictures.figures.scene import Scene, every_spot
from audio_builder.pictures.figures.shapes import PALETTE, FlatPoint, FlatShape, Size

WIDE, HIGH = 1200, 900
"""Units of the canvas."""
MARGIN, ROUND, WAVE = 45, 45, 240
"""Around the picture; the radius of the card's corners; the length of a wave. In units."""
MOST_SCALE = 7.5
"""Units for a centimetre at most, so that a person who sits is not drawn larger than one who lies."""
ARROW, BREATH = 3.4, 2.4
"""The width of lines, in centimetres."""
SURFACE, BEHIND = 10.0, 19.0
"""How far above a swimmer's chest the water begins before and behind the body, in centimetres."""
ViewBox = tuple[int, int, int, int]
"""Left, top, width, height, in units."""


def svg_of(
    scene: Scene,
    place: Place,
    beat: Beat | None,
    *,
    key: str,
    label: str,
    size: Size | None,
    is_mirrored: bool,
    has_card: bool,
) -> str:
    """The picture, its centimetres at ``place``; with a ``beat`` it moves.

    ``key``: the prefix of the names in it, unique on a page. ``label``: the text alternative. ``size``: width and
    height in pixels; None: as large as its place, in the canvas's proportions.
    """
    left, top, wide, high = box = view_box(size)
    pixels = f' width="{size[0]}" height="{size[1]}"' if size else ""
    style = _style(scene, key, place, beat) if beat else ""
    card = f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" rx="{ROUND}" fill="{PALETTE["card"]}"/>'
    turn = f' transform="matrix(-1 0 0 1 {WIDE} 0)"' if is_mirrored else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {wide} {high}"{pixels} role="img"'
        f" aria-label={quoteattr(label)}>{style}{card if has_card else ''}"
        f"<g{turn}>{''.join(_picture(scene, key, place, beat, box))}</g></svg>"
    )


def view_box(size: Size | None) -> ViewBox:
    """The canvas, made wider or higher to the proportions of ``size``."""
    wide, high = WIDE, HIGH
    if size and size[0] * HIGH > size[1] * WIDE:
        wide = round(HIGH * size[0] / size[1])
    elif size:
        high = round(WIDE * size[1] / size[0])
    return (WIDE - wide) // 2, (HIGH - high) // 2, wide, high


def place_of(scenes: Iterable[Scene]) -> Place:
    """Where all of them are on the canvas: in its middle, as large as they can be.

    Those of both sides have one place, so that nothing jumps when the side changes.
    """
    spots = [spot for scene in scenes for spot in _spots(scene)]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    scale = min((WIDE - 2 * MARGIN) / (right - left), (HIGH - 2 * MARGIN) / (bottom - top), MOST_SCALE)
    return Place(scale, (left + right) / 2 - WIDE / 2 / scale, (top + bottom) / 2 - HIGH / 2 / scale)


def _spots(scene: Scene) -> Iterator[FlatPoint]:
    yield from every_spot(scene)
    yield from (spot for arrow in scene.figure.arrows for spot in way_of(scene, arrow))
    yield from (spot for line in breath_lines(scene) for spot in line)


def _style(scene: Scene, key: str, place: Place, beat: Beat) -> str:
    """Rules and no ``style`` attributes: a page whose policy forbids those adopts the rules as a style sheet."""
    moving = {f"{key}{number}": shape for number, shape in enumerate(scene.shapes) if moves(shape)}
    rules = (keyframes(name, shape, scene, place, beat) for name, shape in moving.items())
    uses = (f".{name}{{animation:{name} {beat.total_ms / 1000:g}s linear infinite}}" for name in moving)
    return f"<style>{''.join(rules)}{''.join(uses)}{STYLE}</style>"


def _picture(scene: Scene, key: str, place: Place, beat: Beat | None, box: ViewBox) -> Iterator[str]:
    is_swum = "water" in scene.figure.props
    yield from (_painted(shape, place) for shape in scene.ground)
    if is_swum:
        yield _water(scene, place, box, "deep", BEHIND)
    if scene.figure.way == "there-and-back":
        starts = "".join(hull_path(hull, place) for shape in ghosts(scene) for hull in shape.start)
        if starts:
            yield f'<path fill="{PALETTE["ghost"]}" d="{starts}"/>'
    for number, shape in enumerate(scene.shapes):
        moving = f' class="gb-m {key}{number}"' if beat else ""
        yield _painted(shape, place, moving if moves(shape) else "")
    if is_swum:
        yield _water(scene, place, box, "water", SURFACE)
    for arrow in scene.figure.arrows:
        yield from _arrow(way_of(scene, arrow), place)
    waves = "".join(curve_path(line, place) for line in breath_lines(scene))
    if waves:
        yield _line(waves, "breath", BREATH * place.scale, ' class="gb-b"' if beat else "")


def _painted(shape: FlatShape, place: Place, more: str = "") -> str:
    if shape.lines:
        draw = curve_path if shape.is_curved else line_path
        return _line("".join(draw(line, place) for line in shape.lines), shape.tone, shape.width * place.scale, more)
    return f'<path fill="{PALETTE[shape.tone]}"{more} d="{"".join(hull_path(hull, place) for hull in shape.hulls)}"/>'


def _line(path: str, tone: str, width: float, more: str = "") -> str:
    return (
        f'<path fill="none" stroke="{PALETTE[tone]}" stroke-width="{width:.0f}" stroke-linecap="round"'
        f' stroke-linejoin="round"{more} d="{path}"/>'
    )


def _arrow(way: list[FlatPoint], place: Place) -> Iterator[str]:
    """In one tone and without an outline, which would cut what it crosses in two."""
    line, head = arrow_spots(way)
    width = ARROW * place.scale
    tone = PALETTE["arrow"]
    yield (
        f'<g stroke-linecap="round" stroke-linejoin="round" stroke="{tone}"><path fill="none"'
        f' stroke-width="{width:.0f}" d="{line_path(line, place)}"/><path fill="{tone}"'
        f' stroke-width="{width / 2:.0f}" d="{line_path(head, place, closed=True)}"/></g>'
    )


def water_line(scene: Scene, above: float) -> float:
    """Where the water begins on the picture: ``above`` the chest, which swims in it; both in centimetres."""
    return scene.spot(scene.end, "chest")[1] - above


def _water(scene: Scene, place: Place, box: ViewBox, tone: str, above: float) -> str:
    """Waves from edge to edge of the card, and water below."""
    left, top, wide, high = box
    _, y = place.units((0.0, water_line(scene, above)))
    count = max(2, round(wide / WAVE))
    half = wide / count / 2
    waves = "".join(f"q{half / 2:.0f}-26 {half:.0f} 0t{half:.0f} 0" for _ in range(count))
    bottom = f"V{top + high - ROUND}q0 {ROUND}-{ROUND} {ROUND}H{left + ROUND}q-{ROUND} 0-{ROUND}-{ROUND}z"
    shade = ' opacity=".7"' if tone == "water" else ""
    return f'<path fill="{PALETTE[tone]}"{shade} d="M{left} {y}{waves}H{left + wide}{bottom}"/>'
