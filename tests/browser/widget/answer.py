"""The service's answer to a search, as the contract writes it, with the repository's own words."""

import secrets
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).resolve().parents[3] / "data" / "warnings" / "en.yml"

HELPLINE = {
    "id": "example-line",
    "name": "Example Helpline",
    "phone": "0808 157 0000",
    "phone_href": "tel:08081570000",
    "sms": None,
    "sms_href": None,
    "chat_url": "https://helpline.example/chat",
    "email": None,
    "web": "https://helpline.example/",
    "hours": "Monday to Thursday 9:00-21:00, Friday 9:00-17:00",
    "cost": "Free",
    "languages": ["en", "cy"],
    "anonymous": True,
    "confidentiality": "They pass on what you say only if a child is at risk and they know who you are.",
    "note": "Interpreters can be added.",
    "unchecked": True,
}


def helplines() -> dict[str, Any]:
    second = HELPLINE | {"id": "second-line", "name": "Second Line", "anonymous": False, "unchecked": False}
    return {
        "kind": "helplines",
        "audience": "own_behaviour",
        "title": "Help with sexual thoughts or behaviour",
        "items": [HELPLINE, second],
    }


def answer(token: str, visit: str | None = None) -> dict[str, Any]:
    """A warning in English for Britain."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    warning, search = words["warning"], words["warning"]["kinds"]["search"]
    return {
        "action": "warning",
        "visit": visit or secrets.token_hex(16),
        "token": token,
        "expires_at": "2030-01-01T00:00:00Z",
        "language": "en",
        "direction": "ltr",
        "country": "GB",
        "warning": {
            "title": search["title"],
            "paragraphs": [warning["law"], search["harm"], search["help"]],
            "machine": warning["machine"],
            "kept": warning["kept"],
            "promise": warning["promise"],
        },
        "doors": [{"id": door, "label": label} for door, label in words["doors"].items()],
        "helplines": [helplines()],
        "emergency": {"number": "999", "text": words["emergency"]["text"].replace("{number}", "999")},
        "ui": words["ui"],
    }


def consent(channel: str) -> dict[str, Any]:
    """The card that asks before a handoff."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))["consent"]
    card = {
        "kind": "consent",
        "channel": channel,
        "title": words[f"title_{channel}"],
        "desk_label": words["desk"],
        "desk": "Demo Helpline",
        "confidentiality_label": words["confidentiality"],
        "confidentiality": words["confidentiality_unknown"],
        "passed_on": [
            {"label": words["topic"], "value": "Wants to stop"},
            {"label": words["language"], "value": "English"},
            {"label": words["country"], "value": "GB"},
            {"label": words["reach"], "value": words[f"reach_{channel}"]},
        ],
        "share_label": words["share"],
        "approve_label": words[f"approve_{channel}"],
        "decline_label": words[f"decline_{channel}"],
    }
    if channel == "sms":
        card["number"] = {name: words[f"number_{name}"] for name in ("label", "hint", "warning", "use")}
    return card
