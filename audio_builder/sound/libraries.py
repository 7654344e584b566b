"""The one place that imports pydub and audioop, with the warnings of their import suppressed.

pydub warns when it finds no ffmpeg (nothing here needs it) and, where it is compiled first, of escapes in its source;
Python 3.11 and 3.12 warn that audioop leaves the standard library (from 3.13 on ``audioop-lts`` takes its place).
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import audioop

    from pydub import AudioSegment

__all__ = ["AudioSegment", "audioop"]
