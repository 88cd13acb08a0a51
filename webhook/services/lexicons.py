"""The word lists in use, compiled into one detector that is replaced whole when a list has changed."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Loaded:
    """One set of lists, compiled. Never changed, only replaced."""

    detector: Detector
    lists: dict[str, WordList]
    standings: tuple[Standing, ...]
    stamp: str | None


class Lexicons:
    """Every list of the sources. Whoever asks gets the newest usable set, at once; `refresh` makes the next one."""

    def __init__(self, sources: Sequence[Source], opinion: Opinion | None = None) -> None:
        self._sources = tuple(sources)
        self._opinion = opinion
        self._loaded: Loaded | None = None
        self._first = threading.Lock()

    @property
    def detector(self) -> Detector:
        """The detector in use now. The first call loads the lists; later ones wait for nothing."""
        return self.current().detector

    def names(self) -> tuple[str, ...]:
        """The names of the lists in use, in their order."""
        return tuple(sorted(one.name for one in self.current().lists.values()))

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
        stamp = self._stamp()
        if old is not None and stamp == old.stamp:
            return None
        lists: dict[str, WordList] = {}
        standings = [each for source in self._sources for each in _read(source, old, lists)]
        try:
            return Loaded(self._compiled(lists.values()), lists, tuple(standings), stamp)
        except Exception as error:
            kept = old or Loaded(compile_lists(()), {}, (), None)
            state: State = "old" if old else "down"
            failed = tuple(Standing(each.name, each.version, state, reason_of(error)) for each in standings)
            return Loaded(kept.detector, kept.lists, failed, stamp)

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

    def _compiled(self, lists: Iterable[WordList]) -> Detector:
        engine = compile_lists(lists)
        return Weighed(engine, self._opinion) if self._opinion else engine

    def _stamp(self) -> str | None:
        try:
            return "\n".join(source.stamp() for source in self._sources)
        except Unreadable as error:
            return f"unreadable: {error.reason}"


def reason_of(error: Exception) -> str:
    """What may be said of a failure: a list's own reason, which names no term, or else only its type."""
    return f"{error.where}: {error.reason}" if isinstance(error, ListInvalid) else type(error).__name__


def _read(source: Source, old: Loaded | None, lists: dict[str, WordList]) -> Iterator[Standing]:
    """Put every usable list of a source into `lists`; an unusable one as it was before, if it was."""
    before = old.lists if old else {}
    try:
        given = list(source.given())
    except Unreadable as error:
        kept = {key: one for key, one in before.items() if key.startswith(source.prefix)}
        lists.update(kept)
        yield from (Standing(one.name, one.version, "old", error.reason) for one in kept.values())
        if not kept:
            yield Standing(source.prefix.rstrip(":"), None, "down", error.reason)
        return
    for one in given:
        yield _take(one, before.get(one.key), lists)


def _take(given: Given, before: WordList | None, lists: dict[str, WordList]) -> Standing:
    reason = given.reason
    if given.document is not None:
        try:
            found = parse(given.document)
            if any(found.name == other.name for other in lists.values()):
                raise ListInvalid("the list", "its name is taken by another list")
            lists[given.key] = found
            return Standing(found.name, found.version, "ready")
        except Exception as error:  # whatever is in a list, the others stay in use
            reason = reason_of(error)
    if before is None:
        return Standing(given.name, None, "down", reason)
    lists[given.key] = before
    return Standing(before.name, before.version, "old", reason)
