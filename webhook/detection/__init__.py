"""Does a query hit a protected term? A leaf, usable alone: it imports nothing of ours and keeps nothing of a query."""

from .compiling import compile_lists
from .engine import Engine
from .finding import CONTEXTS, KINDS, SEVERITIES, TIERS, Detector, Finding
from .folding import fold
from .reviewing import Remark, review
from .wordlist import ListInvalid, WordList, parse

__all__ = [
    "CONTEXTS",
    "KINDS",
    "SEVERITIES",
    "TIERS",
    "Detector",
    "Engine",
    "Finding",
    "ListInvalid",
    "Remark",
    "WordList",
    "compile_lists",
    "fold",
    "parse",
    "review",
]
