"""`turnpoint lexicon …` as an operator types it: what it does, what it says, and that it never says a term."""

import base64
import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.detection.lists import document, phrases, tells_nothing, words
from webhook.cli import main
from webhook.detection.canaries import words_for
from webhook.detection.keyed import KeyedFilter
from webhook.detection.sealing import Identity
from webhook.detection.shelf import Shelf

WORDS = words(60, seed=11)


class Desk:
    """An operator's machine: a folder, keys, settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.env: dict[str, str | None] = {"TURNPOINT_HOME": str(folder / "home"), "TURNPOINT_LEXICONS": None}
        for kind in ("identity", "signing", "canary"):
            self.run("keygen", kind, "--out", self.path(kind))
        self.env["TURNPOINT_LEXICON_IDENTITY_FILE"] = self.path("identity")
        self.env["TURNPOINT_LEXICON_RECIPIENTS"] = self.identity.recipients[0]

    @property
    def identity(self) -> Identity:
        return Identity.read((self.folder / "identity").read_text())

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "home" / "lexicons")

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def write(self, name: str, content: str) -> str:
        (self.folder / name).write_text(content, encoding="utf-8")
        return self.path(name)

    def run(self, *arguments: str, exits: int = 0, **more: object) -> str:
        result: Result = CliRunner().invoke(main, ["lexicon", *arguments], env=self.env, **more)  # type: ignore[arg-type]
        said = result.output
        self.said.append(f"{said} {result.exception!r}")
        assert result.exit_code == exits, said
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return said

    def install(self, version: int, terms: list[str], name: str = "north") -> str:
        """Import and compile a list with these phrases."""
        rows = "\n".join(terms)
        self.run(
            "import", self.write("in.csv", f"phrase\n{rows}\n"), "--name", name, "--out", self.path("out.age")
        )
        return self.run("compile", self.path("out.age"))


@pytest.fixture
def desk(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Desk]:
    """Whatever a test did: no command said a term, and no file but those it wrote in clear itself has one."""
    caplog.set_level(logging.DEBUG)
    desk = Desk(tmp_path)
    yield desk
    assert tells_nothing("\n".join(desk.said), WORDS)
    assert tells_nothing(caplog.text, WORDS)
    for path in tmp_path.rglob("*"):
        clear = path.suffix in (".csv", ".txt", ".json", ".yml") and path.name not in (
            "state.json",
            "manifest.json",
        )
        if path.is_file() and not clear:
            assert tells_nothing(path.read_bytes(), WORDS), path


def test_a_list_is_imported_compiled_and_in_use(desk: Desk) -> None:
    said = desk.run(
        "import", desk.write("w.txt", "\n".join(WORDS[:5])), "--name", "north", "--out", desk.path("n.age")
    )
    assert "north 1: 5 terms" in said
    assert "still lies there in clear" in said
    assert "north 1 is in use" in desk.run("compile", desk.path("n.age"))
    (found,) = desk.shelf.lists(desk.identity)
    assert phrases(found) == WORDS[:5]
    assert desk.run("list").split("\t")[:3] == ["north", "on", "1"]
    assert "is in use already" in desk.run("compile", desk.path("n.age"))


def test_a_list_may_come_by_standard_input_and_then_lies_nowhere_in_clear(desk: Desk) -> None:
    said = desk.run(
        *("import", "-", "--format", "txt", "--name", "north", "--out", desk.path("n.age")),
        input="\n".join(WORDS[:5]),
    )
    assert "in clear" not in said


def test_the_next_import_gets_the_next_version_and_keeps_the_ids(desk: Desk) -> None:
    desk.install(1, WORDS[:5])
    before = {term["phrase"]: term["id"] for term in desk.shelf.lists(desk.identity)[0]["terms"]}
    desk.install(2, [WORDS[5], *WORDS[1:5][::-1]])
    (found,) = desk.shelf.lists(desk.identity)
    assert found["version"] == 2
    after = {term["phrase"]: term["id"] for term in found["terms"]}
    assert {word: after[word] for word in WORDS[1:5]} == {word: before[word] for word in WORDS[1:5]}
    again = desk.run("import", desk.path("in.csv"), "--name", "north", "--out", desk.path("again.age"))
    assert "made" not in again  # all five are known
    desk.write("in.csv", f"phrase\n{WORDS[6]}\n{WORDS[5]}\n")
    again = desk.run("import", desk.path("in.csv"), "--name", "north", "--out", desk.path("again.age"))
    assert "1 new id made." in again
    said = desk.run("diff", "north@1", "north")
    assert said.splitlines() == [
        f"+ {after[WORDS[5]]}",
        f"- {before[WORDS[0]]}",
        "1 added, 1 removed, 0 changed.",
    ]


def test_broken_rows_are_told_and_nothing_is_written(desk: Desk) -> None:
    rows = f"phrase,severity\n{WORDS[0]},dire\n{WORDS[1]},high\nx,high\n{WORDS[1]},high\n"
    arguments = ["import", desk.write("w.csv", rows), "--name", "north", "--out", desk.path("n.age")]
    said = desk.run(*arguments, exits=1)
    assert [line.split()[1] for line in said.splitlines() if line.startswith("Row")] == ["2", "4", "5"]
    assert "3 broken rows" in said
    assert not (desk.folder / "n.age").exists()
    said = desk.run(*arguments, "--skip-broken")
    assert "north 1: 1 term," in said
    assert "3 broken rows" in said


@pytest.mark.parametrize("content", [f'{{"{WORDS[0]}', f"{WORDS[0]}: [", f"- {WORDS[0]}", ""])
@pytest.mark.parametrize("ending", ["json", "yml"])
def test_a_document_that_is_none_is_refused(desk: Desk, content: str, ending: str) -> None:
    assert "neither a sealed list nor" in desk.run("check", desk.write(f"d.{ending}", content), exits=1)


def test_a_document_with_a_broken_term_is_refused_by_its_id(desk: Desk) -> None:
    broken = document(seed=11)
    broken["terms"][3]["severity"] = WORDS[0]
    assert "north-4" in desk.run("compile", desk.write("d.json", json.dumps(broken)), exits=1)
    assert desk.run("list").startswith("No list is on the shelf")


def test_check_tells_what_can_not_work_and_installs_nothing(desk: Desk) -> None:
    doubtful = document(seed=11)
    doubtful["terms"] += [{"id": "none", "phrase": "?!"}, {"id": "ordinary", "phrase": "garden"}]
    said = desk.run("check", desk.write("d.json", json.dumps(doubtful)), exits=1)
    assert "refused: none " in said
    assert "note: ordinary " in said
    assert "garden" not in said
    assert "22 terms, 0 rules; 1 refused, 1 note." in said
    assert "Nothing was installed" in desk.run("compile", desk.path("d.json"), exits=1)
    assert desk.run("list").startswith("No list is on the shelf")
    desk.run("compile", desk.path("d.json"), "--skip-refused")
    assert desk.run("list").startswith("north")


def test_versions_are_used_rolled_back_and_switched(desk: Desk) -> None:
    for version in (1, 2, 3):
        desk.install(version, WORDS[:version])
    assert "north 2 is in use" in desk.run("rollback", "north")
    assert "north 1 is in use" in desk.run("use", "north", "1")
    assert "no version of north before 1" in desk.run("rollback", "north", exits=1)
    desk.run("use", "north", "9", exits=1)
    desk.run("switch", "north", "off")
    assert desk.shelf.lists(desk.identity) == []
    desk.run("switch", "north", "on")
    desk.run("switch", "south", "on", exits=1)


def test_keys_are_rotated_and_the_old_one_opens_nothing_more(desk: Desk) -> None:
    for version in (1, 2):
        desk.install(version, WORDS[:version])
    desk.run("keygen", "identity", "--out", desk.path("new"))
    new = Identity.read((desk.folder / "new").read_text())
    assert "2 files sealed for 1 key alone" in desk.run("rotate", "--recipient", new.recipients[0])
    assert "other keys" in desk.run("check", "north", exits=1)
    desk.run("check", "north", "--identity-file", desk.path("new"))
    assert len(desk.shelf.lists(new)) == 1


def test_a_key_file_is_for_its_owner_alone_and_not_overwritten(desk: Desk) -> None:
    for kind in ("identity", "signing", "canary"):
        assert stat.S_IMODE((desk.folder / kind).stat().st_mode) == 0o600
        assert "not overwritten" in desk.run("keygen", kind, "--out", desk.path(kind), exits=1)
        secret = (desk.folder / kind).read_text().split()[-1]
        assert not any(secret in said for said in desk.said)
    (desk.folder / "identity").chmod(0o644)
    desk.install(1, WORDS[:1])
    assert "chmod 600" in desk.run("check", "north")


def publish(desk: Desk, folder: str, *more: str) -> str:
    return desk.run(
        "publish", "north", "--to", desk.path(folder), "--signing-key-file", desk.path("signing"), *more
    )


@pytest.fixture
def partner(desk: Desk, tmp_path: Path) -> Desk:
    """Another machine with keys of its own, which trusts the desk's feed."""
    there = Desk.__new__(Desk)
    (tmp_path / "there").mkdir()
    there.__init__(tmp_path / "there")  # type: ignore[misc]
    said = desk.run("keygen", "signing", "--out", desk.path("signing-2"))
    (desk.folder / "signing-2").replace(desk.folder / "signing")
    there.env["TURNPOINT_LEXICON_FEED"] = desk.path("feed")
    there.env["TURNPOINT_LEXICON_FEED_KEY"] = said.split()[-1]
    return there


def test_a_partner_pulls_what_was_published_for_it(desk: Desk, partner: Desk) -> None:
    desk.install(1, WORDS[:9])
    publish(desk, "feed", "--recipient", partner.identity.recipients[0])
    assert "is in use" in partner.run("pull")
    assert "nothing new" in partner.run("pull")
    assert phrases(partner.shelf.lists(partner.identity)[0]) == WORDS[:9]


def test_an_offer_with_an_end_is_renewed_by_the_signing_key_alone(desk: Desk, partner: Desk) -> None:
    desk.install(1, WORDS[:9])
    said = publish(desk, "feed", "--recipient", partner.identity.recipients[0], "--days", "7")
    assert "The offer ends at 20" in said
    assert "is in use" in partner.run("pull")
    desk.env["TURNPOINT_LEXICON_IDENTITY_FILE"] = None
    signing = ("--to", desk.path("feed"), "--signing-key-file", desk.path("signing"))
    assert "north 1: the offer ends at 20" in desk.run("renew", *signing, "--days", "30")
    assert "nothing new" in partner.run("pull")
    assert "no feed" in desk.run("renew", "--to", desk.path("none"), *signing[2:], "--days", "1", exits=1)


def test_what_is_not_there_is_named_as_it_was_typed(desk: Desk) -> None:
    assert "There is no file nowhere.age" in desk.run("check", "nowhere.age", exits=1)
    rows = desk.write("in.csv", f"phrase\n{WORDS[0]}\n")
    out = desk.path("none/out.age")
    said = desk.run("import", rows, "--name", "north", "--out", out, exits=1)
    assert f"{out} can't be used: No such file" in said
    said = desk.run("import", rows, "--name", "north", "--language", "english", "--out", out, exits=1)
    assert "a tag such as en" in said


def test_a_feed_that_fails_is_named_and_the_others_are_pulled(desk: Desk, partner: Desk) -> None:
    desk.install(1, WORDS[:9])
    publish(desk, "feed", "--recipient", partner.identity.recipients[0])
    said = partner.run("pull", desk.path("nowhere"), desk.path("feed"), exits=1)
    assert "No such file" in said
    assert "is in use" in said
    (desk.folder / "feed" / "manifest.json.sig").write_text("")
    assert "not signed" in partner.run("pull", exits=1)
    assert len(partner.shelf.lists(partner.identity)) == 1
    said = partner.run("pull", "http://me:s3cret@127.0.0.1:9/feed?token=hidden", exits=1)
    assert not any(secret in said for secret in ("s3cret", "hidden"))


def test_a_leaked_copy_is_traced(desk: Desk, partner: Desk) -> None:
    desk.install(1, WORDS[:9])
    ours = partner.identity.recipients[0]
    for name in ("harbour", "lantern"):
        publish(desk, name, "--recipient", ours, "--partner", name, "--canary-key-file", desk.path("canary"))
    partner.run("pull", desk.path("lantern"))
    (copy,) = partner.shelf.lists(partner.identity)
    assert len(copy["terms"]) == 12
    leak = desk.write("leak.txt", "\n".join(phrases(copy)))
    said = desk.run("trace", leak, "--canary-key-file", desk.path("canary"))
    assert said.startswith("lantern: 3 canaries")
    assert "harbour" not in said
    innocent = desk.write("other.txt", "\n".join(WORDS))
    assert "No canary of 2 partners" in desk.run(
        "trace", innocent, "--canary-key-file", desk.path("canary"), exits=3
    )
    planted = set(phrases(copy)) - set(WORDS)
    assert len(planted) == 3
    assert tells_nothing("".join(desk.said), planted)


def test_canaries_need_both_a_partner_and_a_key(desk: Desk) -> None:
    desk.install(1, WORDS[:9])
    arguments = [
        "--to",
        desk.path("feed"),
        "--signing-key-file",
        desk.path("signing"),
        "--partner",
        "harbour",
    ]
    assert "go together" in desk.run("publish", "north", *arguments, exits=2)
    assert "32 bytes" in desk.run(
        "publish", "north", *arguments, "--canary-key-file", desk.path("identity"), exits=1
    )


def test_a_filter_is_made_for_a_partner_and_holds_no_term(desk: Desk) -> None:
    rows = "".join(f"{word},{'high' if word == WORDS[3] else 'warning'},2\n" for word in WORDS[:9])
    desk.run(
        "import",
        desk.write("w.csv", "phrase,severity,gap\n" + rows),
        "--name",
        "north",
        "--out",
        desk.path("n.age"),
    )
    desk.run("compile", desk.path("n.age"))
    desk.run("keygen", "filter", "--out", desk.path("key"))
    said = desk.run("filter", "north", "--out", desk.path("all.filter"), "--key-file", desk.path("key"))
    assert "9 terms are found only without other words" in said
    desk.run(
        "filter", "north", "--without-high", "--out", desk.path("some.filter"), "--key-file", desk.path("key")
    )
    key = base64.b64decode((desk.folder / "key").read_text())
    whole, some = (
        KeyedFilter.from_bytes((desk.folder / f"{name}.filter").read_bytes(), key) for name in ("all", "some")
    )
    assert all(whole.likely(word) for word in WORDS[:9])
    assert [some.likely(word) for word in WORDS[2:5]] == [True, False, True]
    assert "32 bytes" in desk.run(
        *("filter", "north", "--out", desk.path("x"), "--key-file", desk.path("identity")), exits=1
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "north"), "a key that opens is needed"),
        (("compile", "north"), "whom to seal for"),
        (("pull",), "name a feed"),
    ],
)
def test_what_is_not_set_is_asked_for(desk: Desk, arguments: tuple[str, ...], says: str) -> None:
    desk.env = {"TURNPOINT_HOME": desk.env["TURNPOINT_HOME"]}
    assert says in desk.run(*arguments, exits=2).casefold()


@pytest.mark.parametrize("name", ["North", "a b", "../x", ""])
def test_a_list_has_a_plain_name(desk: Desk, name: str) -> None:
    desk.run("import", desk.write("w.txt", "a"), "--name", name, "--out", desk.path("n.age"), exits=2)


def test_an_unforeseen_failure_is_told_without_its_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError(WORDS[0])

    monkeypatch.setattr("zlib.compress", fail)
    said = desk.run(
        "import", desk.write("w.txt", WORDS[0]), "--name", "north", "--out", desk.path("n.age"), exits=1
    )
    assert "KeyError" in said


@pytest.mark.parametrize("command", sorted(main.get_command(None, "lexicon").commands))  # type: ignore[arg-type, union-attr]
def test_each_command_says_what_it_is_for(command: str) -> None:
    result = CliRunner().invoke(main, ["lexicon", command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4


def test_a_partners_words_are_not_those_of_another() -> None:
    assert not set(words_for("a", b"k" * 32, str.isspace)) & set(words_for("b", b"k" * 32, str.isspace))
