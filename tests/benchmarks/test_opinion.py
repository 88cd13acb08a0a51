"""What a second opinion is worth, on invented sentences: the lists see the same terms in grave and in ordinary ones.

The words around a term tell the two apart, as far as the vocabularies differ: `shared` is the share of words drawn from
what both have in common. At 1.0 nothing can be learned, and nothing must be moved. Run with -s for the table.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from webhook.detection.compiling import compile_lists
from webhook.detection.finding import Detector
from webhook.detection.folding import fold
from webhook.detection.opinion import Weighed
from webhook.detection.opinion.examples import Examples
from webhook.detection.opinion.training import train
from webhook.detection.wordlist import parse

SENTENCES = 6_000
SURE, WEAK = ("joined", "inflected"), ("order", "rule", "fuzzy")
ONSETS = ("bl", "dr", "fl", "gr", "kv", "m", "n", "pl", "qu", "sk", "t", "v", "z", "thr", "spr")
MIDDLES = ("a", "e", "i", "o", "u", "ou", "ei")
ENDS = ("rn", "sk", "lt", "x", "v", "mp", "nd", "zz", "gt", "k")


@dataclass(frozen=True)
class Sentence:
    text: str
    grave: bool


def word(chance: random.Random) -> str:
    parts = [chance.choice(ONSETS) + chance.choice(MIDDLES) for _ in range(2)]
    return "".join(parts) + chance.choice(ENDS)


class Language:
    """Terms of two words, and three vocabularies: common, of grave sentences, of ordinary ones."""

    def __init__(self, seed: str) -> None:
        chance = random.Random(seed)
        known = sorted({word(chance) for _ in range(1_400)})
        chance.shuffle(known)
        self.terms = [tuple(known[at : at + 2]) for at in range(0, 80, 2)]
        self.common, self.grave, self.ordinary = known[80:680], known[680:830], known[830:980]

    def sentences(self, seed: str, shared: float) -> Iterator[Sentence]:
        chance = random.Random(seed)
        for _ in range(SENTENCES):
            grave = chance.random() < 0.4
            own = self.grave if grave else self.ordinary
            around = [
                chance.choice(self.common if chance.random() < shared else own)
                for _ in range(chance.randint(4, 9))
            ]
            around.insert(chance.randint(0, len(around)), hidden(chance, chance.choice(self.terms)))
            yield Sentence(" ".join(around), grave)

    def detector(self) -> Detector:
        entries = [{"id": f"t{at}", "phrase": " ".join(term)} for at, term in enumerate(self.terms)]
        defaults = {"category": "c", "severity": "high", "kinds": ["search"]}
        more = {"format": 1, "name": "made-up", "version": 1, "language": "en", "demo": True}
        return compile_lists([parse({**more, "defaults": defaults, "terms": entries})])


def hidden(chance: random.Random, term: tuple[str, ...]) -> str:
    """The term, in one of the ways that the lists find with more or less sureness."""
    first, second = term
    typo = first[:4] + first[5:]
    ways = (
        f"{first} {second}",
        first + second,
        f"{first} {second}s",
        f"{second} {first}",
        f"{typo} {second}",
    )
    return chance.choice(ways)


def moved(shared: float) -> Counter[tuple[str, bool, str]]:
    """Hits on sentences that were not learned from, by group of tiers, true or false, and what became of them."""
    language = Language("opinion")
    examples = Examples()
    for sentence in language.sentences("learned", shared):
        examples.add(fold(sentence.text), sentence.grave)
    lists = language.detector()
    both = Weighed(lists, train(examples))
    found: Counter[tuple[str, bool, str]] = Counter()
    for sentence in language.sentences("unseen", shared):
        before, after = lists.screen(sentence.text, "search"), both.screen(sentence.text, "search")
        assert (before is None) == (after is None)
        if before is None or after is None:
            continue
        group = "sure" if before.tier in SURE else "weak" if before.tier in WEAK else "exact"
        now_sure = after.tier in SURE
        became = "same" if after.tier == before.tier else "raised" if now_sure else "softened"
        found[group, sentence.grave, became] += 1
    return found


def share(found: Counter[tuple[str, bool, str]], group: str, grave: bool, became: str) -> float:
    return found[group, grave, became] / max(
        1, sum(found[group, grave, each] for each in ("same", "raised", "softened"))
    )


@pytest.mark.parametrize("shared", [0.5, 0.75, 1.0])
def test_the_words_around_a_term_soften_and_raise(shared: float, capsys: pytest.CaptureFixture[str]) -> None:
    found = moved(shared)
    with capsys.disabled():
        print(f"\nshared words {shared:.0%}    hits    raised  softened")
        for group in ("exact", "sure", "weak"):
            for grave in (True, False):
                total = sum(count for (g, true, _), count in found.items() if (g, true) == (group, grave))
                kind = "true" if grave else "false"
                raised, softened = (share(found, group, grave, each) for each in ("raised", "softened"))
                print(f"  {group:<6} {kind:<6} {total:>12} {raised:>9.1%} {softened:>9.1%}")
    raised_true, raised_false = (share(found, "weak", grave, "raised") for grave in (True, False))
    softened_true, softened_false = (share(found, "sure", grave, "softened") for grave in (True, False))
    assert {became for group, _, became in found if group == "exact"} <= {"same"}
    assert raised_false < 0.06
    assert softened_true < 0.06
    if shared == 0.5:
        assert raised_true > 0.6
        assert softened_false > 0.6
    if shared == 0.75:
        assert raised_true > 5 * raised_false
        assert softened_false > 5 * softened_true
    if shared == 1.0:
        assert raised_true < 0.06
        assert softened_false < 0.06
