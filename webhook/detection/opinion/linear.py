"""The linear model: a weight for each bucket, two thresholds, and a file that cannot run anything.

The file is `MAGIC`, the length of a JSON header (4 bytes, little-endian), the header, the weights (float32,
little-endian) and the SHA-256 of all that. It tells something of what it was trained on: with it in hand, anybody can
ask which pieces of words weigh heavy, and so guess at words of the training data. Keep it as a list is kept: sealed.
"""

import hashlib
import json
import math
import sys
from array import array
from collections.abc import Mapping
from typing import Any, Self

from .features import LONGEST, SHORTEST, buckets, folding_mark
from .weighing import Leaning

MAGIC = b"turnpoint opinion 1\n"
HASH = "crc32-fibonacci"
FEWEST_BITS, MOST_BITS = 10, 22
_DIGEST = 32
_HEADER_LIMIT = 4_096  # bytes


class ModelInvalid(Exception):
    """The bytes are no model that can be used here. One sentence."""


class LinearModel:
    """Logistic regression on hashed n-grams; answers as `Opinion` does. Unchangeable, so safe between threads."""

    def __init__(self, weights: array[float], bias: float, *, softens: float, raises: float) -> None:
        """`softens` <= `raises` are probabilities: from `raises` up a text is grave, below `softens` ordinary."""
        self.bits = len(weights).bit_length() - 1
        self.softens, self.raises = softens, raises
        self._weights, self._bias = weights, bias
        self._check()

    def weigh(self, folded: str) -> Leaning:
        """Grave, unsure or ordinary. A text without a letter is unsure."""
        if not folded.strip():
            return "unsure"
        probability = self.probability(folded)
        if probability >= self.raises:
            return "grave"
        return "ordinary" if probability < self.softens else "unsure"

    def probability(self, folded: str) -> float:
        """That a text is grave, 0 to 1, as far as the training data tells. For measuring; a partner never sees it."""
        found = buckets(folded, self.bits)
        total = sum(self._weights[bucket] for bucket in found)
        score = self._bias + (total / math.sqrt(len(found)) if found else 0.0)
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))

    def to_bytes(self) -> bytes:
        """The file. The same model gives the same bytes."""
        header = {
            "bias": self._bias,
            "bits": self.bits,
            "folding": folding_mark(),
            "hash": HASH,
            "raises": self.raises,
            "sizes": [SHORTEST, LONGEST],
            "softens": self.softens,
        }
        text = json.dumps(header, sort_keys=True).encode()
        body = MAGIC + len(text).to_bytes(4, "little") + text + _little(self._weights).tobytes()
        return body + hashlib.sha256(body).digest()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The model of a file's bytes. Raises ModelInvalid; runs nothing that stands in them."""
        body, digest = data[:-_DIGEST], data[-_DIGEST:]
        if not data.startswith(MAGIC):
            raise ModelInvalid("This is not a model of the second opinion.")
        if hashlib.sha256(body).digest() != digest:
            raise ModelInvalid("The model of the second opinion is torn: its checksum does not fit.")
        start = len(MAGIC) + 4
        length = int.from_bytes(body[len(MAGIC) : start], "little")
        if length > _HEADER_LIMIT:
            raise ModelInvalid("The model of the second opinion has a header that is none.")
        header = _header(body[start : start + length])
        return cls._read(header, body[start + length :])

    @classmethod
    def _read(cls, header: Mapping[str, Any], raw: bytes) -> Self:
        if header.get("hash") != HASH or header.get("sizes") != [SHORTEST, LONGEST]:
            raise ModelInvalid(
                "The model of the second opinion hashes in a way that this version does not know."
            )
        if header.get("folding") != folding_mark():
            raise ModelInvalid("The model was trained under another folding: train it again.")
        try:
            bits, bias = int(header["bits"]), float(header["bias"])
            softens, raises = float(header["softens"]), float(header["raises"])
        except (KeyError, TypeError, ValueError):
            raise ModelInvalid("The model of the second opinion lacks a number.") from None
        if not FEWEST_BITS <= bits <= MOST_BITS or len(raw) != 4 << bits:
            raise ModelInvalid("The model of the second opinion has another size than it says.")
        weights = array("f")
        weights.frombytes(raw)
        return cls(_little(weights), bias, softens=softens, raises=raises)

    def _check(self) -> None:
        if len(self._weights) != 1 << self.bits or not FEWEST_BITS <= self.bits <= MOST_BITS:
            raise ModelInvalid(f"A model has 2**{FEWEST_BITS} up to 2**{MOST_BITS} weights.")
        if not 0 <= self.softens <= self.raises <= 1:
            raise ModelInvalid("The thresholds of the second opinion are not in order.")
        if not math.isfinite(self._bias) or not math.isfinite(sum(self._weights)):
            raise ModelInvalid("A weight of the second opinion is no number.")


def _header(text: bytes) -> Mapping[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise ModelInvalid("The model of the second opinion has a header that is none.")
    return header


def _little(weights: array[float]) -> array[float]:
    if sys.byteorder == "little":
        return weights
    turned = weights[:]
    turned.byteswap()
    return turned
