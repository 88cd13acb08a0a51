"""A conversation up to now, as far as decisions need it."""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

# Whoever has told nothing of their situation came here through the warning.
DEFAULT_AUDIENCE = "own_behaviour"
FALLBACK_KEYS = ("utter_fallback", "utter_fallback_doors", "utter_fallback_again")
SURE = 0.7  # below it, what cannot be taken back (deleting, ending) is asked first
# Commands after which the service asks back: a yes asks for the same again, a no declines it.
ASKED_BACK = {
    "handoff.person": "handoff_person",
    "handoff.chat": "handoff_chat",
    "handoff.sms": "handoff_sms",
    "handoff.email": "handoff_email",
}


@dataclass(frozen=True)
class Turn:
    """What the tracker tells about this turn and the ones before it."""

    intent: str
    audience: str  # whose helplines fit the situation so far
    under_18: bool
    declined: bool  # said no to a person before
    said_goodbye: bool
    last_keys: Tuple[str, ...]  # replies of the turn before
    last_buttons: Tuple[str, ...]  # intents that its last reply offered, the primary one first
    fallbacks: int  # turns in a row, just before this one, that were not understood
    ranking: Tuple[str, ...] = ()  # what the message may have meant, the likeliest first
    confidence: float = 1.0  # of the intent, 0 to 1; a button that was pressed is sure

    @classmethod
    def from_tracker(cls, tracker: Dict[str, Any]) -> "Turn":
        """Read Rasa's tracker state: `slots`, `latest_message`, `events`."""
        slots, latest = tracker.get("slots") or {}, tracker.get("latest_message") or {}
        past = _turns(tracker.get("events") or [])
        about = past[-1].about if past else {}
        before = _before(past)
        under_18 = bool(slots.get("under_18") or about.get("under_18"))
        return cls(
            intent=(latest.get("intent") or {}).get("name") or "",
            audience=_audience(about.get("audience") or slots.get("audience"), under_18),
            under_18=under_18,
            declined=bool(slots.get("declined")),
            said_goodbye=bool(slots.get("said_goodbye")),
            last_keys=tuple(key for key, _ in before if key),
            last_buttons=before[-1][1] if before else (),
            fallbacks=_fallbacks(past[:-1]),
            confidence=float((latest.get("intent") or {}).get("confidence") or 1.0),
            ranking=tuple(guess.get("name") or "" for guess in latest.get("intent_ranking") or ()),
        )


@dataclass
class _Past:
    """One message of the visitor and the replies to it, as (key, buttons)."""

    about: Dict[str, Any]
    replies: Tuple[Tuple[Optional[str], Tuple[str, ...]], ...] = ()


def _before(past: List[_Past]) -> Tuple[Tuple[Optional[str], Tuple[str, ...]], ...]:
    """What was said last: by the bot, or by the service, which answers a crisis without telling the bot its words."""
    if len(past) < 2:
        return ()
    said, topics = past[-2].replies, [turn.about.get("topic") or "" for turn in past[-2:]]
    between = topics[1].startswith("crisis.") and topics[0] != topics[1]
    if between and not any("_crisis_" in (key or "") for key, _ in said):
        return ((None, ("handoff_person",)),)
    return said


def _turns(events: List[Dict[str, Any]]) -> List[_Past]:
    turns: List[_Past] = []
    for event in events:
        if event.get("event") == "user":
            turns.append(_Past(event.get("metadata") or {}))
        elif event.get("event") == "bot" and turns:
            turns[-1].replies += (_reply(event),)
    return turns


def _reply(event: Dict[str, Any]) -> Tuple[Optional[str], Tuple[str, ...]]:
    data = event.get("data") or {}
    chosen = data.get("custom") or {}
    key = (event.get("metadata") or {}).get("utter_action") or chosen.get("key")
    if chosen.get("command") in ASKED_BACK:
        return key, (ASKED_BACK[chosen["command"]],)
    payloads = [button["payload"].lstrip("/") for button in data.get("buttons") or []]
    return key, tuple(chosen.get("buttons") or payloads)


def _audience(said: Optional[str], under_18: bool) -> str:
    if under_18 and said in (None, "own_behaviour"):
        return "young_person"  # never the adults' services
    return said or DEFAULT_AUDIENCE


def _fallbacks(past: List[_Past]) -> int:
    count = 0
    for turn in reversed(past):
        if not any(key in FALLBACK_KEYS for key, _ in turn.replies):
            return count
        count += 1
    return count
