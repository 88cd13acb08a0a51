"""What the detector finds, and what it leaves alone. All words are the demo's inventions."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhook.detection import Finding, LexiconInvalid, load_lexicons, read_lexicons

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"
DETECTOR = load_lexicons(LEXICON)
HIT = Finding("protected-search", "warning")

SAME_WORD = [
    "blorvex",
    "BLORVEX",
    "see blorvex now",
    "blorvex!",
    "“blorvex”",
    "ｂｌｏｒｖｅｘ",
    "𝐛𝐥𝐨𝐫𝐯𝐞𝐱",
    "blor\u200bvex",
    "blor\u00advex",
    "blörvéx",
    "b\u0336l\u0336o\u0336r\u0336v\u0336e\u0336x",
    "a-blorvex-b",
    "under_blorvex",
]
OTHER_WORDS = [
    "blorvexes",
    "ablorvex",
    "blor vex",
    "blorve",
    "",
    " ",
    "zanthi",
    "quorl zanthi",
    "zanthi the quorl",
]


@pytest.mark.parametrize("query", SAME_WORD)
def test_the_way_a_word_is_written_makes_no_difference(query: str) -> None:
    assert DETECTOR.screen(query, "search") == HIT


@pytest.mark.parametrize("query", ["zanthi quorl", "Zanthi  QUORL", "zanthi-quorl", "my zanthi, quorl"])
def test_a_phrase_is_its_words_in_order(query: str) -> None:
    assert DETECTOR.screen(query, "search") == HIT


@pytest.mark.parametrize("query", OTHER_WORDS)
def test_parts_of_words_and_of_phrases_are_left_alone(query: str) -> None:
    assert DETECTOR.screen(query, "search") is None


def test_a_term_counts_only_for_its_kinds_of_trigger() -> None:
    assert DETECTOR.screen("plovanesk", "prompt") == Finding("protected-prompt", "warning")
    assert DETECTOR.screen("plovanesk", "search") is None


def test_the_gravest_finding_is_told() -> None:
    assert DETECTOR.screen("blorvex mivrask drelquin", "search") == Finding("protected-search", "high")


def test_a_finding_names_no_term() -> None:
    finding = DETECTOR.screen("blorvex", "search")
    assert finding is not None
    assert set(vars(finding)) == {"category", "severity"}


def test_indic_vowel_signs_tell_words_apart(tmp_path: Path) -> None:
    _write(tmp_path, phrase="कूमा")
    detector = load_lexicons(tmp_path)
    assert detector.screen("एक कूमा", "search")
    assert detector.screen("एक कामा", "search") is None


def test_the_demo_lexicon_has_only_the_words_its_reader_is_told_of() -> None:
    told = (LEXICON.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"`{term.phrase}`" in told for term in read_lexicons(LEXICON))


@pytest.mark.parametrize(
    "change",
    [{"phrase": "?!"}, {"severity": "dire"}, {"kinds": ["telegraph"]}],
    ids=lambda change: str(change),
)
def test_a_term_that_can_not_work_is_refused_by_id_and_not_by_phrase(
    tmp_path: Path, change: dict[str, str]
) -> None:
    _write(tmp_path, **change)
    with pytest.raises(LexiconInvalid) as refused:
        load_lexicons(tmp_path)
    assert "made-up" in str(refused.value)
    assert "grumbolt" not in str(refused.value)


def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.yml").write_text("- 1\n", encoding="utf-8")
    with pytest.raises(LexiconInvalid, match=r"odd\.yml is not a lexicon"):
        load_lexicons(tmp_path)


def test_an_empty_folder_finds_nothing(tmp_path: Path) -> None:
    assert load_lexicons(tmp_path).screen("blorvex", "search") is None


@pytest.mark.parametrize("piece", ["blorvex ", "zanthi ", "a", "\u0301", "\u200b", "ﷺ"])
def test_a_hostile_query_takes_no_longer_than_any_other(piece: str) -> None:
    query = (piece * 100_000)[:100_000]
    began = time.process_time()
    DETECTOR.screen(query, "search")
    assert time.process_time() - began < 2.0  # seconds; usually a hundredth of that


@given(st.text(max_size=200))
def test_no_query_breaks_the_detector(query: str) -> None:
    DETECTOR.screen(query, "search")


def _write(folder: Path, **change: object) -> None:
    term = {
        "id": "made-up",
        "phrase": "grumbolt",
        "category": "c",
        "severity": "warning",
        "kinds": ["search"],
    }
    (folder / "one.yml").write_text(
        json.dumps({"language": "en", "terms": [term | change]}), encoding="utf-8"
    )
