"""A list that is lost, broken or unreadable costs no other list, and comes back by itself."""

from pathlib import Path
from typing import Any

import pytest

from tests.services.test_lexicons import document, finds, identity, public, put, shelf, shelve
from webhook.detection.sealing import Identity
from webhook.detection.shelf import Shelf
from webhook.services import lexicons as lexicons_module
from webhook.services.lexicons import Lexicons
from webhook.services.list_sources import PublicLists, SealedLists

__all__ = ["identity", "public", "shelf"]


def look(lexicons: Lexicons) -> None:
    lexicons.install(lexicons.newer())


def states(lexicons: Lexicons) -> dict[str, str]:
    return {each.name: each.state for each in lexicons.current().standings}


def in_two_words(name: str) -> dict[str, Any]:
    rule = {"id": "r", "classes": ["a", "b"], "within": 3}
    classes = {"a": {"words": ["grumbol tane"]}, "b": {"words": ["sprelk"]}}
    return document(name, "vostrumel", version=2) | {"classes": classes, "rules": [rule]}


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons_module, "RETRY_AFTER", 0.0)


@pytest.mark.parametrize("lost", ["the state", "the folder", "the right to read"])
def test_a_shelf_that_is_lost_leaves_its_lists_in_use_and_old(
    public: Path, shelf: Shelf, identity: Identity, lost: str
) -> None:
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert finds(lexicons, "quellorin")
    aside = shelf.folder.with_name("aside")
    state = shelf.folder / "state.json"
    content = state.read_bytes()
    if lost == "the folder":
        shelf.folder.rename(aside)
    elif lost == "the state":
        state.unlink()
    else:
        state.unlink()
        state.mkdir()  # as unreadable as can be made where tests run as root
    put(public, "two.yml", document("two", "plimtraxo"))
    look(lexicons)
    assert finds(lexicons, "quellorin")
    assert finds(lexicons, "plimtraxo")
    assert states(lexicons) == {"one": "ready", "two": "ready", "sealed": "old"}
    if lost == "the folder":
        aside.rename(shelf.folder)
    else:
        if state.is_dir():
            state.rmdir()
        state.write_bytes(content)
    look(lexicons)
    assert states(lexicons)["sealed"] == "ready"


def test_a_shelf_without_its_state_is_no_empty_one_after_a_new_start(
    public: Path, shelf: Shelf, identity: Identity
) -> None:
    (shelf.folder / "state.json").unlink()
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert states(lexicons) == {"one": "ready", "sealed": "down"}


def test_a_list_that_is_switched_off_ends_and_all_is_well(
    public: Path, shelf: Shelf, identity: Identity
) -> None:
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert finds(lexicons, "quellorin")
    shelf.switch("sealed", on=False)
    look(lexicons)
    assert not finds(lexicons, "quellorin")
    assert states(lexicons) == {"one": "ready"}


def test_a_folder_of_public_lists_that_is_lost_leaves_them_in_use(public: Path) -> None:
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    public.rename(public.with_name("aside"))
    look(lexicons)
    assert finds(lexicons, "plumbersk")
    assert states(lexicons) == {"one": "old"}


def test_a_list_that_does_not_compile_is_down_alone(public: Path) -> None:
    put(public, "two.yml", in_two_words("two"))
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    assert states(lexicons) == {"one": "ready", "two": "down"}
    put(public, "three.yml", document("three", "plimtraxo"))
    look(lexicons)
    assert finds(lexicons, "plimtraxo")
    assert states(lexicons) == {"one": "ready", "two": "down", "three": "ready"}


def test_a_list_that_no_longer_compiles_is_old_alone(public: Path) -> None:
    put(public, "two.yml", document("two", "quellorin"))
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "quellorin")
    put(public, "two.yml", in_two_words("two"))
    put(public, "one.yml", document("one", "plimtraxo"))
    look(lexicons)
    assert finds(lexicons, "plimtraxo")
    assert finds(lexicons, "quellorin")
    assert not finds(lexicons, "vostrumel")
    assert states(lexicons) == {"one": "ready", "two": "old"}


@pytest.mark.usefixtures("no_wait")
def test_a_seal_that_did_not_open_once_is_tried_again(public: Path, shelf: Shelf, identity: Identity) -> None:
    file = next((shelf.folder / "sealed").glob("1-*.age"))
    file.rename(file.with_suffix(".aside"))
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert states(lexicons) == {"one": "ready", "sealed": "down"}
    assert lexicons.newer() is None, "the same failure makes no new set"
    file.with_suffix(".aside").rename(file)
    look(lexicons)
    assert finds(lexicons, "quellorin")
    assert states(lexicons) == {"one": "ready", "sealed": "ready"}


@pytest.mark.usefixtures("no_wait")
def test_an_engine_that_could_not_be_made_once_is_made_later(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicons = Lexicons([PublicLists(public)])
    assert finds(lexicons, "plumbersk")
    put(public, "one.yml", document("one", "quellorin"))

    def fails(_lists: object) -> Any:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(lexicons_module, "compile_lists", fails)
        look(lexicons)
    assert states(lexicons) == {"one": "old"}
    look(lexicons)
    assert finds(lexicons, "quellorin")
    assert states(lexicons) == {"one": "ready"}


def test_a_failure_is_not_tried_again_at_every_look(shelf: Shelf) -> None:
    lexicons = Lexicons([SealedLists(shelf.folder, "")])
    assert states(lexicons) == {"sealed": "down"}
    assert lexicons.newer() is None


def test_one_source_that_cannot_be_read_does_not_freeze_another(public: Path, shelf: Shelf) -> None:
    (shelf.folder / "state.json").write_text("{", encoding="utf-8")
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, "")])
    assert states(lexicons) == {"one": "ready", "sealed": "down"}
    put(public, "one.yml", document("one", "plimtraxo", version=2))
    look(lexicons)
    assert finds(lexicons, "plimtraxo")


def test_a_list_of_contexts_alone_is_none_that_finds_something(
    public: Path, shelf: Shelf, identity: Identity
) -> None:
    put(public, "two.yml", document("two") | {"contexts": {"help": ["sprelk"]}})
    shelve(shelf, identity, in_two_words("other"))
    lexicons = Lexicons([PublicLists(public), SealedLists(shelf.folder, identity.file())])
    assert lexicons.names() == ("one", "sealed")
