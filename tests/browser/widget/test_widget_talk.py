"""The conversation: by keyboard, by button, over a bad line, and to its end."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Visit

pytestmark = pytest.mark.browser


def press_until(visit: Visit, locator: object, key: str = "Tab", limit: int = 40) -> None:
    """Walk by keyboard until the element has the focus."""
    for _ in range(limit):
        if locator.evaluate("node => node === document.activeElement"):  # type: ignore[attr-defined]
            return
        visit.page.keyboard.press(key)
    raise AssertionError("the keyboard never came there")


def test_a_keyboard_alone_goes_from_the_door_to_an_approved_handoff(visit: Visit) -> None:
    press_until(visit, visit.button("This is me"))
    visit.page.keyboard.press("Enter")
    chat = visit.button("Chat here with a person")
    chat.wait_for()
    press_until(visit, chat)
    visit.page.keyboard.press("Enter")
    share = visit.view.get_by_label("Also show them this conversation")
    share.wait_for()
    press_until(visit, share)
    visit.page.keyboard.press("Space")
    press_until(visit, visit.button("Yes, start the chat"))
    visit.page.keyboard.press("Enter")
    expect(visit.view.locator(".state")).to_have_text("Waiting for a person")
    assert visit.service.handoff["channel"] == "chat"
    assert visit.service.handoff["share_transcript"] is True


def test_enter_sends_and_shift_enter_begins_a_new_line(visit: Visit) -> None:
    visit.button("Talk now").click()
    box = visit.view.get_by_label("Your message")
    expect(box).to_be_focused()
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(box).to_have_value("")
    visit.view.locator(".message.bot").wait_for()
    assert visit.texts("visitor") == ["one\ntwo"]


def test_the_four_speakers_are_told_apart(visit: Visit) -> None:
    visit.wait_for_person()
    visit.service.says("staff", "Hello, I am here.")
    visit.view.locator(".message.staff").wait_for()
    speakers = visit.view.locator(".message .who").all_inner_texts()
    assert {re.sub(r"\s+\d.*", "", speaker) for speaker in speakers} >= {
        "You",
        "Automated assistant",
        "A person",
    }
    expect(visit.view.locator(".message.notice").last).to_contain_text("A person is here now.")


def test_the_log_announces_additions_only(visit: Visit) -> None:
    visit.talk()
    log = visit.view.get_by_role("log")
    expect(log).to_have_attribute("aria-relevant", "additions")


def test_declining_sends_no_handoff(visit: Visit) -> None:
    visit.talk()
    visit.button("Chat here with a person").click()
    visit.button("No, not now").click()
    expect(visit.view.locator(".message.visitor")).to_have_count(3)
    assert visit.service.handoff == {}


def test_the_consent_card_says_who_answers_and_what_they_may_pass_on(visit: Visit) -> None:
    visit.talk()
    visit.button("Chat here with a person").click()
    facts = visit.view.locator(".consent > .fact")
    expect(facts.nth(0)).to_have_text("Who you will talk toDemo Helpline")
    expect(facts.nth(1)).to_contain_text("What they may pass on")


def test_an_approved_number_is_answered_with_what_comes_next(visit: Visit) -> None:
    visit.talk()
    visit.button("Text me").click()
    visit.view.get_by_label("Your mobile number").fill("07400 123456")
    visit.button("Yes, text me").click()
    expect(visit.view.locator(".panel")).to_contain_text("Waiting for a person to text you")
    expect(visit.view.locator(".consent.done")).to_be_visible()


def test_a_handoff_that_got_no_answer_is_tried_again_under_its_id(visit: Visit) -> None:
    visit.talk()
    visit.button("Text me").click()
    number = visit.view.get_by_label("Your mobile number")
    number.fill("07400 123456")
    visit.service.refuse = 1
    visit.button("Yes, text me").click()
    expect(visit.view.get_by_role("alert").filter(has_text="went wrong on our side")).to_be_visible()
    expect(number).to_have_value("07400 123456")
    first = visit.service.handoff["client_id"]
    visit.button("Yes, text me").click()
    visit.view.locator(".panel").wait_for()
    assert visit.service.handoff["client_id"] == first


def test_a_wrong_number_is_told_at_its_field_and_never_enters_the_conversation(visit: Visit) -> None:
    visit.talk()
    visit.button("Text me").click()
    field = visit.view.get_by_label("Your mobile number")
    field.fill("12")
    visit.button("Yes, text me").click()
    expect(visit.view.get_by_role("alert").filter(has_text="does not look like")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("07700 900123")
    visit.button("Yes, text me").click()
    expect(visit.view.locator(".state")).to_have_text("Waiting for a person to text you")
    expect(visit.view.get_by_label("Your message")).to_have_count(0)
    assert visit.service.handoff["phone"] == "07700 900123"
    assert not [event for event in visit.service.events if "900123" in str(event)]
    assert "900123" not in visit.view.locator("body").inner_html()


def test_a_failed_message_keeps_its_words_and_a_second_try_sends_it_once(visit: Visit) -> None:
    visit.talk()
    visit.service.drop = 1
    visit.write("It is hard to say this.")
    again = visit.button("Try again")
    again.wait_for()
    assert visit.texts("visitor")[-1] == "It is hard to say this."
    again.click()
    expect(again).to_have_count(0)
    visit.view.locator(".message.bot").nth(1).wait_for()
    assert visit.texts("visitor").count("It is hard to say this.") == 1
    assert [event.get("text") for event in visit.service.events].count("It is hard to say this.") == 1


@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "long poll"])
def test_a_lost_line_resumes_without_loss_or_repeat(visit: Visit, streaming: bool) -> None:
    visit.service.streaming = streaming
    visit.wait_for_person()
    visit.service.says("staff", "first")
    visit.view.get_by_text("first", exact=True).wait_for()
    visit.context.set_offline(True)
    visit.service.cut = 1
    visit.service.says("staff", "second")
    visit.service.says("staff", "third")
    visit.context.set_offline(False)
    visit.view.get_by_text("third", exact=True).wait_for()
    visit.write("I am back")
    expect(visit.view.locator(".message.failed")).to_have_count(0)
    visit.service.says("staff", "fourth")
    visit.view.get_by_text("fourth", exact=True).wait_for()
    assert visit.texts("staff") == ["first", "second", "third", "fourth"]
    assert visit.texts("visitor").count("I am back") == 1
    expect(visit.view.locator(".banner")).to_have_text("")


def test_an_end_by_the_person_takes_the_place_of_the_composer(visit: Visit) -> None:
    visit.wait_for_person()
    visit.service.move("closed", "none", "The person has ended the chat.")
    expect(visit.view.get_by_text("This chat has ended")).to_be_visible()
    expect(visit.view.get_by_label("Your message")).to_have_count(0)
    expect(visit.view.locator(".panel .helpline")).to_have_count(2)
    assert visit.stored() == {"cookie": ""}


def test_an_ended_conversation_leads_back_to_the_page(visit: Visit) -> None:
    visit.talk()
    visit.button("More choices").click()
    visit.button("End the chat").click()
    visit.button("Yes, end it").click()
    visit.view.locator(".panel.ended").get_by_role("button", name="Go back to the site").click()
    expect(visit.page.locator("dialog")).to_have_count(0)


def test_stopping_to_wait_brings_the_assistant_back(visit: Visit) -> None:
    visit.talk()
    visit.button("Chat here with a person").click()
    visit.button("Yes, start the chat").click()
    visit.button("Stop waiting").click()
    expect(visit.view.locator(".state")).to_have_text("The automated assistant answers")
    expect(visit.button("Stop waiting")).to_have_count(0)


def test_deleting_asks_first_and_then_destroys(visit: Visit) -> None:
    visit.talk()
    visit.button("More choices").click()
    visit.button("Delete everything").click()
    visit.button("No, keep it").click()
    assert not visit.service.deleted
    visit.button("More choices").click()
    visit.button("Delete everything").click()
    visit.button("Yes, delete it").click()
    expect(visit.view.get_by_text("This conversation is deleted.")).to_be_visible()
    expect(visit.view.locator(".message")).to_have_count(0)
    assert visit.service.deleted
    assert visit.stored() == {"cookie": ""}


def test_not_safe_shows_the_emergency_number_even_with_the_service_down(visit: Visit) -> None:
    visit.service.refuse = 5
    visit.button("I'm not safe right now").click()
    expect(visit.view.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")


def test_a_reload_takes_up_the_chat_with_a_person(visit: Visit) -> None:
    visit.wait_for_person()
    visit.service.says("staff", "Take your time.")
    visit.view.get_by_text("Take your time.").wait_for()
    visit.page.reload()
    visit.view.get_by_text("Take your time.").wait_for()
    expect(visit.view.locator(".state")).to_have_text("You are talking to a person")
    expect(visit.view.locator(".message.staff")).to_have_count(1)


def test_a_new_warning_offers_the_way_back_to_an_open_conversation(visit: Visit) -> None:
    visit.talk()
    visit.page.reload()
    visit.view.locator(".place button").click()
    expect(visit.view.locator(".message.visitor")).to_have_count(1)
    assert visit.texts("visitor") == ["This is me"]


def test_a_late_receipt_never_takes_back_a_delivered_text(visit: Visit) -> None:
    visit.wait_for_person()
    text = visit.service.says(
        "staff", "By text.", delivery={"status": "queued", "text": "Waiting to be sent"}
    )
    for status in ("delivered", "sent"):
        visit.service.add(kind="delivery", of=text, status=status, text=status.title())
    visit.service.says("staff", "Later.")
    visit.view.get_by_text("Later.").wait_for()
    expect(visit.view.locator(".message.staff .status").first).to_have_text("Delivered")


def test_an_ended_conversation_of_this_tab_does_not_stand_in_the_way_of_a_new_one(visit: Visit) -> None:
    visit.talk()
    old = visit.service.secret
    visit.service.forget("visit-token-2")
    visit.page.reload()
    visit.talk("I am worried about someone")
    assert visit.texts("visitor") == ["I am worried about someone"]
    assert visit.service.secret not in (None, old)


def test_a_visit_that_another_window_has_begun_says_so(visit: Visit) -> None:
    visit.service.secret = "b" * 43
    visit.button("This is me").click()
    expect(visit.view.get_by_text("This conversation is open in another window.")).to_be_visible()
    expect(visit.view.locator(".panel .helpline")).to_have_count(2)
