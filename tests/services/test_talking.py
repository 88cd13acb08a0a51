"""What a visitor says is kept, answered once, and never answered under an owner who has gone."""

import threading
import time

import pytest
from sqlalchemy import select

from tests.people import a_desk, a_partner, a_person, a_worker, new_id
from tests.standins.bot import ScriptedBot
from webhook.domain.errors import ConversationClosed, UnknownButton
from webhook.services import deeds, desk, handoffs, turns
from webhook.services.context import Context
from webhook.store.tables import DailyCount, Event, Outbox


@pytest.fixture
def person(ctx: Context):
    partner, _ = a_partner(ctx)
    a_desk(ctx)
    return a_person(ctx, partner)


def spoken(answer: dict, sender: str) -> list[dict]:
    return [event for event in answer["events"] if event["from"] == sender and event["kind"] == "message"]


def test_the_answer_to_a_message_carries_the_message_and_the_bots_reply(person, bot: ScriptedBot) -> None:
    answer = person.say("hello there")
    assert [event["from"] for event in answer["events"]] == ["visitor", "bot"]
    assert answer["events"][1]["key"] == "utter_control_greet"
    assert answer["events"][1]["text"]
    assert bot.asked[0].text == "hello there"


def test_words_are_stored_as_ciphertext_only(person, ctx: Context) -> None:
    person.say("a sentence nobody may find")
    with ctx.db.reading() as session:
        bodies = b" ".join(event.body for event in session.scalars(select(Event)))
        payloads = str([row.payload for row in session.scalars(select(Outbox))])
    assert b"sentence" not in bodies
    assert "sentence" not in payloads


def test_a_message_sent_twice_is_stored_once_and_answered_once(person, bot: ScriptedBot) -> None:
    client_id = new_id()
    first = person.say("hello", client_id=client_id)
    assert person.say("hello", client_id=client_id) == first
    assert len(bot.asked) == 1


def test_what_redaction_takes_out_never_reaches_the_bot(person, bot: ScriptedBot) -> None:
    answer = person.say("write to me at someone@example.org please")
    assert "example.org" not in (bot.asked[0].text or "")
    assert "example.org" not in answer["events"][0]["text"]
    assert answer["events"][0]["removed"] == ["email"]


@pytest.mark.parametrize("text", ["/restart", " /session_start", "\u3000/own_wants_to_stop", "/EXTERNAL{}"])
def test_a_leading_slash_never_reaches_the_bot(person, bot: ScriptedBot, text: str) -> None:
    person.say(text)
    assert not (bot.asked[0].text or "").strip().startswith("/")
    assert bot.asked[0].intent is None


def test_a_bot_that_fails_is_answered_for_with_ways_on(person, bot: ScriptedBot) -> None:
    bot.down = True
    reply = spoken(person.say("hello"), "system")[0]
    assert reply["key"] == "utter_bot_down"
    assert {"handoff.chat", "handoff.sms", "handoff.call"} <= {button["id"] for button in reply["buttons"]}
    assert [card for card in reply["cards"] if card["kind"] == "helplines"]


@pytest.mark.parametrize("reply", [({"key": "utter_nobody_wrote_this"},), ({"command": "database.drop"},)])
def test_a_key_or_command_outside_the_catalogue_is_never_said_and_is_counted(
    person, ctx: Context, bot: ScriptedBot, reply
) -> None:
    bot.reply = reply
    answer = person.say("hello")
    assert not spoken(answer, "bot")
    assert spoken(answer, "system")[0]["key"] == "utter_bot_down"
    with ctx.db.reading() as session:
        counted = session.scalars(select(DailyCount).where(DailyCount.name == "bot.refused")).one()
    assert counted.count == 1


def test_the_bot_cannot_talk_over_a_person(person, ctx: Context, bot: ScriptedBot) -> None:
    """The visitor asks for a person while the bot is still thinking: its reply is dropped."""
    person.press("door.me")
    bot.during = lambda: person.ask_for_chat() and None
    answer = person.say("and another thing")
    assert answer["state"] == "waiting"
    said = [event["from"] for event in answer["events"] if event["kind"] == "message"]
    assert said[-1] == "visitor"


def test_the_bot_is_silent_from_the_request_until_it_is_given_back(
    person, ctx: Context, bot: ScriptedBot
) -> None:
    worker = a_worker(ctx, 1)
    person.ask_for_chat()
    person.say("is anybody there")
    assert bot.asked == []
    handoff = desk.queue(ctx, worker)[0]["id"]
    desk.accept(ctx, worker, handoff)
    person.say("hello person")
    assert bot.asked == []
    desk.give_back(ctx, worker, person.conversation())
    assert spoken(person.say("hello bot"), "bot")
    assert len(bot.asked) == 1


def test_a_crisis_is_answered_by_the_service_and_not_by_the_bot(person, bot: ScriptedBot) -> None:
    answer = person.say("i want to kill myself")
    reply = spoken(answer, "system")[0]
    assert reply["topic"] == "crisis.suicide"
    assert {card["kind"] for card in reply["cards"]} >= {"emergency", "helplines"}
    assert bot.asked == []


def test_a_crisis_marks_the_conversation_for_good_and_goes_first_in_the_queue(person, ctx: Context) -> None:
    worker = a_worker(ctx, 1)
    person.say("i want to kill myself")
    person.say("hello again, never mind")
    person.ask_for_chat()
    waiting = desk.queue(ctx, worker)[0]
    assert waiting["crisis"]
    assert waiting["priority"] == 0


def test_a_crisis_while_waiting_is_answered_although_the_bot_is_silent(person, ctx: Context) -> None:
    person.ask_for_chat()
    answer = person.say("i want to kill myself")
    assert spoken(answer, "system")[-1]["topic"] == "crisis.suicide"


def test_with_a_person_present_nothing_is_said_over_them(person, ctx: Context) -> None:
    worker = a_worker(ctx, 1)
    person.ask_for_chat()
    desk.accept(ctx, worker, desk.queue(ctx, worker)[0]["id"])
    before = person.reads()["seq"]
    answer = person.say("i want to kill myself", after=before)
    assert [event["from"] for event in answer["events"]] == ["visitor"]
    assert desk.mine(ctx, worker)[0]["crisis"]


def test_a_crisis_that_the_bot_understood_is_marked_for_good_too(
    person, ctx: Context, bot: ScriptedBot
) -> None:
    worker = a_worker(ctx, 1)
    bot.topic, bot.reply = "crisis.child_in_danger", ({"key": "utter_crisis_child_in_danger"},)
    person.say("something that only the bot understands")
    bot.topic, bot.reply = "own.shame_stress", ({"key": "utter_own_shame_stress"},)
    person.say("and something else")
    person.ask_for_chat()
    waiting = desk.queue(ctx, worker)[0]
    assert (waiting["crisis"], waiting["priority"]) == (True, 0)


def test_a_button_that_declares_a_crisis_needs_no_bot(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_control_greet", "buttons": ["crisis_child_in_danger"]},)
    person.say("hello")
    bot.down = True
    reply = spoken(person.press("intent.crisis_child_in_danger"), "system")[0]
    assert reply["topic"] == "crisis.child_in_danger"


def test_the_graver_of_two_crises_is_kept(person, ctx: Context) -> None:
    worker = a_worker(ctx, 1)
    person.say("i want to kill myself")
    person.say("i am going to kill my boss")
    person.press("handoff.chat")
    person.ask_for_chat()
    assert desk.queue(ctx, worker)[0]["topic"] == "crisis.suicide"


def test_a_bot_turn_in_flight_does_not_speak_after_a_crisis_answer(person, bot: ScriptedBot) -> None:
    def crisis() -> None:
        bot.during = lambda: None
        person.say("i want to kill myself")

    bot.during = crisis
    answer = person.say("hello")
    said = [(event["from"], event.get("topic")) for event in answer["events"] if event["from"] != "visitor"]
    assert said == [("system", "crisis.suicide")]


def test_a_retry_while_the_bot_is_thinking_does_not_ask_it_twice(
    person, ctx: Context, bot: ScriptedBot
) -> None:
    client_id, answers = new_id(), []

    def retry() -> None:
        bot.during = lambda: None
        thread = threading.Thread(target=lambda: answers.append(person.say("hello", client_id=client_id)))
        thread.start()
        retries.append(thread)
        time.sleep(0.3)

    retries: list[threading.Thread] = []
    bot.during = retry
    first = person.say("hello", client_id=client_id)
    retries[0].join()
    assert len(bot.asked) == 1
    assert answers == [first]


def test_an_answer_that_cannot_be_written_is_answered_for(person, bot: ScriptedBot) -> None:
    bot.reply = ({"command": "conversation.leave"}, {"command": "conversation.leave"})
    assert spoken(person.say("bye"), "system")[0]["key"] == "utter_bot_down"


def test_a_minor_never_gets_the_services_for_adults(person, bot: ScriptedBot) -> None:
    person.press("door.under_18")
    bot.topic = "own.wants_to_stop"
    person.say("i want to stop")
    cards = [card for event in person.press("handoff.call")["events"] for card in event.get("cards", ())]
    assert {card["audience"] for card in cards if card["kind"] == "helplines"} == {"young_person"}


def test_a_closed_way_is_named_and_the_open_ones_are_offered(person) -> None:
    person.press("door.under_18")
    answer = person.press("handoff.sms")
    assert not [event for event in answer["events"] if event.get("notice") == "no_desk"]
    reply = answer["events"][-1]
    assert reply["key"] == "utter_handoff_sms_young"
    assert [button["id"] for button in reply["buttons"]] == ["handoff.chat", "handoff.call"]


def test_the_button_for_not_being_safe_works_with_the_bot_down(person, bot: ScriptedBot) -> None:
    bot.down = True
    assert spoken(person.press("not_safe"), "system")[0]["topic"] == "crisis.suicide"


@pytest.mark.parametrize("button", ["intent.own_wants_to_stop", "door.nowhere", "intent.restart", "/restart"])
def test_a_button_that_was_not_offered_is_refused_and_nothing_is_stored(
    person, ctx: Context, button: str
) -> None:
    with pytest.raises(UnknownButton):
        person.press(button)
    assert person.reads()["events"] == []


def test_a_button_that_was_offered_is_given_to_the_bot_as_its_intent(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_own_wants_to_stop"},)
    offered = spoken(person.say("hello"), "bot")[0]["buttons"]
    button = next(b for b in offered if not b["id"].startswith("intent.handoff"))
    person.press(button["id"])
    assert bot.asked[-1].intent == button["id"].removeprefix("intent.")
    assert bot.asked[-1].text is None


def test_a_door_is_told_to_the_bot_as_an_intent(person, bot: ScriptedBot) -> None:
    person.press("door.victim")
    assert bot.asked[0].intent == "door_victim"
    assert bot.asked[0].metadata["door"] == "door.victim"


def test_asking_for_a_person_works_with_the_bot_down(person, bot: ScriptedBot) -> None:
    bot.down = True
    offered = spoken(person.press("handoff.person"), "bot")[0]
    assert {"handoff.chat", "handoff.sms"} <= {button["id"] for button in offered["buttons"]}
    card = spoken(person.press("handoff.chat"), "system")[-1]["cards"][0]
    assert (card["kind"], card["channel"], card["desk"]) == ("consent", "chat", "A Helpline")
    assert card["passed_on"]
    assert bot.asked == []


@pytest.mark.parametrize("way", ["door", "topic"])
def test_a_self_declared_minor_is_never_asked_for_a_number(person, bot: ScriptedBot, way: str) -> None:
    if way == "door":
        person.press("door.under_18")
    else:
        bot.topic = "own.young_person"
        person.say("i am 15")
        bot.topic = "control.greet"
        person.say("hello")
    assert "handoff.sms" not in {
        button["id"]
        for event in person.press("handoff.person")["events"]
        for button in event.get("buttons", ())
    }
    cards = [card for event in person.press("handoff.sms")["events"] for card in event.get("cards", ())]
    assert not [card for card in cards if card["kind"] == "consent"]


def test_the_bot_may_end_the_conversation_when_the_visitor_says_so(person, bot: ScriptedBot) -> None:
    bot.reply = ({"key": "utter_control_goodbye"}, {"command": "conversation.leave"})
    assert person.say("bye, close it")["state"] == "left"


def test_nothing_can_be_written_to_an_ended_conversation(person, ctx: Context) -> None:
    person.say("hello")
    handoffs.leave(ctx, person.visit, new_id(), 0)
    with pytest.raises(ConversationClosed):
        person.say("hello again")


def test_a_new_session_begins_every_fifteen_turns(person, bot: ScriptedBot) -> None:
    for number in range(17):
        person.say(f"message {number}")
    assert [index for index, turn in enumerate(bot.asked) if turn.new_session] == [turns.SESSION_TURNS]
    assert len({turn.sender for turn in bot.asked}) == 1


def test_a_turn_that_a_dead_web_process_left_behind_is_done_by_the_worker(
    person, ctx: Context, clock, bot: ScriptedBot
) -> None:
    class Killed(BaseException):
        pass

    def die() -> None:
        raise Killed

    bot.during = die
    with pytest.raises(Killed):
        person.say("hello")
    bot.during = lambda: None
    assert deeds.work(ctx) == 0, "the claim of the dead process still holds"
    clock.pass_(seconds=9)
    assert deeds.work(ctx) == 1
    assert spoken(person.reads(), "bot")
    assert len(bot.asked) == 2


def test_another_persons_life_is_answered_in_words_of_its_own(person) -> None:
    reply = spoken(person.say("my best friend says she wants to kill herself tonight"), "system")[0]
    assert reply["topic"] == "crisis.suicide"
    assert reply["key"] == "utter_crisis_suicide_other"
    assert {card["kind"] for card in reply["cards"]} >= {"emergency", "helplines"}
