"""Build `../javascript/marks.mjs`: what of all that folding can give Python takes for no letter.

So the JavaScript twin asks no Unicode table of the engine that runs it, which may be older or newer than this one.
Built anew after `fold.json`: `python -m webhook.detection.tables.marks`.
"""

import json
from itertools import groupby
from pathlib import Path

from ..tokens import collapse

PLACE = Path(__file__).parent.parent / "javascript" / "marks.mjs"
HEAD = "// Made by `python -m webhook.detection.tables.marks`: ranges of code points among what folding gives.\n\n"


def build() -> str:
    """The module: MARKS are no letters and no numbers; NUMBERS are no letters, and yet a run of one is collapsed."""
    table = json.loads((Path(__file__).parent / "fold.json").read_text("ascii"))
    folded = set("".join(table["map"].values()))
    folded.update(chr(point) for low, high in table["keep"] for point in range(low, high + 1))
    folded.discard(" ")
    other = sorted(sign for sign in folded if not sign.isascii() and not sign.isalpha())
    numbers = [sign for sign in other if collapse(sign * 2) == sign]
    marks = [sign for sign in other if sign not in numbers]
    return (
        HEAD
        + _array("Marks and signs.", "MARKS", marks)
        + "\n"
        + _array("Letter numbers.", "NUMBERS", numbers)
    )


def _array(title: str, name: str, signs: list[str]) -> str:
    runs = groupby(enumerate(map(ord, signs)), key=lambda placed: placed[1] - placed[0])
    ranges = [[point for _, point in run] for _, run in runs]
    rows = "".join(f"  [0x{run[0]:x}, 0x{run[-1]:x}],\n" for run in ranges)
    return f"/** {title} */\nexport const {name} = [\n{rows}];\n"


if __name__ == "__main__":
    PLACE.write_text(build(), encoding="ascii")
