"""How good a model is on texts that it has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from .examples import Examples
from .linear import LinearModel

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Texts whose probability lies in one tenth: how many, the mean that was said, the share that was grave."""

    texts: int
    said: float
    was: float


@dataclass(frozen=True)
class Measured:
    """Shares from 0 to 1; one is None where there is nothing to take it of.

    `precision` and `recall` are those of raising. `softened_ordinary` is what softening is for, `softened_grave` and
    `raised_ordinary` are its harm and raising's. `ranked`: how often a grave text stands above an ordinary one (AUC).
    `off`: the mean distance between what was said and what was, over the bins (expected calibration error).
    """

    grave: int
    ordinary: int
    precision: float | None
    recall: float | None
    raised_ordinary: float | None
    softened_ordinary: float | None
    softened_grave: float | None
    ranked: float | None
    off: float
    bins: tuple[Bin, ...]


def measure(model: LinearModel, examples: Examples) -> Measured:
    """Of these texts: what raising and softening would do, and whether the probabilities are true."""
    said = [model.probability(text) for text in examples.texts]
    pairs = list(zip(said, examples.grave, strict=True))
    grave = [probability for probability, is_grave in pairs if is_grave]
    ordinary = [probability for probability, is_grave in pairs if not is_grave]
    raised = [sum(p >= model.raises for p in kind) for kind in (grave, ordinary)]
    softened = [sum(p < model.softens for p in kind) for kind in (grave, ordinary)]
    bins = _bins(pairs)
    return Measured(
        grave=len(grave),
        ordinary=len(ordinary),
        precision=_share(raised[0], sum(raised)),
        recall=_share(raised[0], len(grave)),
        raised_ordinary=_share(raised[1], len(ordinary)),
        softened_ordinary=_share(softened[1], len(ordinary)),
        softened_grave=_share(softened[0], len(grave)),
        ranked=_ranked(pairs, len(grave), len(ordinary)),
        off=sum(abs(one.said - one.was) * one.texts for one in bins) / max(1, len(pairs)),
        bins=bins,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _bins(pairs: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, grave in pairs:
        sorted_in[min(BINS - 1, int(probability * BINS))].append((probability, grave))
    return tuple(
        Bin(len(some), sum(p for p, _ in some) / len(some), sum(grave for _, grave in some) / len(some))
        if some
        else Bin(0, 0.0, 0.0)
        for some in sorted_in
    )


def _ranked(pairs: Sequence[tuple[float, bool]], grave: int, ordinary: int) -> float | None:
    if not grave or not ordinary:
        return None
    ordered = sorted(pairs)
    below, at, total = 0, 0, 0.0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        tied = sum(not is_grave for _, is_grave in ordered[at:end])
        total += (end - at - tied) * (below + tied / 2)
        below += tied
        at = end
    return total / (grave * ordinary)
