"""What is kept of a conversation, and for how long."""

import asyncio
from typing import List

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import ForgetfulTrackerStore

MARK = "a-phrase-nobody-else-would-write"


class Hands:
    """A clock set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def spoken(sender: str) -> DialogueStateTracker:
    said = UserUttered(MARK, {"name": "control_greet", "confidence": 0.9}, parse_data={"text": MARK})
    buttons = [{"title": MARK, "payload": "/handoff_person"}]
    replied = BotUttered(MARK, {"buttons": buttons}, {"utter_action": "utter_control_greet"})
    return DialogueStateTracker.from_events(sender, [said, replied])


def keep(store: ForgetfulTrackerStore, *senders: str) -> None:
    for sender in senders:
        asyncio.run(store.save(spoken(sender)))


def test_no_word_is_kept_but_intent_key_and_payload_are() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    keep(store, "a")
    assert MARK not in repr(vars(store))
    said, replied = asyncio.run(store.retrieve("a")).events
    assert said.intent_name == "control_greet"
    assert replied.metadata["utter_action"] == "utter_control_greet"
    assert replied.data["buttons"][0]["payload"] == "/handoff_person"


def test_the_tracker_in_hand_keeps_its_words_for_the_rest_of_the_turn() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    tracker = spoken("a")
    asyncio.run(store.save(tracker))
    assert tracker.latest_message.text == MARK


def test_an_idle_conversation_is_forgotten_on_time() -> None:
    clock = Hands()
    store = ForgetfulTrackerStore(Domain.empty(), idle_seconds=100, clock=clock)
    keep(store, "a")
    clock.now = 60
    keep(store, "b")
    clock.now = 101
    assert [store.holds(sender) for sender in ("a", "b")] == [False, True]


def test_a_conversation_that_goes_on_is_kept() -> None:
    clock = Hands()
    store = ForgetfulTrackerStore(Domain.empty(), idle_seconds=100, clock=clock)
    for clock.now in (0, 90, 180):
        keep(store, "a")
    assert store.holds("a")


def test_beyond_the_cap_the_longest_idle_goes_first() -> None:
    store = ForgetfulTrackerStore(Domain.empty(), most=2)
    keep(store, "a", "b", "a", "c")
    kept: List[bool] = [store.holds(sender) for sender in ("a", "b", "c")]
    assert kept == [True, False, True]


def test_forgetting_is_at_once_and_an_unknown_id_is_no_error() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    keep(store, "a")
    store.forget("a")
    store.forget("never seen")
    assert not store.holds("a")
