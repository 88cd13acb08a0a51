"""What the catalogue hands out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Button:
    """`id` is what the visitor's client sends back; `label` is what it shows."""

    id: str
    label: str


@dataclass(frozen=True)
class Reply:
    """One thing the bot says. Cards are as written in the file, not yet filled in.

    `facts` names what is to be said below the text of the service that would be contacted.
    """

    key: str
    text: str
    buttons: tuple[Button, ...] = ()
    cards: tuple[dict[str, Any], ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """`priority` is urgent, high or normal; `audience` a helpline audience or None; `label` is for staff."""

    name: str
    priority: str
    audience: str | None
    label: str
    must: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Locale:
    """`country` is ISO 3166-1 alpha-2; `law` has one line per language, and nothing where we do not know."""

    country: str
    name: str
    languages: tuple[str, ...]
    law: Mapping[str, str] = field(default_factory=dict)
    as_of: str | None = None
    expires_on: str | None = None
