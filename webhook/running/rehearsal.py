"""A visitor for the terminal: the whole service on a database of its own that is thrown away afterwards."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from webhook.app import create_context
from webhook.running.overheard import Overheard
from webhook.services import screening, seeding, talking, visits
from webhook.services.context import Context
from webhook.settings import Settings
from webhook.store import partners, schema
from webhook.store.tables import Visit


@dataclass
class Visitor:
    """Somebody who met the warning just now."""

    ctx: Context
    visit: Visit
    seen: int = 0

    def say(self, text: str) -> dict[str, Any]:
        """Write something; the answer has only what is new."""
        return self._act(talking.Said(str(uuid.uuid4()), text=text))

    def press(self, button: str) -> dict[str, Any]:
        """Press a button by its id. Raises UnknownButton."""
        return self._act(talking.Said(str(uuid.uuid4()), button=button))

    def _act(self, said: talking.Said) -> dict[str, Any]:
        answer = talking.say(self.ctx, self.visit, said, self.seen)
        self.seen = answer["seq"]
        return answer


@contextmanager
def rehearsal(settings: Settings) -> Iterator[Context]:
    """A wired service with the demo's partner and desk, whose database lasts as long as the block."""
    with TemporaryDirectory(prefix="turnpoint-talk-") as folder:
        url = f"sqlite:///{Path(folder) / 'talk.db'}"
        schema.upgrade(url)
        ctx = create_context(replace(settings, database_url=url, redis_url=None))
        ctx = replace(ctx, bot=Overheard(ctx.bot))
        try:
            seeding.demo(ctx, "http://localhost")
            yield ctx
        finally:
            ctx.db.dispose()


def arrive(ctx: Context, language: str, country: str | None) -> Visitor:
    """A visitor with a warning before them, in this language and country (ISO 3166-1 alpha-2)."""
    with ctx.db.reading() as session:
        partner = partners.by_site_key(session, seeding.DEMO_SITE)
    if partner is None:
        raise LookupError(seeding.DEMO_SITE)
    place = screening.Place("search", language, country)
    answer = screening.warn(ctx, partner, str(uuid.uuid4()), screening.Hit("demo"), place)
    return Visitor(ctx, visits.claim(ctx, answer["token"], secrets.token_urlsafe(32)))
