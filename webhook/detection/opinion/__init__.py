"""A second opinion beside the lists, off by default: it may soften or raise how sure a hit is, and nothing else."""

from .linear import LinearModel, ModelInvalid
from .weighing import LEANINGS, LONGEST, Leaning, Opinion, Weighed

__all__ = ["LEANINGS", "LONGEST", "Leaning", "LinearModel", "ModelInvalid", "Opinion", "Weighed"]
