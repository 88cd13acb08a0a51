"""What Rasa remembers of a conversation: topics, slots and keys, in memory, for a time. No words."""

import copy
import json
import time
from collections import OrderedDict
from typing import Any, Callable, Dict, Optional, Tuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

Clock = Callable[[], float]


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """In memory; forgets a conversation after `idle_seconds`, and the longest idle one beyond `most`.

    What visitor and bot said is taken out before a tracker is kept: the rules need intents and slots only.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: Optional[EventBroker] = None,
        idle_seconds: float = 86400,
        most: int = 5000,
        clock: Clock = time.monotonic,
        **_: Any,
    ) -> None:
        """`clock` gives seconds that never run backwards."""
        super().__init__(domain, event_broker)
        self._kept: "OrderedDict[str, Tuple[float, str]]" = OrderedDict()
        self._idle_seconds = idle_seconds
        self._most = most
        self._clock = clock

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker without its words, as the most recently used one."""
        dialogue = without_words(tracker.as_dialogue().as_dict())
        self._kept[tracker.sender_id] = (self._clock(), json.dumps(dialogue))
        self._kept.move_to_end(tracker.sender_id)
        self.purge()

    async def _retrieve(self, sender_id: str, fetch_all_sessions: bool) -> Optional[DialogueStateTracker]:
        self.purge()
        if sender_id not in self._kept:
            return None
        # The base class reads from `store`; lend it the one entry it asks for.
        self.store = {sender_id: self._kept[sender_id][1]}
        try:
            return await super()._retrieve(sender_id, fetch_all_sessions)
        finally:
            self.store = {}

    async def keys(self) -> Any:
        """Ids of the conversations kept."""
        return self._kept.keys()

    def holds(self, sender_id: str) -> bool:
        """Whether anything is kept for this id."""
        self.purge()
        return sender_id in self._kept

    def forget(self, sender_id: str) -> None:
        """Drop one conversation at once; an unknown id is none of our business."""
        self._kept.pop(sender_id, None)

    def purge(self) -> None:
        """Drop what is idle for too long or too much. Oldest first, so it stops early."""
        limit = self._clock() - self._idle_seconds
        while self._kept:
            sender_id, (saved_at, _) = next(iter(self._kept.items()))
            if saved_at > limit and len(self._kept) <= self._most:
                return
            del self._kept[sender_id]


def without_words(dialogue: Dict[str, Any]) -> Dict[str, Any]:
    """A copy of a serialised dialogue in which no event carries a text, a guess list or a label."""
    kept = copy.deepcopy(dialogue)
    for event in kept["events"]:
        if event.get("event") == "user":
            parse = event.get("parse_data") or {}
            event["text"] = ""
            event["parse_data"] = {"text": "", "intent": parse.get("intent", {}), "entities": []}
        elif event.get("event") == "bot":
            event["text"] = None
            buttons = (event.get("data") or {}).get("buttons") or []
            event["data"]["buttons"] = [{"title": "", "payload": button["payload"]} for button in buttons]
    return kept
