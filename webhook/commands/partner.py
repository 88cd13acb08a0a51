"""`turnpoint partner …`: register a site, rotate its secret, list sites."""

from datetime import timedelta
from urllib.parse import urlsplit

import click

from webhook import wiring
from webhook.domain.errors import UnknownList, UnknownSite
from webhook.services import partners
from webhook.store.session import Duplicate


@click.group("partner")
def command() -> None:
    """Partner sites: who may send signed calls and frame the widget."""


@command.command("add")
@click.argument("site_key")
@click.argument("name")
@click.option("--origin", "origins", multiple=True, required=True, help="such as https://www.example.org")
def add(site_key: str, name: str, origins: tuple[str, ...]) -> None:
    """Register SITE_KEY (public) for the site NAME; prints its signing secret once."""
    for origin in origins:
        parts = urlsplit(origin)
        if f"{parts.scheme}://{parts.netloc}" != origin or parts.scheme not in ("http", "https"):
            raise click.ClickException("An origin is a scheme and a host, such as https://www.example.org.")
    try:
        secret = partners.create(wiring.context(), site_key, name, origins)
    except Duplicate:
        raise click.ClickException("This site key is taken.") from None
    click.echo(f"Signing secret (shown this once): {secret}")


@command.command("rotate")
@click.argument("site_key")
@click.option("--keep-hours", default=24, show_default=True, help="how long the old secret stays valid")
def rotate(site_key: str, keep_hours: int) -> None:
    """Make a new signing secret; the old one stays valid for a while."""
    ctx = wiring.context()
    try:
        secret = partners.rotate(ctx, site_key, ctx.clock() + timedelta(hours=keep_hours))
    except UnknownSite:
        raise click.ClickException("No site has this key.") from None
    click.echo(f"New signing secret (shown this once): {secret}")


@command.command("lists")
@click.argument("site_key")
@click.option("--only", "names", multiple=True, help="a list that counts; repeat it for several")
@click.option("--all", "every", is_flag=True, help="every list counts, those that are added later too")
def lists(site_key: str, names: tuple[str, ...], every: bool) -> None:
    """Say which word lists count for SITE_KEY; with --only or --all, change that (seen within five seconds)."""
    if names and every:
        raise click.UsageError("--only and --all exclude one another.")
    ctx = wiring.context()
    try:
        if names or every:
            partners.choose_lists(ctx, site_key, names or None)
        chosen = partners.lists_of(ctx, site_key)
    except UnknownSite:
        raise click.ClickException("No site has this key.") from None
    except UnknownList:
        known = ", ".join(ctx.lexicons.names()) or "none"
        raise click.ClickException(f"No list in use has one of these names. Known: {known}.") from None
    click.echo("all lists" if chosen is None else " ".join(chosen))


@command.command("list")
def list_() -> None:
    """List sites with their origins."""
    for site_key, name, origins in partners.known(wiring.context()):
        click.echo(f"{site_key}\t{name}\t{' '.join(origins)}")
