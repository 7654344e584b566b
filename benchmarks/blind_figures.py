"""A blind test of the figures: pictures without captions in shuffled order, all names, and a separate key.

``python -m benchmarks.blind_figures DIR [SEED]`` writes ``DIR/pictures/01.png`` and so on, ``DIR/names.txt`` in
alphabetical order, and ``DIR/key.txt``. Show pictures and names to somebody who does not have the key.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from audio_builder.pictures.figures import SIDES, figure_png
from content.model.loader import load

SIZE = (1024, 768)


def main(folder: Path, seed: int) -> int:
    """Write the test in the order that ``seed`` gives."""
    content = load()
    words = content.words["en"]
    names = {each: words.exercises[each].name for each in sorted(content.exercises)}
    chance = Random(seed)  # noqa: S311 - not for security
    order = list(names)
    chance.shuffle(order)
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(order, 1):
        side = chance.choice(SIDES)
        (pictures / f"{number:02}.png").write_bytes(figure_png(content.exercises[each], words, size=SIZE, side=side))
    (folder / "names.txt").write_text("".join(f"{name}\n" for name in sorted(names.values())), encoding="utf-8")
    key = "".join(f"{number:02} {names[each]}\n" for number, each in enumerate(order, 1))
    (folder / "key.txt").write_text(key, encoding="utf-8")
    print(f"{len(order)} pictures in {pictures}; the key is {folder / 'key.txt'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
