"""Which parts answer now."""

from webhook.services.context import Context
from webhook.services.lexicons import STATES
from webhook.store import partners
from webhook.store.session import DatabaseFailed


def parts(ctx: Context) -> dict[str, str]:
    """Each dependency, `ready` or `down`. The word lists, where this process screens, may also be `old`."""
    found = {
        "database": "ready" if _database(ctx) else "down",
        "bot": "ready" if ctx.bot.ready() else "down",
        "words": "ready" if ctx.content.languages else "down",
    }
    return found if ctx.settings.role == "chat" else {**found, "lists": _lists(ctx)}


def lists(ctx: Context) -> dict[str, int]:
    """How many word lists stand how. Their names are for the log and `turnpoint doctor`: anybody may ask here."""
    standings = ctx.lexicons.current().standings
    return {state: sum(each.state == state for each in standings) for state in STATES}


def _lists(ctx: Context) -> str:
    counted = lists(ctx)
    if not ctx.lexicons.names():
        return "down"  # nothing would be found
    return next((state for state in reversed(STATES) if counted[state]), "ready")


def _database(ctx: Context) -> bool:
    try:
        with ctx.db.reading() as session:
            partners.by_site_key(session, "")
    except DatabaseFailed:
        return False
    return True
