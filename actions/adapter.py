"""The decisions of this package as actions of Rasa."""

from typing import Any, Callable, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import answers, asking, clarify, goodbye, handoff
from actions.outcome import Outcome
from actions.turn import Turn

Decision = Callable[[Turn], Outcome]
Event = Dict[str, Any]


class Decided:
    """Runs one decision. Rasa finds the classes below, each by its name in bot/domain/actions.yml."""

    called: str
    decision: Decision

    def name(self) -> str:
        """Its name in the rules."""
        return self.called

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Event]:
        """Hand the replies to Rasa as they are and return the events."""
        turn = Turn.from_tracker(tracker.current_state())
        outcome = type(self).decision(turn)
        for reply in outcome.replies:
            dispatcher.utter_message(json_message=reply)
        slots: List[Event] = [SlotSet(name, value) for name, value in outcome.slots.items()]
        return slots + (_said(outcome.becomes, tracker) if outcome.becomes else [])


def _said(intent: str, tracker: Tracker) -> List[Event]:
    """Events after which Rasa goes on as though the visitor had pressed the button of `intent`."""
    last: Event = next((event for event in reversed(tracker.events) if event.get("event") == "user"), {})
    chosen = {"text": f"/{intent}", "intent": {"name": intent, "confidence": 1.0}, "entities": []}
    pressed = {
        "event": "user",
        "text": f"/{intent}",
        "parse_data": chosen,
        "metadata": last.get("metadata") or {},
    }
    return [ActionExecuted("action_listen"), pressed]


class ActionHandoff(Decided, Action):
    """A person is asked for."""

    called = "action_handoff"
    decision = staticmethod(handoff.decide)


class ActionDecline(Decided, Action):
    """A person is declined."""

    called = "action_decline"
    decision = staticmethod(answers.decline)


class ActionAffirm(Decided, Action):
    """Yes."""

    called = "action_affirm"
    decision = staticmethod(answers.affirm)


class ActionDeny(Decided, Action):
    """No."""

    called = "action_deny"
    decision = staticmethod(answers.deny)


class ActionGoodbye(Decided, Action):
    """Goodbye."""

    called = "action_goodbye"
    decision = staticmethod(goodbye.goodbye)


class ActionLeave(Decided, Action):
    """The button that ends it."""

    called = "action_leave"
    decision = staticmethod(goodbye.leave)


class ActionRepeat(Decided, Action):
    """Say that again."""

    called = "action_repeat"
    decision = staticmethod(clarify.repeat)


class ActionFallback(Decided, Action):
    """Not understood."""

    called = "action_fallback"
    decision = staticmethod(clarify.fallback)


class ActionLanguage(Decided, Action):
    """Another language is asked for."""

    called = "action_language"
    decision = staticmethod(asking.language)


class ActionDelete(Decided, Action):
    """The visitor wants it deleted."""

    called = "action_delete"
    decision = staticmethod(asking.delete)
