"""The day's work: somebody waits, is accepted, both write, it ends."""

import re
import time
import uuid
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.console.desk import Desk
from tests.live import Live, Visitor

pytestmark = pytest.mark.browser


def hears(visitor: Visitor, text: str) -> bool:
    """Whether the visitor gets these words from the person within a few seconds."""
    for _ in range(5):
        if any(event["from"] == "staff" and event.get("text") == text for event in visitor.log):
            return True
        visitor.poll(2)
    return False


def wait_for_text(service: Live, number: str) -> None:
    """Until the phone has got its first text."""
    for _ in range(50):
        phones = requests.get(f"{service.url}/dev/sms/phones", timeout=5).json()["phones"]
        if any(phone["phone"] == number and phone["texts"] for phone in phones):
            return
        time.sleep(0.2)
    raise AssertionError("the first text did not come")


def test_staff_sign_in_with_login_and_password(sit: Any, service: Live) -> None:
    desk = sit(None)
    desk.page.goto(f"{service.url}/console")
    desk.page.get_by_label("Login").fill(service.login)
    desk.page.get_by_label("Password").fill("not the password")
    desk.button("Sign in").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("Login or password is not right")
    desk.page.get_by_label("Password").fill(service.password)
    desk.button("Sign in").click()
    desk.wait_live()
    expect(desk.page.get_by_text("Nobody is waiting.")).to_be_visible()
    desk.button("Sign out").click()
    expect(desk.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_queue_changes_without_reloading(desk: Desk, come: Any) -> None:
    expect(desk.queue).to_have_count(0)
    visitor = come()
    expect(desk.queue).to_have_count(1)
    row = desk.queue.first
    expect(row).to_contain_text("Wants to stop")
    expect(row).to_contain_text("Live chat · English · United Kingdom")
    expect(row.locator(".waited")).to_have_text(re.compile(r"^0:0[1-9]$"))
    assert desk.page.title().startswith("(1) ")
    visitor.post("withdraw")
    expect(desk.queue).to_have_count(0)
    expect(desk.page.get_by_text("Nobody is waiting.")).to_be_visible()
    assert not desk.page.title().startswith("(")


def test_somebody_is_accepted_both_write_and_it_ends(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    expect(desk.composer).to_be_focused()
    expect(desk.said("I want to stop.")).to_be_visible()
    expect(desk.page.locator(".facts")).to_contain_text("Passed on by the visitor")
    desk.write("Hello, I am here.")
    expect(desk.said("Hello, I am here.")).to_have_count(1)
    assert hears(visitor, "Hello, I am here.")
    visitor.say("Thank you.\nI did not know whom to ask.")
    expect(desk.log.locator('.said[data-from="visitor"]').last).to_contain_text("I did not know whom to ask.")
    assert desk.shown() == desk.fresh()
    desk.button("End conversation").click()
    desk.button("End it").click()
    expect(desk.page.locator(".ended")).to_contain_text("This conversation has ended.")
    expect(desk.composer).to_have_count(0)
    assert visitor.poll(5)["state"] == "closed"
    desk.button("Remove from the list").click()
    expect(desk.held).to_have_count(0)
    expect(desk.page.get_by_text("I want to stop.")).to_have_count(0)


def test_ending_can_be_thought_over(desk: Desk, come: Any) -> None:
    come()
    desk.accept()
    for way_out in (lambda: desk.button("Cancel").click(), lambda: desk.page.keyboard.press("Escape")):
        desk.button("End conversation").click()
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        way_out()
        expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.write("Still here.")
    expect(desk.said("Still here.")).to_be_visible()


def test_after_the_return_the_bot_answers_and_staff_see_no_more(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    desk.button("Return to the bot").click()
    desk.button("Return it").click()
    expect(desk.page.locator(".ended")).to_contain_text("back with the bot")
    assert any(event["from"] == "bot" for event in visitor.say("What now?"))
    desk.page.wait_for_timeout(1500)
    expect(desk.said("What now?")).to_have_count(0)


def test_the_talk_with_the_bot_is_shown_only_where_it_was_passed_on(desk: Desk, come: Any) -> None:
    come("Words for the bot alone.", share=False)
    desk.accept()
    expect(desk.log).to_contain_text("The visitor chose not to pass on the talk with the bot.")
    assert "Words for the bot alone." not in desk.page.content()


def test_a_visitor_who_leaves_is_shown_at_once(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    visitor.post("leave")
    expect(desk.page.locator(".ended")).to_contain_text("The visitor has left.", timeout=3_000)
    expect(desk.composer).to_have_count(0)


def test_a_deleted_conversation_leaves_no_word_on_the_page(desk: Desk, come: Any, service: Live) -> None:
    visitor = come("Words that will be deleted.")
    desk.accept()
    expect(desk.said("Words that will be deleted.")).to_be_visible()
    bearer = {"Authorization": f"Bearer {visitor.secret}"}
    requests.delete(f"{service.url}/v1/conversation", headers=bearer, timeout=5).raise_for_status()
    expect(desk.page.locator(".ended")).to_contain_text("The visitor has deleted this conversation.")
    assert "Words that will be deleted." not in desk.page.content()


def test_several_conversations_are_kept_apart_and_counted(desk: Desk, come: Any) -> None:
    first = come("I want to stop. First.")
    desk.accept()
    desk.composer.fill("A draft for the first")
    second = come("I want to stop. Second.")
    desk.accept()
    expect(desk.held).to_have_count(2)
    first.say("Are you there?")
    unread = desk.page.locator(".unread:visible")
    expect(unread).to_have_text("1")
    second.say("To the second.")
    expect(desk.said("To the second.")).to_be_visible()
    expect(unread).to_have_count(1)
    desk.held.first.click()
    expect(unread).to_have_count(0)
    expect(desk.said("Are you there?")).to_be_visible()
    expect(desk.said("To the second.")).to_have_count(0)
    expect(desk.composer).to_have_value("A draft for the first")


def test_a_message_that_was_not_sent_is_kept_and_sent_once(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    desk.page.route("**/messages", lambda route: route.abort())
    desk.write("Kept and sent once.")
    expect(desk.log.locator(".said-foot").last).to_contain_text("Not sent. The service could not be reached")
    desk.page.unroute("**/messages")
    desk.button("Try again").click()
    expect(desk.button("Try again")).to_have_count(0)
    expect(desk.said("Kept and sent once.")).to_have_count(1)
    assert hears(visitor, "Kept and sent once.")
    assert [event.get("text") for event in visitor.log].count("Kept and sent once.") == 1


@pytest.mark.parametrize("answer", ["late", "lost"])
def test_a_message_that_is_told_before_it_is_answered_is_shown_once(
    desk: Desk, come: Any, answer: str
) -> None:
    come()
    desk.accept()
    kept: list[tuple[Any, Any]] = []
    desk.page.route("**/messages", lambda route: kept.append((route, route.fetch())))
    desk.write("Shown once.")
    expect(desk.log.locator('.said[data-from="staff"][data-seq]')).to_have_count(1)
    assert desk.said("Shown once.").count() == 1
    with desk.page.expect_event("requestfinished" if answer == "late" else "requestfailed"):
        route, response = kept[0]
        route.fulfill(response=response) if answer == "late" else route.abort()
    desk.page.unroute("**/messages")
    desk.write("The next one.")
    expect(desk.log.locator('.said[data-from="staff"][data-seq]')).to_have_count(2)
    assert desk.log.locator('.said[data-from="staff"] .words').all_inner_texts() == [
        "Shown once.",
        "The next one.",
    ]
    expect(desk.log.locator("[data-sending]")).to_have_count(0)


def test_a_message_whose_answer_was_lost_is_not_written_twice(sit: Any, come: Any) -> None:
    desk = sit()
    desk.page.route("**/api/stream*", lambda route: route.abort())
    desk.page.goto(f"{desk.live.url}/console")
    expect(desk.page.locator("#connection")).to_contain_text("Looking for news", timeout=20_000)
    visitor = come()
    desk.accept()

    def lose_the_answer(route: Any) -> None:
        route.fetch()
        route.abort()

    entries = re.compile(r"/events\?")
    desk.page.route(entries, lambda route: route.abort())
    desk.page.route("**/messages", lose_the_answer)
    desk.write("Written once.")
    expect(desk.button("Try again")).to_be_visible()
    desk.page.unroute("**/messages")
    desk.page.unroute(entries)
    desk.button("Try again").click()
    expect(desk.button("Try again")).to_have_count(0)
    expect(desk.said("Written once.")).to_have_count(1)
    assert hears(visitor, "Written once.")
    assert [event.get("text") for event in visitor.log].count("Written once.") == 1


def test_a_crisis_shows_the_emergency_number_of_the_country(desk: Desk, come: Any) -> None:
    come("I want to kill myself")
    expect(desk.queue.first).to_contain_text("Urgent")
    desk.accept()
    banner = desk.page.get_by_role("note", name="Crisis")
    expect(banner).to_contain_text("Emergency number, United Kingdom")
    expect(banner.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_texts_are_accepted_after_the_phone_answered_and_show_how_far_they_came(
    desk: Desk, come: Any, service: Live
) -> None:
    number = f"+4474001{uuid.uuid4().int % 100_000:05d}"
    come("I want to stop.", phone=number)
    expect(desk.queue.first).to_contain_text("Number not confirmed yet")
    expect(desk.button("Take next")).to_be_hidden()
    answers = f"{service.url}/dev/sms/answers"
    wait_for_text(service, number)
    requests.post(answers, json={"phone": number, "text": "YES"}, timeout=5).raise_for_status()
    desk.accept()
    expect(desk.page.locator(".facts")).to_contain_text(f"•• {number[-2:]}")
    assert number[-6:] not in desk.page.content()
    desk.write("Is it safe to text you?")
    expect(desk.log.locator('.said[data-from="staff"] .said-foot').last).to_have_text(
        re.compile("Sent|Delivered"), timeout=15_000
    )
    requests.post(answers, json={"phone": number, "text": "Yes, it is."}, timeout=5).raise_for_status()
    expect(desk.said("Yes, it is.")).to_be_visible()
