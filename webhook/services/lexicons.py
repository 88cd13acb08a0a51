"""The word lists in use, compiled into one detector that is replaced whole when a list has changed."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import structlog

from webhook.detection import Detector
from webhook.detection.compiling import compile_lists
from webhook.detection.opinion import Opinion, Weighed
from webhook.detection.wordlist import ListInvalid, WordList, parse
from webhook.services.list_sources import Given, Source, Unreadable

log = structlog.get_logger(__name__)

State = Literal["ready", "old", "down"]
STATES: tuple[State, ...] = ("ready", "old", "down")
"""The best first."""

RETRY_AFTER = 30.0
"""Seconds after which a failure that may have passed is looked at again, although nothing seems to have changed."""


@dataclass(frozen=True)
class Standing:
    """How one list stands. `version` is the one in use; `reason` says what is wrong with the newest, without a term.

    ready: as it was found. old: what was found is not usable, an earlier version stays in use. down: nothing of it
    is in use.
    """

    name: str
    version: int | None
    state: State
    reason: str | None = None
    passing: bool = False
    """It failed in reading, opening or making, not by what the list says: it may be well a while later."""


@dataclass(frozen=True)
class Found:
    """What the sources gave, by key: every list that is to be used, and how each stands."""

    lists: dict[str, WordList]
    standings: dict[str, Standing]


@dataclass(frozen=True)
class Loaded:
    """One set of lists, compiled. Never changed, only replaced. `stamps` are those of the sources."""

    detector: Detector
    lists: dict[str, WordList] = field(repr=False)
    standings: tuple[Standing, ...]
    stamps: tuple[str, ...]
    found: Found | None = field(default=None, repr=False)
    """What it was made of; None where making it again may come to more."""

    def names(self) -> frozenset[str]:
        """The names of the lists that find something; one of contexts alone does not."""
        return frozenset(one.name for one in self.lists.values() if one.terms or one.rules)


class Lexicons:
    """Every list of the sources. Whoever asks gets the newest usable set, at once; `refresh` makes the next one."""

    def __init__(self, sources: Sequence[Source], opinion: Opinion | None = None) -> None:
        self._sources = tuple(sources)
        self._opinion = opinion
        self._loaded: Loaded | None = None
        self._looked = 0.0
        self._first = threading.Lock()

    @property
    def detector(self) -> Detector:
        """The detector in use now. The first call loads the lists; later ones wait for nothing."""
        return self.current().detector

    def names(self) -> tuple[str, ...]:
        """The names of the lists in use that find something, in their order."""
        return tuple(sorted(self.current().names()))

    def current(self) -> Loaded:
        """The set in use now; the first call loads it."""
        if self._loaded is None:
            with self._first:
                if self._loaded is None:
                    self.install(self.newer())
        assert self._loaded is not None
        return self._loaded

    def newer(self) -> Loaded | None:
        """The next set, compiled from the sources as they stand; None where nothing has changed.

        Takes no lock and writes no log: under gevent it runs in a thread of another kind. A list that cannot be used
        stays in use as it was.
        """
        old = self._loaded
        stamps = tuple(_stamp(source) for source in self._sources)
        unchanged = old is not None and stamps == old.stamps
        if unchanged and not self._to_retry():
            return None
        self._looked = time.monotonic()
        found = _found(self._sources, old.lists if old else {})
        if old is not None and unchanged and found == old.found:
            return None
        return self._made(found, stamps)

    def install(self, new: Loaded | None) -> None:
        """Use a set from now on, and say in the log what is wrong with it, by name, version and reason."""
        if new is None:
            return
        changed = self._loaded is not None
        self._loaded = new
        for each in new.standings:
            if each.state != "ready":
                log.error(f"lists.{each.state}", list=each.name, version=each.version, reason=each.reason)
        if changed:
            log.info("lists.changed", count=len(new.lists))

    def _to_retry(self) -> bool:
        passing = self._loaded is not None and any(each.passing for each in self._loaded.standings)
        return passing and time.monotonic() >= self._looked + RETRY_AFTER

    def _made(self, found: Found, stamps: tuple[str, ...]) -> Loaded:
        """The set of what was found; where no engine can be made of it, without the lists that are to blame."""
        old, used = self._loaded, found
        try:
            detector = self._compiled(used.lists.values())
        except Exception:  # whatever is in a list, the others stay in use
            used = _without_culprits(found, old.lists if old else {})
            try:
                detector = self._compiled(used.lists.values())
            except Exception as error:
                kept = old or Loaded(compile_lists(()), {}, (), ())
                failed = {
                    key: _failed(each.name, kept.lists.get(key), error)
                    for key, each in used.standings.items()
                }
                detector, used = kept.detector, Found(kept.lists, failed)
        standings = tuple(used.standings.values())
        again = any(each.passing and not found.standings[key].passing for key, each in used.standings.items())
        return Loaded(detector, used.lists, standings, stamps, None if again else found)

    def _compiled(self, lists: Iterable[WordList]) -> Detector:
        engine = compile_lists(lists)
        return Weighed(engine, self._opinion) if self._opinion else engine


def reason_of(error: Exception) -> str:
    """What may be said of a failure: a list's own reason, which names no term, or else only its type."""
    return f"{error.where}: {error.reason}" if isinstance(error, ListInvalid) else type(error).__name__


def _stamp(source: Source) -> str:
    try:
        return source.stamp()
    except Unreadable as error:
        return f"unreadable: {error.reason}"


def _found(sources: Iterable[Source], before: Mapping[str, WordList]) -> Found:
    """Every usable list of the sources; an unusable one as it was before, if it was."""
    found = Found({}, {})
    for source in sources:
        try:
            given = list(source.given())
        except Unreadable as error:
            _keep(source, error.reason, before, found)
            continue
        for one in given:
            found.standings[one.key] = _take(one, before.get(one.key), found.lists)
    return found


def _keep(source: Source, reason: str, before: Mapping[str, WordList], found: Found) -> None:
    kept = {key: one for key, one in before.items() if key.startswith(source.prefix)}
    found.lists.update(kept)
    for key, one in kept.items():
        found.standings[key] = Standing(one.name, one.version, "old", reason, True)
    if not kept:
        found.standings[source.prefix] = Standing(source.prefix.rstrip(":"), None, "down", reason, True)


def _take(given: Given, before: WordList | None, lists: dict[str, WordList]) -> Standing:
    if given.document is None:
        standing = _standing(given.name, before, given.reason, True)
    else:
        try:
            found = parse(given.document)
            if any(found.name == other.name for other in lists.values()):
                raise ListInvalid("the list", "its name is taken by another list")
            lists[given.key] = found
            return Standing(found.name, found.version, "ready")
        except Exception as error:  # whatever is in a list, the others stay in use
            standing = _failed(given.name, before, error)
    if before is not None:
        lists[given.key] = before
    return standing


def _without_culprits(found: Found, before: Mapping[str, WordList]) -> Found:
    """The same, but each list of which no engine can be made alone as it was before, if it was."""
    lists, standings = dict(found.lists), dict(found.standings)
    for key, one in found.lists.items():
        old = before.get(key)
        if one == old:
            continue
        try:
            compile_lists((one,))
        except Exception as error:
            standings[key] = _failed(one.name, old, error)
            if old is None:
                del lists[key]
            else:
                lists[key] = old
    return Found(lists, standings)


def _failed(name: str, before: WordList | None, error: Exception) -> Standing:
    return _standing(name, before, reason_of(error), not isinstance(error, ListInvalid))


def _standing(name: str, before: WordList | None, reason: str | None, passing: bool) -> Standing:
    if before is None:
        return Standing(name, None, "down", reason, passing)
    return Standing(before.name, before.version, "old", reason, passing)
