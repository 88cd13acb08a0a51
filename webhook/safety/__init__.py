"""Crisis screening and redaction: before Rasa, apart from Rasa. Imports webhook.content and webhook.detection only."""

from webhook.safety.screen import LONGEST, Screen, Screened, TextTooLong

__all__ = ["LONGEST", "Screen", "Screened", "TextTooLong"]
