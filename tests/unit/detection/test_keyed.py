"""The keyed filter: no covered term is lost, almost nothing else leaves, and nothing in the file can be read."""

import hashlib
import json
import random
import string
import struct
import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhook.detection.fuse import FilterInvalid, Fuse
from webhook.detection.keyed import MOST_WORDS, FilterKeyWrong, KeyedFilter, build, key_id, not_covered
from webhook.detection.wordlist import WordList, parse

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def a_list(*phrases: str, language: str = "en", name: str = "demo", **more: object) -> WordList:
    terms = [{"id": f"t-{place}", "phrase": phrase} for place, phrase in enumerate(phrases)]
    defaults = {"category": "demo", "severity": "warning", "order": more.pop("order", "fixed")}
    head = {"format": 1, "name": name, "version": 7, "language": language}
    return parse({**head, "defaults": defaults, "terms": terms, **more})


@cache
def a_filter(*phrases: str, language: str = "en", **how: bool) -> KeyedFilter:
    order = "any" if how.get("order") else "fixed"
    return KeyedFilter.from_bytes(build([a_list(*phrases, language=language, order=order)], KEY, **how), KEY)


def invented(count: int) -> list[str]:
    chance = random.Random(11)
    words = [
        "".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 10))) for _ in range(2 * count)
    ]
    return [" ".join(words[2 * place : 2 * place + 1 + place % 2]) for place in range(count)]


@pytest.mark.parametrize(
    "query",
    [
        "blorvex zanthi",
        "where is Blorvex  ZANTHI now",
        "b l o r v e x z a n t h i",
        "b.l.o.r.v.e.x zanthi please",
        "blorvexzanthi",
        "blorvex_zanthi",
        "blor vex zanthi",
        "bl0rv3x z4nthi",
        "bloorvexx zannnthi",
        "blоrvех zаnthі",
        "blórvèx zänthï",
        "ｂｌｏｒｖｅｘ ｚａｎｔｈｉ",
        "blorvex zanthis",
        "blorvexzanthis",
        "%62lorvex%20zanthi",
        "mivrask",
    ],
)
def test_a_term_is_likely_however_it_is_written(query):
    assert a_filter("blorvex zanthi", "mivrask").likely(query)


@pytest.mark.parametrize(
    "query", ["", "   ", "blorvex", "zanthi blorvex", "a blorvex for zanthi", "the weather in Paris", "…"]
)
def test_what_holds_no_term_is_not_likely(query):
    assert not a_filter("blorvex zanthi", "mivrask").likely(query)


def test_a_hindi_term_is_likely_in_both_scripts_and_with_its_endings():
    built = a_filter("ब्लोरवेक्स ज़ांथी", language="hi")
    assert built.likely("ब्लोरवेक्स ज़ांथी")
    assert built.likely("kya blorveks janthi hai")


def test_words_in_any_order_are_likely_where_the_filter_was_built_for_it():
    assert a_filter("blorvex zanthi quorl", order=True).likely("a quorl blorvex zanthi b")
    assert not a_filter("blorvex zanthi quorl").likely("a quorl blorvex zanthi b")


@pytest.mark.parametrize("slip", ["tindelqast", "tindelquiast", "tindelqvast", "tindleqaust", "tindlequast"])
def test_one_wrong_letter_is_likely_where_the_filter_was_built_for_it(slip):
    expected = slip != "tindleqaust"  # two slips
    assert a_filter("tindelquast", typo=True).likely(f"my {slip} here") is expected
    assert not a_filter("tindelquast").likely(f"my {slip} here")


def test_30_000_terms_are_below_100_kb_lose_none_and_keep_innocent_queries_at_home():
    terms = invented(30_000)
    start = time.process_time()
    file = build([a_list(*terms)], KEY)
    assert time.process_time() - start < 10  # 1 s on a quiet machine
    assert len(file) <= 100_000
    built = KeyedFilter.from_bytes(file, KEY)
    assert all(map(built.likely, terms[:3000]))
    chance = random.Random(5)
    queries = (" ".join(str(chance.randrange(10**9)) for _ in range(4)) for _ in range(5_000))
    assert sum(map(built.likely, queries)) <= 2


def test_a_random_key_is_in_the_filter_once_in_a_million():
    file = build([a_list(*invented(2000))], KEY)
    size = struct.unpack_from("<H", file, 6)[0]
    fuse, chance = Fuse.from_bytes(file[8 + size : -16]), random.Random(8)
    assert sum(fuse.contains(chance.randbytes(12)) for _ in range(400_000)) <= 4


def test_the_file_reads_as_its_description_says():
    file = build([a_list("mivrask")], KEY)
    magic, version, size = struct.unpack_from("<4sHH", file)
    assert (magic, version) == (b"TPKF", 1)
    header = json.loads(file[8 : 8 + size])
    assert header == {
        "key": hashlib.blake2s(key=KEY, digest_size=8, person=b"turnpnt3").hexdigest(),
        "lists": [{"name": "demo", "version": 7}],
        "kinds": ["chat", "link", "profile", "prompt", "search", "upload"],
        "window": 2,
        "longest": 7,
        "endings": header["endings"],
        "order": False,
        "typo": False,
    }
    assert file[-16:] == hashlib.blake2s(file[:-16], key=KEY, digest_size=16, person=b"turnpnt2").digest()
    fuse = Fuse.from_bytes(file[8 + size : -16])
    seed = fuse.seed.to_bytes(8, "little")
    digest = hashlib.blake2s(b"mivrask", key=KEY, digest_size=16, salt=seed, person=b"turnpnt1").digest()
    assert fuse.contains(digest)


def test_neither_a_term_nor_the_key_stands_in_the_file():
    file = build([a_list("mivrask", "blorvex zanthi")], KEY)
    assert not [text for text in (b"mivrask", b"blorvex", b"zanthi", KEY, KEY[:8]) if text in file]


def test_two_partners_files_share_nothing_of_a_list_and_need_their_own_key():
    ours, theirs = build([a_list("mivrask")], KEY), build([a_list("mivrask")], OTHER)
    assert ours != theirs
    assert key_id(KEY) != key_id(OTHER)
    with pytest.raises(FilterKeyWrong, match="another key"):
        KeyedFilter.from_bytes(ours, OTHER)
    for key in (b"", KEY[:31], KEY + b"\0"):
        with pytest.raises(FilterKeyWrong, match="32 bytes"):
            KeyedFilter.from_bytes(ours, key)
        with pytest.raises(FilterKeyWrong, match="32 bytes"):
            build([a_list("mivrask")], key)


def test_the_same_lists_in_any_order_give_the_same_file():
    one, two = a_list("mivrask", "blorvex"), a_list("zanthi quorl", name="more")
    again = a_list("blorvex", "mivrask")
    assert build([one, two], KEY) == build([two, again], KEY)
    assert KeyedFilter.from_bytes(build([one, two], KEY), KEY).lists == {"demo": 7, "more": 7}


def test_only_terms_of_the_kinds_asked_for_are_in_it():
    terms = [
        {"id": "a", "phrase": "mivrask", "kinds": ["search"]},
        {"id": "b", "phrase": "drelquin", "kinds": ["link"]},
    ]
    word_list = parse({"name": "demo", "version": 1, "defaults": {"category": "demo"}, "terms": terms})
    built = KeyedFilter.from_bytes(build([word_list], KEY, kinds={"search"}), KEY)
    assert built.likely("mivrask")
    assert not built.likely("drelquin")
    assert built.kinds == {"search"}


def test_what_a_filter_does_not_cover_is_counted():
    document = {
        "name": "demo", "version": 1, "defaults": {"category": "demo"},
        "terms": [
            {"id": "a", "phrase": "mivrask drelquin", "gap": 2},
            {"id": "b", "phrase": "測試詞語", "boundary": "none"},
            {"id": "c", "phrase": "…"},
        ],
        "classes": {"x": {"words": ["quorl"]}, "y": {"numbers": [3, 5]}},
        "rules": [{"id": "r", "classes": ["x", "y"], "within": 4}],
    }  # fmt: skip
    assert not_covered([parse(document)]) == {"rules": 1, "gaps": 1, "unbounded": 1, "refused": 1}


def test_a_common_word_that_only_resembles_a_term_is_not_likely_and_the_term_is():
    built = a_filter("gla ss", "duri", "claass", "mivrask")
    assert built.likely("gla ss")
    assert built.likely("a duri")
    assert not any(map(built.likely, ["a glass", "during", "my class"]))
    assert a_filter("class").likely("my class")
    assert a_filter("class").likely("two classes")


def test_a_list_of_no_terms_makes_nothing_likely():
    assert not KeyedFilter.from_bytes(build([], KEY), KEY).likely("blorvex zanthi")


def test_a_text_too_long_to_look_through_is_likely():
    assert a_filter("mivrask").likely("word " * (MOST_WORDS + 1))


@pytest.mark.parametrize("letters", ["a b ", "ab ", "a1!", "क्", "ㅤ", "."])
def test_a_long_hostile_text_costs_little(letters):
    built = a_filter("blorvex zanthi quorl mivrask", order=True)
    start = time.process_time()
    built.likely((letters * 100_000)[:100_000])
    assert time.process_time() - start < 1


WHOLE = build([a_list("mivrask", "blorvex")], KEY)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_one_changed_byte_is_seen(place, change):
    changed = bytearray(WHOLE)
    changed[place] ^= change
    with pytest.raises(FilterInvalid):
        KeyedFilter.from_bytes(bytes(changed), KEY)


@given(st.one_of(st.binary(max_size=80), st.integers(0, len(WHOLE) - 1).map(lambda end: WHOLE[:end])))
def test_a_torn_or_foreign_file_is_seen(file):
    with pytest.raises(FilterInvalid):
        KeyedFilter.from_bytes(file, KEY)


ANY = a_filter("mivrask", "blorvex zanthi", order=True, typo=True)


@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text):
    ANY.likely(text)
