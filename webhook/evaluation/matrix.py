"""The confusion matrix as an SVG that a browser shows: rows are what was meant, columns what was understood."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from webhook.evaluation.measures import Result

CELL, MARGIN, LETTERS = 14, 190, 10  # pixels


def drawn(results: Sequence[Result]) -> str:
    """The whole picture; a square's title names both topics and the number of messages."""
    pairs: Counter[tuple[str, str]] = Counter()
    for result in results:
        if not result.is_near_miss:
            meant = result.topic if result.is_right else result.message.right[0]
            pairs[meant, result.topic] += 1
    names = sorted({name for pair in pairs for name in pair})
    place = {name: MARGIN + CELL * number for number, name in enumerate(names)}
    total = Counter[str]()
    for (meant, _), times in pairs.items():
        total[meant] += times
    size = MARGIN + CELL * len(names) + CELL
    squares = "".join(
        _square(place[understood], place[meant], times / total[meant], f"{meant} → {understood}: {times}")
        for (meant, understood), times in sorted(pairs.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        f'font-family="sans-serif" font-size="{LETTERS}" role="img" aria-label="Confusion matrix">'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(map(_names, names, place.values()))}{squares}</svg>\n'
    )


def _square(x: int, y: int, part: float, title: str) -> str:
    strength = round(0.15 + 0.85 * part, 2)
    colour = "#b3261e" if title.split(" → ")[0] != title.split(" → ")[1].rsplit(":", 1)[0] else "#1f5f8b"
    return (
        f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" fill="{colour}" fill-opacity="{strength}">'
        f"<title>{escape(title)}</title></rect>"
    )


def _names(name: str, place: int) -> str:
    text, middle = escape(name), place + CELL - 4
    return (
        f'<text x="{MARGIN - 6}" y="{middle}" text-anchor="end">{text}</text>'
        f'<text transform="translate({middle},{MARGIN - 6}) rotate(-90)">{text}</text>'
    )
