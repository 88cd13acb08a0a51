"""What a schema or a YAML reader says, told so that somebody who knows neither can mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from webhook.content.checks import check
from webhook.content.checks.plain import plainly

HEAD = "data/helplines/gb.yml:7: entries > 0"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("'ages' is a required property", "ages is missing: add it"),
        (
            "Additional properties are not allowed ('colour' was unexpected)",
            "colour is no key of such a file: correct its spelling, or take it out",
        ),
        (
            "Additional properties are not allowed ('a', 'b' were unexpected)",
            "'a', 'b' are no keys of such a file: correct their spelling, or take them out",
        ),
        ("8081 is not of type 'string'", "8081 must be text: put it in quotes"),
        ("'1' is not of type 'integer'", "'1' must be a whole number, without quotes"),
        (
            r"'1.2.26' does not match '^\\d{4}-\\d{2}-\\d{2}$'",
            "'1.2.26' is no date: write it as \"2026-11-22\", in quotes",
        ),
        ("'x' is not one of ['a', 'b']", "'x' is not possible: choose one of 'a', 'b'"),
        ("[] should be non-empty", "is empty: write it, or take the key out"),
    ],
)
def test_a_schema_speaks_plainly(tmp_path: Path, said: str, told: str) -> None:
    assert plainly(f"{HEAD}: {said}.", tmp_path) == f"{HEAD}: {told}."


def test_what_has_no_plainer_words_stays_as_it_was(tmp_path: Path) -> None:
    for problem in (f"{HEAD}: something else.", "data/musts/xx.yml is missing: copy data/musts/en.yml."):
        assert plainly(problem, tmp_path) == problem


def test_a_date_that_is_none_is_told_as_such(english: Path, edit: Callable[..., None]) -> None:
    edit("helplines/gb.yml", lambda document: document["entries"][0].update(expires_on="1.2.26"))
    [problem] = check(english).problems
    assert problem.endswith("""'1.2.26' is no date: write it as "2026-11-22", in quotes.""")


def test_a_review_out_of_form_is_told_what_it_may_be(english: Path, edit: Callable[..., None]) -> None:
    edit("style/en.yml", lambda document: document.update(review="yes"))
    [problem] = check(english).problems
    assert "review: must be none, or who has read it: by, on" in problem


def test_a_broken_file_is_told_by_line_with_what_to_look_for(english: Path) -> None:
    path = english / "warnings" / "en.yml"
    path.write_text("language: en\nname: English: the language\n", encoding="utf-8")
    assert check(english).problems == [
        "data/warnings/en.yml:2: a colon stands inside a text, or the indent is wrong:"
        " put the whole text in quotes."
    ]


def test_a_tab_is_told_as_a_tab(english: Path) -> None:
    path = english / "style" / "en.yml"
    path.write_text("language: en\n\tgrade: 6\n", encoding="utf-8")
    assert "data/style/en.yml:2: a tab stands here: write spaces instead." in check(english).problems


def test_a_key_written_twice_is_told_with_what_to_do(english: Path) -> None:
    path = english / "warnings" / "en.yml"
    path.write_text(path.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    [problem] = check(english).problems
    assert problem.endswith("language is written twice: keep one.")
