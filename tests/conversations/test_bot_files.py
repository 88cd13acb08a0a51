"""The bot's files agree with each other and with the topic contract. No Rasa needed."""

import re
from collections import Counter
from typing import Any

import pytest

from tests.conversations.catalogue import DATA, ROOT, Catalogue, examples_of, load, read

PRESSED_ONLY = ("door_",)
DECIDED = ("handoff_", "control_goodbye")  # replies that the service or an action puts together
NOT_INTENTS_OF_DOMAIN = {"nlu_fallback"}
NEVER = ("child porn", "paedophile", "pedophile", "offender", "monster", "pervert", "trace you", "tracked")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def actions_of(rule: dict[str, Any]) -> list[str]:
    return [step["action"] for step in rule["steps"] if "action" in step]


def test_every_intent_stands_in_exactly_one_topic(catalogue: Catalogue) -> None:
    listed = Counter(
        intent
        for topic in catalogue.topics.values()
        for intent in (*topic["intents"], *topic.get("steps", ()))
    )
    assert set(listed) == set(catalogue.intents) | NOT_INTENTS_OF_DOMAIN
    assert set(listed.values()) == {1}


def test_every_intent_that_is_spoken_has_examples_and_what_is_only_pressed_has_none(
    catalogue: Catalogue,
) -> None:
    """How many, and that none stands twice, is said by `turnpoint content check`, with file and line."""
    steps = {step for topic in catalogue.topics.values() for step in topic.get("steps", ())}
    spoken = {
        intent for intent in catalogue.intents if not intent.startswith(PRESSED_ONLY) and intent not in steps
    }
    assert set(catalogue.examples) == spoken


def test_messages_of_strangers_are_not_copied_into_the_training() -> None:
    """Short ones ("hello", "no thanks") are met twice by chance; of five words and more, none may."""
    trained = {
        line.lower()
        for path in DATA.glob("nlu/*/*.yml")
        for entry in read(path)["nlu"]
        for line in examples_of(entry["examples"])
    }
    strangers = [
        message["text"]
        for path in (ROOT / "tests/understanding").glob("hand_*/*.yml")
        for message in read(path)["messages"]
    ]
    long = [text for text in strangers if len(text.split()) >= 5]
    assert len(long) > 1000
    assert [text for text in long if text.lower() in trained] == []


def test_every_intent_has_a_rule_and_every_rule_an_answer(catalogue: Catalogue) -> None:
    answered = {step["intent"] for rule in catalogue.rules for step in rule["steps"] if "intent" in step}
    assert answered == set(catalogue.intents) | NOT_INTENTS_OF_DOMAIN
    known = {*catalogue.responses, *catalogue.actions}
    assert [name for rule in catalogue.rules for name in actions_of(rule) if name not in known] == []


def test_every_custom_action_has_a_class(catalogue: Catalogue) -> None:
    written = re.findall(r'called = "(\w+)"', (ROOT / "actions" / "adapter.py").read_text(encoding="utf-8"))
    assert sorted(written) == sorted(catalogue.actions)


def test_every_key_that_an_action_names_is_a_reply(catalogue: Catalogue) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py"))
    named = set(re.findall(r'"(utter_\w+)"', code)) - {"utter_action"}
    assert named - set(catalogue.responses) == set()


def test_the_audience_slot_agrees_with_the_topics(catalogue: Catalogue) -> None:
    mapped = {
        intent: mapping["value"]
        for mapping in catalogue.slots["audience"]["mappings"]
        for intent in mapping["intent"]
    }
    told = {
        intent: topic["audience"]
        for topic in catalogue.topics.values()
        for intent in topic["intents"]
        if topic["audience"]
    }
    assert mapped == told


def test_every_reply_carries_the_cards_that_its_topic_must_have(catalogue: Catalogue) -> None:
    missing = []
    for name, topic in catalogue.topics.items():
        for intent in topic["intents"]:
            if intent.startswith(DECIDED) or intent in ("control_leave", *NOT_INTENTS_OF_DOMAIN):
                continue
            cards = catalogue.cards(f"utter_{intent}") if f"utter_{intent}" in catalogue.responses else []
            missing += [(name, intent, must) for must in topic["must"] if not kept(must, cards)]
    assert missing == []


def kept(must: str, cards: list[dict[str, Any]]) -> bool:
    """Whether cards satisfy a `must`; one about words is for human eyes."""
    if must.startswith("helplines:"):
        return {"kind": "helplines", "audience": must.removeprefix("helplines:")} in cards
    return must != "emergency number" or {"kind": "emergency"} in cards


@pytest.mark.parametrize(
    "topic", ["victim.image_shared", "victim.sextortion", "victim.groomed", "victim.abused"]
)
def test_a_victim_reads_that_it_is_not_their_fault(catalogue: Catalogue, topic: str) -> None:
    for intent in catalogue.topics[topic]["intents"]:
        assert "not your fault" in dict(catalogue.replies())[f"utter_{intent}"]["text"]


def test_every_button_leads_to_an_intent_of_the_bot(catalogue: Catalogue) -> None:
    payloads = {f"/{intent}" for intent in catalogue.intents}
    for key, reply in catalogue.replies():
        buttons = reply.get("buttons", [])
        assert {button["payload"] for button in buttons} <= payloads, key


def test_words_hold_no_number_to_ring_no_markup_and_no_label_for_people(catalogue: Catalogue) -> None:
    for key, forms in catalogue.responses.items():
        for form in forms:
            text = form["text"].lower()
            assert not re.search(r"\d{3}|[<>]|https?:|www\.", text), key
            assert not any(word in text for word in NEVER), key


def test_replies_are_short(catalogue: Catalogue) -> None:
    lengths = {key: len(reply["text"].split()) for key, reply in catalogue.replies()}
    assert {key: words for key, words in lengths.items() if words > 105} == {}


def test_every_topic_tells_staff_in_plain_words(catalogue: Catalogue) -> None:
    labels = [topic["label"] for topic in catalogue.topics.values()]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() and "_" not in label for label in labels)


def test_the_topic_file_is_where_the_bot_looks_for_it() -> None:
    assert (DATA / "topics.yml").is_file()
