"""``gentle-back.zip``: everything for a phone or a car stick, in listening order.

Names are valid on any disk, FAT included. Nothing is compressed: MP3s cannot be, and the bytes would depend on the
version of the library. Dates come from the content, so the same input gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from audio_builder.errors import BuildError
from audio_builder.feed.rss import Episode, episodes
from audio_builder.pictures.kept import Figures
from audio_builder.session.playlist import ARCHIVE, Entry, m3u8, one_of_each
from audio_builder.session.session import ALBUM
from audio_builder.session.session_files import cover_of
from audio_builder.sheets.write import sheet_file
from content.files import BUFFER_BYTES, WrittenFile, encoded, open_regular

if TYPE_CHECKING:
    from audio_builder.session.catalog import CatalogSession
    from content.model.types import Content
    from content.output import OutputFolder

MAX_NAME = 80
"""Characters of a title: with folder and ending they stay well below the limits of disks."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def write_archive(out: OutputFolder, sessions: Iterable[CatalogSession], content: Content, store: Path) -> WrittenFile:
    """Write the archive of ``sessions``, whose files are in ``out``; ``store`` has covers. Raises ``BuildError``."""
    every = list(sessions)
    files = one_of_each(each["file"] for each in every)
    chosen = list(episodes([each for each in every if each["file"] in files], list(content.routines)))
    if not chosen:
        raise BuildError(f"there are no sessions in {out.root} to pack")
    date = (max(1980, *(each.session["year"] for each in chosen)), 1, 1, 0, 0, 0)
    members = list(_members(out.root, chosen, content, store))

    def fill(draft: Path) -> None:
        with ZipFile(draft, "w", ZIP_STORED) as archive:
            for name, member in members:
                info = ZipInfo(f"{ALBUM}/{name}", date)
                info.create_system, info.external_attr = 3, 0o644 << 16  # the same wherever it is made
                if isinstance(member, bytes):
                    archive.writestr(info, member)
                    continue
                with open_regular(member) as source, archive.open(info, "w") as target:
                    copyfileobj(source, target, BUFFER_BYTES)

    return out.make(ARCHIVE, fill)


def disk_name(title: str) -> str:
    """``title`` as the name of a file on any disk, without ending."""
    plain = " ".join(_FORBIDDEN.sub(" ", normalize("NFC", title)).split())
    return plain[:MAX_NAME].strip(" .") or ALBUM


def _members(out: Path, chosen: Sequence[Episode], content: Content, store: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Names and contents, the sound first: many cars play files in the order in which they were copied."""
    digits = max(2, len(str(len(chosen))))
    sessions = {f"{each.number:0{digits}} {disk_name(each.session['title'])}": each.session for each in chosen}
    entries = []
    for name, session in sessions.items():
        sound = f"{name}{Path(session['file']).suffix}"
        entries.append(Entry(sound, session["title"], session["duration_ms"]))
        yield sound, out / session["file"]
    yield f"{ALBUM}.m3u8", b"".join(encoded(m3u8(ALBUM, entries)))
    for name, session in sessions.items():
        yield f"transcripts/{name}.txt", out / session["transcript"]
        sheet = out / sheet_file(session["routine"], session["language"])
        if sheet.is_file():
            yield f"sheets/{name}.html", sheet
        words, routine = content.words.get(session["language"]), content.routines.get(session["routine"])
        if words and routine and routine.id in words.routines:
            yield f"covers/{name}.png", cover_of(words, routine, Figures(store, words))
