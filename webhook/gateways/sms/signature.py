"""Twilio's signature over an address and a form, as its own library computes it."""

from collections.abc import Mapping

from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"


def sign(token: str, url: str, form: Mapping[str, str]) -> str:
    """What Twilio would put into the header for a form posted to `url`."""
    signature: str = RequestValidator(token).compute_signature(url, dict(form))
    return signature


def is_signed(token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    """Whether `signature` is Twilio's for exactly this form at this address (with or without its port)."""
    valid: bool = RequestValidator(token).validate(url, dict(form), signature)
    return valid
