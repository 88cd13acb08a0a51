"""Which door a warning puts first, and whose helplines stand beside it."""

from webhook.domain.commands import DOORS
from webhook.services.cards import DOOR_AUDIENCE

FIRST = {
    "survivor": ("door.victim",),
    "help": ("door.me", "door.concerned"),
    "prevention": ("door.concerned", "door.me"),
    "research": ("door.mistake", "door.report"),
    "news": ("door.mistake", "door.report"),
}
"""What a query is about besides → the doors that come first. The others follow in their usual order."""

FIRST_OF_A_NOTICE = ("door.mistake",)
BESIDE = {"research": "report", "news": "report"}


def order(action: str, context: str | None) -> list[str]:
    """Every door, the likeliest first; a notice, which may well be a mistake, begins with saying so."""
    first = FIRST.get(context or "", FIRST_OF_A_NOTICE if action == "notice" else ())
    return [*first, *(door for door in DOORS if door not in first)]


def audience(action: str, context: str | None) -> str:
    """Whose helplines the warning shows at once."""
    return BESIDE.get(context or "") or DOOR_AUDIENCE[order(action, context)[0]]
