"""Signs that have no business in a message, and the slash that Rasa would read as a command."""

import re
import unicodedata

_JOINERS = "\u200c\u200d"  # they join and part letters in Indic and Persian words, and in emoji
_LEADING_SLASH = re.compile(
    rf"[\s{_JOINERS}\u2800\u3164]*[/\u2044\u2215\u29f8\uff0f][\s{_JOINERS}/\u2044\u2215\u29f8\uff0f]*"
)


def clean(text: str) -> str:
    """The text without control signs, invisible marks, half characters and leading slashes.

    Line ends become line feeds. The length is not limited here.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(sign for sign in text if not _is_odd(sign))
    slash = _LEADING_SLASH.match(text)
    return text[slash.end() :] if slash else text


def _is_odd(sign: str) -> bool:
    if sign.isprintable() or sign in "\n\t" or sign in _JOINERS:
        return False
    return unicodedata.category(sign)[0] == "C"
