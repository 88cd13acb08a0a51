"""Rasa tracker states, written down turn by turn."""

from typing import Any


def said(intent: str, **about: Any) -> dict[str, Any]:
    """The visitor meant `intent`; `about` is the metadata of the message."""
    return {"event": "user", "parse_data": {"intent": {"name": intent}}, "metadata": about}


def replied(key: str, *payloads: str) -> dict[str, Any]:
    """A response by its key, with buttons from the response file."""
    buttons = [{"title": "", "payload": f"/{payload}"} for payload in payloads]
    return {"event": "bot", "data": {"buttons": buttons, "custom": None}, "metadata": {"utter_action": key}}


def decided(key: str, *buttons: str) -> dict[str, Any]:
    """A reply that an action put together."""
    custom = {"key": key, **({"buttons": list(buttons)} if buttons else {})}
    return {"event": "bot", "data": {"buttons": None, "custom": custom}, "metadata": {}}


def commanded(name: str) -> dict[str, Any]:
    """A command to the service, which then speaks itself."""
    return {"event": "bot", "data": {"buttons": None, "custom": {"command": name}}, "metadata": {}}


def tracker(*events: dict[str, Any], **slots: Any) -> dict[str, Any]:
    """The state after these events; the last visitor message is the one in hand."""
    latest = [event for event in events if event["event"] == "user"][-1]
    return {"slots": slots, "events": list(events), "latest_message": latest["parse_data"]}
