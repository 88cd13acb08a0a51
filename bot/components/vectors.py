"""Vectors of training examples, kept from one training to the next, so that only what changed is encoded."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence
from zipfile import BadZipFile

import numpy as np

from bot.components.encoder import Encoder

VARIABLE = "TURNPOINT_VECTORS"  # the file; bot/train.py sets it, nobody else keeps vectors
THREADS = 2  # each with an encoder of its own
BATCH = 32


def encoded(texts: Sequence[str], make: Callable[[], Encoder], kept: Optional[Path] = None) -> np.ndarray:
    """One row a text. `kept` holds vectors by text and encoder, and afterwards exactly these texts."""
    first = make()
    names = [_name(first.name, text) for text in texts]
    known = _read(kept)
    missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
    known.update(zip(missing, _in_threads(list(missing.values()), first, make), strict=True))
    rows = np.array([known[name] for name in names], dtype=np.float32)
    if kept is not None and missing:
        _write(kept, names, rows)
    return rows


def kept_file() -> Optional[Path]:
    """Where this training keeps its vectors, if anywhere."""
    return Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None


def _in_threads(texts: List[str], first: Encoder, make: Callable[[], Encoder]) -> List[np.ndarray]:
    if len(texts) <= BATCH:
        return list(first.encode(texts)) if texts else []
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    encoders = [first, *(make() for _ in range(THREADS - 1))]
    with ThreadPoolExecutor(THREADS) as threads:
        shares = [
            threads.submit(
                lambda number=number: [encoders[number].encode(b) for b in batches[number::THREADS]]
            )
            for number in range(THREADS)
        ]
        done = [share.result() for share in shares]
    ordered = [done[number % THREADS][number // THREADS] for number in range(len(batches))]
    return [row for batch in ordered for row in batch]


def _name(encoder: str, text: str) -> str:
    return hashlib.sha256(f"{encoder}\0{text}".encode()).hexdigest()


def _read(kept: Optional[Path]) -> Dict[str, np.ndarray]:
    if kept is None or not kept.exists():
        return {}
    try:
        with np.load(kept, allow_pickle=False) as arrays:
            return dict(zip(arrays["names"].tolist(), arrays["rows"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError, BadZipFile):  # cut off while it was written: encode again
        return {}


def _write(kept: Path, names: List[str], rows: np.ndarray) -> None:
    unfinished = kept.with_suffix(".new.npz")
    np.savez(unfinished, names=np.array(names), rows=rows)
    os.replace(unfinished, kept)
