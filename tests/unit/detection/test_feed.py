"""A feed is trusted for its signature alone; whatever is wrong with it, the list in use stays."""

import base64
import http.server
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.unit.detection.lists import document, phrases, tells_nothing
from webhook.detection import feed as feeds
from webhook.detection.feed import MANIFEST, SIGNATURE, FeedTaken, PullFailed, publish, renew
from webhook.detection.feed.fetching import FetchFailed, fetch, shown
from webhook.detection.feed.signing import SigningKeyInvalid, new_key, public_of, sign
from webhook.detection.sealing import Identity, canonical, seal, unseal
from webhook.detection.shelf import Shelf
from webhook.detection.wordlist import parse

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OURS, THEIRS = Identity.made(), Identity.made()
PRIVATE, PUBLIC = new_key()
pull = partial(feeds.pull, check=parse)


class Feed:
    """A folder that is published to, and what may be done to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def offer(self, version: int, *, name: str = "north", keys: Identity = OURS, **changes: Any) -> None:
        whole = {**document(name, version, seed=version), **changes}
        sealed = seal(whole, keys.recipients, NOW)
        publish(self.folder, unseal(sealed, keys), sealed, PRIVATE)

    def manifest(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / MANIFEST).read_bytes()))

    def claim(self, key: str = PRIVATE, **changes: Any) -> None:
        raw = canonical({**self.manifest(), **changes})
        (self.folder / MANIFEST).write_bytes(raw)
        (self.folder / SIGNATURE).write_bytes(sign(raw, key))

    @property
    def list_file(self) -> Path:
        return self.folder / str(self.manifest()["file"])


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    return Feed(tmp_path / "feed")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "lexicons")


def failure(feed: Feed | str, shelf: Shelf, **more: Any) -> str:
    before = shelf.stamp()
    with pytest.raises(PullFailed) as failed:
        pull(str(feed.folder) if isinstance(feed, Feed) else feed, PUBLIC, shelf, OURS, **more)
    assert shelf.stamp() == before
    assert tells_nothing(str(failed.value), phrases(document(seed=1)) + phrases(document(seed=2)))
    return str(failed.value)


def test_what_is_published_is_pulled_and_used(feed: Feed, shelf: Shelf) -> None:
    feed.offer(1)
    pulled = pull(str(feed.folder), PUBLIC, shelf, OURS)
    assert (pulled.new, pulled.manifest.name, pulled.manifest.version) == (True, "north", 1)
    assert shelf.lists(OURS) == [document("north", 1, seed=1)]
    assert not pull(str(feed.folder), PUBLIC, shelf, OURS).new
    feed.offer(2)
    assert pull(feed.folder.as_uri(), PUBLIC, shelf, OURS).new
    assert shelf.lists(OURS) == [document("north", 2, seed=2)]


def test_the_feed_tells_no_term_and_keeps_the_file_before(feed: Feed) -> None:
    for version in (1, 2, 3):
        feed.offer(version)
    assert len(list(feed.folder.glob("*.age"))) == 2
    for path in feed.folder.iterdir():
        assert tells_nothing(path.read_bytes(), phrases(document(seed=3)))


BREAKS: dict[str, tuple[Callable[[Feed], object], str]] = {
    "another key": (lambda feed: feed.claim(new_key()[0]), "not signed by the key"),
    "a changed manifest": (
        lambda feed: (feed.folder / MANIFEST).write_bytes(canonical({**feed.manifest(), "version": 9})),
        "not signed by the key",
    ),
    "no signature": (lambda feed: (feed.folder / SIGNATURE).write_bytes(b""), "not signed by the key"),
    "junk for a signature": (
        lambda feed: (feed.folder / SIGNATURE).write_bytes(b"\xff!"),
        "not signed by the key",
    ),
    "a torn list": (
        lambda feed: feed.list_file.write_bytes(feed.list_file.read_bytes()[:-9]),
        "came damaged",
    ),
    "a changed list": (
        lambda feed: feed.list_file.write_bytes(feed.list_file.read_bytes()[:-9] + b"123456789"),
        "came damaged",
    ),
    "a longer list": (
        lambda feed: feed.list_file.write_bytes(feed.list_file.read_bytes() + b"1"),
        "larger than",
    ),
    "no list": (lambda feed: feed.list_file.unlink(), "No such file"),
    "no manifest": (lambda feed: (feed.folder / MANIFEST).unlink(), "No such file"),
    "an older version": (lambda feed: feed.claim(version=1), "older than 2"),
    "the same version with another content": (
        lambda feed: feed.claim(version=2, sha256="0" * 64),
        "another content",
    ),
    "another version than is sealed": (
        lambda feed: feed.claim(version=4),
        "another one than the manifest says",
    ),
    "another name than is sealed": (
        lambda feed: feed.claim(name="south"),
        "another one than the manifest says",
    ),
    "another time than is sealed": (
        lambda feed: feed.claim(created="2027-01-01T00:00:00+00:00"),
        "another one than the manifest says",
    ),
    "a file elsewhere": (lambda feed: feed.claim(file="../north.age"), "not of format 1"),
    "a size beyond the cap": (lambda feed: feed.claim(size=2**40), "not of format 1"),
    "another format": (lambda feed: feed.claim(format=2), "not of format 1"),
    "a field more": (lambda feed: feed.claim(more=1), "not of format 1"),
    "a wrong recipient": (lambda feed: feed.offer(4, keys=THEIRS), "other keys"),
    "a list that is none": (lambda feed: feed.offer(4, terms=[{"id": "a"}]), "has no phrase"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_whatever_is_wrong_with_a_feed_the_list_in_use_stays(feed: Feed, shelf: Shelf, kind: str) -> None:
    for version in (1, 2):
        feed.offer(version)
        pull(str(feed.folder), PUBLIC, shelf, OURS)
    feed.offer(3)
    deed, says = BREAKS[kind]
    deed(feed)
    assert says in failure(feed, shelf)
    assert shelf.lists(OURS) == [document("north", 2, seed=2)]


def test_an_old_offer_sent_again_is_refused(feed: Feed, shelf: Shelf, tmp_path: Path) -> None:
    old = Feed(tmp_path / "old")
    old.offer(1)
    pull(str(old.folder), PUBLIC, shelf, OURS)
    feed.offer(2)
    pull(str(feed.folder), PUBLIC, shelf, OURS)
    assert "older than 2" in failure(old, shelf)


def test_a_version_that_was_rolled_back_is_not_pulled_again(feed: Feed, shelf: Shelf) -> None:
    for version in (1, 2):
        feed.offer(version)
        pull(str(feed.folder), PUBLIC, shelf, OURS)
    shelf.roll_back("north")
    assert not pull(str(feed.folder), PUBLIC, shelf, OURS).new
    assert shelf.lists(OURS) == [document("north", 1, seed=1)]
    feed.offer(3)
    assert pull(str(feed.folder), PUBLIC, shelf, OURS).new


def test_only_the_list_that_is_wanted_is_taken(feed: Feed, shelf: Shelf) -> None:
    feed.offer(1, name="south")
    assert "north is wanted" in failure(feed, shelf, only="north")


def test_a_list_that_breaks_the_compiler_is_refused_without_its_words(feed: Feed, shelf: Shelf) -> None:
    feed.offer(1)

    def broken(found: Any) -> None:
        raise KeyError(found["terms"][0]["phrase"])

    assert "KeyError" in failure(feed, shelf, check=broken)


def test_a_pinned_key_that_is_none_is_told(feed: Feed, shelf: Shelf) -> None:
    feed.offer(1)
    with pytest.raises(PullFailed, match="32 bytes"):
        pull(str(feed.folder), "short", shelf, OURS)


def test_a_folder_is_the_feed_of_one_list_and_never_goes_back(feed: Feed) -> None:
    feed.offer(2)
    with pytest.raises(FeedTaken, match="another list"):
        feed.offer(3, name="south")
    with pytest.raises(FeedTaken, match="newer"):
        feed.offer(1)
    feed.offer(2)


def test_a_folder_is_signed_by_one_key(feed: Feed) -> None:
    feed.offer(1)
    before = feed.manifest()
    sealed = seal(document("north", 2), OURS.recipients, NOW)
    with pytest.raises(FeedTaken, match="another key"):
        publish(feed.folder, unseal(sealed, OURS), sealed, new_key()[0])
    with pytest.raises(FeedTaken, match="another key"):
        renew(feed.folder, new_key()[0], NOW)
    assert feed.manifest() == before


def test_an_offer_that_ended_is_refused_until_it_is_renewed(feed: Feed, shelf: Shelf) -> None:
    feed.offer(1)
    assert "expires" not in feed.manifest()
    end = NOW + timedelta(days=7)
    assert renew(feed.folder, PRIVATE, end).expires == end
    assert feed.manifest()["expires"] == "2026-11-29T12:00:00+00:00"
    assert "ended at 2026-11-29T12:00:00+00:00" in failure(feed, shelf, now=lambda: end)
    assert pull(str(feed.folder), PUBLIC, shelf, OURS, now=lambda: end - timedelta(seconds=1)).new
    assert "ended" in failure(feed, shelf, now=lambda: end)  # also where it offers nothing new
    renew(feed.folder, PRIVATE, end + timedelta(days=7))
    assert not pull(str(feed.folder), PUBLIC, shelf, OURS, now=lambda: end).new
    assert shelf.lists(OURS) == [document("north", 1, seed=1)]


@pytest.mark.parametrize("end", ["2026-11-29", "2026-11-29T12:00:00", "soon", 7, None])
def test_an_end_that_is_no_time_with_its_zone_is_refused(feed: Feed, shelf: Shelf, end: object) -> None:
    feed.offer(1)
    feed.claim(expires=end)
    assert "not of format 1" in failure(feed, shelf)


def test_only_a_feed_is_renewed(tmp_path: Path) -> None:
    with pytest.raises(FeedTaken, match="is no feed"):
        renew(tmp_path / "none", PRIVATE, NOW)


def test_keys_are_one_line_of_base64_and_never_shown_in_an_error() -> None:
    assert public_of(PRIVATE) == PUBLIC
    assert len(base64.b64decode(PRIVATE)) == len(base64.b64decode(PUBLIC)) == 32
    with pytest.raises(SigningKeyInvalid) as refused:
        sign(b"", PRIVATE[:-5])
    assert PRIVATE[:8] not in str(refused.value)


class Site(http.server.BaseHTTPRequestHandler):
    """Serves a folder, and misbehaves where its address says so."""

    def __init__(self, *args: Any, folder: Path, seen: list[str | None]) -> None:
        self.folder, self.seen = folder, seen
        super().__init__(*args)

    def do_GET(self) -> None:
        self.seen.append(self.headers.get("Authorization"))
        way, _, name = self.path.split("?")[0].strip("/").rpartition("/")
        content = (self.folder / name).read_bytes() if (self.folder / name).exists() else b""
        if way == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "/feed/" + name)
            self.end_headers()
            return
        self.send_response(500 if way == "down" else 200)
        self.send_header("Content-Length", str(len(content) + (5 if way == "torn" else 0)))
        self.end_headers()
        self.wfile.write(content * (1000 if way == "endless" else 1))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def seen() -> list[str | None]:
    return []


def serving(folder: Path, seen: list[str | None], tls: ssl.SSLContext | None) -> Iterator[str]:
    handler = partial(Site, folder=folder, seen=seen)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def site(feed: Feed, seen: list[str | None]) -> Iterator[str]:
    feed.folder.mkdir()
    yield from serving(feed.folder, seen, None)


def test_a_feed_is_pulled_over_http(site: str, feed: Feed, shelf: Shelf) -> None:
    feed.offer(1)
    assert pull(f"{site}/feed/", PUBLIC, shelf, OURS).new


def test_user_and_password_of_the_address_are_sent_and_never_told(
    site: str, feed: Feed, shelf: Shelf, seen: list[str | None]
) -> None:
    feed.offer(1)
    place = site.replace("://", "://me:s%40crit@")
    assert pull(f"{place}/feed?token=hidden", PUBLIC, shelf, OURS).new
    assert set(seen) == {"Basic " + base64.b64encode(b"me:s@crit").decode()}
    told = failure(f"{place}/down?token=hidden", shelf)
    assert "answers 500" in told
    assert not {"me", "crit", "hidden", "token"} & set(told.replace("@", " ").replace(":", " ").split())
    assert shown(f"{place}/feed?token=hidden") == f"{site}/feed"


@pytest.fixture
def secure_site(
    feed: Feed, seen: list[str | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The same over TLS, with a certificate of its own that this process trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    trusted, private = tmp_path / "site.pem", tmp_path / "site.key"
    trusted.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(trusted, private)
    feed.folder.mkdir()
    yield from serving(feed.folder, seen, tls)


def test_a_redirect_from_https_to_https_is_followed_without_the_password(
    secure_site: str, feed: Feed, shelf: Shelf, seen: list[str | None]
) -> None:
    feed.offer(1)
    assert pull(f"{secure_site.replace('://', '://me:secret@')}/elsewhere", PUBLIC, shelf, OURS).new
    assert [bool(header) for header in seen] == [True, False] * 3


def test_a_certificate_that_is_not_trusted_is_refused(
    secure_site: str, feed: Feed, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed.offer(1)
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "can't be reached" in failure(secure_site, shelf)


@pytest.mark.parametrize(
    ("way", "says"),
    [("down", "answers 500"), ("torn", "broke off"), ("elsewhere", "not from https to https")],
)
def test_a_site_that_misbehaves_is_named(site: str, feed: Feed, shelf: Shelf, way: str, says: str) -> None:
    feed.offer(1)
    assert says in failure(f"{site}/{way}", shelf)


def test_a_file_is_read_no_further_than_allowed(site: str, feed: Feed) -> None:
    (feed.folder / "long").write_bytes(b"x" * 5_000)
    with pytest.raises(FetchFailed, match="larger than 4,096 bytes"):
        fetch(f"{site}/feed", "long", 4_096)


def test_a_site_that_drips_is_left_after_two_minutes(site: str, feed: Feed) -> None:
    (feed.folder / "long").write_bytes(b"x" * 5_000)
    times = iter([0.0, 121.0])
    with pytest.raises(FetchFailed, match="120 s"):
        fetch(f"{site}/feed", "long", 10_000, clock=lambda: next(times))


def test_a_site_that_is_not_there_is_named(shelf: Shelf) -> None:
    assert "can't be reached (Connection refused)" in failure("http://127.0.0.1:9/feed", shelf)


@pytest.mark.parametrize("place", ["ftp://127.0.0.1/feed", "data:,x", "jar:file:x"])
def test_other_kinds_of_address_are_folders_that_do_not_exist(place: str, shelf: Shelf) -> None:
    assert "can't be read" in failure(place, shelf)


def test_a_web_server_may_read_the_feed(feed: Feed) -> None:
    feed.offer(1)
    assert feed.folder.stat().st_mode & 0o055 == 0o055
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in feed.folder.iterdir())
