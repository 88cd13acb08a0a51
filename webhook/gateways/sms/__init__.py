"""Texts to phones: Twilio where it is set up, otherwise, in development, a twin behind the simulator page."""

from webhook.gateways.sms.absent import AbsentSms
from webhook.gateways.sms.protocol import Account, Draft, Sent, Sms
from webhook.gateways.sms.twilio import TwilioSms
from webhook.gateways.sms.twin import TwinSms
from webhook.settings import Settings

__all__ = ["AbsentSms", "Account", "Draft", "Sent", "Sms", "TwilioSms", "TwinSms", "sms_for"]

ANYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, never bound to


def sms_for(settings: Settings) -> Sms:
    """Twilio with credentials; the twin without them in development; otherwise none."""
    if settings.twilio is not None:
        account = Account(settings.twilio.account_sid, settings.twilio.auth_token, settings.twilio.sender)
        return TwilioSms(account, settings.public_url, settings.twilio.api_base)
    if settings.development:
        host = "127.0.0.1" if settings.host in ANYWHERE else settings.host
        return TwinSms(settings.session_key, settings.public_url, f"http://{host}:{settings.port}")
    return AbsentSms()
