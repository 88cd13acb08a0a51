"""One turn of one conversation, carried through Rasa."""

from typing import Any, Dict, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet

from bot.answer import CURRENT, Answer, TurnFailed
from bot.topics import Topics
from bot.turn import Turn

NOTHING_SAID = "nlu_fallback"
UNDER_18 = "under_18"
NEW_SESSION = "session_start"


class NotReady(TurnFailed):
    """No model is loaded."""


class NothingToSay(TurnFailed):
    """Rasa chose no reply."""


class ActionFailed(TurnFailed):
    """An action did not run, so the reply would be a part of what was meant."""


class Conversation:
    """Carries a turn to the agent and brings its replies back."""

    def __init__(self, agent: Agent, topics: Topics, turn: Turn) -> None:
        """One object a turn."""
        self._agent = agent
        self._topics = topics
        self._turn = turn

    async def answer(self) -> Dict[str, Any]:
        """The body of the channel's answer. Raises TurnFailed, or what Rasa raises (LockError and others)."""
        if not self._agent.is_ready():
            raise NotReady("no model")
        await self._catch_up()
        guess = await self._understand()
        said = await self._handle(guess)
        intent = guess["intent"]
        return {
            "replies": said.replies,
            "intent": intent["name"],
            "confidence": round(float(intent["confidence"]), 4),
            "topic": self._topics.topic(intent["name"]),
        }

    async def _catch_up(self) -> None:
        if self._turn.new_session:
            await self._handle(_chosen(NEW_SESSION), silent=True)
        if self._turn.says_under_18:
            await self._remember_under_18()

    async def _remember_under_18(self) -> None:
        # The service knows more: a restarted Rasa has forgotten it, and a turn may have passed it by. Never unset.
        processor, sender = self._agent.processor, self._turn.sender
        async with self._agent.lock_store.lock(sender):
            tracker = await processor.fetch_tracker_and_update_session(sender)
            if not tracker.get_slot(UNDER_18):
                tracker.update(SlotSet(UNDER_18, True))
                await processor.save_tracker(tracker)

    async def _understand(self) -> Dict[str, Any]:
        if self._turn.intent is not None:
            return _chosen(self._turn.intent)
        if not self._turn.text:
            return _chosen(NOTHING_SAID)
        message = UserMessage(self._turn.text, metadata={"door": self._turn.door})
        guess = await self._agent.processor.parse_message(message)
        return guess if guess["intent"]["name"] else _chosen(NOTHING_SAID)

    async def _handle(self, guess: Dict[str, Any], silent: bool = False) -> Answer:
        answer = Answer()
        CURRENT.set(answer)
        await self._agent.handle_message(
            UserMessage(
                text=guess["text"],
                output_channel=answer,
                sender_id=self._turn.sender,
                parse_data=guess,
                input_channel="turnpoint",
                metadata=self._turn.metadata(self._audience()),
            )
        )
        if answer.failure is not None:
            raise ActionFailed(answer.failure)
        if not answer.replies and not silent:
            raise NothingToSay(guess["intent"]["name"])
        return answer

    def _audience(self) -> Optional[str]:
        door = (self._turn.door or "").replace(".", "_")
        return self._topics.audience(self._turn.topic) or self._topics.audience(self._topics.topic(door))


def _chosen(intent: str) -> Dict[str, Any]:
    """What parsing would have given, had somebody meant exactly this intent."""
    name = {"name": intent, "confidence": 1.0}
    return {"text": f"/{intent}", "intent": name, "intent_ranking": [name], "entities": []}
