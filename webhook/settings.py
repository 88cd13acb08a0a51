"""Settings: read once from the environment, typed; what is not understood stops the program."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
KNOWN = frozenset(
    "ENV HOME PUBLIC_URL HOST PORT DEMO_PORT RASA_URL ACTIONS_PORT BOT_SECRET MASTER_KEYS PEPPER"
    " SESSION_KEY DATA DIRECTORY ROLE WAIT_MINUTES DEMO_SITE DEMO_SECRET DEMO_WORDS URL"
    " LEXICONS LEXICON_IDENTITY LEXICON_RECIPIENTS LEXICON_FEED LEXICON_FEED_KEY OPINION ENCODER".split()
)


class SettingsInvalid(ValueError):
    """A setting is missing or malformed; the message is one sentence for the operator, without the value."""


@dataclass(frozen=True)
class TwilioSettings:
    """How texts are sent. `api_base` is for tests: the address of a stand-in for Twilio's API."""

    account_sid: str
    auth_token: str = field(repr=False)
    sender: str
    api_base: str | None = None


@dataclass(frozen=True)
class Settings:
    """All that can be set. Keys are raw bytes; addresses have no trailing slash; minutes are minutes."""

    env: str
    home: Path
    public_url: str
    host: str
    port: int
    demo_port: int
    rasa_url: str
    actions_port: int
    data: Path
    lexicons: Path
    lexicon_identity: str = field(repr=False)
    opinion: Path | None
    directory: Literal["checked", "unchecked"]
    role: str
    database_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    bot_secret: str = field(repr=False)
    master_keys: dict[int, bytes] = field(repr=False)
    pepper: bytes = field(repr=False)
    session_key: bytes = field(repr=False)
    wait_minutes: int
    twilio: TwilioSettings | None

    @property
    def development(self) -> bool:
        """True where simulators and the demo may be shown."""
        return self.env == "development"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read every setting; raises `SettingsInvalid` with one sentence."""
        read = _Reader(environ)
        read.refuse_unknown()
        home = Path(read.text("TURNPOINT_HOME", str(ROOT / "var")))
        env = read.choice("TURNPOINT_ENV", ("production", "development"))
        return cls(
            env=env,
            home=home,
            public_url=read.url("TURNPOINT_PUBLIC_URL", "http://127.0.0.1:8000"),
            host=read.text("TURNPOINT_HOST", "127.0.0.1"),
            port=read.number("TURNPOINT_PORT", 8000),
            demo_port=read.number("TURNPOINT_DEMO_PORT", 8001),
            rasa_url=read.url("TURNPOINT_RASA_URL", "http://127.0.0.1:5005"),
            actions_port=read.number("TURNPOINT_ACTIONS_PORT", 5055),
            data=Path(read.text("TURNPOINT_DATA", str(ROOT / "data"))),
            lexicons=Path(read.text("TURNPOINT_LEXICONS", str(home / "lexicons"))),
            lexicon_identity=read.secret("TURNPOINT_LEXICON_IDENTITY", ""),
            opinion=read.path("TURNPOINT_OPINION"),
            directory="unchecked" if read.unchecked() else "checked",
            role=read.choice("TURNPOINT_ROLE", ("all", "screen", "chat")),
            database_url=read.secret("DATABASE_URL", f"sqlite:///{home / 'turnpoint.db'}"),
            redis_url=read.secret("REDIS_URL", "") or None,
            bot_secret=read.secret("TURNPOINT_BOT_SECRET"),
            master_keys=read.master_keys("TURNPOINT_MASTER_KEYS"),
            pepper=read.key("TURNPOINT_PEPPER"),
            session_key=read.key("TURNPOINT_SESSION_KEY"),
            wait_minutes=read.number("TURNPOINT_WAIT_MINUTES", 10),
            twilio=read.twilio(),
        )


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def refuse_unknown(self) -> None:
        for name in self.environ:
            if name.startswith("TURNPOINT_"):
                short = name.removeprefix("TURNPOINT_").removesuffix("_FILE")
                if short not in KNOWN:
                    raise SettingsInvalid(f"{name} is not a setting of Turnpoint.")

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name) or default

    def path(self, name: str) -> Path | None:
        value = self.environ.get(name)
        return Path(value) if value else None

    def number(self, name: str, default: int) -> int:
        raw = self.environ.get(name) or str(default)
        if not raw.isdecimal() or not 0 < int(raw) < 65536:
            raise SettingsInvalid(f"{name} must be a whole number from 1 to 65535.")
        return int(raw)

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.environ.get(name) or allowed[0]
        if value not in allowed:
            raise SettingsInvalid(f"{name} must be one of: {', '.join(allowed)}.")
        return value

    def unchecked(self) -> bool:
        return self.choice("TURNPOINT_DIRECTORY", ("checked", "unchecked")) == "unchecked"

    def url(self, name: str, default: str) -> str:
        value = (self.environ.get(name) or default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsInvalid(f"{name} must be an http or https address.")
        return value

    def secret(self, name: str, default: str | None = None) -> str:
        """The value of NAME, or the content of the file that NAME_FILE names."""
        file = self.environ.get(f"{name}_FILE")
        if file:
            try:
                return Path(file).read_text().strip()
            except OSError as error:
                raise SettingsInvalid(f"{name}_FILE names a file that cannot be read.") from error
        value = self.environ.get(name) or default
        if value is None:
            raise SettingsInvalid(f"{name} (or {name}_FILE) must be set.")
        return value

    def key(self, name: str) -> bytes:
        return _decoded(name, self.secret(name))

    def master_keys(self, name: str) -> dict[int, bytes]:
        keys: dict[int, bytes] = {}
        for part in self.secret(name).split(","):
            version, _, encoded = part.strip().partition(":")
            if not version.isdecimal():
                raise SettingsInvalid(f'{name} must look like "1:<base64 of 32 bytes>".')
            keys[int(version)] = _decoded(name, encoded)
        return keys

    def twilio(self) -> TwilioSettings | None:
        sid, sender = self.environ.get("TWILIO_ACCOUNT_SID"), self.environ.get("TWILIO_FROM")
        token = self.secret("TWILIO_AUTH_TOKEN", "")
        if not (sid or sender or token):
            return None
        if not (sid and sender and token):
            raise SettingsInvalid("TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM go together.")
        return TwilioSettings(sid, token, sender, self.environ.get("TWILIO_API_BASE"))


def _decoded(name: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise SettingsInvalid(f"{name} must be base64.") from error
    if len(key) != 32 or len(set(key)) < 8:
        raise SettingsInvalid(f"{name} must be 32 random bytes in base64.")
    return key
