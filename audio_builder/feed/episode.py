"""One session as an episode."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from content.clock_text import clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audio_builder.session.catalog_types import CatalogSession

MAX_DESCRIPTION = 4_000
"""Bytes that Apple takes."""


@dataclass(frozen=True, slots=True)
class Episode:
    session: CatalogSession
    number: int
    published: datetime

    @property
    def name(self) -> str:
        """The name of its files, without ending."""
        return PurePosixPath(self.session["file"]).stem

    @property
    def guid(self) -> str:
        """Another one for other audio, so that an app that has the old fetches the new."""
        return f"{self.name}:{self.session['sha256']}"

    @property
    def date(self) -> str:
        """As RFC 2822 writes it."""
        return format_datetime(self.published, usegmt=True)

    @property
    def description(self) -> str:
        """What it is, and where each chapter begins: apps without chapters make links of such times."""
        text = self.session["summary"] or self.session["title"]
        for line in ("", *(f"({clock(each['start_ms'])}) {each['title']}" for each in self.session["chapters"])):
            if len(f"{text}\n{line}".encode()) > MAX_DESCRIPTION:
                break
            text += f"\n{line}"
        return text


def episodes(sessions: Iterable[CatalogSession], routines: Sequence[str]) -> Iterator[Episode]:
    """``sessions`` in the order of ``routines``, numbered; one of a routine that is not among them comes last.

    The dates do not come from the clock, since the same input gives the same bytes on any day. Each is the first of
    January of the year of the content, a minute after the one before, so that apps that sort by date keep the order,
    and none lies in the future, where apps would hide it. The years never fall.
    """
    places = {routine: place for place, routine in enumerate(routines)}
    ordered = sorted(
        sessions, key=lambda each: (places.get(each["routine"], len(places)), PurePosixPath(each["file"]).stem)
    )
    year = 0
    for number, session in enumerate(ordered, start=1):
        year = max(year, session["year"])
        yield Episode(session, number, datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=number))
