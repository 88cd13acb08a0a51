"""What the service says by itself: variants, facts of the line, the language asked for, and the end asked for."""

import pytest
from sqlalchemy import func, select

from tests.people import a_desk, a_partner, a_person
from tests.standins.bot import ScriptedBot
from webhook.domain.errors import NotSignedIn, UnknownButton
from webhook.services.context import Context
from webhook.services.languages import named
from webhook.store.tables import Conversation, Desk, Event, Outbox


@pytest.fixture
def person(ctx: Context):
    partner, _ = a_partner(ctx)
    a_desk(ctx)
    return a_person(ctx, partner)


def said(answer: dict, sender: str = "bot") -> list[dict]:
    return [event for event in answer["events"] if event["from"] == sender and event["kind"] == "message"]


def test_nothing_is_said_twice_in_the_same_words_until_all_are_said(
    person, bot: ScriptedBot, ctx: Context
) -> None:
    bot.reply = ({"key": "utter_own_wants_to_stop"},)
    spoken = ctx.content.replies["en"].by_key["utter_own_wants_to_stop"]
    texts = [said(person.say(f"message {turn}"))[-1]["text"] for turn in range(len(spoken.chat))]
    assert len(set(texts)) == len(texts) >= 2


def test_every_variant_keeps_the_buttons_and_cards_of_the_first(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_victim_sextortion"},)
    first, second = said(person.say("one"))[-1], said(person.say("two"))[-1]
    assert first["text"] != second["text"]
    assert first["buttons"] == second["buttons"] != []
    assert first["cards"] == second["cards"] != []


def test_a_worry_about_being_passed_on_is_answered_by_the_desks_own_limit(
    person, bot: ScriptedBot, ctx
) -> None:
    bot.reply = ({"key": "utter_barrier_police"},)
    text = said(person.say("what about the police"))[-1]["text"]
    with ctx.db.reading() as session:
        desk = session.scalars(select(Desk)).one()
    assert desk.name in text
    assert f"{desk.confidentiality.rstrip('.')}." in text


def test_what_we_do_not_know_of_a_service_is_said_to_be_unknown(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_barrier_shame"},)
    assert "We do not know who answers" in said(person.say("i am ashamed"))[-1]["text"]


def test_before_a_handoff_a_visitor_may_say_what_holds_them_back(person, bot: ScriptedBot) -> None:
    asked = said(person.press("handoff.person"))[-1]
    assert "intent.barrier" in [button["id"] for button in asked["buttons"]]
    asked = said(person.press("handoff.chat"))
    assert "intent.barrier" in [button["id"] for event in asked for button in event["buttons"]]


def test_another_language_is_spoken_at_once_where_the_words_name_it(
    person, bot: ScriptedBot, ctx: Context
) -> None:
    bot.reply = ({"command": "conversation.language"},)
    answer = person.say("can we do this in hindi please")
    assert answer["language"] == "hi"
    assert said(answer)[-1]["text"] == ctx.content.reply("utter_control_language", "hi").text


def test_a_language_that_is_not_named_is_offered_as_buttons(person, bot: ScriptedBot, ctx: Context) -> None:
    bot.reply = ({"command": "conversation.language"},)
    offered = said(person.say("another language please"))[-1]["buttons"]
    assert [button["id"] for button in offered] == [
        f"language.{language}" for language in ctx.content.languages
    ]
    answer = person.press("language.hi")
    assert answer["language"] == "hi"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I speak no english, hindi please", "hi"),
        ("हिंदी में बात करो", "hi"),
        ("\u0939\u092e \u0938\u0947 \u092c\u093e\u0924 \u0915\u0930\u094b", "hi"),
        ("hindi nahi aati, english me bolo", "en"),
        ("something else", None),
        ("i am in saudi arabia and bangladesh, another one", None),
    ],
)
def test_the_language_named_last_is_the_one_that_is_meant(
    ctx: Context, text: str, language: str | None
) -> None:
    assert named(text, ctx.content.called()) == language


def test_who_speaks_little_english_is_shown_the_other_languages(person, bot: ScriptedBot) -> None:
    bot.reply = ({"command": "conversation.language"},)
    assert said(person.say("i dont speak english well, other language?"))[-1]["buttons"]


def test_the_six_doors_may_come_from_the_bot(person, bot: ScriptedBot) -> None:
    doors = ["door_me", "door_victim", "door_under_18", "door_concerned", "door_report", "door_mistake"]
    bot.reply = ({"key": "utter_fallback_doors", "buttons": doors},)
    assert len(said(person.say("hm"))[-1]["buttons"]) == 6


def test_a_button_of_a_language_that_was_not_offered_is_refused(person) -> None:
    person.say("hello")
    with pytest.raises(UnknownButton):
        person.press("language.hi")


def test_who_asks_the_bot_to_delete_it_is_told_so_and_nothing_is_left(
    person, bot: ScriptedBot, ctx: Context
) -> None:
    person.say("something that must not stay")
    bot.reply = ({"command": "conversation.delete"},)
    answer = person.say("delete this conversation")
    assert answer["state"] == "deleted"
    assert [event["key"] for event in answer["events"]] == ["utter_control_delete"]
    with ctx.db.reading() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0
        assert session.scalar(select(func.count()).select_from(Event)) == 0
        assert [row.kind for row in session.scalars(select(Outbox).where(Outbox.state == "ready"))] == [
            "forget"
        ]
    with pytest.raises(NotSignedIn):
        person.say("hello again")


def test_who_wants_to_write_an_e_mail_gets_services_that_have_one(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    reply = said(a_person(ctx, partner, country="NZ").press("handoff.email"))[-1]
    assert reply["key"] == "utter_handoff_email"
    items = [item for card in reply["cards"] for item in card["items"]]
    assert items
    assert all(item["email"] for item in items)


def test_where_no_service_answers_e_mail_that_is_said_and_other_ways_are_shown(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    reply = said(a_person(ctx, partner, country="IN").press("handoff.email"))[-1]
    assert reply["key"] == "utter_handoff_email_none"
    assert reply["cards"]


def ids(cards: list[dict], audience: str) -> list[str]:
    return [item["id"] for card in cards if card.get("audience") == audience for item in card["items"]]


def test_a_minor_never_gets_the_services_for_adults_whatever_the_reply_names(
    ctx: Context, bot: ScriptedBot
) -> None:
    partner, _ = a_partner(ctx)
    child = a_person(ctx, partner)
    child.press("door.under_18")
    bot.reply = ({"key": "utter_crisis_may_harm_child"},)
    cards = said(child.say("hm"))[-1]["cards"]
    assert ids(cards, "own_behaviour") == []
    assert ids(cards, "young_person")


def test_a_minor_in_a_crisis_sees_a_line_for_young_people_too(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    child = a_person(ctx, partner)
    child.press("door.under_18")
    cards = said(child.say("i want to kill myself"), "system")[-1]["cards"]
    assert ids(cards, "crisis")
    assert "gb-childline" in ids(cards, "young_person")


def test_no_service_stands_twice_in_one_answer(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_victim_image_shared"},)
    cards = [card for card in said(person.say("my photo"))[-1]["cards"] if card["kind"] == "helplines"]
    shown = [item["id"] for card in cards for item in card["items"]]
    assert len(cards) == 3
    assert len(shown) == len(set(shown))


def test_the_last_word_of_a_deleted_conversation_is_in_its_language(
    person, bot: ScriptedBot, ctx: Context
) -> None:
    bot.reply = ({"command": "conversation.language"},)
    person.say("hindi please")
    bot.reply = ({"command": "conversation.delete"},)
    last = person.say("delete it")["events"][-1]
    assert last["text"] == ctx.content.reply("utter_control_delete", "hi").text
