"""A scene -> SVG, still or moving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from audio_builder.figures.marks import arrow_pieces, breath_pieces, way_of
from audio_builder.figures.palette import PALETTE
from audio_builder.figures.path import Place, path_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audio_builder.figures.camera import Spot
    from audio_builder.figures.scene import Scene
    from audio_builder.figures.shape import Shape
    from audio_builder.figures.tempo import Beat

WIDE, HIGH = 1600, 1200
"""Units of the canvas."""
MARGIN = 60
ROUND, WAVE = 60, 320
"""The radius of the card's corners, and the length of a wave, in units."""
MOST_SCALE = 10.0
"""Units for a centimetre at most: somebody who sits is not drawn as large as somebody who lies is long."""
STYLE = (
    "<style>.gb-s{display:none}.gb-b{animation:gb-b 10s infinite}@keyframes gb-b{0%,100%{opacity:.15}40%{opacity:.4}"
    "55%{opacity:1}}@media(prefers-reduced-motion:reduce){.gb-s{display:inline}.gb-m{display:none}"
    ".gb-b{animation:none}}</style>"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a picture."""

    label: str
    """For somebody who does not see it."""
    size: tuple[int, int] | None
    """Width and height in pixels; None: as large as its place, in the canvas's proportions."""
    is_mirrored: bool
    has_card: bool


def svg_of(scene: Scene, frame: Frame, beat: Beat | None) -> str:
    """The picture; with a ``beat`` it moves."""
    left, top, wide, high = view_box(frame.size)
    size = f' width="{frame.size[0]}" height="{frame.size[1]}"' if frame.size else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {wide} {high}"{size} role="img"'
        f" aria-label={quoteattr(frame.label)}>"
    )
    card = f'<rect x="{left}" y="{top}" width="{wide}" height="{high}" rx="{ROUND}" fill="{PALETTE["card"]}"/>'
    turn = f' transform="matrix(-1 0 0 1 {WIDE} 0)"' if frame.is_mirrored else ""
    inner = "".join(_picture(scene, beat, (left, top, wide, high)))
    style = STYLE if beat else ""
    return f"{head}{style}{card if frame.has_card else ''}<g{turn}>{inner}</g></svg>"


def view_box(size: tuple[int, int] | None) -> tuple[int, int, int, int]:
    """The canvas, made wider or higher to the proportions of ``size``."""
    wide, high = WIDE, HIGH
    if size and size[0] * HIGH > size[1] * WIDE:
        wide = round(HIGH * size[0] / size[1])
    elif size:
        high = round(WIDE * size[1] / size[0])
    return (WIDE - wide) // 2, (HIGH - high) // 2, wide, high


def _picture(scene: Scene, beat: Beat | None, box: tuple[int, int, int, int]) -> Iterator[str]:
    place = place_of(scene)
    for shape in scene.ground:
        yield _still(shape, 0, place)
    if "water" in scene.figure.props:
        yield _water(scene, place, box, "deep", 16.0)
    yield from _body(scene, place, beat)
    if "water" in scene.figure.props:
        yield _water(scene, place, box, "water", 5.0)
    for arrow in scene.figure.arrows:
        yield from _arrow(way_of(scene, arrow), place)
    if scene.figure.breath:
        waves = path_text(breath_pieces(scene), place, closed=False)
        moving = ' class="gb-b"' if beat else ""
        yield _line(waves, "breath", 2.4 * place.scale, moving)


def _body(scene: Scene, place: Place, beat: Beat | None) -> Iterator[str]:
    if scene.figure.way == "there-and-back":
        ghost = "".join(path_text(shape.frames[0], place) for shape in scene.shapes if _has_ghost(shape, place))
        if ghost:
            yield f'<path fill="{PALETTE["ghost"]}" d="{ghost}"/>'
    for shape in scene.shapes:
        if beat is None or not _moves(shape, place):
            yield _still(shape, min(scene.end, len(shape.frames) - 1), place)
        else:
            yield _still(shape, scene.end, place, ' class="gb-s"')
            yield _moving(shape, scene, place, beat)


def _has_ghost(shape: Shape, place: Place) -> bool:
    return not shape.width and shape.tone != "works" and _moves(shape, place)


def _moves(shape: Shape, place: Place) -> bool:
    return len({path_text(frame, place) for frame in shape.frames}) > 1


def _still(shape: Shape, index: int, place: Place, more: str = "") -> str:
    text = path_text(shape.frames[index], place, closed=not shape.width)
    if shape.width:
        return _line(text, shape.tone, shape.width * place.scale, more)
    return f'<path{more} fill="{PALETTE[shape.tone]}" d="{text}"/>'


def _line(text: str, tone: str, width: float, more: str = "") -> str:
    return (
        f'<path{more} fill="none" stroke="{PALETTE[tone]}" stroke-width="{width:.0f}" stroke-linecap="round"'
        f' stroke-linejoin="round" d="{text}"/>'
    )


def _moving(shape: Shape, scene: Scene, place: Place, beat: Beat) -> str:
    frames, times = timed(scene, beat)
    texts = [path_text(frame, place, closed=not shape.width) for frame in shape.frames]
    values = ";".join(texts[frame] for frame in frames)
    seconds = f"{beat.total_ms / 1000:g}"
    change = f'<animate attributeName="d" dur="{seconds}s" repeatCount="indefinite" keyTimes="{times}" values="{values}"/>'
    return _still(shape, 0, place, ' class="gb-m"').removesuffix("/>") + f">{change}</path>"


def timed(scene: Scene, beat: Beat) -> tuple[list[int], str]:
    """The frames in turn, and at what share of a round each is reached, as SMIL wants it."""
    last = len(scene.bodies) - 1
    there = [(frame, _eased(frame / last) * beat.into_ms) for frame in range(last + 1)]
    rows = there
    if scene.figure.way == "there-and-back":
        start = beat.into_ms + beat.hold_ms
        back = [(last - step, start + _eased(step / last) * beat.back_ms) for step in range(last + 1)]
        rows = [*there, *(back if beat.hold_ms else back[1:]), *([(0, float(beat.total_ms))] if beat.rest_ms else [])]
    else:
        rows = [(frame, frame / last * beat.total_ms) for frame in range(last + 1)]
    times = ";".join(f"{at / beat.total_ms:.3f}".rstrip("0").rstrip(".") or "0" for _, at in rows)
    return [frame for frame, _ in rows], times


def _eased(share: float) -> float:
    """When ``share`` of a way is done that begins and ends slowly, as a share of its time."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if middle * middle * (3 - 2 * middle) < share else (low, middle)
    return (low + high) / 2


def place_of(scene: Scene) -> Place:
    """Where the whole movement is on the canvas: in its middle, as large as it can be."""
    spots = list(_spots(scene))
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    room = (WIDE - 2 * MARGIN, HIGH - 2 * MARGIN)
    scale = min(room[0] / (right - left), room[1] / (bottom - top), MOST_SCALE)
    return Place(scale, (left + right) / 2 - WIDE / 2 / scale, (top + bottom) / 2 - HIGH / 2 / scale)


def _spots(scene: Scene) -> Iterator[Spot]:
    frames = [frame for shape in (*scene.shapes, *scene.ground) for frame in shape.frames]
    yield from (spot for frame in frames for pieces in frame for piece in pieces for spot in piece)
    for arrow in scene.figure.arrows:
        yield from way_of(scene, arrow)
    if scene.figure.breath:
        yield from (spot for pieces in breath_pieces(scene) for piece in pieces for spot in piece)


def _arrow(way: Sequence[Spot], place: Place) -> Iterator[str]:
    line, head = arrow_pieces(list(way))
    line_text, head_text = path_text([line], place, closed=False), path_text([head], place)
    width = 3.4 * place.scale
    tone = PALETTE["arrow"]
    yield (
        f'<g stroke-linecap="round" stroke-linejoin="round" stroke="{PALETTE["card"]}"><path fill="none"'
        f' stroke-width="{width * 2:.0f}" d="{line_text}"/><path stroke-width="{width * 1.5:.0f}" d="{head_text}"/></g>'
    )
    yield (
        f'<g stroke-linecap="round" stroke-linejoin="round" stroke="{tone}"><path fill="none"'
        f' stroke-width="{width:.0f}" d="{line_text}"/><path fill="{tone}" stroke-width="{width * 0.5:.0f}" d="{head_text}"/></g>'
    )


def _water(scene: Scene, place: Place, box: tuple[int, int, int, int], tone: str, above: float) -> str:
    """Waves from edge to edge of the card, and water below; ``above`` the middle of the body, in centimetres."""
    left, top, wide, high = box
    _, y = place.units((0.0, scene.spot(scene.end, "chest")[1] - above))
    count = max(2, round(wide / WAVE))
    each = wide / count
    waves = "".join(f"q{each / 4:.0f}-34 {each / 2:.0f} 0t{each / 2:.0f} 0" for _ in range(count))
    bottom = f"V{top + high - ROUND}q0 {ROUND}-{ROUND} {ROUND}H{left + ROUND}q-{ROUND} 0-{ROUND}-{ROUND}z"
    shade = ' opacity=".7"' if tone == "water" else ""
    return f'<path fill="{PALETTE[tone]}"{shade} d="M{left} {y}{waves}H{left + wide}{bottom}"/>'
