"""The one place where everything is wired."""

from importlib.metadata import version

from flask import Flask

from webhook.content import ContentSource
from webhook.gateways.alerts import ConsoleAlerts
from webhook.gateways.bus import Bus, LocalBus, RedisBus
from webhook.gateways.rasa import RasaBot
from webhook.gateways.sms import sms_for
from webhook.routes import (
    bodies,
    headers,
    health,
    openapi,
    partner,
    problems,
    shortcut,
    simulator,
    staff,
    twilio,
    visitor,
    widget,
)
from webhook.safety import Screen
from webhook.services import partners
from webhook.services.context import Context
from webhook.services.lexicons import Lexicons
from webhook.services.list_sources import sources
from webhook.services.second_opinion import second_opinion
from webhook.settings import Settings
from webhook.store.crypto import Keyring
from webhook.store.database import Database


def create_context(settings: Settings) -> Context:
    """Wire the rooms. Opens no connection yet; reads `data/`.

    Raises `webhook.content.ContentInvalid` where the words do not pass their checks.
    """
    return Context(
        settings=settings,
        db=Database(settings.database_url),
        keyring=Keyring(settings.master_keys),
        source=ContentSource(settings.data, settings.directory),
        screen=Screen.load(settings.data),
        lexicons=Lexicons(
            sources(settings.data, settings.lexicons, settings.lexicon_identity),
            second_opinion(settings.opinion, settings.lexicon_identity),
        ),
        bus=_bus(settings),
        bot=RasaBot(settings.rasa_url, settings.bot_secret),
        sms=sms_for(settings),
        alerts=ConsoleAlerts(),
    )


def create_app(settings: Settings, ctx: Context | None = None) -> Flask:
    """The web application for the role that the settings name; tests may pass a context of their own."""
    ctx = ctx or create_context(settings)
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.session_key,
        MAX_CONTENT_LENGTH=bodies.MAX_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=bodies.MAX_BODY_BYTES,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions["turnpoint"] = ctx
    app.session_interface = headers.ConsoleCookies()
    app.json.sort_keys = False  # type: ignore[attr-defined]
    problems.install(app, ctx)
    if settings.role != "chat":
        shortcut.install(app, ctx)
    headers.install(app, https=settings.public_url.startswith("https:"))
    app.register_blueprint(health.blueprint(ctx))
    app.register_blueprint(openapi.blueprint(version("turnpoint")))
    if settings.role in ("all", "screen"):
        ctx.lexicons.current()  # now, so that the first partner does not wait for it
        app.register_blueprint(partner.blueprint(ctx))
    if settings.role in ("all", "chat"):
        _register_chat(app, ctx)
    return app


def _register_chat(app: Flask, ctx: Context) -> None:
    app.register_blueprint(visitor.blueprint(ctx))
    app.register_blueprint(widget.blueprint(lambda site: partners.origins_of(ctx, site)))
    app.register_blueprint(twilio.blueprint(ctx))
    staff.register(app, ctx)
    if ctx.settings.development and ctx.settings.twilio is None:
        app.register_blueprint(simulator.blueprint(ctx))


def _bus(settings: Settings) -> Bus:
    return RedisBus(settings.redis_url) if settings.redis_url else LocalBus()
