"""A second opinion softens or raises; it silences nothing, finds nothing, and a torn model leaves the lists alone."""

import hashlib
import json
import random
import struct
from array import array
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from webhook.commands.opinion import command
from webhook.detection import Finding
from webhook.detection.finding import CONTEXTS, SEVERITIES, TIERS
from webhook.detection.folding import fold
from webhook.detection.opinion import LEANINGS, LONGEST, Leaning, LinearModel, ModelInvalid, Weighed
from webhook.detection.opinion.examples import Examples, ExamplesInvalid, read_examples
from webhook.detection.opinion.features import buckets
from webhook.detection.opinion.linear import MAGIC
from webhook.detection.opinion.measuring import measure
from webhook.detection.opinion.sealed import open_model, seal_model
from webhook.detection.opinion.training import MOST_HARM, train
from webhook.detection.sealing import Identity


class Found:
    """A detector that always says the same."""

    def __init__(self, finding: Finding | None) -> None:
        self.finding = finding

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        return self.finding

    unfinished = screen


class Leans:
    """An opinion that is always the same, and counts how often it was asked."""

    def __init__(self, leaning: Leaning) -> None:
        self.leaning, self.asked = leaning, 0

    def weigh(self, folded: str) -> Leaning:
        self.asked += 1
        return self.leaning


def weighed(finding: Finding | None, leaning: Leaning, query: str = "words") -> Finding | None:
    return Weighed(Found(finding), Leans(leaning)).screen(query, "search")


EVERY = [
    Finding("c", severity, tier, context)
    for severity, tier, context in product(SEVERITIES, TIERS, (None, *CONTEXTS))
]


@pytest.mark.parametrize("leaning", LEANINGS)
def test_it_silences_nothing_and_finds_nothing(leaning: Leaning) -> None:
    assert weighed(None, leaning) is None
    assert all(weighed(finding, leaning) is not None for finding in EVERY)


@pytest.mark.parametrize("leaning", LEANINGS)
def test_it_changes_the_tier_and_nothing_else_and_no_exact_one(leaning: Leaning) -> None:
    for finding in EVERY:
        after = weighed(finding, leaning)
        assert after is not None
        assert (after.category, after.severity, after.context) == ("c", finding.severity, finding.context)
        assert after.tier in TIERS
        assert finding.tier != "exact" or after == finding
        assert after.tier != "exact" or finding.tier == "exact"


@pytest.mark.parametrize(
    ("leaning", "moves"),
    [
        ("grave", {"fuzzy": "joined", "rule": "joined", "order": "joined"}),
        ("unsure", {}),
        ("ordinary", {"joined": "order", "inflected": "order"}),
    ],
)
def test_where_each_tier_goes(leaning: Leaning, moves: dict[str, str]) -> None:
    after = {tier: weighed(Finding("c", "high", tier), leaning) for tier in TIERS}
    assert {tier: found.tier for tier, found in after.items() if found and found.tier != tier} == moves


@pytest.mark.parametrize("context", CONTEXTS)
def test_who_asks_for_help_is_not_met_more_sharply(context: str) -> None:
    finding = Finding("c", "high", "fuzzy", context)
    assert weighed(finding, "grave") == finding


def test_a_query_without_a_finding_is_never_weighed() -> None:
    opinion = Leans("grave")
    Weighed(Found(None), opinion).screen("words", "search")
    Weighed(Found(Finding("c", "high", "exact")), opinion).screen("words", "search")
    assert opinion.asked == 0


def test_half_a_query_and_a_very_long_one_are_not_weighed() -> None:
    finding = Finding("c", "high", "joined")
    assert weighed(finding, "ordinary", "x" * (LONGEST + 1)) == finding
    assert Weighed(Found(finding), Leans("ordinary")).unfinished("wor", "search") == finding


def test_an_opinion_that_fails_leaves_the_finding() -> None:
    class Fails:
        def weigh(self, folded: str) -> Leaning:
            raise RuntimeError("of the test")

    finding = Finding("c", "high", "joined")
    assert Weighed(Found(finding), Fails()).screen("words", "search") == finding


# --- the linear model

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def made_up(seed: int, rows: int = 3_000) -> Examples:
    """Sentences of invented words: many in common, some that only grave ones or only ordinary ones have."""
    chance, examples = random.Random(seed), Examples()
    words = random.Random("the language")
    common, grave, ordinary = (
        ["".join(words.choices(SYLLABLES, k=3)) for _ in range(size)] for size in (300, 60, 60)
    )
    for _ in range(rows):
        is_grave = chance.random() < 0.3
        own = grave if is_grave else ordinary
        text = [chance.choice(own if chance.random() < 0.3 else common) for _ in range(chance.randint(3, 9))]
        examples.add(fold(" ".join(text)), is_grave)
    return examples


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return train(made_up(1))


def test_it_learns_what_it_is_shown_and_keeps_its_harm_small(model: LinearModel) -> None:
    found = measure(model, made_up(2))
    assert found.precision is not None
    assert found.precision > 0.9
    assert found.recall is not None
    assert found.recall > 0.5
    assert found.softened_ordinary is not None
    assert found.softened_ordinary > 0.5
    assert found.softened_grave is not None
    assert found.softened_grave < 3 * MOST_HARM
    assert found.raised_ordinary is not None
    assert found.raised_ordinary < 3 * MOST_HARM
    assert found.ranked is not None
    assert found.ranked > 0.9
    assert found.off < 0.15


def test_where_there_is_nothing_to_learn_it_hardly_ever_speaks() -> None:
    chance, noise = random.Random(3), Examples()
    for _ in range(2_000):
        noise.add(" ".join(chance.choices(SYLLABLES, k=6)), chance.random() < 0.5)
    model = train(noise)
    leanings = [model.weigh(" ".join(chance.choices(SYLLABLES, k=6))) for _ in range(500)]
    assert leanings.count("unsure") > 440


def test_equal_texts_give_equal_bytes(model: LinearModel) -> None:
    assert train(made_up(1)).to_bytes() == model.to_bytes()


def test_the_file_gives_the_same_model_back(model: LinearModel) -> None:
    again = LinearModel.from_bytes(model.to_bytes())
    texts = made_up(4, 200).texts
    assert [again.probability(text) for text in texts] == [model.probability(text) for text in texts]
    assert [again.weigh(text) for text in texts] == [model.weigh(text) for text in texts]


def test_the_buckets_are_the_same_on_every_machine() -> None:
    assert sorted(buckets("ab", 18)) == [58785, 129955, 196192]


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    bare = LinearModel(array("f", [0.5] * 1024), 0.0, softens=0.2, raises=0.8)
    assert bare.weigh(fold(text)) in LEANINGS


def test_a_text_without_a_letter_is_unsure(model: LinearModel) -> None:
    assert model.weigh("") == model.weigh("  ") == "unsure"


def resealed(body: bytes) -> bytes:
    return body + hashlib.sha256(body).digest()


def with_header(model: LinearModel, **change: object) -> bytes:
    whole = model.to_bytes()[:-32]
    start = len(MAGIC) + 4
    length = int.from_bytes(whole[len(MAGIC) : start], "little")
    header = json.loads(whole[start : start + length]) | change
    text = json.dumps({name: value for name, value in header.items() if value != "gone"}).encode()
    return resealed(MAGIC + struct.pack("<I", len(text)) + text + whole[start + length :])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"folding": 1}, "under another folding"),
        ({"hash": "other"}, "does not know"),
        ({"bits": 17}, "another size"),
        ({"bits": "gone"}, "lacks a number"),
        ({"bits": 60}, "another size"),
        ({"bias": float("nan")}, "no number"),
        ({"softens": 0.9, "raises": 0.1}, "not in order"),
        ({"raises": float("nan")}, "not in order"),
    ],
)
def test_a_wrong_model_is_one_sentence(model: LinearModel, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(ModelInvalid, match=sentence):
        LinearModel.from_bytes(with_header(model, **change))


def test_a_torn_model_is_one_sentence(model: LinearModel) -> None:
    whole = model.to_bytes()
    for torn in (b"", b"PK\3\4", whole[:-1], whole[:50], whole[:9_000] + b"?" + whole[9_001:], whole + b"x"):
        with pytest.raises(ModelInvalid):
            LinearModel.from_bytes(torn)
    for body in (MAGIC, MAGIC + b"\xff" * 9, MAGIC + struct.pack("<I", 2) + b"[]", MAGIC + b"\2\0\0\0{}"):
        with pytest.raises(ModelInvalid):
            LinearModel.from_bytes(resealed(body))


def test_a_model_is_sealed_as_lists_are(model: LinearModel) -> None:
    identity, other = Identity.made(), Identity.made()
    sealed = seal_model(model, identity.recipients)
    assert MAGIC not in sealed
    assert open_model(sealed, identity).to_bytes() == model.to_bytes()
    assert open_model(model.to_bytes()).to_bytes() == model.to_bytes()
    for data, key in ((sealed, None), (sealed, other), (sealed[:-9], identity)):
        with pytest.raises(ModelInvalid):
            open_model(data, key)


# --- what an operator supplies


def test_lines_that_are_no_examples_are_numbered_and_the_others_read() -> None:
    lines = [
        b"\xef\xbb\xbfgrave\tOne T\xc3\xa9xt\n",
        b"0\ttwo\r\n",
        b'{"label": true, "text": "three"}\n',
        b"\n",
        b"no tab here\n",
        b"maybe\tfour\n",
        b"1\t \n",
        b"1\t\xff\n",
        b'{"label": 1}\n',
        b'{"label": \n',
        b"1\t" + b"x" * 200_000 + b"\n",
    ]
    found = read_examples(lines)
    assert found.texts == ["one text", "two", "three"]
    assert found.grave == [True, False, True]
    assert found.broken == [5, 6, 7, 8, 9, 10, 11]


def test_too_few_texts_are_refused_with_their_number() -> None:
    few = Examples()
    for number in range(50):
        few.add(f"word{number}", number < 3)
    with pytest.raises(ExamplesInvalid, match=r"At least 10 grave and 10 ordinary .* there are"):
        train(few)


def test_equal_texts_are_never_both_learned_and_measured() -> None:
    examples = made_up(5, 500)
    learned, unseen = examples.share(range(8)), examples.share((8, 9))
    assert not set(learned.texts) & set(unseen.texts)
    assert len(learned.texts) + len(unseen.texts) == 500


# --- the commands


@pytest.fixture
def data(tmp_path: Path) -> Path:
    examples = made_up(6, 1_500)
    lines = [f"{int(g)}\t{text}" for text, g in zip(examples.texts, examples.grave, strict=True)]
    path = tmp_path / "data.tsv"
    path.write_text("\n".join([*lines, "broken"]), encoding="utf-8")
    return path


def test_train_then_measure_tell_numbers_and_no_text(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.opinion"
    trained = CliRunner().invoke(command, ["train", str(data), "--out", str(out)])
    assert trained.exit_code == 0, trained.output
    assert "1 lines are no examples and are left out: 1501." in trained.output
    assert out.stat().st_mode & 0o077 == 0
    measured = CliRunner().invoke(command, ["measure", str(data), "--model", str(out)])
    assert measured.exit_code == 0, measured.output
    assert "raised: precision" in measured.output
    words = {word for text in made_up(6, 1_500).texts for word in text.split()}
    assert not words & set((trained.output + measured.output).split())


def test_a_model_that_is_there_is_not_written_over(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.opinion"
    out.write_bytes(b"precious")
    refused = CliRunner().invoke(command, ["train", str(data), "--out", str(out)])
    assert refused.exit_code == 1
    assert out.read_bytes() == b"precious"


def test_a_sealed_model_is_measured_with_its_key(data: Path, tmp_path: Path) -> None:
    out, key = tmp_path / "model.age", tmp_path / "key.txt"
    identity = Identity.made()
    key.write_text(identity.file(), encoding="ascii")
    arguments = ["train", str(data), "--out", str(out), "--recipient", identity.recipients[0]]
    assert CliRunner().invoke(command, arguments).exit_code == 0
    measuring = ["measure", str(data), "--model", str(out)]
    closed = CliRunner().invoke(command, measuring)
    assert closed.exit_code == 1
    assert "no identity" in closed.output
    assert CliRunner().invoke(command, [*measuring, "--identity-file", str(key)]).exit_code == 0
