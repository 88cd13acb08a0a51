"""Does a query hit a protected term? A leaf, usable alone: it imports nothing of ours and keeps nothing."""

from webhook.detection.finding import Detector, Finding
from webhook.detection.lexicon import LexiconInvalid, Term, read_lexicons
from webhook.detection.phrases import PhraseDetector, load_lexicons

__all__ = [
    "Detector",
    "Finding",
    "LexiconInvalid",
    "PhraseDetector",
    "Term",
    "load_lexicons",
    "read_lexicons",
]
