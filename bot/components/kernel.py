"""A kernel classifier over two views of a text: what it means (a vector) and how it is written (groups of letters).

Least squares with a Gaussian kernel on the vectors plus a linear one on the letters: one linear system to solve, a few
seconds for ten thousand examples, and on close neighbours clearly better than a logistic regression (bot/README.md).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

LETTERS = HashingVectorizer(
    analyzer="char_wb",
    ngram_range=(2, 4),
    n_features=1 << 16,
    alternate_sign=False,
    norm=None,
    dtype=np.float32,
)
ARRAYS, NAMES = "kernel.npz", "kernel.json"
BLOCK = 1000  # rows
FEW = 60  # held-out examples of a way of writing, below which it shares the temperature of all


@dataclass(frozen=True)
class Shape:
    """`width` of the Gaussian kernel, `letters`: weight of the second view, `ridge`: how little is learnt by heart."""

    width: float = 2.0
    letters: float = 0.5
    ridge: float = 0.05


@dataclass
class View:
    """Texts as the classifier takes them: vectors, how each sounds, and the way of writing of each."""

    vectors: np.ndarray
    sounds: Sequence[str]
    writing: Sequence[str]

    def some(self, rows: np.ndarray) -> "View":
        """These rows only."""
        return View(self.vectors[rows], [self.sounds[i] for i in rows], [self.writing[i] for i in rows])


class Kernel:
    """Probabilities of intents; trained by `fit`, kept as arrays and JSON."""

    def __init__(self, shape: Shape) -> None:
        """Untrained."""
        self._shape = shape
        self.intents: List[str] = []
        self._sharpness: Dict[str, float] = {"": 8.0}

    def fit(self, view: View, intents: Sequence[str]) -> "Kernel":
        """Learn; a fifth is held out once to find how sure to be for each way of writing."""
        wanted = np.array(intents)
        order = np.random.default_rng(7).permutation(len(wanted))
        held, rest = order[: len(order) // 5], order[len(order) // 5 :]
        self.intents = sorted(set(intents))
        if len(held) >= FEW:
            self._solve(view.some(rest), wanted[rest])
            self._calibrate(view.some(held), wanted[held])
        self._solve(view, wanted)
        return self

    def probabilities(self, view: View) -> np.ndarray:
        """One row a text, one column an intent of `intents`; each row sums to 1."""
        default = self._sharpness[""]
        sharp = np.array([self._sharpness.get(writing, default) for writing in view.writing])
        return _softmax(self._scores(view) * sharp[:, np.newaxis])

    def save(self, folder: Path) -> None:
        """Write ARRAYS and NAMES."""
        np.savez_compressed(
            folder / ARRAYS,
            mean=self._mean,
            rows=self._rows.astype(np.float16),
            weights=self._weights,
            inverse=self._inverse,
            letters=self._letters.astype(np.float16),
        )
        names = {"intents": self.intents, "sharpness": self._sharpness}
        (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, shape: Shape) -> "Kernel":
        """Raises OSError, ValueError and KeyError for what `save` did not write."""
        kernel = cls(shape)
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        kernel.intents, kernel._sharpness = names["intents"], names["sharpness"]
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            kernel._mean, kernel._weights = arrays["mean"], arrays["weights"]
            kernel._rows = arrays["rows"].astype(np.float32)
            kernel._inverse = arrays["inverse"]
            kernel._letters = arrays["letters"].astype(np.float32)
        return kernel

    def _solve(self, view: View, wanted: np.ndarray) -> None:
        shape = self._shape
        self._mean = view.vectors.mean(axis=0)
        self._rows = self._centred(view.vectors)
        counts = LETTERS.transform(view.sounds)
        documents = np.asarray((counts > 0).sum(axis=0)).ravel()
        self._inverse = (np.log((1 + len(wanted)) / (1 + documents)) + 1).astype(np.float32)
        letters = self._weighted(counts)
        system = self._near(self._rows)
        for start in range(
            0, len(wanted), BLOCK
        ):  # the whole product at once would need three times the memory
            system[start : start + BLOCK] += (
                shape.letters * (letters[start : start + BLOCK] @ letters.T).toarray()
            )
        system /= 1 + shape.letters
        system.flat[:: len(system) + 1] += shape.ridge
        target = (wanted[:, np.newaxis] == np.array(self.intents)).astype(np.float32)
        factor = cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        self._weights = cho_solve(factor, target, check_finite=False) / (1 + shape.letters)
        self._letters = shape.letters * (letters.T @ self._weights)

    def _scores(self, view: View) -> np.ndarray:
        letters = self._weighted(LETTERS.transform(view.sounds))
        return self._near(self._centred(view.vectors)) @ self._weights + letters @ self._letters

    def _centred(self, vectors: np.ndarray) -> np.ndarray:
        return _unit(vectors - self._mean)

    def _near(self, rows: np.ndarray) -> np.ndarray:
        near = rows @ self._rows.T
        near -= 1
        near *= self._shape.width
        return np.exp(near, out=near)

    def _weighted(self, counts: csr_matrix) -> csr_matrix:
        counts = counts.copy()
        counts.data = (1 + np.log(counts.data)) * self._inverse[counts.indices]
        length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
        counts.data /= np.repeat(np.maximum(length, 1e-9), np.diff(counts.indptr))
        return counts

    def _calibrate(self, view: View, wanted: np.ndarray) -> None:
        scores = self._scores(view)
        place = {intent: number for number, intent in enumerate(self.intents)}
        target = np.array([place[intent] for intent in wanted])
        writing = np.array(view.writing)
        self._sharpness = {"": _sharpness(scores, target)}
        for way in sorted(set(view.writing)):
            of_it = writing == way
            if of_it.sum() >= FEW:
                self._sharpness[way] = _sharpness(scores[of_it], target[of_it])


def _sharpness(scores: np.ndarray, target: np.ndarray) -> float:
    """What to multiply scores by, so that a probability is the share of right answers."""

    def loss(factor: float) -> float:
        chosen = _softmax(scores * factor)[np.arange(len(target)), target]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    return float(minimize_scalar(loss, bounds=(1, 40), method="bounded").x)


def _softmax(scores: np.ndarray) -> np.ndarray:
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    return risen / risen.sum(axis=1, keepdims=True)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def shares(rows: np.ndarray, intents: Sequence[str]) -> List[List[Tuple[str, float]]]:
    """For each row the intents with their probabilities, the likeliest first."""
    order = np.argsort(-rows, axis=1)
    return [
        [(intents[place], float(row[place])) for place in best] for row, best in zip(rows, order, strict=True)
    ]
