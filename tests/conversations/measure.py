"""Prints how many of heldout.yml a running bot understands: `measure.py URL SECRET`. No part of the test run."""

import sys
from collections import Counter
from pathlib import Path

import requests
import yaml

HELD_OUT = Path(__file__).with_name("heldout.yml")


def guess(url: str, secret: str, sender: str, text: str) -> tuple[str, float]:
    """The intent and confidence that the bot at `url` gives a text."""
    answer = requests.post(
        f"{url}/webhooks/turnpoint/turn",
        json={"sender": sender, "text": text},
        headers={"X-Turnpoint-Secret": secret},
        timeout=10,
    ).json()
    return answer["intent"], answer["confidence"]


def main(url: str, secret: str) -> None:
    """One line for each miss, then the share of hits, weak guesses and misses."""
    results: Counter[str] = Counter()
    number = 0
    for wanted, texts in yaml.safe_load(HELD_OUT.read_text(encoding="utf-8")).items():
        for text in texts:
            number += 1
            found, confidence = guess(url, secret, f"heldout-{number}", text)
            kind = "hit" if found == wanted else "asked back" if found == "nlu_fallback" else "wrong"
            results[kind] += 1
            if kind != "hit":
                print(f"{kind:10} {wanted:24} {found:24} {confidence:.2f}  {text}")
    total = results.total()
    print(
        ", ".join(f"{kind} {count} ({count / total:.3f})" for kind, count in results.most_common()),
        f"of {total}",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
