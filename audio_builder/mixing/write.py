"""Write a mixed session, unless exactly that file is there already.

Encoding takes seconds where comparing takes milliseconds, so digest and size of a mixed file are kept in the store,
under a key made of all that shapes it. A file that still has that digest is not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from audio_builder.mixing import bed
from audio_builder.session.audio_links import address_of, placed_at
from content.files import WrittenFile, digest_of
from content.store import KeyedStore, KeyedStoreError

if TYPE_CHECKING:
    from audio_builder.clips.measure import ClipMeasure
    from audio_builder.session.session import OutputFormat
    from audio_builder.session.tags import Tags
    from content.output import OutputFolder
    from content.timeline.place import Placement

    MixProgress = Callable[[str, int, int], None]
    """Called with the file's name, the seconds that are mixed, and the seconds in all."""

VERSION = 2
"""Goes up when the mixer or an encoder makes other samples or another file of the same."""


class FormatModule(Protocol):
    """What a module of a format has."""

    def fingerprint(self) -> str:
        """All that shapes the file, except what it is made of."""

    def write(self, path: Path, blocks: Iterable[bytes], tags: Tags) -> None:
        """Write ``blocks`` of 16-bit mono samples at 24 kHz as a whole file."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What a mixed session is made of."""

    placement: Placement
    measure: ClipMeasure
    output: OutputFormat
    tags: Tags


def write_mixed(out: OutputFolder, file: str, mix: Mix, progress: MixProgress) -> WrittenFile:
    """Make the address of ``file`` hold ``mix``, unless ``file`` does. Raises ``BuildError``."""
    form = cast("FormatModule", import_module(f"audio_builder.mixing.{mix.output.format}"))
    results, key = KeyedStore(mix.measure.store.folder, "mix"), _key(mix, form)
    made = (results.get(key) or b"").decode()
    for there in (file, address_of(file, made)) if made else ():
        digest, size = digest_of(out.root / there)
        if made == f"{digest} {size}":
            return WrittenFile(there != file, size, digest)
    written = out.make(
        file, lambda draft: form.write(draft, _mixed(mix, file, progress), mix.tags), placed_at(out, file)
    )
    with suppress(KeyedStoreError):  # the store may be read-only
        results.put(key, f"{written.sha256} {written.bytes}".encode())
    return replace(written, changed=digest_of(out.root / file)[0] != written.sha256)


def _key(mix: Mix, form: FormatModule) -> str:
    shaped_by = (VERSION, form.fingerprint(), bed.fingerprint() if mix.output.bed else "", mix.placement.length_ms)
    digest = sha256(repr((*shaped_by, mix.tags)).encode(errors="surrogatepass"))
    for start_ms, end_ms, sound in mix.placement.sounds:
        digest.update(f"{start_ms} {end_ms} {mix.measure.key(sound)}\n".encode())
    return digest.hexdigest()


def _mixed(mix: Mix, name: str, progress: MixProgress) -> Iterator[bytes]:
    """The samples in blocks of a second, each reported once it is encoded."""
    from audio_builder.mixing.mixer import mixed

    length_s = -(-mix.placement.length_ms // 1000)  # rounded up
    for second, block in enumerate(mixed(mix.placement, mix.measure, mix.output.bed), start=1):
        yield block
        progress(name, second, length_s)
