"""For Twilio: texts from phones, and what became of ours. Who may call: whoever signs with the account's token."""

import re
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request

from webhook.domain.errors import BodyInvalid, NotFound, TwilioSignatureInvalid
from webhook.domain.texts import LONGEST, TextTooLong
from webhook.gateways.sms.signature import HEADER, is_signed
from webhook.routes.bodies import raw
from webhook.services import inbound, receipts
from webhook.services.context import Context

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
MESSAGE_SID = re.compile(r"[A-Z]{2}[0-9a-f]{32}")
MAX_FIELDS = 100
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def blueprint(ctx: Context) -> Blueprint:
    """The two addresses that Twilio is told. Both take only a signed form, and answer at once."""
    routes = Blueprint("twilio", __name__, url_prefix="/v1/twilio")

    @routes.post("/inbound")
    def text() -> Response:
        """A text from a phone, as Twilio posts it (form-encoded)."""
        form = _signed_form(ctx)
        _refuse_other_sender(ctx, form)
        inbound.take(ctx, _arrived(form))
        return Response(NOTHING_TO_SAY, content_type="text/xml; charset=utf-8")

    @routes.post("/status/<text_id>")
    def status(text_id: str) -> Response:
        """What became of a text of ours, as Twilio posts it (form-encoded)."""
        form = _signed_form(ctx)
        error = form.get("ErrorCode", "")
        if error and not (error.isdecimal() and len(error) <= 6):
            raise BodyInvalid
        receipt = receipts.Receipt(_sid(form), form.get("MessageStatus", ""), int(error) if error else None)
        receipts.take(ctx, text_id, receipt)
        return Response(status=204)

    return routes


def _signed_form(ctx: Context) -> dict[str, str]:
    """The form, if it is signed for our public address.

    The address is the configured one, never the Host or Forwarded headers. Raises `NotFound` where texting is not set
    up, `BodyInvalid`, `BodyTooLarge` or `TwilioSignatureInvalid`.
    """
    account = ctx.sms.account
    if account is None:
        raise NotFound
    form = _form()
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    url = ctx.settings.public_url + request.path + query
    if not is_signed(account.token, url, form, request.headers.get(HEADER, "")):
        raise TwilioSignatureInvalid
    if form.get("AccountSid") != account.sid:
        raise TwilioSignatureInvalid
    return form


def _form() -> dict[str, str]:
    """The fields, each once. Read here, because Flask's own reading turns broken UTF-8 into other text."""
    if request.mimetype != "application/x-www-form-urlencoded":
        raise TwilioSignatureInvalid
    try:
        pairs = parse_qsl(
            raw().decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError:
        raise BodyInvalid from None
    form = dict(pairs)
    if len(form) != len(pairs) or any("\x00" in part for pair in pairs for part in pair):
        raise BodyInvalid
    return form


def _refuse_other_sender(ctx: Context, form: dict[str, str]) -> None:
    account = ctx.sms.account
    ours = form.get("MessagingServiceSid" if account and account.sender.startswith("MG") else "To")
    if account is None or ours != account.sender:
        raise TwilioSignatureInvalid


def _arrived(form: dict[str, str]) -> inbound.Arrived:
    phone, body, media = form.get("From", ""), form.get("Body", ""), form.get("NumMedia", "0")
    if not E164.fullmatch(phone) or not media.isdecimal():
        raise BodyInvalid
    if len(body) > LONGEST:
        raise TextTooLong
    return inbound.Arrived(
        _sid(form), phone, body, media=media.strip("0") != "", answered="OptOutType" in form
    )


def _sid(form: dict[str, str]) -> str:
    sid = form.get("MessageSid", "")
    if not MESSAGE_SID.fullmatch(sid):
        raise BodyInvalid
    return sid
