"""The header ``Range`` as RFC 9110 has it, section 14.

Werkzeug's own handling was tried: it answers 416 where a header is to be ignored (several ranges, another unit, a
malformed one) or cut to what is there (``-N`` of a shorter file), and takes a weak ETag in ``If-Range``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=[ \t]*(?P<first>\d{0,18})-(?P<last>\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class UnsatisfiableError(ValueError):
    """The range begins behind the end of the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file, from ``start`` up to, but without, ``end``."""

    start: int
    end: int

    @property
    def bytes(self) -> int:
        return self.end - self.start


def span_of(header: str, size: int) -> Span | None:
    """What ``header`` asks of a file of ``size`` bytes; None: all of it, since the header means nothing.

    Several ranges at once are allowed to be ignored; no player asks for them. Raises ``UnsatisfiableError``.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None or found["first"] == found["last"] == "":
        return None
    if found["first"] == "":
        span = Span(max(0, size - int(found["last"])), size)
    else:
        start = int(found["first"])
        last = int(found["last"]) if found["last"] else size
        if last < start:
            return None
        span = Span(start, min(last + 1, size))
    if span.start >= size or span.bytes <= 0:
        raise UnsatisfiableError(header)
    return span
