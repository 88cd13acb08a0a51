"""Unseen rows that wrap a phrase: addresses, encodings, hashtags, quotes, long texts."""

import random
from urllib.parse import quote, quote_plus

from tests.detection_data.edits import Row, letters_to
from tests.detection_data.evasions import CYRILLIC, FULL_WIDTH
from tests.detection_data.words import ordinary

PAIRS = ("“”", '""', "''", "«»", "()", "[]", "{}", "<>", "„“", "「」", "¡!", "¿?", "**", "__", "~~", "||")
TRAILS = ("!!!", "???", "...", ";", ":", "!?", "…", ".", "。", "#", "-->")
ENDINGS = (".mp4", ".jpg", ".zip", ".html", ".pdf", ".part1.rar")
SITES = ("example.com", "www.example.org", "pics.example.net")
RIGHT_TO_LEFT = (("\u202e", "\u202c"), ("\u2067\u202e", "\u202c\u2069"))


def hashtag(phrase: str, rng: random.Random) -> str:
    """One hashtag in CamelCase, an ordinary word on either side inside it."""
    front, back = ordinary(rng, 2)
    return f"#{front}{''.join(word.capitalize() for word in phrase.split(' '))}{back.capitalize()}"


def plain_hashtag(phrase: str, rng: random.Random) -> str:
    """A hashtag of its own, in lower case."""
    return "#" + phrase.replace(" ", rng.choice(("", "_")))


def glued(phrase: str, rng: random.Random) -> str:
    """Lower case and no gap at all, an ordinary word glued to either side."""
    front, back = ordinary(rng, 2)
    return front + phrase.replace(" ", "") + back


def numbered(phrase: str, rng: random.Random) -> str:
    """A year or a number hard behind the phrase."""
    return f"{phrase}{rng.choice((rng.randint(1985, 2027), rng.randint(1, 99), '4u', '2day', '18x'))}"


def handle(phrase: str, rng: random.Random) -> str:
    """A player's or a user's name made of the phrase."""
    name = phrase.replace(" ", rng.choice("_."))
    number = rng.randint(1, 999)
    return rng.choice(
        (f"xX_{name}_Xx", f"@{name}{number}", f"{name}_{number}@example.com", f"u/{name}", f"__{name}__")
    )


def in_pair(phrase: str, rng: random.Random) -> str:
    """Quotes, brackets or other marks around the phrase."""
    pair = rng.choice(PAIRS)
    return pair[0] + phrase + pair[1]


def file_name(phrase: str, rng: random.Random) -> str:
    """The name of a file."""
    joint = rng.choice("_-.")
    return phrase.replace(" ", joint) + joint + f"{rng.randint(1, 40):02}" + rng.choice(ENDINGS)


def slug(phrase: str, rng: random.Random) -> str:
    """A page's address with the phrase in its path, among ordinary words."""
    front, back = ordinary(rng, 2)
    return f"https://{rng.choice(SITES)}/{front}/{front}-{phrase.replace(' ', '-')}-{back}-{rng.randint(1, 9999)}.html"


def query_string(phrase: str, rng: random.Random) -> str:
    """A search engine's address with the phrase in its query."""
    return f"{rng.choice(SITES)}/search?hl=en&q={quote_plus(phrase)}&page={rng.randint(1, 9)}"


def operators(phrase: str, rng: random.Random) -> str:
    """The phrase with a search engine's operators."""
    words = phrase.split(" ")
    return rng.choice((
        "+" + " +".join(words), f'intitle:"{phrase}"', " AND ".join(f'"{word}"' for word in words) + " -free",
        f"inurl:{'-'.join(words)}", f'site:example.com "{phrase}"',
    ))  # fmt: skip


def twice_percent_encoded(phrase: str, _: random.Random) -> str:
    """Every character percent-encoded, and the result once more."""
    return quote("".join(f"%{ord(letter):02X}" for letter in phrase))


def percent_encoded_signs(phrase: str, rng: random.Random) -> str:
    """Full-width letters or Cyrillic twins, as percent-encoded UTF-8."""
    return quote(letters_to(phrase, rng.choice((FULL_WIDTH, CYRILLIC)), rng))


def bare_entities(phrase: str, rng: random.Random) -> str:
    """Numeric entities without the semicolon, decimal or hexadecimal."""
    form = rng.choice(("&#{}", "&#x{:x}", "&#{:07}"))
    return "".join(form.format(ord(letter)) if letter != " " else letter for letter in phrase)


def entities_twice(phrase: str, rng: random.Random) -> str:
    """Numeric entities whose ampersand is an entity as well."""
    form = rng.choice(("&amp;#{};", "&amp;#x{:x};", "&#38;#{};"))
    return "".join(form.format(ord(letter)) if letter != " " else letter for letter in phrase)


def escapes(phrase: str, rng: random.Random) -> str:
    """Every letter as an escape of a programming language."""
    form = rng.choice(("\\u{:04x}", "\\x{:02x}", "\\u{{{:x}}}", "%u{:04X}"))
    return "".join(form.format(ord(letter)) if letter != " " else letter for letter in phrase)


def padded(phrase: str, rng: random.Random) -> str:
    """Thirty to eighty ordinary words in front of the phrase and behind it."""
    front, back = (" ".join(ordinary(rng, rng.randint(30, 80))) for _ in range(2))
    return f"{front} {phrase} {back}"


def right_to_left(phrase: str, rng: random.Random) -> str:
    """Written backwards, and shown forwards by a direction override."""
    start, end = rng.choice(RIGHT_TO_LEFT)
    return start + phrase[::-1] + end


WRAPPING_ROWS: dict[str, Row] = {
    "camel-case-hashtag": hashtag,
    "plain-hashtag": plain_hashtag,
    "glued-to-neighbours": glued,
    "number-behind": numbered,
    "handle": handle,
    "quoted": in_pair,
    "punctuation-behind": lambda phrase, rng: phrase.replace(" ", ", ") + rng.choice(TRAILS),
    "file-name": file_name,
    "address-slug": slug,
    "query-string": query_string,
    "search-operators": operators,
    "percent-encoded-twice": twice_percent_encoded,
    "percent-encoded-signs": percent_encoded_signs,
    "entities-without-semicolon": bare_entities,
    "entities-twice": entities_twice,
    "escapes": escapes,
    "padded": padded,
    "right-to-left-override": right_to_left,
}
