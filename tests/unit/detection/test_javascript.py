"""The JavaScript twin answers as the Python package does: on the vectors, and on whatever else."""

import json
import random
import subprocess
from pathlib import Path

import pytest

from tests.unit.detection import vectors
from webhook.detection.folding import fold, words
from webhook.detection.keyed import KeyedFilter
from webhook.detection.tables import marks
from webhook.detection.tokens import readings

TWIN = Path(__file__).with_name("twin.mjs")


@pytest.fixture(scope="module")
def written():
    return json.loads(vectors.PLACE.read_text("ascii"))


def asked(vector, texts):
    return {"texts": texts, "file": vector and vector["file"], "key": vector and vector["key"]}


def in_node(*arguments: str, given: object = None):
    done = subprocess.run(
        ["node", str(TWIN), *arguments],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_python_folds_and_reads_as_the_vectors_say(written):
    assert len(written["folds"]) > 500
    for one in written["folds"]:
        assert json.loads(json.dumps(vectors.vector(one["text"]))) == one


def test_python_finds_likely_what_the_vectors_say(written):
    for vector in written["filters"]:
        found = KeyedFilter.from_bytes(vectors.content(vector["file"]), bytes.fromhex(vector["key"]))
        assert [found.likely(query) for query in written["queries"]] == [
            one == "1" for one in vector["likely"]
        ]
        assert {"0", "1"} == set(vector["likely"])


def test_the_vectors_hold_every_text_that_the_builder_makes(written):
    """The builder's texts are those in the file; what a list compiles to may have moved on since."""
    assert [one["text"] for one in written["folds"]] == vectors.texts()


def test_what_is_no_letter_is_told_to_javascript_as_the_folding_table_has_it():
    assert marks.PLACE.read_text("ascii") == marks.build(), "python -m webhook.detection.tables.marks"


@pytest.mark.node
def test_node_passes_every_vector():
    assert in_node("vectors", str(vectors.PLACE)) == []


@pytest.mark.node
@pytest.mark.slow
def test_node_and_python_agree_on_twenty_thousand_random_texts(written):
    rng = random.Random(20_000)
    texts = [vectors.random_text(rng) for _ in range(20_000)]
    vector = written["filters"][1]
    found = KeyedFilter.from_bytes(vectors.content(vector["file"]), bytes.fromhex(vector["key"]))
    answers = in_node("answers", given=asked(vector, texts))
    for text, answer in zip(texts, answers, strict=True):
        own = [[list(one.pieces), list(one.skeletons)] for one in readings(words(text))]
        assert [fold(text), own, found.likely(text)] == answer, ascii(text)


@pytest.mark.node
@pytest.mark.slow
def test_node_folds_every_code_point_as_python_does():
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    texts = ["1".join(map(chr, points[at : at + 256])) for at in range(0, len(points), 256)]
    answers = in_node("answers", given=asked(None, texts))
    for text, (folded, read, _) in zip(texts, answers, strict=True):
        assert folded == fold(text), ascii(text[:1])
        assert read == [[list(one.pieces), list(one.skeletons)] for one in readings(words(text))], ascii(
            text[:1]
        )
