"""Take out of a text what may tell who someone is."""

from collections.abc import Mapping
from typing import Any

from webhook.safety import contacts, numbers
from webhook.safety.forms import Forms
from webhook.safety.spans import take_out


class Redaction:
    """The redaction of one language."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """`document` is a data/safety/ file."""
        self._marks: Mapping[str, str] = document["marks"]
        self._regions: list[str] = document["regions"]
        self._forms = Forms(document["redact"])

    def apply(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text with a mark in each gap, and the kinds that were taken out."""
        spans = [
            *numbers.payments(text),
            *self._forms.told.spans(text),
            *contacts.emails(text),
            *contacts.links(text),
            *contacts.phones(text, self._regions),
            *contacts.handles(text),
            *self._forms.handles(text),
            *self._forms.names(text),
            *self._forms.places(text),
        ]
        return take_out(text, spans, self._marks)
