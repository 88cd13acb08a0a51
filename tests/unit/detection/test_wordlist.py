"""A list is read whole or refused with the place and the reason, and never with a phrase."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webhook.detection.wordlist import ListInvalid, parse

SECRET = "zanthi quorl"
GOOD: dict[str, Any] = {
    "format": 1,
    "name": "north",
    "version": 3,
    "language": "en",
    "demo": True,
    "defaults": {"category": "protected-search", "severity": "warning", "kinds": ["search"]},
    "terms": [
        {"id": "one", "phrase": SECRET},
        {"id": "two", "phrase": "blorvex", "kinds": ["link"], "gap": 2},
    ],
    "classes": {"what": {"words": ["blorvex"]}, "age": {"numbers": [9, 17]}},
    "rules": [{"id": "r", "classes": ["what", "age"], "within": 3}],
    "contexts": {"help": ["helpish"]},
}


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    document: Any = json.loads(json.dumps(GOOD))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return dict(document)


def test_a_good_list_is_read() -> None:
    found = parse(GOOD)
    assert (found.name, found.version, found.demo, len(found.terms), len(found.rules)) == (
        "north",
        3,
        True,
        2,
        1,
    )
    assert found.terms[0].kinds == {"search"}
    assert found.terms[1].kinds == {"link"}
    assert SECRET not in repr(found.terms)


BAD = [
    (["name"], "No Such"),
    (["name"], None),
    (["format"], 2),
    (["version"], 0),
    (["version"], True),
    (["version"], 10**400),
    (["version"], float("nan")),
    (["language"], "english please"),
    (["defaults"], []),
    (["defaults", "severity"], []),
    (["defaults", "kinds"], "search"),
    (["defaults", "kinds"], [["search"]]),
    (["defaults", "kinds"], []),
    (["terms"], "blorvex"),
    (["terms"], [SECRET]),
    (["terms", 0, "id"], 7),
    (["terms", 0, "id"], "Ä"),
    (["terms", 0, "id"], "two"),
    (["terms", 0, "phrase"], " "),
    (["terms", 0, "phrase"], [SECRET]),
    (["terms", 0, "phrase"], SECRET * 100_000),
    (["terms", 0, "gap"], 6),
    (["terms", 0, "order"], {}),
    (["terms", 0, "boundary"], "letter"),
    (["terms", 0, "category"], "No Category"),
    (["terms", 0, "note"], 5),
    (["terms", 0, SECRET], 5),
    (["classes", "what"], {"words": ["blorvex"], "numbers": [1, 2]}),
    (["classes", "what"], {"words": []}),
    (["classes", "what"], {"words": [SECRET, None]}),
    (["classes", "age"], {"numbers": [17, 9]}),
    (["classes", "age"], {"numbers": [1, 10**400]}),
    (["classes", SECRET], {"numbers": [1, 2]}),
    (["rules", 0, "classes"], ["what"]),
    (["rules", 0, "classes"], ["what", {}]),
    (["rules", 0, "classes"], ["what", "nowhere"]),
    (["rules", 0, "within"], 21),
    (["rules", 0, "id"], "one"),
    (["contexts", SECRET], ["x"]),
    (["contexts", "help"], SECRET),
    ([SECRET], 1),
]


@pytest.mark.parametrize(("path", "value"), BAD)
def test_a_bad_list_is_refused_with_place_and_reason_and_no_phrase(path: list[Any], value: Any) -> None:
    with pytest.raises(ListInvalid) as refused:
        parse(changed(path, value))
    assert refused.value.where
    assert refused.value.reason
    assert "zanthi" not in str(refused.value)
    assert "quorl" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("number", [1, 2])
def test_a_row_is_named_by_its_number_where_it_has_no_id(number: int) -> None:
    with pytest.raises(ListInvalid) as refused:
        parse(changed(["terms", number - 1], {"phrase": SECRET}))
    assert f"term {number}" in refused.value.where


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(10**400) | st.just(b"x")
    | st.sampled_from(["search", "help", "warning", "word", "any", "one", "what", "north", "en"])
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=3)
    ),
    max_leaves=6,
)
PATHS = st.sampled_from(
    [path for path, _ in BAD] + [["defaults", "gap"], ["classes"], ["rules"], ["contexts"], ["rules", 0]]
)


@given(document=ANYTHING | st.dictionaries(st.sampled_from(sorted(GOOD)), ANYTHING))
@settings(deadline=None, max_examples=150)
def test_whatever_the_document_only_list_invalid_is_raised(document: Any) -> None:
    _read_or_refuse(document)


@given(path=PATHS, value=ANYTHING)
@settings(deadline=None, max_examples=250)
def test_whatever_stands_in_one_place_only_list_invalid_is_raised(path: list[Any], value: Any) -> None:
    _read_or_refuse(changed(path, value))


def _read_or_refuse(document: Any) -> None:
    told = _refusal(document)
    assert told is None or (": " in told and "zanthi" not in told)


def _refusal(document: Any) -> str | None:
    try:
        parse(document)
    except ListInvalid as refused:
        return str(refused)
    return None


@pytest.mark.parametrize(
    "path", [["name"], ["language"], ["terms", 0, "id"], ["terms", 0, "phrase"], ["terms", 0, "category"]]
)
def test_ten_megabytes_in_one_field_are_refused_at_once_and_not_repeated(path: list[Any]) -> None:
    document = changed(path, "a-" * 5_000_000)
    start = time.perf_counter()
    with pytest.raises(ListInvalid) as refused:
        parse(document)
    assert time.perf_counter() - start < 2
    assert len(str(refused.value)) < 300


def test_a_class_name_is_short_enough_to_be_named() -> None:
    with pytest.raises(ListInvalid) as refused:
        parse(changed(["classes", "a" * 1_000_000], {"words": []}))
    assert len(str(refused.value)) < 300
