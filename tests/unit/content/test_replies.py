"""What the bot says, by key and channel."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from webhook.content import Content, ContentInvalid, UnknownKey, UnknownTopic

SAID = {
    "version": "3.1",
    "review": "none",
    "responses": {
        "utter_made_up": [
            {
                "text": "First.\n\nSecond.\n",
                "buttons": [{"title": "Talk", "payload": "/handoff_person"}],
                "custom": {"cards": [{"kind": "helplines", "audience": "crisis"}]},
            },
            {"channel": "sms", "text": "Short."},
        ],
        "utter_button_own_wants_to_stop": [{"text": "I want to stop"}],
    },
}


@pytest.fixture
def said(folder: Path, edit: Callable[[str, Any], None]) -> Content:
    (folder / "responses" / "en" / "made_up.yml").write_text(
        "version: '3.1'\nreview: none\nresponses: {}\n", encoding="utf-8"
    )
    for path in (folder / "responses" / "en").glob("*.yml"):
        if path.stem not in ("made_up",):
            path.unlink()
    edit("responses/en/made_up.yml", lambda document: document.update(SAID))
    return Content.load(folder)


def test_a_reply_has_its_buttons_and_cards(said: Content) -> None:
    reply = said.reply("utter_made_up", "en")
    assert reply.text == "First.\n\nSecond."
    assert [(button.id, button.label) for button in reply.buttons] == [("intent.handoff_person", "Talk")]
    assert reply.cards == ({"kind": "helplines", "audience": "crisis"},)


def test_a_text_message_has_its_own_shorter_words(said: Content) -> None:
    assert said.reply("utter_made_up", "en", "sms").text == "Short."
    assert said.reply("utter_made_up", "en", "carrier pigeon").text.startswith("First.")


def test_a_label_is_no_reply(said: Content) -> None:
    assert said.intent_label("own_wants_to_stop", "en") == "I want to stop"
    assert said.intent_label("handoff_person", "en") == "Talk"
    assert not said.has_reply("utter_button_own_wants_to_stop")
    with pytest.raises(UnknownKey):
        said.intent_label("no_such_intent", "en")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"buttons": [{"title": "a", "payload": "/b"}] * 7}, "is too long"),
        ({"buttons": [{"title": "a", "payload": '/b{"c":1}'}]}, "does not match"),
        ({"text": ""}, "non-empty"),
        ({"image": "x"}, "unexpected"),
        ({"custom": {"cards": [{"kind": "helplines", "audience": "nobody"}]}}, "'nobody' is not one of"),
        ({"channel": "sms"}, "."),
    ],
)
def test_a_reply_out_of_form_is_refused(
    folder: Path, edit: Callable[[str, Any], None], change: dict[str, Any], told: str
) -> None:
    edit("responses/en/service.yml", lambda d: next(iter(d["responses"].values()))[0].update(change))
    with pytest.raises(ContentInvalid) as refused:
        Content.load(folder)
    assert any(
        "responses/en/service.yml:" in problem and told in problem for problem in refused.value.problems
    )


def test_a_key_in_two_files_is_refused(folder: Path) -> None:
    service = folder / "responses" / "en" / "service.yml"
    service.with_name("twin.yml").write_bytes(service.read_bytes())
    with pytest.raises(ContentInvalid, match="stands in service"):
        Content.load(folder)


def test_a_topic_is_found_by_name_intent_and_key(content: Content) -> None:
    assert content.topic("crisis.suicide").priority == "urgent"
    assert content.topic_of_intent("own_wants_to_stop") == "own.wants_to_stop"
    assert content.topic_of_key("utter_own_wants_to_stop") == "own.wants_to_stop"
    assert content.topic_of_key("utter_of_no_topic") is None
    with pytest.raises(UnknownTopic):
        content.topic("no.such_topic")
    with pytest.raises(UnknownTopic):
        content.topic_of_intent("no_such_intent")


def test_an_intent_of_two_topics_is_refused(folder: Path, edit: Callable[[str, Any], None]) -> None:
    edit("topics.yml", lambda d: d["topics"]["ask.law"]["intents"].append("own_wants_to_stop"))
    with pytest.raises(ContentInvalid, match="belongs to"):
        Content.load(folder)
