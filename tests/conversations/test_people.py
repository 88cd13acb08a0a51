"""People of people/*.yml talk with the trained bot. The files say who they are, what they write, what must come."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conversations.launched import Launched

pytestmark = [pytest.mark.bot, pytest.mark.slow]
PEOPLE = sorted((Path(__file__).parent / "people").glob("*.yml"))


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_a_person_is_answered_as_they_must_be(
    path: Path, launched: Launched, someone: Callable[[], str]
) -> None:
    person = yaml.safe_load(path.read_text(encoding="utf-8"))
    sender = someone()
    about = {"language": "en", "country": None, "door": None, "topic": None}
    about |= person.get("metadata", {})
    for number, turn in enumerate(person["turns"], start=1):
        said = {"text": turn["say"]} if "say" in turn else {"intent": turn["press"]}
        answer = launched.turn(sender, metadata=about, **said)
        about["topic"] = answer["topic"]
        wrong = differences(turn["expect"], answer)
        assert not wrong, f"{path.name}, turn {number} ({next(iter(said.values()))}): {wrong}"


def differences(expected: dict[str, Any], answer: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What was expected and did not come, as name: (expected, found)."""
    found = {
        "topic": answer["topic"],
        "keys": [reply["key"] for reply in answer["replies"] if "key" in reply],
        "commands": [reply["command"] for reply in answer["replies"] if "command" in reply],
        "cards": [
            card.get("audience", card["kind"])
            for reply in answer["replies"]
            for card in reply.get("cards", [])
        ],
        "buttons": [intent for reply in answer["replies"] for intent in reply.get("buttons", [])],
    }
    return {name: (value, found[name]) for name, value in expected.items() if found[name] != value}
