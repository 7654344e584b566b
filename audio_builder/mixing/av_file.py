"""What m4b and opus have in common: PyAV, which brings FFmpeg's encoders and muxers in its wheel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from audio_builder.errors import BuildError
from audio_builder.sound.clip import RATE_HZ
from audio_builder.sound.pcm import WIDTH

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer


def av_fingerprint() -> str:
    return f"av {version('av')}"


def clean(text: str) -> str:
    """``text`` without NUL, which would end it early, and without lone surrogates."""
    return text.replace("\0", " ").encode(errors="replace").decode()


@contextmanager
def container(path: Path, muxer: str, options: Mapping[str, str]) -> Iterator[OutputContainer]:
    """A new file, in which nothing depends on the day or the machine. Raises ``OSError``, ``BuildError``."""
    import av

    av.logging.set_level(None)
    try:
        with av.open(str(path), "w", format=muxer, container_options={"fflags": "+bitexact", **options}) as file:
            yield file
    except av.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise BuildError(f"the encoder failed: {error.strerror}; please report this") from error


def add_sound(file: OutputContainer, encoder: str, bit_rate: int, options: Mapping[str, str]) -> AudioStream:
    """A mono stream at ``RATE_HZ``."""
    stream = cast("AudioStream", file.add_stream(encoder, RATE_HZ, dict(options), bit_rate=bit_rate, layout="mono"))
    stream.codec_context.flags |= 1 << 23  # AV_CODEC_FLAG_BITEXACT: nothing random, and no version of the encoder
    return stream


def encode(file: OutputContainer, stream: AudioStream, blocks: Iterable[bytes]) -> None:
    """Encode ``blocks`` of 16-bit samples to the end."""
    from av import AudioFrame

    at = 0
    for block in blocks:
        frame = AudioFrame("s16", "mono", len(block) // WIDTH)
        frame.planes[0].update(block)
        frame.sample_rate, frame.time_base, frame.pts = RATE_HZ, Fraction(1, RATE_HZ), at
        at += frame.samples
        file.mux(stream.encode(frame))
    file.mux(stream.encode(None))
