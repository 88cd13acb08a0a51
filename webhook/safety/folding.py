"""A visitor's text as small plain words, for reading only: what is stored keeps the visitor's own spelling."""

import re

from webhook.detection.folding import decode
from webhook.detection.folding import words as folded

STOP = "."  # stands for every end of a sentence

_APOSTROPHE = re.compile("['’‘ʼ`´]")
_MARKS = (
    "\u0900-\u0963\u0970-\u0dff"  # vowel signs of Indic scripts, which Python takes for no part of a word
)
_END = re.compile(r"[.!?;\n…।॥؟؛۔]+")
_END_OF_CHUNK = re.compile(r"[.!?;…।॥؟؛۔]+(?=\s|$)|\n")
_PIECE = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_EDGES = "\"'()[]{}<>,:;.!?…“”„«»~=-–—_*/\\|#"
_ODD = re.compile(
    rf"[^\W_][^\w\s{_MARKS}\u0300-\u036f\u064b-\u065f\u200c\u200d'’‘ʼ`´,;()\[\]\"“”:?।]+[^\W_]"  # k*ll, sui-cide
    r"|[^\W\d_]\d|\d[^\W\d_]|_[^\W_]|[$@€|]"  # su1cide
    r"|(?<!\w)[^\W_](?:[\s,]{1,3}[^\W_]){2}(?!\w)"  # k i l l
    r"|[\u0370-\u052f]"  # letters that resemble Latin ones
)


def words(text: str) -> list[str]:
    """The folded words of a text in order, with STOP at the end of each sentence."""
    found: list[str] = []
    for sentence in _END.split(_plain(text)):
        for word in folded(sentence):
            found += [_shortened(piece) for piece in _pieces(word)]
        found.append(STOP)
    return found


def chunks(text: str) -> list[str]:
    """What stands between spaces, letters that stand apart joined to one; empty where the text is spelled plainly.

    STOP stands at the end of each sentence. A chunk keeps signs inside it that may stand for letters.
    """
    text = _plain(text)
    if not _ODD.search(text):
        return []
    found: list[str] = []
    for sentence in _END_OF_CHUNK.split(text):
        found += _joined([chunk for part in sentence.split() if (chunk := part.strip(_EDGES))])
        found.append(STOP)
    return found


def fold(word: str) -> str:
    """One word of a phrase as `words` would read it; empty if it is none, or several."""
    found = words(word)
    return found[0] if len(found) == 2 else ""


def _plain(text: str) -> str:
    if "%" in text or "&" in text or "\\" in text or "<" in text:
        text = decode(text)
    return _APOSTROPHE.sub("", text)


def _pieces(word: str) -> list[str]:
    return [word] if word.isascii() and word.isalnum() else _PIECE.findall(word)


def _shortened(piece: str) -> str:
    return _LONG.sub(r"\1", piece)


def _joined(parts: list[str]) -> list[str]:
    """The parts, each run of three or more single letters as one."""
    found: list[str] = []
    run: list[str] = []
    for part in [*parts, ""]:
        if len(part) == 1:
            run.append(part)
            continue
        found += ["".join(run)] if len(run) > 2 else run
        run = []
        found += [part] if part else []
    return found
