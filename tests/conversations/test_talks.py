"""People of talks/<language>/*.yml talk with the whole service: the visitor's HTTP calls, the trained bot behind them.

talks/README.md says how a talk is written. Whatever a talk leaves out still holds in each turn: only reviewed words,
the cards that data/topics.yml promises, and no text that was said before.
"""

import json
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.stack import Reviewed, Stack, Visitor
from webhook.content.shapes import Topic

FOLDER = Path(__file__).parent / "talks"
TOPICS = Path(__file__).parents[2] / "data" / "topics.yml"
COMPLETE = ("en", "hi")
LONG = 4
"""Turns from which a talk counts as one of several turns."""
LONG_TALKS = {"en": 40, "hi": 20}
KNOWN = 0.05
"""Of all turns, how many may be `known` to go wrong."""
ACTS = {"say", "press", "approve", "withdraw"}
CHECKS = {
    "topic", "key", "keys", "cards", "buttons", "contains", "not_contains", "state", "language", "asks",
    "notice", "again", "known",
}  # fmt: skip

Turn = dict[str, Any]
Event = dict[str, Any]


@dataclass(frozen=True)
class Talk:
    """Somebody, and what they say or press, with what must come."""

    name: str
    who: str
    turns: list[Turn]
    language: str
    country: str | None = "GB"
    door: str | None = None


def talks() -> Iterator[Talk]:
    for path in sorted(FOLDER.glob("*/*.yml")):
        content = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        own = {name: value for name, value in content.items() if name != "talks"}
        for number, talk in enumerate(content.get("talks", [{}]), start=1):
            yield Talk(name=f"{path.parent.name}-{path.stem}-{number}", **(own | talk))


ALL = list(talks())
TURNS = [turn for talk in ALL for turn in talk.turns]


@dataclass
class Heard:
    """What one turn brought back."""

    events: list[Event]
    state: str
    language: str | None
    messages: list[Event] = field(init=False)

    def __post_init__(self) -> None:
        self.messages = [event for event in self.events if event["kind"] == "message"]

    def keys(self) -> list[str]:
        return [message["key"] for message in self.messages]

    def topic(self) -> str | None:
        """Of the first reply; a consent card has the topic of what it is about."""
        return self.messages[0]["topic"] if self.messages else None

    def cards(self) -> set[str]:
        return {
            name
            for message in self.messages
            for card in message["cards"]
            for name in (card["kind"], card.get("audience"))
            if name
        }

    def buttons(self) -> list[str]:
        return [button["id"] for message in self.messages for button in message["buttons"]]

    def text(self) -> str:
        return "\n\n".join(event.get("text") or "" for event in self.events)

    def shown(self) -> str:
        """All that stands there, numbers on cards included."""
        cards = [message["cards"] for message in self.messages]
        return f"{self.text()}\n\n{json.dumps(cards, ensure_ascii=False)}"


@pytest.fixture(scope="module")
def reviewed(stack: Stack) -> Reviewed:
    return Reviewed(stack.ctx.content)


@pytest.mark.bot
@pytest.mark.slow
@pytest.mark.parametrize("talk", ALL, ids=lambda talk: talk.name)
def test_a_talk_goes_as_it_must(talk: Talk, stack: Stack, reviewed: Reviewed) -> None:
    visitor = stack.visitor(talk.language, talk.country, talk.door)
    wrong = (
        [f"at the door: {each}" for each in always({}, visitor.heard, [], visitor, reviewed)]
        if talk.door
        else []
    )
    for number, turn in enumerate(talk.turns, start=1):
        before = list(visitor.heard)
        try:
            heard = act(visitor, turn)
        except AssertionError as refused:
            wrong.append(f"turn {number}, {told(turn)}: {refused}")
            break
        found = [*outcome(talk, turn, heard), *always(turn, heard.events, before, visitor, reviewed)]
        wrong += [f"turn {number}, {told(turn)}: {each}" for each in found]
    if wrong:
        pytest.fail("\n  ".join([f"{talk.name}, {talk.who}:", *wrong]), pytrace=False)


def act(visitor: Visitor, turn: Turn) -> Heard:
    """Say, press, approve a consent card or withdraw from the queue."""
    if "say" in turn:
        path, said = "messages", {"text": turn["say"]}
    elif "press" in turn:
        path, said = "messages", {"button": turn["press"]}
    elif "approve" in turn:
        path, said = "handoff", {"channel": turn["approve"], "share_transcript": False}
    else:
        path, said = "withdraw", {}
    answer = visitor.call(path, {"client_id": str(uuid.uuid4()), "after": visitor.seen, **said})
    visitor.seen, visitor.state = answer["seq"], answer["state"]
    events = [event for event in answer["events"] if event["from"] != "visitor"]
    visitor.heard += events
    return Heard(events, visitor.state, answer.get("language"))


def outcome(talk: Talk, turn: Turn, heard: Heard) -> list[str]:
    """What of this turn's wishes went wrong. Where that is `known` it may, and where it did not this is printed."""
    found = list(differences(turn, heard))
    if "known" in turn and not found:
        print(f"{talk.name}, {told(turn)}: goes right now, `known` can go")
    return [] if "known" in turn else found


def told(turn: Turn) -> str:
    return next(f"{name} {value!r}" for name, value in turn.items() if name in ACTS)


def differences(turn: Turn, heard: Heard) -> Iterator[str]:
    """What this turn asks for and did not get."""
    understood = f"{heard.topic()} {heard.keys()}"
    if "topic" in turn and heard.topic() not in as_list(turn["topic"]):
        yield f"topic {turn['topic']}, got {understood}"
    if "key" in turn and not set(as_list(turn["key"])) & set(heard.keys()):
        yield f"key {turn['key']}, got {understood}"
    if "keys" in turn and turn["keys"] != heard.keys():
        yield f"keys {turn['keys']}, got {heard.keys()}"
    yield from missing("cards", turn, heard.cards())
    yield from missing("buttons", turn, heard.buttons())
    for words in as_list(turn.get("contains", [])):
        if words.casefold() not in heard.shown().casefold():
            yield f"the words {words!r}, got {understood}"
    for words in as_list(turn.get("not_contains", [])):
        if words.casefold() in heard.shown().casefold():
            yield f"not the words {words!r}"
    if turn.get("asks") and "?" not in heard.text():
        yield "no question is asked"
    if turn.get("notice") and turn["notice"] not in [event.get("notice") for event in heard.events]:
        yield f"notice {turn['notice']}, got {understood}"
    for name, found in (("state", heard.state), ("language", heard.language)):
        if turn.get(name, found) != found:
            yield f"{name} {turn[name]}, got {found}"


def missing(name: str, turn: Turn, found: Any) -> Iterator[str]:
    lacking = [each for each in as_list(turn.get(name, [])) if each not in found]
    if lacking:
        yield f"{name} {lacking}, got {sorted(found)}"


def always(
    turn: Turn, events: list[Event], before: list[Event], visitor: Visitor, reviewed: Reviewed
) -> Iterator[str]:
    """What holds in every turn, asked for or not."""
    content = visitor.stack.ctx.content
    if not events and visitor.state in ("warned", "talking"):
        yield "nothing was answered"
    said_before = {event["text"] for event in before if not may_come_again(event)}
    for event in events:
        if event.get("key") == "utter_bot_down":
            yield "the bot was not reached"
        if not reviewed.knows(event):
            yield f"{event.get('key')} holds words that nobody reviewed"
        if event.get("text") in said_before and not turn.get("again"):
            yield f"{event.get('key')} in the same words again"
        if event["kind"] == "message":
            yield from promised(content, event, is_young(before + events))


def may_come_again(event: Event) -> bool:
    """Crisis cards come as often as they must; a change of state and a consent card have one wording."""
    return event["kind"] != "message" or not event["key"].startswith("utter_") or is_crisis(event)


def is_crisis(event: Event) -> bool:
    return str(event["key"]).startswith("utter_crisis_")


def is_young(events: list[Event]) -> bool:
    return any(
        "young" in str(event.get("key")) or event.get("key") == "utter_door_under_18" for event in events
    )


def promised(content: Any, event: Event, young: bool) -> Iterator[str]:
    """The cards that data/topics.yml promises for the topic of a reply; those for adults are kept from the young."""
    name = content.topic_of_key(event["key"])
    topic: Topic | None = content.topic(name) if name else None
    if topic is None or event["key"].removeprefix("utter_") not in topic.intents:
        return
    wanted = {must.removeprefix("helplines:") for must in topic.must if must.startswith("helplines:")}
    wanted |= {"emergency"} if "emergency number" in topic.must else set()
    wanted -= {"own_behaviour"} if young else set()
    shown = {card.get("audience", card["kind"]) for card in event["cards"]}
    if wanted - shown:
        yield f"{event['key']} without {sorted(wanted - shown)}, which {name} promises"


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("talk", ALL, ids=lambda talk: talk.name)
def test_a_talk_is_written_as_the_readme_says(talk: Talk) -> None:
    for turn in talk.turns:
        assert len(ACTS & set(turn)) == 1, turn
        assert set(turn) <= ACTS | CHECKS, turn
        assert CHECKS & set(turn), f"checks nothing: {turn}"


def topics() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))["topics"]
    return found


@pytest.mark.parametrize("language", COMPLETE)
def test_every_topic_is_talked_about(language: str) -> None:
    met = {
        name
        for talk in ALL
        if talk.language == language
        for turn in talk.turns
        if "say" in turn and "known" not in turn
        for name in as_list(turn.get("topic", []))
    }
    assert set(topics()) - met == set()


@pytest.mark.parametrize("language", COMPLETE)
def test_every_branch_is_walked(language: str) -> None:
    steps = {f"intent.{step}" for topic in topics().values() for step in topic.get("steps", ())}
    pressed = {
        turn["press"] for talk in ALL if talk.language == language for turn in talk.turns if "press" in turn
    }
    assert steps - pressed == set()


@pytest.mark.parametrize("language", COMPLETE)
def test_there_are_enough_talks_of_several_turns(language: str) -> None:
    long = Counter(talk.language for talk in ALL if len(talk.turns) >= LONG)
    assert long[language] >= LONG_TALKS[language]


def test_few_turns_are_known_to_go_wrong() -> None:
    assert len([turn for turn in TURNS if "known" in turn]) <= KNOWN * len(TURNS)
