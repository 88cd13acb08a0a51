"""The shelf keeps sealed lists: one version in use, whatever dies and however many write at once."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.detection.lists import document, phrases, tells_nothing
from webhook.detection.sealing import Identity, KeyWrong, SealDamaged, seal
from webhook.detection.shelf import KEPT, Shelf, ShelfError, Unknown, VersionOld

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OURS, THEIRS = Identity.made(), Identity.made()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lexicons")


def sealed(version: int = 1, name: str = "north") -> bytes:
    return seal(document(name, version, seed=version), OURS.recipients, NOW)


def install(shelf: Shelf, version: int, name: str = "north") -> bytes:
    content = sealed(version, name)
    assert shelf.install(name, version, NOW, content)
    return content


def version_in_use(shelf: Shelf, name: str = "north") -> int:
    return int(shelf.open(name, OURS).document["version"])


def test_an_empty_shelf_holds_nothing_and_is_not_made_by_looking(shelf: Shelf) -> None:
    assert shelf.lists(OURS) == []
    assert not shelf.folder.exists()


def test_what_is_installed_is_in_use(shelf: Shelf) -> None:
    install(shelf, 1)
    install(shelf, 2)
    install(shelf, 1, "south")
    assert shelf.lists(OURS) == [document("north", 2, seed=2), document("south", 1, seed=1)]


def test_a_version_that_is_not_newer_is_refused_and_the_one_in_use_stays(shelf: Shelf) -> None:
    install(shelf, 4)
    install(shelf, 5)
    for version in (1, 4, 5):
        with pytest.raises(VersionOld, match=f"north {version}"):
            shelf.install("north", version, NOW, sealed(version))
    assert version_in_use(shelf) == 5


def test_the_same_bytes_again_change_nothing(shelf: Shelf) -> None:
    content = install(shelf, 1)
    stamp = shelf.stamp()
    assert not shelf.install("north", 1, NOW, content)
    assert shelf.stamp() == stamp


def test_an_old_version_sent_again_is_refused_although_it_is_known(shelf: Shelf) -> None:
    old = install(shelf, 1)
    install(shelf, 2)
    with pytest.raises(VersionOld):
        shelf.install("north", 1, NOW, old)


def test_a_version_that_was_rolled_back_does_not_come_again_and_a_higher_one_does(shelf: Shelf) -> None:
    install(shelf, 1)
    bad = install(shelf, 2)
    assert shelf.roll_back("north") == 1
    assert not shelf.install("north", 2, NOW, bad)
    with pytest.raises(VersionOld):
        shelf.install("north", 2, NOW, sealed(2))
    assert version_in_use(shelf) == 1
    install(shelf, 3)
    assert version_in_use(shelf) == 3


def test_there_is_nothing_before_the_first_version(shelf: Shelf) -> None:
    install(shelf, 1)
    with pytest.raises(Unknown, match="no version of north before 1"):
        shelf.roll_back("north")


def test_any_version_that_is_kept_can_be_used_and_the_last_five_are(shelf: Shelf) -> None:
    for version in range(1, KEPT + 3):
        install(shelf, version)
    assert len(list((shelf.folder / "north").iterdir())) == KEPT
    shelf.use("north", 3)
    assert version_in_use(shelf) == 3
    with pytest.raises(Unknown):
        shelf.use("north", 2)


def test_a_list_that_is_switched_off_is_not_in_use_and_stays_off(shelf: Shelf) -> None:
    install(shelf, 1)
    shelf.switch("north", on=False)
    install(shelf, 2)
    assert shelf.lists(OURS) == []
    shelf.switch("north", on=True)
    assert version_in_use(shelf) == 2


def test_the_stamp_changes_with_what_is_in_use_and_with_nothing_else(shelf: Shelf) -> None:
    stamps = [shelf.stamp()]
    install(shelf, 1)
    stamps.append(shelf.stamp())
    install(shelf, 2)
    stamps.append(shelf.stamp())
    shelf.switch("north", on=False)
    assert shelf.stamp() == stamps[0]
    shelf.switch("north", on=True)
    shelf.remember_partner("harbour")
    assert shelf.stamp() == stamps[2]
    shelf.roll_back("north")
    assert shelf.stamp() == stamps[1]
    assert len(set(stamps)) == 3


def test_only_the_owner_can_read_and_nothing_tells_a_term(shelf: Shelf) -> None:
    install(shelf, 1)
    for path in [shelf.folder, *shelf.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        if path.is_file():
            assert tells_nothing(path.read_bytes(), phrases(document(seed=1)))
    assert tells_nothing(repr(shelf.state()), phrases(document(seed=1)))


@pytest.mark.parametrize("name", ["", "..", "a/b", "North", ".hidden", "a" * 61, "a\n"])
def test_a_name_that_is_no_folder_of_ours_is_refused(shelf: Shelf, name: str) -> None:
    with pytest.raises(ShelfError):
        shelf.install(name, 1, NOW, b"x")


def test_a_file_that_was_exchanged_is_refused(shelf: Shelf) -> None:
    install(shelf, 1)
    install(shelf, 2)
    old, new = sorted((shelf.folder / "north").iterdir())
    new.write_bytes(old.read_bytes())
    with pytest.raises(SealDamaged, match="north 2"):
        shelf.open("north", OURS)


def test_another_list_under_this_name_is_refused(shelf: Shelf) -> None:
    shelf.install("north", 1, NOW, sealed(1, "south"))
    with pytest.raises(SealDamaged, match="another list"):
        shelf.open("north", OURS)


def test_a_file_that_is_gone_is_told(shelf: Shelf) -> None:
    install(shelf, 1)
    for file in (shelf.folder / "north").iterdir():
        file.unlink()
    with pytest.raises(Unknown, match="gone"):
        shelf.open("north", OURS)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 2}', '{"format": 1, "lists": {"a": 1}, "partners": []}']
)
def test_a_damaged_state_is_told_and_not_overwritten(shelf: Shelf, text: str) -> None:
    install(shelf, 1)
    (shelf.folder / "state.json").write_text(text)
    with pytest.raises(ShelfError, match=r"state\.json"):
        shelf.install("north", 2, NOW, sealed(2))
    assert (shelf.folder / "state.json").read_text() == text


def test_rotation_seals_every_version_for_the_new_keys_alone(shelf: Shelf) -> None:
    install(shelf, 1)
    content = install(shelf, 2)
    install(shelf, 1, "south")
    assert list(shelf.rotate(OURS, THEIRS.recipients)) == [("north", 1), ("north", 2), ("south", 1)]
    assert shelf.open("north", THEIRS, 1).document["version"] == 1
    assert shelf.open("north", THEIRS).created == NOW
    with pytest.raises(KeyWrong):
        shelf.open("south", OURS)
    assert not shelf.install("north", 2, NOW, content), "the feed's own file is still known"
    assert len(list((shelf.folder / "north").iterdir())) == 2


def test_a_rotation_with_a_wrong_key_changes_nothing(shelf: Shelf) -> None:
    install(shelf, 1)
    stamp = shelf.stamp()
    with pytest.raises(KeyWrong):
        list(shelf.rotate(THEIRS, THEIRS.recipients))
    assert shelf.stamp() == stamp
    assert version_in_use(shelf) == 1


DYING = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from webhook.detection.sealing import Identity
from webhook.detection.shelf import Shelf
deed, source, *folders = sys.argv[1:]
sealed = Path(source).read_bytes()
ours, theirs = (Identity.read(key) for key in sys.stdin.read().split("--"))
def die_at(left):
    def step(event, arguments):
        nonlocal left
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "fcntl.flock"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(step)
for number, folder in enumerate(folders, 1):
    child = os.fork()
    if child == 0:
        die_at(number)
        shelf = Shelf(Path(folder))
        if deed == "install":
            shelf.install("north", 2, datetime.now(UTC), sealed)
        else:
            list(shelf.rotate(ours, theirs.recipients))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("deed", ["install", "rotate"])
def test_a_process_killed_at_any_step_leaves_a_version_in_use_that_opens(tmp_path: Path, deed: str) -> None:
    source = tmp_path / "2.age"
    source.write_bytes(sealed(2))
    shelves = [Shelf(tmp_path / f"shelf-{step}") for step in range(1, 31)]
    for shelf in shelves:
        install(shelf, 1)
    ended = subprocess.run(
        [sys.executable, "-c", DYING, deed, str(source), *(str(shelf.folder) for shelf in shelves)],
        input=f"{OURS.file()}--{THEIRS.file()}",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    codes = [int(code) for code in ended.stdout.split()]
    assert set(codes) == {0, -signal.SIGKILL}
    assert codes.index(0) > 5, "it was killed at several steps"
    both, seen = Identity.read(OURS.file() + THEIRS.file()), set()
    for shelf, code in zip(shelves, codes, strict=True):
        opened = shelf.open("north", both)
        seen.add(opened.version)
        assert code or opened.version == (2 if deed == "install" else 1)
        assert opened.document == document("north", opened.version, seed=opened.version)
        assert shelf.install("north", 3, NOW, sealed(3)), "the next one is not kept waiting"
        assert [file.name for file in shelf.folder.rglob("*.tmp")] == []
    assert seen == ({1, 2} if deed == "install" else {1})


SWITCHING = """
import sys
from pathlib import Path
from webhook.detection.shelf import Shelf
for turn in range(20):
    Shelf(Path(sys.argv[1])).remember_partner(f"{sys.argv[2]}-{turn}")
"""


def test_commands_at_once_lose_nothing(shelf: Shelf) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", SWITCHING, str(shelf.folder), str(number)], cwd=ROOT)
        for number in range(4)
    ]
    assert [process.wait() for process in running] == [0] * 4
    assert len(shelf.state().partners) == 80


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShelfError, match="can't be written"):
        Shelf(tmp_path / "file" / "shelf").install("north", 1, NOW, sealed())


def test_a_disk_that_is_full_leaves_the_old_version_in_use(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(shelf, 1)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ShelfError, match="No space left"):
        shelf.install("north", 2, NOW, sealed(2))
    assert version_in_use(shelf) == 1


def test_the_state_names_the_bytes_that_lie_there(shelf: Shelf) -> None:
    content = install(shelf, 1)
    assert shelf.state().lists["north"].used.sha256 == hashlib.sha256(content).hexdigest()


CHANGING = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import Shelf
from tests.unit.detection.lists import document
shelf, identity = Shelf(Path(sys.argv[1])), Identity.read(sys.stdin.read())
now = datetime.now(UTC)
for version in range(2, 30):
    shelf.install("north", version, now, seal(document("north", version, seed=version), identity.recipients, now))
    list(shelf.rotate(identity, identity.recipients))
"""


def test_who_reads_while_everything_changes_always_gets_a_whole_list(shelf: Shelf) -> None:
    install(shelf, 1)
    changing = subprocess.Popen(
        [sys.executable, "-c", CHANGING, str(shelf.folder)], stdin=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert changing.stdin is not None
    changing.stdin.write(OURS.file())
    changing.stdin.close()
    seen = []
    while changing.poll() is None or not seen:
        (found,) = shelf.lists(OURS)
        assert found == document("north", found["version"], seed=found["version"])
        seen.append(found["version"])
    assert changing.returncode == 0
    assert seen == sorted(seen)
    assert version_in_use(shelf) == 29
