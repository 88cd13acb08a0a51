"""Phone numbers, e-mail addresses and links in a text. Each expression here takes time linear in the text."""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from webhook.safety.spans import Span

_DOMAINS = (
    "com|org|net|info|io|onion|xyz|app|tv|gg|ly|link|site|online|biz|dev|chat|club|top|eu"
    "|uk|de|fr|nl|ru|ca|au|ie|nz|br"
)
_WORDY_DOMAINS = "in|me|us|to|be|is|it|co|so|no|at|am|my"  # words as well: only with a path behind

_EMAIL = re.compile(
    r"[^\s@＠<>()\[\],;:]{1,64}[@＠][^\s@＠<>()\[\],;:.]{1,63}(?:\.[^\s@＠<>()\[\],;:.]{1,63}){1,8}"
)
_EMAIL_SPOKEN = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[\[(]?\bat\b[\])]? ?[\w-]{1,63}"
    r" ?(?:[\[(]?\bdot\b[\])]?|\.) ?(?:com|org|net|co|de|fr|in)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\bh(?:tt|xx)ps?|\bftp)\s?:\s?//\S*|\bwww\.\S+"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:(?:{_DOMAINS})(?![\w-])(?:[/:?#]\S*)?|(?:{_WORDY_DOMAINS})/\S*)"
    rf"|(?<![\w.-])[\w-]{{2,63}} ?[\[(]?\bdot\b[\])]? ?(?:com|org|net|onion)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@\w{3,}")
_NUMBER = re.compile(r"[+＋]?\(?\d(?:[\s().\-/‐-―]{0,3}\d){6,}")
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_MOST_DIGITS_TO_LOOK_UP = 9  # more digits in a row are taken for a number of a person without a look-up
_MOST_LOOK_UPS = 8  # in one text


def emails(text: str) -> Iterator[Span]:
    """Addresses, also spelled out as `name at example dot org`."""
    if "@" in text or "＠" in text:
        yield from _all(_EMAIL, text, "email")
    yield from _all(_EMAIL_SPOKEN, text, "email")


def links(text: str) -> Iterator[Span]:
    return _all(_LINK, text, "link")


def handles(text: str) -> Iterator[Span]:
    """Names on other services, such as @someone."""
    return _all(_HANDLE, text, "handle")


def phones(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Numbers of ten digits and more; shorter ones where they are a valid number of one of the regions."""
    look_ups = 0
    for match in _NUMBER.finditer(text):
        if _DATE.fullmatch(match[0]):
            continue
        digits = sum(sign.isdigit() for sign in match[0])
        if digits <= _MOST_DIGITS_TO_LOOK_UP and look_ups < _MOST_LOOK_UPS:
            look_ups += 1
            if not any(_is_valid(match[0], region) for region in regions):
                continue
        yield Span(match.start(), match.end(), "phone")


def _is_valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _all(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    return (Span(*match.span(), kind) for match in pattern.finditer(text))
