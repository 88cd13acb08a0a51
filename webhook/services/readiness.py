"""Which parts answer now."""

from webhook.services.context import Context
from webhook.store import partners
from webhook.store.session import DatabaseFailed


def parts(ctx: Context) -> dict[str, str]:
    """Each dependency, `ready` or `down`."""
    return {
        "database": "ready" if _database(ctx) else "down",
        "bot": "ready" if ctx.bot.ready() else "down",
        "words": "ready" if ctx.content.languages else "down",
    }


def _database(ctx: Context) -> bool:
    try:
        with ctx.db.reading() as session:
            partners.by_site_key(session, "")
    except DatabaseFailed:
        return False
    return True
