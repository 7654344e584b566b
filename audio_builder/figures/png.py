"""SVG -> PNG, by resvg out of its wheel: no other program, no fonts of the machine, the same bytes every time."""

from __future__ import annotations

from audio_builder.errors import BuildError


class NoRendererError(BuildError):
    """The library that draws PNGs is not installed."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("drawing a PNG needs resvg-py; install it with: pip install 'gentle-back[figures]'")


def png_of(svg: str) -> bytes:
    """``svg`` at its own size; raises ``NoRendererError``."""
    try:
        import resvg_py
    except ImportError as error:
        raise NoRendererError from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
