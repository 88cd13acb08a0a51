"""What a turn leads to: keys, buttons, cards and commands. Texts stay behind."""

import contextvars
from typing import Any, Dict, List, Optional

from rasa.core.channels.channel import OutputChannel

FIELDS = ("key", "command", "buttons", "cards")


class TurnFailed(RuntimeError):
    """A part of the turn did not happen (Rasa itself goes on as if nothing had been)."""


class Answer(OutputChannel):
    """Collects the replies of one turn."""

    def __init__(self) -> None:
        """Nothing said yet, nothing failed yet."""
        self.replies: List[Dict[str, Any]] = []
        self.failure: Optional[str] = None

    @classmethod
    def name(cls) -> str:
        """Rasa picks variations of a response by this name; ours have none for it."""
        return "turnpoint"

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Take the name of the response, or what an action put together; never the text."""
        chosen = message.get("custom") or {}
        if message.get("utter_action"):
            self.replies.append({"key": message["utter_action"]})
        elif "key" in chosen or "command" in chosen:
            self.replies.append({field: chosen[field] for field in FIELDS if field in chosen})


# Rasa swallows an action's failure. Whoever sees one (bot/action_endpoint.py, bot/action_result.py) notes it here.
CURRENT: "contextvars.ContextVar[Optional[Answer]]" = contextvars.ContextVar("answer", default=None)


def note_failure(name: str) -> None:
    """Mark the turn in hand as failed, with the name of an error class."""
    answer = CURRENT.get()
    if answer is not None and answer.failure is None:
        answer.failure = name
