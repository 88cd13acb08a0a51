"""What is set, what is missing, and what each missing part costs. Never the value of a secret."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from webhook.running import bot
from webhook.running.environment import DEVELOPMENT, data_of, home_of
from webhook.running.keys import MADE, kept_keys
from webhook.running.parts import all_parts
from webhook.running.training import trained_model
from webhook.settings import Settings, SettingsInvalid


class Verdict(StrEnum):
    """How a finding counts: only `MISSING` is a failure."""

    OK = "ok"
    OFF = "off"
    MISSING = "missing"


@dataclass(frozen=True)
class Finding:
    """One line of the diagnosis; `says` is what is set, or what its absence costs."""

    verdict: Verdict
    title: str
    says: str


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Every finding, the ones that a start needs first.

    Keys that `turnpoint up` made mark a developer's machine: without TURNPOINT_ENV it is looked at as such.
    """
    home, data = home_of(environ), data_of(environ)
    kept = kept_keys(home, environ)
    if kept and "TURNPOINT_ENV" not in environ:
        environ = {**DEVELOPMENT, **environ}
    environ = {**environ, **kept}
    yield Finding(Verdict.OK, "TURNPOINT_ENV", environ.get("TURNPOINT_ENV", "production"))
    yield from _secrets(environ)
    yield from _home(home)
    yield from _bot(home, data)
    try:
        settings = Settings.from_environ(environ)
    except SettingsInvalid as reason:
        yield Finding(Verdict.MISSING, "settings", str(reason))
        return
    yield from _words(settings)
    yield from _lists(settings)
    yield from _database(settings)
    yield from _outside(settings)
    yield from _running(settings)


def _secrets(environ: Mapping[str, str]) -> Iterator[Finding]:
    for name in MADE:
        if environ.get(f"{name}_FILE"):
            yield Finding(Verdict.OK, name, f"in the file {environ[f'{name}_FILE']}")
        elif environ.get(name):
            yield Finding(Verdict.OK, name, "set")
        else:
            yield Finding(
                Verdict.MISSING, name, "nothing starts without it; turnpoint up makes one for development"
            )


def _home(home: Path) -> Iterator[Finding]:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    if os.access(place, os.W_OK):
        yield Finding(Verdict.OK, "TURNPOINT_HOME", str(home))
    else:
        yield Finding(Verdict.MISSING, "TURNPOINT_HOME", f"{home} cannot be written: no database, no logs")


def _bot(home: Path, data: Path) -> Iterator[Finding]:
    silent = "visitors get warning, doors, helplines and handoff, but no conversation"
    if bot.PYTHON.exists():
        yield Finding(Verdict.OK, "bot environment", "bot/.venv")
    else:
        yield Finding(Verdict.MISSING, "bot environment", f"run make setup; until then {silent}")
    if trained_model(home, data):
        yield Finding(Verdict.OK, "trained model", "fits config.yml, bot/ and data/ as they are")
    else:
        yield Finding(
            Verdict.OFF, "trained model", f"run turnpoint train (turnpoint up does); until then {silent}"
        )


def _words(settings: Settings) -> Iterator[Finding]:
    from webhook.content import Content, ContentInvalid

    try:
        content = Content.load(settings.data, directory=settings.directory)
    except ContentInvalid as error:
        yield Finding(Verdict.MISSING, "words in data/", f"not valid: {error.problems[0]}")
        return
    yield Finding(Verdict.OK, "words in data/", f"languages: {', '.join(content.languages)}")
    yield _signed(settings.data)
    if settings.directory == "unchecked":
        verdict = Verdict.OFF if settings.development else Verdict.MISSING
        yield Finding(verdict, "TURNPOINT_DIRECTORY", "unchecked: helplines that nobody verified are shown")
    else:
        yield Finding(Verdict.OK, "TURNPOINT_DIRECTORY", "checked: only verified helplines are shown")


def _signed(data: Path) -> Finding:
    from webhook.content.checks.signatures import unsigned

    files, groups = unsigned(data)
    if not files:
        return Finding(Verdict.OK, "words signed", "every file, by those who read it")
    says = f"{files} files are signed by nobody, or changed since ({', '.join(groups)}): visitors read unchecked words"
    return Finding(Verdict.OFF, "words signed", says)


def _lists(settings: Settings) -> Iterator[Finding]:
    from webhook.services.lexicons import Lexicons
    from webhook.services.list_sources import SealedLists, sources

    found = Lexicons(sources(settings.data, settings.lexicons, settings.lexicon_identity)).newer()
    standings = found.standings if found else ()
    for each in standings:
        if each.state == "ready":
            yield Finding(Verdict.OK, f"list {each.name}", f"version {each.version}")
        else:
            yield Finding(
                Verdict.MISSING, f"list {each.name}", f"not in use, so nothing of it is found: {each.reason}"
            )
    if not (found and any(key.startswith(SealedLists.prefix) for key in found.lists)):
        yield Finding(
            Verdict.OFF, "sealed lists", "none in use: only the public words of data/lexicon/ are found"
        )


def _database(settings: Settings) -> Iterator[Finding]:
    from webhook.app import create_context
    from webhook.services import partners, readiness

    kind, unscreened = settings.database_url.split(":", 1)[0], []
    ctx = create_context(settings)
    try:
        ready = readiness.parts(ctx)["database"] == "ready"
        if ready:
            unscreened = partners.unscreened(ctx, ctx.lexicons.names())
    finally:
        ctx.db.dispose()
    if ready:
        yield Finding(Verdict.OK, "database", kind)
    else:
        yield Finding(
            Verdict.MISSING, "database", f"{kind} does not answer or is empty: run turnpoint migrate"
        )
    for site in unscreened:
        says = "none of the lists that count for it is in use: turnpoint partner lists says which do"
        yield Finding(Verdict.MISSING, f"partner {site}", says)
    if kind == "sqlite":
        yield Finding(Verdict.OFF, "DATABASE_URL", "not set: SQLite, so one web process on one machine")


def _outside(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url:
        yield Finding(Verdict.OK, "REDIS_URL", "set")
    else:
        yield Finding(
            Verdict.OFF, "REDIS_URL", "not set: between several web processes new events are seen later"
        )
    if settings.twilio:
        yield Finding(Verdict.OK, "TWILIO_…", "set: texts are sent")
    else:
        yield Finding(
            Verdict.OFF, "TWILIO_…", "not set: no text leaves; the simulator shows them in development"
        )
    if settings.public_url.startswith("https:"):
        yield Finding(Verdict.OK, "TURNPOINT_PUBLIC_URL", settings.public_url)
    else:
        verdict = Verdict.OFF if settings.development else Verdict.MISSING
        yield Finding(verdict, "TURNPOINT_PUBLIC_URL", "not https: only fit for this machine")


def _running(settings: Settings) -> Iterator[Finding]:
    for part in all_parts(settings, Path(), beat_within=30.0):
        ready = part.ready()
        yield Finding(
            Verdict.OK if ready else Verdict.OFF, part.title, "running" if ready else "not running now"
        )
