"""The operator's choice of encoder: a local ONNX copy of the official multilingual-e5-small, through onnxruntime."""

import hashlib
from pathlib import Path
from typing import Sequence

import numpy as np

from bot.components.encoder import LONGEST, VARIABLE, EncoderMissing

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
PREFIX = "query: "


class OnnxEncoder:
    """Opens no connection. Several times as fast as the 4-bit engine where the copy is in int8."""

    def __init__(self, folder: Path) -> None:
        """Load MODEL and TOKENIZER from `folder`. Raises EncoderMissing."""
        for name in (MODEL, TOKENIZER):
            if not (folder / name).is_file():
                raise EncoderMissing(
                    f"{VARIABLE} names a folder without {name}; copy the exported model there"
                )
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderMissing(
                f"{VARIABLE} needs onnxruntime and tokenizers in bot/.venv; install both, or unset it"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / MODEL), options, ["CPUExecutionProvider"])
        self._takes = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        self.name = f"onnx-{hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()[:16]}"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row of length 1 a text: the mean over its tokens."""
        pieces = self._tokenizer.encode_batch([PREFIX + text for text in texts])
        mask = np.array([piece.attention_mask for piece in pieces], dtype=np.int64)
        ids = np.array([piece.ids for piece in pieces], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {name: given[name] for name in given if name in self._takes})[0]
        mean = (hidden * mask[..., np.newaxis]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return (mean / np.linalg.norm(mean, axis=1, keepdims=True)).astype(np.float32)
