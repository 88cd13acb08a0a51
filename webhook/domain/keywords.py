"""Whole texts that mean the same everywhere: Twilio's English words, and the answers YES and NO."""

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
YES_WORDS = ("yes", "y", "yeah", "yea", "yep", "yup", "ok", "okay", "sure")
WORDS = {
    **dict.fromkeys(STOP_WORDS, Keyword.STOP),
    **dict.fromkeys(("start", "unstop"), Keyword.START),
    **dict.fromkeys(("help", "info"), Keyword.HELP),
    **dict.fromkeys(YES_WORDS, Keyword.YES),
    **dict.fromkeys(("no", "n"), Keyword.NO),
}
POLITE = frozenset({"please", "pls", "thanks", "thank", "you"})
"""What people put beside a YES without meaning anything else by it."""


def keyword(body: str) -> Keyword | None:
    """The keyword that a text consists of, whatever its case and the space, punctuation and pictures in it.

    "STOP!", " stop all " and "Stop. Stop." are STOP, "Yes please 👍" is YES; "please stop hurting me" is a message for
    a person.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", body).casefold())
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
