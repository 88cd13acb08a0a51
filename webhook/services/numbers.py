"""Phone numbers: understood, kept as ciphertext, found by a keyed hash, shown by their last two digits."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from webhook.domain.errors import NumberInvalid
from webhook.services.context import Context
from webhook.store import conversations
from webhook.store.crypto import open_sealed, phone_index, seal
from webhook.store.session import Session
from webhook.store.tables import Handoff

TEXTABLE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
MAX_TYPED = 40
TYPED = re.compile(r"[+\uff0b]?[\d\s().\-/\u2010-\u2015]+")
"""Digits of any script and what people put between them; no letters (which would become digits), no extension."""
FALLBACK_REGION = "ZZ"


def parse(typed: str, country: str | None) -> str:
    """The number in E.164. `country` (ISO 3166-1) is whose national form is understood.

    Raises `NumberInvalid` for what is no number, or none that can get a text (landline, premium rate, short code).
    """
    if len(typed) > MAX_TYPED or not TYPED.fullmatch(typed):
        raise NumberInvalid
    try:
        number = phonenumbers.parse(typed, country or FALLBACK_REGION)
    except NumberParseException:
        raise NumberInvalid from None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in TEXTABLE:
        raise NumberInvalid
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def index(ctx: Context, e164: str) -> str:
    """The keyed hash by which this number is found."""
    return phone_index(ctx.settings.pepper, e164)


def keep(session: Session, ctx: Context, handoff: Handoff, typed: str, country: str | None) -> None:
    """Put the number on the handoff, encrypted under the conversation's key.

    Raises `NumberInvalid`. Whether that phone has answered STOP is not told here: whoever types a number must not
    learn anything about its owner. The text to it is then refused as one to a dead number is.
    """
    e164 = parse(typed, country)
    hashed = index(ctx, e164)
    key = conversations.key_of(session, handoff.conversation_id, ctx.keyring)
    handoff.phone = seal(key, e164.encode(), _place(handoff))
    handoff.phone_index = hashed
    handoff.phone_tail = e164[-2:]


def of(session: Session, ctx: Context, handoff: Handoff) -> str:
    """The number in E.164, in clear: for sending only."""
    key = conversations.key_of(session, handoff.conversation_id, ctx.keyring)
    return open_sealed(key, handoff.phone or b"", _place(handoff)).decode()


def country_of(e164: str) -> str | None:
    """The country (ISO 3166-1) that a number belongs to; None where it is not known."""
    return phonenumbers.region_code_for_number(phonenumbers.parse(e164))


def _place(handoff: Handoff) -> str:
    return f"handoffs.phone|{handoff.conversation_id}|{handoff.id}"
