"""A Hindi term is found in either script; all words are invented."""

import pytest

from tests.unit.detection.engines import engine, tier
from webhook.detection.indic import romanise
from webhook.detection.variants import keys

PAIRS = [
    ("बलोरवक", "balorvak"),
    ("ज़ानथी", "zanthi"),
    ("झिवरासक", "jhivrasak"),
    ("तिनदेलका", "tindelka"),
    ("फूरनाव", "phoornav"),
    ("फूरनाव", "foornav"),
    ("शोमविक", "shomvik"),
    ("शोमविक", "shomwik"),
]


@pytest.mark.parametrize(("native", "latin"), PAIRS)
def test_a_native_term_is_found_as_people_type_it(native: str, latin: str) -> None:
    assert tier(engine({"phrase": native, "language": "hi"}), f"mera {latin} hai") is not None


@pytest.mark.parametrize("native", [native for native, _ in PAIRS])
def test_a_native_term_is_found_as_it_stands_and_in_its_plain_romanisation(native: str) -> None:
    found = engine({"phrase": native, "language": "hi"})
    assert tier(found, f"मेरा {native} है") == "exact"
    assert tier(found, romanise(native)) is not None


@pytest.mark.parametrize("native", [native for native, _ in PAIRS])
def test_a_romanised_term_is_found_in_native_script(native: str) -> None:
    assert tier(engine({"phrase": romanise(native), "language": "hi"}), f"मेरा {native}") is not None


def test_variants_are_bounded_and_never_empty() -> None:
    for phrase in (
        "कखगबमरस" * 125,
        " ".join(["शोमविका"] * 120),
        "shavphqxouai" * 83,
        "sh v ph z ee oo " * 60,
        "ः",
        "्",
        "ः ँ",
    ):
        found = keys(phrase, "hi")
        assert len(found) <= 1_000
        assert "" not in found


@pytest.mark.parametrize("phrase", ["ः", "्", "blorvex ः", "ः ः"])
def test_a_term_with_a_lone_mark_compiles_and_a_query_with_one_is_read(phrase: str) -> None:
    assert tier(engine(phrase, "zanthi"), f"ः zanthi {phrase}") == "exact"
