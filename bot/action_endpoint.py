"""Rasa's client of the action server: no words sent, a short wait, no failure unnoticed."""

import asyncio
import copy
from typing import Any, Dict

from rasa.utils.endpoints import EndpointConfig

from bot.answer import note_failure
from bot.tracker_store import without_words

WAIT_SECONDS = 2.0  # Rasa's own is five minutes; the whole turn has three seconds (bot/channel.py)


class ActionEndpoint(EndpointConfig):
    """POST to the action server on loopback."""

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """As the base class. Every failure is noted on the turn in hand and raised again."""
        if "json" in kwargs:
            kwargs["json"] = slim(kwargs["json"])
        try:
            return await asyncio.wait_for(super().request(*args, **kwargs), WAIT_SECONDS)
        except Exception as error:
            note_failure(type(error).__name__)
            raise


def slim(call: Dict[str, Any]) -> Dict[str, Any]:
    """An action call without texts and without the domain: the actions decide by intents, slots and keys."""
    kept = {name: value for name, value in call.items() if name != "domain"}
    tracker = without_words(call["tracker"])
    latest = copy.deepcopy(tracker.get("latest_message") or {})
    kept_of_it = {name: latest.get(name) for name in ("intent", "intent_ranking")}
    tracker["latest_message"] = {**kept_of_it, "entities": [], "text": ""}
    return {**kept, "tracker": tracker, "domain": {}}
