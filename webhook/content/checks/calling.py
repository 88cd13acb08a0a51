"""What a person rings, texts or opens before the directory may be shown: `turnpoint content check --directory`."""

from collections.abc import Iterator

from webhook.content.directory import Directory, Entry, has_contact

_WAYS = {"phone": "ring", "sms": "text", "chat_url": "open the chat", "email": "write to", "web": "open"}
_QUESTIONS = {
    "hours": "When are you open?",
    "languages": "In which languages?",
    "confidentiality_limit": "What would you pass on, and to whom?",
    "anonymous": "Can a person stay anonymous?",
    "cost": "What does it cost?",
    "on_bill": "Does the number show on a bill?",
    "caller_number_seen": "Do you see the caller's number?",
    "who_listens": "Who answers?",
}
_OF_PHONES = ("cost", "on_bill", "caller_number_seen")
_OF_PEOPLE = ("hours", "who_listens")


def lines(directory: Directory) -> Iterator[str]:
    """Country by country, an entry that nobody has checked, or whose check ran out: its ways, and what to ask."""
    waiting = [entry for entry in directory.entries if directory.unchecked(entry)]
    for entry in sorted(waiting, key=lambda each: (each["country"], _is_emergency(each))):
        yield f"{directory.place(entry)}: {entry['name']}"
        told = _of_an_emergency(entry) if _is_emergency(entry) else _of_a_service(entry)
        yield from (f"    {line}" for line in told)


def _is_emergency(entry: Entry) -> bool:
    return bool(entry["audience"] == ["emergency"])


def _of_an_emergency(entry: Entry) -> Iterator[str]:
    numbers = [entry["phone"], *(other["phone"] for other in entry.get("phone_alternatives", ()))]
    yield f"do not ring {' or '.join(numbers)}: ask the police or a ministry whether this is right for the country."


def _of_a_service(entry: Entry) -> Iterator[str]:
    if not has_contact(entry):
        yield "find a way to reach it: no source names one."
    for field, act in _WAYS.items():
        if entry[field]:
            yield f"{act} {entry[field]}" + _international(entry["phone_e164"] if field == "phone" else None)
    for other in entry.get("phone_alternatives", ()):
        yield f"ring {other['phone']}" + _international(other["phone_e164"])
    yield f"ask: {' '.join(_questions(entry))}"
    if entry["ship_gate"] != "ok_after_check":
        yield f"ship_gate is {entry['ship_gate']}: it is shown only once that says ok_after_check."
    if "pair" in entry:
        yield f"check {entry['pair']} as well: they are shown together or not at all."


def _international(e164: str | None) -> str:
    return f" ({e164})" if e164 else ""


def _questions(entry: Entry) -> Iterator[str]:
    yield "May we name you here?"
    live = any(entry[way] for way in ("phone", "sms", "chat_url"))
    for field, question in _QUESTIONS.items():
        asked = entry["phone"] if field in _OF_PHONES else live if field in _OF_PEOPLE else True
        if asked and entry.get(field) is None:
            yield question
    if entry["hours"] and entry["hours"] != "any time":
        yield f"Are your hours still: {entry['hours']}?"
