"""Who has signed which words, and what is said where nobody has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from webhook.content import Content, files
from webhook.content.checks import check, signatures
from webhook.content.checks.written import Written
from webhook.running.diagnosis import Verdict, examine
from webhook.running.keys import development_keys

Edit = Callable[..., None]
ASK = "responses/en/ask.yml"
CRISIS = "responses/en/crisis.yml"


def sign(folder: Path, edit: Edit, name: str, *readers: str) -> None:
    words = signatures.digest(files.read(folder / name))
    review = [{"by": reader, "on": "2026-12-01", "words": words} for reader in readers]
    edit(name, lambda document: document.update(review=review))


def standing(folder: Path, name: str) -> signatures.Standing:
    path = f"data/{name}"
    return next(each for each in signatures.standings(Written(folder)) if each.file.startswith(path))


def test_what_nobody_signed_is_noted_in_one_line_a_language(english: Path) -> None:
    report = check(english)
    assert report.problems == []
    of_english = [note for note in report.notes if note.startswith("en: ")]
    count = len(list(english.glob("responses/en/*.yml"))) + 2
    assert of_english == [f"en: {count} of {count} files are signed by nobody (review: none)."]
    assert any(note.startswith("law lines: ") for note in report.notes)


def test_the_digest_changes_with_a_word_and_not_with_review_order_or_comments(english: Path) -> None:
    document: Any = files.read(english / ASK)
    digest = signatures.digest(document)
    assert len(digest) == 12
    assert signatures.digest(dict(reversed(document.items())) | {"review": "anybody"}) == digest
    document["responses"]["utter_ask_law"][0]["text"] += "!"
    assert signatures.digest(document) != digest


def test_one_reader_is_enough_for_ordinary_words(english: Path, edit: Edit) -> None:
    sign(english, edit, ASK, "A. Person")
    assert standing(english, ASK).signed
    assert Content.load(english).has_reply("utter_ask_law")


def test_crisis_words_and_warnings_need_two_different_names(english: Path, edit: Edit) -> None:
    for name in (CRISIS, "warnings/en.yml", "safety/en.yml"):
        sign(english, edit, name, "A. Person", " a. person")
        assert not standing(english, name).signed
        assert "one has signed, and two must" in standing(english, name).lacks
        sign(english, edit, name, "A. Person", "B. Person")
        assert standing(english, name).signed


def test_words_that_changed_since_they_were_signed_must_be_read_again(english: Path, edit: Edit) -> None:
    sign(english, edit, ASK, "A. Person")
    edit(ASK, lambda d: d["responses"]["utter_ask_law"][0].update(text="Quite new. It is not legal advice."))
    now = signatures.digest(files.read(english / ASK))
    [note] = [note for note in check(english).notes if "ask.yml" in note]
    assert note.startswith("data/responses/en/ask.yml:")
    assert f"changed since it was signed: read it again, and sign {now}." in note


def test_the_word_on_without_quotes_is_told_because_training_reads_it_as_yes(english: Path) -> None:
    path = english / ASK
    text = path.read_text(encoding="utf-8")
    for key, told in (("on", True), ('"on"', False)):
        review = f'review: [{{by: A. Person, {key}: "2026-12-01", words: "000000000000"}}]'
        path.write_text(text.replace("review: none", review, 1), encoding="utf-8")
        found = "\n".join(check(english).problems)
        assert ('data/responses/en/ask.yml:2: put "on" in quotes' in found) is told


def test_how_many_files_nobody_signed_is_told_with_their_languages(english: Path, edit: Edit) -> None:
    before, languages = signatures.unsigned(english)
    assert "en" in languages
    sign(english, edit, ASK, "A. Person")
    assert signatures.unsigned(english)[0] == before - 1


def test_doctor_tells_how_many_files_nobody_signed_and_that_it_is_no_failure(
    english: Path, tmp_path: Path
) -> None:
    development_keys(tmp_path / "home", {})
    environ = {"TURNPOINT_HOME": str(tmp_path / "home"), "TURNPOINT_DATA": str(english)}
    [found] = [each for each in examine(environ) if each.title == "words signed"]
    assert found.verdict is Verdict.OFF
    assert found.says.startswith(f"{signatures.unsigned(english)[0]} files are signed by nobody")
    assert "en" in found.says
