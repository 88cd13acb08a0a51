"""The database and in it the demo's partner, desk and login: made at the first start, left alone later."""

from dataclasses import dataclass
from pathlib import Path

from webhook.app import create_context
from webhook.content import ContentInvalid
from webhook.running.errors import CannotRun
from webhook.running.keys import write_secret
from webhook.services import partners, seeding
from webhook.settings import Settings
from webhook.store import schema
from webhook.store.session import DatabaseFailed


@dataclass(frozen=True)
class Demo:
    """What the demo needs. `password` is that of the staff login, None where it was printed at a former start."""

    environ: dict[str, str]
    login: str
    password: str | None


def migrate(settings: Settings) -> None:
    """Bring the database to the newest schema; raises `CannotRun`."""
    try:
        schema.upgrade(settings.database_url)
    except DatabaseFailed as error:
        raise CannotRun(f"The database could not be reached or changed ({type(error).__name__}).") from None


def seed(settings: Settings) -> Demo:
    """Make what is missing of the demo; raises `CannotRun` where the words in data/ are not valid."""
    try:
        ctx = create_context(settings)
    except ContentInvalid as error:
        raise CannotRun(f"The words in data/ are not valid: {' '.join(error.problems[:3])}") from None
    file = settings.home / "keys" / "demo_secret"
    made = [seeding.demo(ctx, f"http://{host}:{settings.demo_port}") for host in ("127.0.0.1", "localhost")]
    secret = made[0].partner_secret
    if secret is None and not file.exists():
        secret = partners.rotate(ctx, seeding.DEMO_SITE, ctx.clock())
    if secret is not None:
        write_secret(file, secret)
    ctx.db.dispose()
    return Demo(_environ(file), seeding.DEMO_LOGIN, made[0].staff_password)


def _environ(secret: Path) -> dict[str, str]:
    return {"TURNPOINT_DEMO_SITE": seeding.DEMO_SITE, "TURNPOINT_DEMO_SECRET_FILE": str(secret)}
