"""Texts from a phone: each has its effect once, reaches the right person, and STOP, HELP and NO are obeyed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.texting import INBOUND, PHONE, Texting, a_texting
from webhook.domain.errors import StaleEpoch
from webhook.services import desk
from webhook.services import handoffs as handoff_services
from webhook.services.context import Context
from webhook.store import handoffs

STRANGER = "+447400999999"
IN_BRITAIN = (
    "Not safe right now? Please call 999. We can't send help ourselves, and texts here may not be read soon."
    " The web page has more ways to talk."
)
CRISES = ["I want to kill myself", "I am going to hurt a child tonight", "he is hurting me right now"]


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        yield running


def answers(texting: Texting, phone: str = PHONE) -> list[str]:
    """What the phone was sent, in order, by its key."""
    texting.work()
    words = {text: key for key, text in texting.ctx.content.words["en"].section("sms").items()}
    return [
        words.get(message.body, message.body) for message in texting.twilio.messages if message.to == phone
    ]


@pytest.mark.parametrize("body", ["YES", "yes please", "y", "START", "ok 👍"])
def test_the_first_answer_confirms_the_number_and_puts_it_in_the_queue(texting: Texting, body: str) -> None:
    person = texting.asks()
    texting.says(PHONE, body)
    assert texting.handoff(person).state == "queued"
    assert "sms_confirmed" in texting.notices(person)
    assert texting.heard(person) == [body]
    assert answers(texting) == ["confirm", "confirmed"]


@pytest.mark.parametrize("body", ["Hi, who is this?", "wrong number", "not me", "👍"])
def test_any_other_answer_confirms_nothing_and_none_of_its_words_are_kept(
    texting: Texting, body: str
) -> None:
    person = texting.asks()
    before, rows = person.reads(), texting.rows()
    texting.says(PHONE, body)
    texting.says(PHONE, body)
    assert texting.handoff(person).state == "requested"
    assert person.reads() == before
    grown = {name: count - rows[name] for name, count in texting.rows().items() if count != rows[name]}
    assert grown == {"received_texts": 2, "texts": 1, "outbox": 1}
    assert answers(texting) == ["confirm", "yes_or_no"]
    texting.says(PHONE, "yes")
    assert texting.handoff(person).state == "queued"
    assert texting.heard(person) == ["yes"]


def test_no_declines_and_the_bot_goes_on(texting: Texting) -> None:
    person = texting.asks()
    texting.says(PHONE, "No.")
    assert texting.handoff(person).state == "withdrawn"
    assert person.reads()["owner"] == "bot"
    assert answers(texting) == ["confirm", "declined"]


def test_no_to_a_person_is_only_an_answer(texting: Texting) -> None:
    person = texting.talks()
    texting.says(PHONE, "No")
    assert texting.handoff(person).state == "active"


def test_what_the_phone_says_reaches_the_person_who_answers(texting: Texting) -> None:
    person = texting.talks()
    texting.says(PHONE, "I would like to stop")
    seen = [e for e in texting.staff_see(person) if e["kind"] == "message" and e.get("channel") == "sms"]
    assert (seen[-1]["from"], seen[-1]["text"]) == ("visitor", "I would like to stop")


def test_contact_details_are_taken_out_before_anything_is_kept(texting: Texting) -> None:
    person = texting.talks()
    texting.says(PHONE, "call me on 07400 555666 or me@mail.example")
    [said] = [
        e for e in person.reads()["events"] if e.get("channel") == "sms" and "call me" in str(e.get("text"))
    ]
    assert "555666" not in said["text"]
    assert "mail.example" not in said["text"]
    assert set(said["removed"]) >= {"phone", "email"}


def test_a_crisis_in_a_text_marks_the_conversation_and_is_answered_on_the_phone_once(
    texting: Texting,
) -> None:
    person = texting.asks()
    texting.says(PHONE, "I want to kill myself")
    texting.says(PHONE, "I want to kill myself")
    handoff = texting.handoff(person)
    assert (handoff.state, handoff.priority) == ("queued", 0)
    assert desk.queue(texting.ctx, texting.worker)[0]["crisis"] is True
    assert texting.heard(person) == ["I want to kill myself"] * 2
    assert sorted(answers(texting)) == sorted(["confirm", "confirmed", IN_BRITAIN])


@pytest.mark.parametrize("body", CRISES)
def test_no_answer_to_a_crisis_says_which_it_is(texting: Texting, body: str) -> None:
    texting.asks()
    texting.says(PHONE, body)
    texting.says(STRANGER, body)
    texting.work()
    assert sorted(m.to for m in texting.twilio.messages if m.body == IN_BRITAIN) == [PHONE, STRANGER]
    sent = " ".join(texting.twilio.bodies()).lower()
    for word in ("crisis", "suicid", "kill", "harm", "child", "abuse", "image", "sex"):
        assert word not in sent


def test_a_crisis_at_a_phone_without_a_chat_is_answered_up_to_five_times_a_day(
    texting: Texting, clock
) -> None:
    texting.says(STRANGER, "hello?")
    for _ in range(8):
        texting.says(STRANGER, "I want to kill myself")
    assert sorted(answers(texting, STRANGER)) == sorted(["no_chat"] + [IN_BRITAIN] * 5)
    clock.pass_(hours=25)
    texting.says(STRANGER, "I want to kill myself")
    assert answers(texting, STRANGER).count(IN_BRITAIN) == 6


@pytest.mark.parametrize(
    ("phone", "call"), [("+12025550143", "call 911."), ("+97333123456", "call your local emergency number.")]
)
def test_in_danger_a_phone_is_told_the_number_of_its_own_country_where_we_know_it(
    texting: Texting, phone: str, call: str
) -> None:
    texting.says(phone, "I want to kill myself")
    texting.work()
    assert [message.to for message in texting.twilio.messages] == [phone]
    assert call in texting.twilio.bodies()[0]


def test_nothing_of_a_crisis_at_a_phone_without_a_chat_is_kept(texting: Texting) -> None:
    before = texting.rows()
    texting.says(STRANGER, "I want to kill myself")
    grown = {name for name, count in texting.rows().items() if count != before[name]}
    assert grown == {"received_texts", "stray_texts", "phone_uses", "outbox"}


@pytest.mark.parametrize("times", [1, 100])
def test_a_text_that_comes_again_changes_nothing(texting: Texting, times: int) -> None:
    person = texting.asks()
    form = texting.forms.text(PHONE, "yes")
    texting.post(INBOUND, form)
    rows, log = texting.rows(), person.reads()
    for _ in range(times):
        assert texting.post(INBOUND, form).status_code == 200
    assert (texting.rows(), person.reads()) == (rows, log)


def test_a_text_that_comes_many_times_at_once_counts_once(texting: Texting) -> None:
    person = texting.asks()
    form = texting.forms.text(PHONE, "yes")

    def post(_: int) -> int:
        client = texting.client.application.test_client()
        status: int = client.post(
            INBOUND, data=form, headers=texting.forms.headers(INBOUND, form)
        ).status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, range(24))) == {200}
    assert texting.heard(person) == ["yes"]
    assert answers(texting) == ["confirm", "confirmed"]


def test_different_texts_at_once_are_all_kept(texting: Texting) -> None:
    person = texting.talks()
    forms = [texting.forms.text(PHONE, f"text {number}") for number in range(16)]

    def post(form: dict[str, str]) -> int:
        client = texting.client.application.test_client()
        status: int = client.post(
            INBOUND, data=form, headers=texting.forms.headers(INBOUND, form)
        ).status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, forms)) == {200}
    assert sorted(texting.heard(person)[1:]) == sorted(form["Body"] for form in forms)


def test_an_old_stop_that_comes_again_after_start_does_not_stop_anything(texting: Texting) -> None:
    stop = texting.forms.text(PHONE, "STOP")
    texting.post(INBOUND, stop)
    texting.says(PHONE, "START")
    texting.post(INBOUND, stop)
    with texting.ctx.db.reading() as session:
        index = texting.handoff(texting.asks()).phone_index
        assert not handoffs.opted_out(session, index or "")


def test_a_text_that_comes_again_after_its_conversation_is_deleted_changes_nothing(texting: Texting) -> None:
    person = texting.asks()
    form = texting.forms.text(PHONE, "yes")
    texting.post(INBOUND, form)
    handoff_services.delete(texting.ctx, person.visit)
    rows = texting.rows()
    texting.post(INBOUND, form)
    assert texting.rows() == rows


@pytest.mark.parametrize("body", ["STOP", "stop.", " Stop! ", "UNSUBSCRIBE"])
def test_stop_ends_the_texting_where_staff_see_it(texting: Texting, body: str) -> None:
    person = texting.talks()
    texting.says(PHONE, body)
    assert texting.handoff(person).state == "returned_to_bot"
    assert person.reads()["owner"] == "bot"
    ending = [event for event in texting.staff_see(person) if event["kind"] == "state"][-1]
    assert ending["notice"] == "sms_stopped"
    assert answers(texting)[-1] == "stop"
    with pytest.raises(StaleEpoch):
        texting.writes(person, "are you there?")


def test_after_stop_nothing_more_goes_to_the_phone(texting: Texting) -> None:
    person = texting.talks()
    texting.writes(person, "this one is still waiting")
    texting.says(PHONE, "STOP")
    sent = answers(texting)
    assert sent[-1] == "stop"
    assert "this one is still waiting" not in sent
    texting.says(PHONE, "hello?")
    texting.says(PHONE, "HELP")
    assert answers(texting) == sent


def test_stop_before_the_first_answer_withdraws_the_request(texting: Texting) -> None:
    person = texting.asks()
    texting.says(PHONE, "STOP")
    assert texting.handoff(person).state == "withdrawn"
    assert texting.notices(person)[-1] == "sms_stopped"
    assert answers(texting) == ["confirm", "stop"]


def test_start_turns_texts_on_again(texting: Texting) -> None:
    texting.says(PHONE, "STOP")
    texting.says(PHONE, "START")
    person = texting.asks()
    texting.says(PHONE, "yes")
    assert texting.handoff(person).state == "queued"
    assert answers(texting) == ["stop", "start", "confirm", "confirmed"]


def test_where_twilio_has_answered_stop_by_itself_nobody_answers_twice(texting: Texting) -> None:
    texting.says(PHONE, "STOP", OptOutType="STOP")
    texting.says(PHONE, "START", OptOutType="START")
    assert answers(texting) == []


def test_help_is_answered_and_reaches_the_helpline(texting: Texting) -> None:
    person = texting.asks()
    texting.says(PHONE, "YES")
    texting.says(PHONE, "HELP")
    assert texting.handoff(person).state == "queued"
    assert texting.handoff(person).priority == 1
    assert texting.heard(person) == ["YES", "HELP"]
    assert sorted(answers(texting)) == ["confirm", "confirmed", "help"]


def test_help_before_the_first_answer_is_answered_and_confirms_nothing(texting: Texting) -> None:
    person = texting.asks()
    texting.says(PHONE, "HELP")
    assert texting.handoff(person).state == "requested"
    assert texting.heard(person) == []
    assert answers(texting) == ["confirm", "help"]


def test_help_to_a_person_stands_in_the_conversation_and_alerts_staff_again(texting: Texting) -> None:
    person = texting.talks()
    before = texting.rows()["outbox"]
    texting.says(PHONE, "help")
    assert texting.heard(person)[-1] == "help"
    assert texting.rows()["outbox"] == before + 2  # an alert, and the answer


def test_a_phone_without_a_chat_hears_so_once_a_day(texting: Texting, clock) -> None:
    for _ in range(5):
        texting.says(STRANGER, "hello?")
    assert answers(texting, STRANGER) == ["no_chat"]
    clock.pass_(hours=25)
    texting.says(STRANGER, "hello?")
    assert answers(texting, STRANGER) == ["no_chat", "no_chat"]


def test_nothing_of_what_a_phone_without_a_chat_says_is_kept(texting: Texting) -> None:
    before = texting.rows()
    texting.says(STRANGER, "hello?")
    grown = {name for name, count in texting.rows().items() if count != before[name]}
    assert grown == {"received_texts", "stray_texts", "phone_uses", "outbox"}


def test_keywords_of_a_phone_without_a_chat_are_answered_a_few_times_a_day(texting: Texting) -> None:
    for _ in range(10):
        texting.says(STRANGER, "HELP")
    assert answers(texting, STRANGER) == ["help"] * 3


def test_a_picture_is_neither_opened_nor_kept_and_the_phone_is_told_once(texting: Texting) -> None:
    person = texting.talks()
    before = person.reads()["seq"]
    for _ in range(2):
        texting.says(
            PHONE, "", NumMedia="1", MediaUrl0="https://media.example/1", MediaContentType0="image/jpeg"
        )
    assert person.reads()["seq"] == before
    assert answers(texting)[-1] == "words_only"
    assert answers(texting).count("words_only") == 1


def test_the_words_beside_a_picture_are_kept(texting: Texting) -> None:
    person = texting.talks()
    texting.says(PHONE, "look", NumMedia="1", MediaUrl0="https://media.example/1")
    assert texting.heard(person)[-1] == "look"


def test_a_picture_alone_is_no_answer_to_the_first_text(texting: Texting) -> None:
    person = texting.asks()
    texting.says(PHONE, "", NumMedia="1")
    assert texting.handoff(person).state == "requested"


def test_the_page_and_the_phone_are_one_conversation(texting: Texting) -> None:
    person = texting.talks()
    texting.says(PHONE, "from the phone")
    person.say("from the page")
    said = [e["text"] for e in texting.staff_see(person) if e["kind"] == "message" and e["from"] == "visitor"]
    assert said[-2:] == ["from the phone", "from the page"]


def test_a_text_after_the_end_hears_that_there_is_no_chat(texting: Texting) -> None:
    person = texting.talks()
    desk.close(texting.ctx, texting.worker, person.conversation())
    before = person.reads()
    texting.says(PHONE, "one more thing")
    assert person.reads() == before
    assert answers(texting)[-2:] == ["closed", "no_chat"]
