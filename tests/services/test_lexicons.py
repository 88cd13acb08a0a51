"""Lists come and go while the service runs; what is broken never takes the place of what works."""

import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import Shelf
from webhook.services import lexicons as lexicons_module
from webhook.services.lexicons import Lexicons
from webhook.services.list_sources import PublicLists, SealedLists
from webhook.services.watching import watch

SECRET_WORD = "grumboltane"


def document(name: str, *phrases: str, version: int = 1) -> dict[str, Any]:
    terms = [{"id": f"t-{number}", "phrase": phrase} for number, phrase in enumerate(phrases)]
    defaults = {"category": "c", "severity": "warning", "kinds": ["search"]}
    return {"format": 1, "name": name, "version": version, "language": "en", "demo": True,
            "defaults": defaults, "terms": terms}  # fmt: skip


def put(folder: Path, file: str, content: dict[str, Any] | str) -> None:
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    (folder / file).write_text(text, encoding="utf-8")


def finds(lexicons: Lexicons, query: str, *lists: str) -> bool:
    return lexicons.detector.screen(query, "search", frozenset(lists) or None) is not None


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    put(folder, "one.yml", document("one", "plumbersk"))
    return folder


def test_a_changed_list_is_taken_and_an_unchanged_one_is_not_read_again(public: Path) -> None:
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    assert lexicons.newer() is None
    put(public, "two.yml", document("two", "quellorin"))
    assert not finds(lexicons, "quellorin")
    lexicons.install(lexicons.newer())
    assert finds(lexicons, "quellorin")
    assert lexicons.names() == ("one", "two")


def test_a_list_that_is_taken_away_no_longer_counts(public: Path) -> None:
    put(public, "two.yml", document("two", "quellorin"))
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "quellorin")
    (public / "two.yml").unlink()
    lexicons.install(lexicons.newer())
    assert not finds(lexicons, "quellorin")


def test_a_partner_may_name_the_lists_that_count(public: Path) -> None:
    put(public, "two.yml", document("two", "quellorin"))
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "quellorin", "two")
    assert not finds(lexicons, "quellorin", "one")


BROKEN = {
    "no YAML": f"{{[ {SECRET_WORD}",
    "no list": f"- {SECRET_WORD}",
    "an unknown severity": document("one", SECRET_WORD) | {"defaults": {"severity": "dire"}},
    "no category": document("one", SECRET_WORD) | {"defaults": {}},
    "a term that is a number": document("one") | {"terms": [{"id": "a", "phrase": 7, "note": SECRET_WORD}]},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_list_leaves_the_one_in_use_and_takes_the_others(
    public: Path, broken: Any, capsys: Any
) -> None:
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    put(public, "one.yml", broken)
    put(public, "two.yml", document("two", "quellorin"))
    lexicons.install(lexicons.newer())
    assert finds(lexicons, "plumbersk")
    assert finds(lexicons, "quellorin")
    standing = next(each for each in lexicons.current().standings if each.name == "one")
    assert (standing.state, standing.version) == ("old", 1)
    assert standing.reason
    said = "".join(capsys.readouterr()) + repr(lexicons.current().standings)
    assert "one" in said
    assert SECRET_WORD not in said


def test_a_list_broken_at_the_start_is_down_and_said_so_and_the_others_count(public: Path) -> None:
    put(public, "two.yml", f"{{[ {SECRET_WORD}")
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    assert {each.name: each.state for each in lexicons.current().standings} == {"one": "ready", "two": "down"}


def test_a_list_that_no_engine_can_be_made_of_leaves_everything_as_it_was(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    put(public, "one.yml", document("one", "quellorin"))

    def fails(_lists: object) -> Any:
        raise RuntimeError(SECRET_WORD)

    with monkeypatch.context() as patch:
        patch.setattr(lexicons_module, "compile_lists", fails)
        lexicons.install(lexicons.newer())
    assert finds(lexicons, "plumbersk")
    standing = lexicons.current().standings[0]
    assert (standing.state, standing.reason) == ("old", "RuntimeError")


def test_two_lists_of_one_name_are_told_apart_by_refusing_the_second(public: Path) -> None:
    put(public, "two.yml", document("one", "quellorin"))
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    assert not finds(lexicons, "quellorin")
    assert [each.state for each in lexicons.current().standings] == ["ready", "down"]


@pytest.fixture
def identity() -> Identity:
    return Identity.made()


@pytest.fixture
def shelf(tmp_path: Path, identity: Identity) -> Shelf:
    made = Shelf(tmp_path / "shelf")
    shelve(made, identity, document("sealed", "quellorin"))
    return made


def shelve(shelf: Shelf, identity: Identity, content: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    sealed = seal(content, identity.recipients, now)
    shelf.install(content["name"], content["version"], now, sealed)


def test_sealed_lists_count_beside_the_public_ones(public: Path, shelf: Shelf, identity: Identity) -> None:
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert finds(lexicons, "plumbersk")
    assert finds(lexicons, "quellorin")
    shelve(shelf, identity, document("sealed", "vostrumel", version=2))
    lexicons.install(lexicons.newer())
    assert finds(lexicons, "vostrumel")
    assert not finds(lexicons, "quellorin")
    shelf.roll_back("sealed")
    lexicons.install(lexicons.newer())
    assert finds(lexicons, "quellorin")


def test_a_torn_seal_leaves_the_version_in_use(shelf: Shelf, identity: Identity, capsys: Any) -> None:
    lexicons = Lexicons([SealedLists(shelf.folder, identity.file())])
    assert finds(lexicons, "quellorin")
    shelve(shelf, identity, document("sealed", "vostrumel", version=2))
    newest = next((shelf.folder / "sealed").glob("2-*.age"))
    newest.write_bytes(newest.read_bytes()[:-20])
    lexicons.install(lexicons.newer())
    assert finds(lexicons, "quellorin")
    assert [(each.name, each.state, each.version) for each in lexicons.current().standings] == [
        ("sealed", "old", 1)
    ]
    said = "".join(capsys.readouterr())
    assert "quellorin" not in said
    assert "vostrumel" not in said


@pytest.mark.parametrize("other", ["", "another key", "no key at all"])
def test_without_the_right_key_the_sealed_list_is_down_and_the_public_ones_count(
    public: Path, shelf: Shelf, other: str
) -> None:
    key = Identity.made().file() if other == "another key" else other
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, key)])
    assert finds(lexicons, "plumbersk")
    assert not finds(lexicons, "quellorin")
    assert [each.state for each in lexicons.current().standings] == ["ready", "down"]


def test_a_watch_takes_a_new_list_by_itself_and_no_query_waits_for_it(public: Path) -> None:
    lexicons, stop = Lexicons([PublicLists(public)]), threading.Event()
    assert finds(lexicons, "plumbersk")
    thread, slowest, end = watch(lexicons, stop, every=0.05), 0.0, time.monotonic() + 20
    put(public, "two.yml", document("two", *(f"grumbol{n:05d}vex" for n in range(4_000)), "quellorin"))
    try:
        while not finds(lexicons, "quellorin"):
            began = time.perf_counter()
            assert finds(lexicons, "plumbersk")
            slowest = max(slowest, time.perf_counter() - began)
            time.sleep(0.001)
            assert time.monotonic() < end
    finally:
        stop.set()
        thread.join(5)
    assert slowest < 0.2  # seconds; making the new engine takes several times that
