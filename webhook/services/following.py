"""What a member of staff follows: the desk's queue and the conversations held, as they change."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webhook.domain.errors import AlreadyTaken, IllegalMove, NotFound, Refused
from webhook.domain.handoffs import HandoffState
from webhook.services import desk
from webhook.services.context import Context
from webhook.services.staff import SignedIn

LOOK_EVERY = 4.0
"""Seconds a reader sleeps at most before it looks again: an ended session must be noticed within 5."""


class NobodyWaits(Refused):
    """There is nobody in the queue who can be taken now."""

    slug, status, title = "nobody-waits", 409, "Nobody is waiting"
    detail = "Somebody may have been faster. New requests show up by themselves."


@dataclass(frozen=True)
class News:
    """One thing to tell: `snapshot`, `event`, or `gone` (a conversation that can no longer be read)."""

    kind: str
    data: dict[str, Any]


@dataclass
class Following:
    """What one reader has been told. `seen` is the newest sequence number by conversation."""

    ctx: Context
    who: SignedIn
    seen: dict[str, int]
    last: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.followed = set(self.seen)

    def topics(self) -> tuple[str, ...]:
        """Where hints about any of it arrive."""
        held = (f"conversation:{conversation_id}" for conversation_id in sorted(self.followed))
        return (f"desk:{self.who.staff.desk_id}", *held)

    def news(self) -> list[News]:
        """Everything since the last call; told one after another it equals a fresh reading."""
        now, snapshot = self.ctx.clock(), _read(self.ctx, self.who)
        news = []
        if snapshot != self.last:
            self.last = snapshot
            news.append(News("snapshot", _at(now, self.who, snapshot)))
        held = {row["conversation"]: row["seq"] for row in snapshot["held"]}
        for conversation_id in sorted(self.followed | set(held)):
            if held.get(conversation_id) != self.seen.get(conversation_id):
                news += self._entries(conversation_id)
        self.followed = set(held)
        return news

    def _entries(self, conversation_id: str) -> list[News]:
        after = self.seen.get(conversation_id, 0)
        try:
            body = desk.events(self.ctx, self.who.staff, conversation_id, after)
        except NotFound:
            return [News("gone", {"conversation": conversation_id})]
        if body["events"]:
            self.seen[conversation_id] = body["events"][-1]["seq"]
        return [
            News("event", {"conversation": conversation_id, "seq": event["seq"], "event": event})
            for event in body["events"]
        ]


def standing(ctx: Context, who: SignedIn) -> dict[str, Any]:
    """The snapshot as one answer: queue, held, the server's clock, when the session ends."""
    now = ctx.clock()
    return _at(now, who, _read(ctx, who))


def ends(who: SignedIn) -> dict[str, str]:
    """When the session ends if nothing is done, and when in any case."""
    return {"ends_at": _instant(who.ends_at), "longest_until": _instant(who.longest_until)}


def events(ctx: Context, who: SignedIn, conversation_id: str, after: int, wait: int) -> dict[str, Any]:
    """The log above `after`, waiting up to `wait` seconds for something new. Raises `NotFound`."""
    began = ctx.clock()
    with ctx.bus.subscribe(f"conversation:{conversation_id}") as hints:
        while True:
            body = desk.events(ctx, who.staff, conversation_id, after)
            left = wait - (ctx.clock() - began).total_seconds()
            if body["events"] or left <= 0:
                return body
            hints.wait(min(left, LOOK_EVERY))


def take_next(ctx: Context, who: SignedIn) -> str:
    """Accept the first in the queue who can be accepted; returns the conversation. Raises `NobodyWaits`."""
    for row in desk.queue(ctx, who.staff):
        if row["state"] != HandoffState.QUEUED:
            continue
        try:
            return str(desk.accept(ctx, who.staff, row["id"])["conversation"])
        except (AlreadyTaken, IllegalMove, NotFound):
            continue  # somebody was faster
    raise NobodyWaits


def _read(ctx: Context, who: SignedIn) -> dict[str, Any]:
    return {"queue": desk.queue(ctx, who.staff), "held": desk.mine(ctx, who.staff)}


def _at(now: datetime, who: SignedIn, snapshot: dict[str, Any]) -> dict[str, Any]:
    # The time before the reading: of two snapshots that cross, the client can tell which one is older.
    return {"now": _instant(now), **ends(who), **snapshot}


def _instant(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
