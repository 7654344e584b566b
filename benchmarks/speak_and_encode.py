"""The least that a first build can take: a pool of workers that speak and encode, and nothing else.

``python -m benchmarks.speak_and_encode PHRASES.json WORKERS``
"""

from __future__ import annotations

import json
import sys
from multiprocessing import get_context
from pathlib import Path


def size_of(text: str) -> int:
    """The bytes of ``text``, spoken and encoded."""
    from benchmarks.plain_mp3 import spoken_mp3
    from content.timeline.cues import Phrase

    return len(spoken_mp3(Phrase(text)))


def main(phrases: str, workers: str) -> None:
    texts = json.loads(Path(phrases).read_text(encoding="utf-8"))
    with get_context("spawn").Pool(int(workers)) as pool:
        print(sum(pool.imap_unordered(size_of, texts)))


if __name__ == "__main__":
    main(*sys.argv[1:])
