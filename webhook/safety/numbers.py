"""Numbers that tell who pays: cards, accounts, payment addresses; and dates of birth where they are said as such.

Each expression here takes time linear in the text.
"""

import re
from collections.abc import Iterator, Sequence

from webhook.safety.spans import Span

_CARD = re.compile(r"(?<![\w+])\d(?:[ \-‐-―.]?\d){12,18}(?!\d)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_IFSC = re.compile(r"(?<!\w)[A-Z]{4}0[A-Z0-9]{6}(?!\w)", re.IGNORECASE)
_PAN = re.compile(r"(?<!\w)[A-Z]{5}\d{4}[A-Z](?!\w)", re.IGNORECASE)
_BANKS = (
    "ok(?:axis|icici|sbi|hdfcbank)|upi|ybl|ibl|axl|apl|paytm|pt(?:axis|yes|hdfc|sbi)|yapl|rapl|sbi|icici|hdfcbank"
    "|axisbank|kotak|yesbank|barodampay|freecharge|jupiteraxis|naviaxis|waicici|waaxis|wahdfcbank|wasbi|airtel|postbank"
)
_UPI = re.compile(rf"(?<![\w.-])[\w.-]{{2,64}}@(?:{_BANKS})(?![\w.-]*[\w])", re.IGNORECASE)
_ACCOUNT = r"(?P<number>[A-Z]{0,3}\d(?:[ \-.]?\d){5,19})"
_DATE = (
    r"\d{{1,4}}\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?\d{{1,4}}"
    r"|\d{{1,2}}(?:st|nd|rd|th|er|º|ª|\.)?\s{{1,2}}(?:of |de |d')?(?:{months})\.?"
    r"(?:,?\s(?:of |de |del |do )?\d{{2,4}})?"
    r"|(?:{months})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{2,4}})?"
    r"|\d{{6}}(?:\d\d)?"
)
_REMAINDER = 97  # of an IBAN, by ISO 7064


def payments(text: str) -> Iterator[Span]:
    """Cards that pass the Luhn check, IBANs that pass theirs, Indian bank codes, tax numbers and payment addresses."""
    for found in _CARD.finditer(text):
        if _is_card([int(sign) for sign in found[0] if sign.isdecimal()]):
            yield Span(*found.span(), "card")
    for found in _IBAN.finditer(text):
        end = _iban_end(found[0])
        if end:
            yield Span(found.start(), found.start() + end, "card")
    for pattern in (_IFSC, _PAN):
        yield from (
            Span(*found.span(), "card") for found in pattern.finditer(text) if found[0][4:5].isalnum()
        )
    if "@" in text:
        yield from (Span(*found.span(), "card") for found in _UPI.finditer(text))


class Told:
    """What one language says in front of an account's number and a date of birth."""

    def __init__(self, account: re.Pattern[str], birth: re.Pattern[str], months: Sequence[str]) -> None:
        """`account` and `birth` find what stands in front."""
        self._account = account
        self._birth = birth
        self._number = re.compile(rf"\W{{0,3}}{_ACCOUNT}", re.IGNORECASE)
        self._date = re.compile(
            rf"\W{{0,3}}(?P<number>{_DATE.format(months='|'.join(months))})(?!\w)", re.IGNORECASE
        )

    def spans(self, text: str) -> Iterator[Span]:
        for lead, behind, kind in ((self._account, self._number, "card"), (self._birth, self._date, "birth")):
            for found in lead.finditer(text):
                number = behind.match(text, found.end())
                if number:
                    yield Span(*number.span("number"), kind)


def _is_card(digits: Sequence[int]) -> bool:
    doubled = [
        digit if place % 2 == 0 else sum(divmod(2 * digit, 10))
        for place, digit in enumerate(reversed(digits))
    ]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _iban_end(found: str) -> int | None:
    """Where an IBAN ends that the text begins with: the longest that passes the check."""
    for end in range(len(found), 14, -1):
        if found[end - 1] != " " and _is_iban(found[:end].replace(" ", "").upper()):
            return end
    return None


def _is_iban(code: str) -> bool:
    if not code.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % _REMAINDER == 1
