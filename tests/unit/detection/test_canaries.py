"""Every partner's copy has invented words of its own, and a leaked copy tells whose it was."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.detection.lists import document, words
from webhook.detection.canaries import planted, trace, words_for
from webhook.detection.folding import fold
from webhook.detection.wordlist import parse

SECRET, OLD = b"s" * 32, b"o" * 32


def never(word: str) -> bool:
    return False


@given(st.text(max_size=40), st.binary(min_size=16, max_size=32))
def test_the_words_can_be_spoken_and_fold_onto_themselves(partner: str, secret: bytes) -> None:
    for word in words_for(partner, secret, never):
        assert re.fullmatch(r"([bdfgklmnprstvz][aeiou]){5}[bdfgklmnprstvz]", word)
        assert fold(word) == word


def test_they_are_the_same_each_time_and_others_for_another_partner_or_secret() -> None:
    assert words_for("harbour", SECRET, never) == words_for("harbour", SECRET, never)
    seen = {
        word
        for number in range(500)
        for secret in (SECRET, OLD)
        for word in words_for(f"partner-{number}", secret, never)
    }
    assert len(seen) == 3000


def test_a_word_that_is_ordinary_somewhere_is_passed_over() -> None:
    first = words_for("harbour", SECRET, never)
    other = words_for("harbour", SECRET, {first[1]}.__contains__)
    assert other[0] == first[0]
    assert other[1] not in first


def test_a_copy_differs_by_its_words_alone_and_they_do_not_stand_out() -> None:
    plain = document(count=50)
    plain["terms"][0] |= {"category": "protected-talk", "severity": "high", "note": "n"}
    copy = planted(plain, "harbour", SECRET, never)
    parse(copy)
    more = [term for term in copy["terms"] if term not in plain["terms"]]
    assert [term for term in copy["terms"] if term in plain["terms"]] == plain["terms"]
    assert sorted(term["phrase"] for term in more) == sorted(words_for("harbour", SECRET, never))
    assert all(term["id"].startswith("north-") and "note" not in term for term in more)
    assert {term["id"] for term in more} == {
        term["id"] for term in planted({**plain, "version": 9}, "harbour", SECRET, never)["terms"]
    } - {term["id"] for term in plain["terms"]}


def test_a_list_of_rules_alone_gets_its_words_too() -> None:
    assert len(parse(planted(document(count=0), "harbour", SECRET, never)).terms) == 3


def test_a_leak_is_traced_to_its_partner_however_it_is_written() -> None:
    partners = [f"partner-{number}" for number in range(50)]
    leaked = words_for("partner-31", SECRET, never)
    text = [*words(200), f'"{leaked[0].upper()}",1', "nothing", f"a;{leaked[2][:4]}\u200b{leaked[2][4:]};b"]
    assert list(trace(text, partners, [OLD, SECRET], never)) == [("partner-31", 201), ("partner-31", 203)]
    assert list(trace(words(200), partners, [OLD, SECRET], never)) == []
