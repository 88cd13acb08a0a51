"""Fit the linear model, with numpy alone.

The loss is that of scikit-learn's LogisticRegression: convex, with one best answer, so a short Newton method finds
the same weights as its solvers do, and neither scikit-learn nor scipy (150 MB) need be installed. numpy is needed here
only; the model itself is used without it.
"""

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .examples import Examples
from .features import buckets
from .linear import LinearModel

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

MOST_HARM = 0.02
"""Share of the ordinary texts that may lie above `raises`, and of the grave ones that may lie below `softens`."""

FEWEST = 10
"""Texts of each kind that every part (to fit, to choose the thresholds) must have."""

_FITTED, _CHOOSING, UNSEEN = range(6), (6, 7), (8, 9)
"""Tenths of the texts: to fit the weights, to choose the thresholds, and (`share(UNSEEN)`) to measure on."""

_STEPS, _INNER = 30, 60
_CLOSE = 1e-5  # of the first gradient's length


@dataclass(frozen=True)
class _Sparse:
    """Texts by buckets; each row has the length 1."""

    rows: "np.ndarray[Any, np.dtype[np.int64]]"
    columns: "np.ndarray[Any, np.dtype[np.int64]]"
    values: "Floats"
    height: int
    width: int

    def times(self, vector: "Floats") -> "Floats":
        import numpy as np

        return np.bincount(self.rows, self.values * vector[self.columns], self.height)

    def turned_times(self, vector: "Floats") -> "Floats":
        import numpy as np

        return np.bincount(self.columns, self.values * vector[self.rows], self.width)


def train(examples: Examples, bits: int = 18, strength: float = 10.0) -> LinearModel:
    """A model fitted on six tenths of the texts, its thresholds chosen on two more; two are not looked at.

    `bits`: 2**bits weights. `strength`: how closely it follows the texts (scikit-learn's C). Equal texts give an equal
    model. Raises ExamplesInvalid where there are too few texts.
    """
    fitted, choosing = examples.share(_FITTED), examples.share(_CHOOSING)
    fitted.need(FEWEST)
    choosing.need(FEWEST)
    weights, bias = fit(fitted, bits, strength)
    bare = LinearModel(weights, bias, softens=0.0, raises=1.0)
    softens, raises = thresholds(bare, choosing)
    return LinearModel(weights, bias, softens=softens, raises=raises)


def thresholds(model: LinearModel, held_out: Examples) -> tuple[float, float]:
    """`softens` and `raises`: the widest that harm no more than MOST_HARM of either kind.

    Both are shares of one kind of text, so they hold however rare grave texts are in real traffic.
    """
    pairs = [
        (model.probability(text), grave) for text, grave in zip(held_out.texts, held_out.grave, strict=True)
    ]
    grave = sorted(probability for probability, is_grave in pairs if is_grave)
    ordinary = sorted(probability for probability, is_grave in pairs if not is_grave)
    low = grave[int(len(grave) * MOST_HARM)]
    high = ordinary[len(ordinary) - 1 - int(len(ordinary) * MOST_HARM)]
    # Where the kinds lie well apart the two cross; in the gap between them the model knows nothing: unsure.
    softens, raises = min(low, high), max(low, high)
    return softens, min(1.0, raises + 1e-9)


def fit(examples: Examples, bits: int, strength: float) -> tuple["array[float]", float]:
    """Weights and bias that are best for these texts."""
    import numpy as np

    matrix = _matrix(examples, bits)
    signs = np.where(np.array(examples.grave), 1.0, -1.0)
    at = np.zeros(matrix.width + 1)  # the bias stands last, and is not held down
    loss, slope, curve = _around(matrix, signs, at, strength)
    close = _CLOSE * np.linalg.norm(slope)
    for _ in range(_STEPS):
        if np.linalg.norm(slope) <= close:
            break
        step = _newton_step(matrix, curve, slope, strength)
        length = 1.0
        while True:
            after = _around(matrix, signs, at + length * step, strength)
            if after[0] <= loss + 1e-4 * length * float(slope @ step) or length < 1e-6:
                break
            length /= 2
        at = at + length * step
        loss, slope, curve = after
    return array("f", at[:-1].astype(np.float32).tolist()), float(at[-1])


def _matrix(examples: Examples, bits: int) -> _Sparse:
    import numpy as np

    columns, counts = array("q"), array("q")
    for text in examples.texts:
        found = sorted(buckets(text, bits))
        columns.extend(found)
        counts.append(len(found))
    lengths = np.array(counts)
    rows = np.repeat(np.arange(len(counts)), lengths)
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths)
    return _Sparse(rows, np.array(columns), values, len(counts), 1 << bits)


def _around(
    matrix: _Sparse, signs: "Floats", at: "Floats", strength: float
) -> tuple[float, "Floats", "Floats"]:
    """Loss, its slope, and each text's part of its curve."""
    import numpy as np

    margins = signs * (matrix.times(at[:-1]) + at[-1])
    wrong = 0.5 * (1 - np.tanh(margins / 2))  # 1 - the logistic function, without overflow
    pull = -strength * signs * wrong
    slope = np.append(at[:-1] + matrix.turned_times(pull), pull.sum())
    loss = 0.5 * float(at[:-1] @ at[:-1]) + strength * float(np.logaddexp(0, -margins).sum())
    return loss, slope, strength * wrong * (1 - wrong)


def _newton_step(matrix: _Sparse, curve: "Floats", slope: "Floats", strength: float) -> "Floats":
    """Where the loss would be least if it were a parabola, by conjugate gradients."""
    import numpy as np

    step, rest = np.zeros_like(slope), -slope
    along, size = rest, float(rest @ rest)
    enough = size * min(0.01, size**0.5)
    for _ in range(_INNER):
        pull = curve * (matrix.times(along[:-1]) + along[-1])
        bent = np.append(along[:-1] + matrix.turned_times(pull), pull.sum())
        much = size / float(along @ bent)
        step = step + much * along
        rest = rest - much * bent
        before, size = size, float(rest @ rest)
        if size <= enough:
            break
        along = rest + (size / before) * along
    return step
