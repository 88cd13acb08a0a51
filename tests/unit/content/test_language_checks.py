"""A language that differs from English in more than its words, a reply out of form, a must that is not said."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from webhook.content import Content
from webhook.content.checks import answers, coverage, forms, musts
from webhook.content.checks.written import Written
from webhook.content.schemas import Schemas

Edit = Callable[..., None]


@pytest.fixture
def second(english: Path) -> Path:
    """The copy, with a second language that says the same as English."""
    for kind in ("warnings", "style", "musts"):
        model = (english / kind / "en.yml").read_text(encoding="utf-8")
        other = re.sub(r"(?m)^language: en$", "language: xx", model)
        (english / kind / "xx.yml").write_text(other, encoding="utf-8")
    shutil.copytree(english / "responses" / "en", english / "responses" / "xx")
    return english


def told(folder: Path) -> str:
    content, written = Content.load(folder), Written(folder)
    return "\n".join(
        [
            *coverage.problems(content, written),
            *forms.problems(content, written),
            *musts.problems(content, written, Schemas(folder / "schema")),
            *answers.problems(content, written),
        ]
    )


def reply(key: str, change: Callable[[list[Any]], object]) -> Callable[[Any], object]:
    return lambda document: change(document["responses"][key])


def test_a_second_language_that_says_everything_passes(second: Path) -> None:
    assert told(second) == ""


def test_a_language_without_replies_or_without_fixed_words_is_not_offered(second: Path) -> None:
    shutil.rmtree(second / "responses" / "xx")
    assert "data/responses/xx/ is missing: copy data/responses/en/ and translate it, or take" in told(second)
    shutil.copytree(second / "responses" / "en", second / "responses" / "xx")
    (second / "warnings" / "xx.yml").unlink()
    assert "data/warnings/xx.yml is missing: copy data/warnings/en.yml and translate it, or take" in told(
        second
    )


def test_a_name_in_braces_that_nobody_fills_in_is_told_with_its_line(english: Path) -> None:
    path = english / "warnings" / "en.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines) if "{last}" in text)
    lines[line] = lines[line].replace("{last}", "{lst}")
    path.write_text("\n".join(lines), encoding="utf-8")
    assert re.search(
        rf"data/warnings/en.yml:{line + 1}: \S+ > \S+ names {{lst}}, which nobody", told(english)
    )


def test_a_brace_that_is_not_closed_is_told(second: Path, edit: Edit) -> None:
    edit("warnings/xx.yml", lambda d: d["warning"].update(promise="We never ring {you."))
    edit("responses/xx/service.yml", reply("utter_bot_down", lambda r: r[0].update(text="Sorry {")))
    found = told(second)
    assert "warning > promise has a brace that is not closed" in found
    assert "utter_bot_down has a brace that is not closed" in found


def test_a_key_that_only_one_language_has_is_told(second: Path, edit: Edit) -> None:
    edit("warnings/xx.yml", lambda d: d["ui"].update(colour="Blue"))
    edit("responses/xx/ask.yml", lambda d: d["responses"].update(utter_blue=d["responses"]["utter_ask_law"]))
    found = told(second)
    assert re.search(r"data/warnings/xx.yml:\d+: ui > colour is in no other language", found)
    assert re.search(r"data/responses/xx/ask.yml:\d+: utter_blue is in no other language", found)


def test_a_text_message_that_lost_its_line_to_call_is_told(second: Path, edit: Edit) -> None:
    edit("responses/xx/crisis.yml", reply("utter_crisis_suicide", lambda r: r[-1].update(text="Call now.")))
    assert "utter_crisis_suicide must name {emergency} and {line} in its text message, as in en" in told(
        second
    )


def test_a_place_that_a_reply_does_not_know_is_told(english: Path, edit: Edit) -> None:
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[0].update(text="Dear {name}")))
    assert "utter_ask_law names {name}, which nobody fills in; a reply in the chat has no such" in told(
        english
    )
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[-1].update(text="Call {lien}")))
    assert "names {lien}, which nobody fills in; a text message knows {emergency} and {line}" in told(english)


def test_buttons_cards_and_facts_that_differ_from_english_are_told(second: Path, edit: Edit) -> None:
    edit("responses/xx/crisis.yml", reply("utter_crisis_suicide", lambda r: r[0]["buttons"].reverse()))
    edit("responses/xx/crisis.yml", reply("utter_police_today", lambda r: r[0]["custom"]["cards"].pop()))
    edit("responses/xx/ask.yml", reply("utter_ask_cost_hours", lambda r: r[0]["custom"]["facts"].pop()))
    found = told(second)
    assert "must have the buttons /handoff_person, /crisis_suicide_other, in this order, as in en" in found
    assert "utter_police_today must have the same cards as in en" in found
    assert "utter_ask_cost_hours must have the same facts as in en" in found


def test_a_fourth_button_is_told_and_only_the_list_of_barriers_may_have_it(english: Path, edit: Edit) -> None:
    four = [{"title": str(number), "payload": "/ask_law"} for number in range(4)]
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[0].update(buttons=four)))
    found = told(english)
    assert "utter_ask_law has 4 buttons: 3 at most, the first the one we hope for" in found
    assert "utter_barrier has" not in found


def test_two_buttons_with_the_same_words_are_told(english: Path, edit: Edit) -> None:
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[0]["buttons"][0].update(title="Go")))
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[0]["buttons"][1].update(title="Go")))
    assert "utter_ask_law has two buttons with the same words" in told(english)


def test_two_variants_that_say_the_same_are_told(english: Path, edit: Edit) -> None:
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[1].update(text=r[0]["text"] + "\n")))
    assert "utter_ask_law says the same in two variants" in told(english)


def test_buttons_in_a_later_variant_are_told(english: Path, edit: Edit) -> None:
    edit("responses/en/ask.yml", reply("utter_ask_law", lambda r: r[1].update(buttons=r[0]["buttons"])))
    assert "utter_ask_law has buttons or cards in a later variant" in told(english)


def test_a_reply_without_a_text_message_is_told_with_its_line(english: Path) -> None:
    path = english / "responses" / "en" / "ask.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"    - channel: sms\n      text: .*\n", "", text, count=1), encoding="utf-8")
    line = text.splitlines().index("  utter_ask_why_me:") + 1
    assert f"data/responses/en/ask.yml:{line}: utter_ask_why_me has no text messages" in told(english)


def test_a_law_line_with_a_place_to_fill_in_is_told(english: Path, edit: Edit) -> None:
    edit("locales/in.yml", lambda d: d["law"].update(en="In {country} it is against the law."))
    assert re.search(r"data/locales/in.yml:\d+: law > en has braces, which nobody fills in", told(english))


def test_a_variant_and_a_text_message_that_do_not_say_what_they_must_are_told(
    english: Path, edit: Edit
) -> None:
    edit("responses/en/victim.yml", reply("utter_victim_abused", lambda r: r[1].update(text="I am sorry.")))
    edit("responses/en/victim.yml", reply("utter_victim_sextortion", lambda r: r[-1].update(text="{line}")))
    found = told(english)
    assert re.search(
        r"victim.yml:\d+: utter_victim_abused must say “it is not your fault”, and has none of: not", found
    )
    assert "utter_victim_sextortion (sms) must say “it is not your fault”" in found
    assert "data/musts/en.yml" in found


def test_a_must_that_no_phrase_is_listed_for_and_a_phrase_of_no_must_are_told(
    english: Path, edit: Edit
) -> None:
    edit("topics.yml", lambda d: d["topics"]["ask.law"].update(must=["says when it holds"]))
    found = told(english)
    assert "“says when it holds” of ask.law is missing: list the phrases that say it" in found
    assert "“general, by country where known, not legal advice” stands in no topic's must" in found


def test_a_language_without_its_table_of_musts_is_told(second: Path) -> None:
    (second / "musts" / "xx.yml").unlink()
    assert "data/musts/xx.yml is missing: copy data/musts/en.yml" in told(second)


def test_capitals_line_ends_and_short_vowels_do_not_hide_what_is_said(english: Path, edit: Edit) -> None:
    says = "NOT\n  your fault. صُنع"
    edit("responses/en/victim.yml", reply("utter_victim_abused", lambda r: r[1].update(text=says)))
    edit(
        "musts/en.yml",
        lambda d: d["musts"].update(
            {"it is not your fault": {"chat": ["no such phrase | صنع | not your fault"]}}
        ),
    )
    assert "utter_victim_abused must" not in told(english)


def test_a_rule_of_no_intent_no_reply_or_no_answer_is_told(english: Path, edit: Edit) -> None:
    def change(document: Any) -> None:
        document["rules"] += [
            {"rule": "odd", "steps": [{"intent": "no_such_intent"}, {"action": "utter_nothing"}]},
            {"rule": "mute", "steps": [{"intent": "ask_law"}]},
        ]

    edit("rules/ask.yml", change)
    found = told(english)
    assert re.search(r"data/rules/ask.yml:\d+: odd: no_such_intent is of no topic", found)
    assert "odd: utter_nothing is no reply: correct it, or write it in data/responses/" in found
    assert "mute: no answer follows: add an action, such as utter_ask_law" in found


def test_an_intent_without_a_rule_is_told(english: Path) -> None:
    (english / "rules" / "report.yml").unlink()
    assert re.search(
        r"data/topics.yml:\d+: report_found_material of report.found_material has no rule", told(english)
    )


def test_a_file_of_rules_that_is_no_yaml_is_told(english: Path) -> None:
    (english / "rules" / "ask.yml").write_text("rules:\n\t- rule: odd\n", encoding="utf-8")
    assert "data/rules/ask.yml:2: " in told(english)
