"""For a partner whom the list must not reach: a filter that says which queries are worth sending.

`likely(query)` False: nothing leaves the partner. True: the partner sends the query to `/v1/screen`, where the
whole engine decides. Filter and key together are an oracle: whoever holds both can ask about any phrase, about a
million a second. So each partner has a key of its own, and high-severity lists don't go to browsers.

Covered: terms in their own words and order, in every spelling that folding and the readings see through, run
together, split, spaced out, with an ending of the language. Not covered, and never likely: rules, phrases with
other words between theirs, terms without word boundaries, terms inside a longer word, endings on a word that is
not the last. `order` covers terms of any order, `typo` one wrong letter; both make the file larger (by the number
of such terms; by the letters of all terms) and are off unless asked for.

A key in the filter is the first 12 bytes of blake2s (RFC 7693; 32-byte key, digest of 16 bytes, the fuse's seed as
salt: 4 bytes little-endian and 4 zeros, `turnpnt1` as person) of these texts in UTF-8:

    a term              every collapsed skeleton it is indexed under (`variants.keys`)
    order, any order    its collapsed skeletons, sorted by code point, one space between them
    typo, 7 letters on  a space and the skeleton; a space and the skeleton without one letter, each but the first
    innocent            a common word that only resembles a term, as folded, and a space

The file:

    offset  bytes  what
    0       4      the letters TPKF
    4       2      format, 1, little-endian
    6       2      n, the bytes of the header, little-endian
    8       n      the header, JSON in ASCII
    8 + n          a fuse filter of 20 bits (see `fuse`), to 16 bytes before the end
    end-16  16     blake2s of all before with the same key, digest of 16 bytes, person `turnpnt2`, salt zero

The header: `key` (16 hex digits: blake2s of nothing with the key, digest of 8 bytes, person `turnpnt3`), `lists`
([{name, version}]), `kinds`, `window` (words), `longest` (letters), `endings`, `order` and `typo` (true or false).

A query is looked up so, for each of its readings: begin at each word, add one after another, their collapsed
skeletons with one letter where two equal ones meet; stop where more than `window` words have over one letter, or
the text has more than `longest` letters and the longest ending's. Look up each such text; for each of `endings`
that ends it, is shorter than the last word and leaves four letters, the text without it; with `order` and at least
two words, their skeletons sorted; with `typo`, from six letters on, the text after a space, whole and without each
letter but the first. One that is found makes the query likely, but where it came from one word that, as folded and
with a space after it, is found too. Letters are code points. A query or reading of more than 1,000 words is likely
without a look.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Set
from hashlib import blake2s
from hmac import compare_digest
from typing import Any

from .endings import endings
from .finding import KINDS
from .folding import words
from .fuse import FilterInvalid, Fuse
from .fuse import build as build_fuse
from .guard import common_words
from .reviewing import refused
from .tokens import Reading, collapse, readings
from .variants import keys
from .wordlist import Term, WordList

BITS = 20
KEY_BYTES = 32
MOST_WORDS = 1_000  # of a query; a longer text is not looked through here

_MAGIC = b"TPKF"
_FORMAT = 1
_HEAD = struct.Struct("<4sHH")
_MAC_BYTES = 16
_KEYS, _MAC, _KEY_ID = b"turnpnt1", b"turnpnt2", b"turnpnt3"
_TYPO_LEAST = 7  # letters of a term
_BEFORE_ENDING = 4  # letters
_WIDEST = 12  # words
_SHAPE: Mapping[str, type] = {
    "key": str, "lists": list, "kinds": list, "window": int, "longest": int, "endings": list,
    "order": bool, "typo": bool,
}  # fmt: skip


class FilterKeyWrong(FilterInvalid):
    """The key is not the one that the filter was built with, or none at all. One sentence."""


def build(
    word_lists: Iterable[WordList],
    key: bytes,
    *,
    kinds: Iterable[str] = KINDS,
    order: bool = False,
    typo: bool = False,
) -> bytes:
    """The filter file of all terms that count for any of `kinds`; `key` is the partner's, 32 bytes.

    Terms that `review` refuses are left out. Raises FilterKeyWrong and FilterNotBuilt.
    """
    lists, wanted = list(word_lists), frozenset(kinds)
    terms = _covered(lists, wanted)
    spelled = {text for term in terms for text in keys(term.phrase, term.language)}
    texts = set(spelled)
    if order:
        texts.update(_bag(_plain(term)) for term in terms if term.order == "any")
    if typo:
        texts.update(text for text in spelled if len(text) >= _TYPO_LEAST for text in _slips(text))
    every = texts | _innocent(texts, terms)
    fuse = build_fuse(lambda seed: map(_Hash(key, seed).of, every), BITS)
    header = {
        "key": key_id(key),
        "lists": sorted(
            ({"name": one.name, "version": one.version} for one in lists), key=lambda one: str(one["name"])
        ),
        "kinds": sorted(wanted),
        "window": min(max((len(_plain(term)) for term in terms), default=0) + 1, _WIDEST),
        "longest": max(map(len, spelled), default=0),
        "endings": sorted({ending for term in terms for ending in endings(term.language)}),
        "order": order,
        "typo": typo,
    }
    text = json.dumps(header, separators=(",", ":")).encode("ascii")
    file = _HEAD.pack(_MAGIC, _FORMAT, len(text)) + text + fuse.to_bytes()
    return file + _mac(file, key)


def not_covered(word_lists: Iterable[WordList], kinds: Iterable[str] = KINDS) -> dict[str, int]:
    """How much of the lists a filter leaves to other means: rules, gaps (found without foreign words only),
    unbounded (terms without word boundaries), refused (by `review`)."""
    lists, wanted = list(word_lists), frozenset(kinds)
    terms = [term for one in lists for term in one.terms if wanted & term.kinds]
    return {
        "rules": sum(bool(wanted & rule.kinds) for one in lists for rule in one.rules),
        "gaps": sum(term.gap > 0 for term in terms),
        "unbounded": sum(term.boundary == "none" for term in terms),
        "refused": sum(refused(term) is not None for term in terms),
    }


def key_id(key: bytes) -> str:
    """What names a key in a file without giving it away: 16 hex digits. Raises FilterKeyWrong."""
    if len(key) != KEY_BYTES:
        raise FilterKeyWrong(f"The key of a filter is {KEY_BYTES} bytes; a key file has them in base64.")
    return blake2s(key=key, digest_size=8, person=_KEY_ID).hexdigest()


class KeyedFilter:
    """A filter and its key in memory. Immutable; keeps nothing of a query."""

    def __init__(self, fuse: Fuse, key: bytes, header: Mapping[str, Any]) -> None:
        self.keys = fuse.keys
        self.kinds = frozenset(header["kinds"])
        self.lists = {str(one["name"]): int(one["version"]) for one in header["lists"]}
        """The version of each list, by name."""
        self._contains, self._hash = fuse.contains, _Hash(key, fuse.seed).of
        self._window, self._longest = header["window"], header["longest"]
        self._endings = tuple(str(ending) for ending in header["endings"])
        self._order, self._typo = header["order"], header["typo"]
        self._reach = self._longest + max(map(len, self._endings), default=1)

    @classmethod
    def from_bytes(cls, file: bytes, key: bytes) -> "KeyedFilter":
        """The filter in a file. Raises FilterKeyWrong, and FilterInvalid where it is foreign, torn or changed."""
        named = key_id(key)
        if len(file) < _HEAD.size + _MAC_BYTES or not file.startswith(_MAGIC):
            raise FilterInvalid("This is not a keyed filter.")
        _, version, size = _HEAD.unpack_from(file)
        if version != _FORMAT:
            raise FilterInvalid("The keyed filter is of a format that is not known here.")
        header = _header(file[_HEAD.size : _HEAD.size + size])
        if header["key"] != named:
            raise FilterKeyWrong("The keyed filter was built with another key.")
        if not compare_digest(_mac(file[:-_MAC_BYTES], key), file[-_MAC_BYTES:]):
            raise FilterInvalid("The keyed filter was changed or torn.")
        return cls(Fuse.from_bytes(file[_HEAD.size + size : -_MAC_BYTES]), key, header)

    def likely(self, query: str) -> bool:
        """Whether a query may hold a term; False for every query but those and one in some thousands.

        Measured with 30,000 terms: 1 in 2,000 innocent queries resembles a term, which the server sees through;
        the filter's own mistakes are 1 in 50,000.
        """
        folded = words(query)
        if len(folded) > MOST_WORDS:
            return True
        seen: set[str] = set()
        for reading in readings(folded):
            if len(reading.skeletons) > MOST_WORDS:
                return True
            for text, alone in self._texts(reading):
                if text in seen:
                    continue
                if not self._contains(self._hash(text)):
                    seen.add(text)
                elif not alone or not self._contains(self._hash(f"{alone} ")):
                    return True
        return False

    def _texts(self, reading: Reading) -> Iterator[tuple[str, str]]:
        """What is looked up, and the word that it comes from where it is one alone."""
        skeletons = [collapse(skeleton) for skeleton in reading.skeletons]
        for start in range(len(skeletons)):
            text, long, alone = "", 0, reading.pieces[start]
            for place in range(start, len(skeletons)):
                last = skeletons[place]
                long += len(last) > 1
                text = _joined(text, last)
                if long > self._window or len(text) > self._reach:
                    break
                yield text, alone
                for ending in self._endings:
                    if text.endswith(ending) and _may_end(ending, text, last):
                        yield text[: -len(ending)], alone
                if self._order and place > start:
                    yield _bag(skeletons[start : place + 1]), ""
                if self._typo and len(text) >= _TYPO_LEAST - 1:
                    for slip in _slips(text):
                        yield slip, alone
                alone = ""


class _Hash:
    def __init__(self, key: bytes, seed: int) -> None:
        key_id(key)
        self._start = blake2s(key=key, digest_size=16, salt=seed.to_bytes(8, "little"), person=_KEYS)

    def of(self, text: str) -> bytes:
        state = self._start.copy()
        state.update(text.encode("utf-8", "replace"))
        return state.digest()


def _covered(lists: Iterable[WordList], kinds: frozenset[str]) -> list[Term]:
    return [
        term
        for one in lists
        for term in one.terms
        if kinds & term.kinds and term.boundary == "word" and refused(term) is None
    ]


def _plain(term: Term) -> list[str]:
    return [collapse(skeleton) for skeleton in readings(words(term.phrase))[0].skeletons]


def _innocent(texts: Set[str], terms: Iterable[Term]) -> set[str]:
    """The common words that would be looked up like a term, and are neither one nor the plural of one."""
    own = {" ".join(words(term.phrase)) for term in terms}
    own |= {word + ending for word in own for ending in ("s", "es")}
    ends = tuple({ending for term in terms for ending in endings(term.language)})
    heads = {text[:_BEFORE_ENDING] for text in texts}
    return {
        f"{word} "
        for word in common_words()
        for reading in readings([word])
        for text in [collapse("".join(reading.skeletons))]
        if text[:_BEFORE_ENDING] in heads and word not in own and not texts.isdisjoint(_looked_up(text, ends))
    }


def _looked_up(text: str, ends: tuple[str, ...]) -> Iterator[str]:
    yield text
    yield from (text[: -len(end)] for end in ends if text.endswith(end) and _may_end(end, text, text))


def _may_end(ending: str, text: str, last: str) -> bool:
    return len(ending) < len(last) and len(text) - len(ending) >= _BEFORE_ENDING


def _joined(text: str, last: str) -> str:
    return text + last[1:] if text[-1:] == last[:1] and last[:1].isalpha() else text + last


def _bag(skeletons: Iterable[str]) -> str:
    return " ".join(sorted(skeletons))


def _slips(text: str) -> Iterator[str]:
    yield f" {text}"
    for place in range(1, len(text)):
        yield f" {text[:place]}{text[place + 1 :]}"


def _mac(file: bytes, key: bytes) -> bytes:
    return blake2s(file, key=key, digest_size=_MAC_BYTES, person=_MAC).digest()


def _header(text: bytes) -> Mapping[str, Any]:
    try:
        header = json.loads(text.decode("ascii"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or any(
        type(header.get(name)) is not kind for name, kind in _SHAPE.items()
    ):
        raise FilterInvalid("The keyed filter has a header that can't be read.")
    return header
