"""Whole texts that mean the same everywhere: Twilio's English words, and YES and NO in the languages we speak."""

import re
import unicodedata
from enum import StrEnum


class Keyword(StrEnum):
    """What a text of such a word, and of nothing else, asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    YES = "yes"
    NO = "no"


STOP_WORDS = ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout")
STOP_ELSEWHERE = ("parar", "sair", "arrêt", "arrêter", "stopp", "abmelden", "stopper")
YES_WORDS = (
    *("yes", "y", "yeah", "yea", "yep", "yup", "ok", "okay", "sure"),
    *("sí", "sim", "oui", "ja", "haan", "haanji", "हाँ", "हां", "जी", "نعم", "হ্যাঁ", "জি"),
)
NO_WORDS = ("no", "n", "não", "non", "nein", "nahi", "nahin", "नहीं", "नही", "لا", "না")


def _folded(text: str) -> str:
    """Small, without accents and vowel signs, which phones leave out."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in parts if not unicodedata.category(sign).startswith("M"))


def _all(words: tuple[str, ...], meant: Keyword) -> dict[str, Keyword]:
    return dict.fromkeys(map(_folded, words), meant)


WORDS = {
    **_all((*STOP_WORDS, *STOP_ELSEWHERE), Keyword.STOP),
    **dict.fromkeys(("start", "unstop"), Keyword.START),
    **dict.fromkeys(("help", "info"), Keyword.HELP),
    **_all(YES_WORDS, Keyword.YES),
    **_all(NO_WORDS, Keyword.NO),
}
POLITE = frozenset(
    {
        "please",
        "pls",
        "thanks",
        "thank",
        "you",
        "gracias",
        "por",
        "favor",
        "obrigado",
        "obrigada",
        "merci",
        "bitte",
        "danke",
    }
)
"""What people put beside a YES without meaning anything else by it."""


def keyword(body: str) -> Keyword | None:
    """The keyword that a text consists of, whatever its case and the space, punctuation and pictures in it.

    "STOP!", " stop all " and "Stop. Stop." are STOP, "Yes please 👍" is YES; "please stop hurting me" is a message for
    a person.
    """
    words = re.findall(r"[^\W_]+", _folded(body))
    return _meant(words) or _yes_with_manners(words)


def confirms(body: str) -> bool:
    """Whether a text says that its phone wants the chat: YES in one of its forms, or START."""
    return keyword(body) in (Keyword.YES, Keyword.START)


def _meant(words: list[str]) -> Keyword | None:
    meant = {WORDS.get(word) for word in words}
    return meant.pop() if len(meant) == 1 and None not in meant else WORDS.get("".join(words))


def _yes_with_manners(words: list[str]) -> Keyword | None:
    meant = _meant([word for word in words if word not in POLITE])
    return meant if meant is Keyword.YES else None
