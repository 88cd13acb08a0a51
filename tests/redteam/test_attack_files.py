"""The attacks themselves: as many as promised, in a known form, each only once."""

from collections import Counter

import yaml

from tests.redteam.attack import FIELDS, FOLDER, attacks, documents
from tests.redteam.conftest import DATA

KINDS, EACH = 15, 20
KNOWN_AT_MOST = 0.03


def test_there_are_twenty_attacks_of_each_of_fifteen_kinds() -> None:
    assert {document["kind"]: len(document["attacks"]) for document in documents()} == {
        path.stem: EACH for path in FOLDER.glob("*.yml")
    }
    assert len(documents()) == KINDS


def test_every_field_is_known_and_every_attack_says_what_may_come_back() -> None:
    for document in documents():
        for row in document["attacks"]:
            assert set(row) <= FIELDS, row
            assert row.get("topics") or row.get("refused"), row


def test_every_topic_exists() -> None:
    topics = yaml.safe_load((DATA / "topics.yml").read_text(encoding="utf-8"))["topics"]
    named = {(attack.id, topic) for attack in attacks() for topic in attack.topics}
    assert {(id, topic) for id, topic in named if topic not in topics} == set()


def test_no_attack_stands_there_twice() -> None:
    assert [said for said, times in Counter(attack.say for attack in attacks()).items() if times > 1] == []


def test_known_weaknesses_are_few() -> None:
    known = [attack.id for attack in attacks() if attack.known]
    assert len(known) <= KNOWN_AT_MOST * len(attacks()), known
