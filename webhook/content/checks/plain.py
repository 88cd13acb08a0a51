"""What a YAML reader or a JSON schema says, in words for somebody who knows neither."""

import re
from pathlib import Path

_PLACE = re.compile(r"data/(?P<file>[^:]+):(?P<line>\d+): ")
_DATE = re.escape(r"\\d{4}-\\d{2}-\\d{2}")
_INDENTED = "the lines do not fit together: look for a wrong indent, quote or dash here and above"
_SAID = {
    r"'([^']+)' is a required property": "{0} is missing: add it",
    r"Additional properties are not allowed \('(.+)' was unexpected\)": (
        "{0} is no key of such a file: correct its spelling, or take it out"
    ),
    r"Additional properties are not allowed \((.+) were unexpected\)": (
        "{0} are no keys of such a file: correct their spelling, or take them out"
    ),
    r"(.+) is not of type 'string'": "{0} must be text: put it in quotes",
    r"(.+) is not of type 'integer'": "{0} must be a whole number, without quotes",
    r"(.+) is not of type 'array'": "{0} must be a list, each line with a dash",
    r"(.+) is not of type 'object'": "{0} must be keys with values, each on its own line",
    r"(.+) is not of type 'boolean'": "{0} must be true or false, without quotes",
    rf"(.+) (?:is not a 'date'|does not match '\^{_DATE}.*')": (
        '{0} is no date: write it as "2026-11-22", in quotes'
    ),
    r"(.+) does not match '.+'": "{0} is not in the right form: look how other files write it",
    r"(.+) is not one of \[(.+)\]": "{0} is not possible: choose one of {1}",
    "'none' was expected": "must be none, or who has read it: by, on (a date in quotes) and words (twelve signs)",
    r"(.+) was expected": "must be {0}: correct it",
    r".* should be non-empty": "is empty: write it, or take the key out",
    r"(.+) is too long": "{0} is too long: shorten it",
    r"False schema does not allow (.+)": "{0} may not stand here: take it out",
    "mapping values are not allowed in this context": (
        "a colon stands inside a text, or the indent is wrong: put the whole text in quotes"
    ),
    "could not find expected ':'": "a colon is missing here or in the line above: add it",
    "did not find expected .+": _INDENTED,
    "block sequence entries are not allowed in this context": _INDENTED,
    r"(.+) is written twice": "{0} is written twice: keep one",
}
_FORMS = tuple((re.compile(form, re.DOTALL), words) for form, words in _SAID.items())
_LONGEST = 300  # of what is repeated from the file


def plainly(problem: str, root: Path) -> str:
    """The problem in plain words, its file and line kept; as it was where we have no better words."""
    place = _PLACE.match(problem)
    if place is None:
        return problem
    if "\t" in _line(root / place["file"], int(place["line"])):
        return f"{place[0]}a tab stands here: write spaces instead."
    said = problem[place.end() :].removesuffix(".")
    where, colon, rest = said.partition(": ")
    before, message = (f"{where}: ", rest) if colon else ("", said)
    for form, words in _FORMS:
        found = form.fullmatch(message)
        if found:
            return f"{place[0]}{before}{words.format(*map(_short, found.groups()))}."
    return problem


def _short(told: str) -> str:
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _line(path: Path, number: int) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[number - 1] if 0 < number <= len(lines) else ""
