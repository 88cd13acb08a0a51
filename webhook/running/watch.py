"""While everything runs: notice a part that keeps ending, say so once, and try again."""

import time
from collections import defaultdict, deque
from collections.abc import Sequence

from webhook.running.errors import PartFailed
from webhook.running.progress import Progress
from webhook.running.readiness import Part
from webhook.running.stopping import Stopping
from webhook.running.supervisor import ProgramState, Supervisor

LOOK_EVERY = 1.0
OFTEN = 3  # so many restarts within RECENT seconds are worth a sentence
RECENT = 120.0
QUIET = 300.0  # seconds before the same part is named again
TRY_AGAIN = 30.0  # seconds between two tries of a part that supervisord gave up


class Watch:
    """Looks at the programs' states; one sentence for each part in trouble, with the path of its log."""

    def __init__(self, parts: Sequence[Part], supervisor: Supervisor, progress: Progress) -> None:
        self._titles = {part.program.name: part.title for part in parts}
        self._supervisor = supervisor
        self._progress = progress
        self._pids: dict[str, int] = {}
        self._restarts: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=OFTEN))
        self._named: dict[str, float] = {}
        self._tried: dict[str, float] = {}

    def until_stopped(self, stopping: Stopping) -> None:
        """Look every second until `StopAsked`; raises `PartFailed` when the process manager is gone."""
        while True:
            stopping.wait(LOOK_EVERY)
            if not self._supervisor.alive():
                raise PartFailed(f"The process manager ended; see {self._supervisor.log_of('supervisor')}.")
            self.look(self._supervisor.states(), time.monotonic())

    def look(self, states: Sequence[ProgramState], now: float) -> None:
        """Compare with the last look; `now` in seconds of a clock that never goes back."""
        for state in states:
            if state.given_up:
                self._name(state.name, now)
                self._try_again(state.name, now)
            elif state.pid and self._pids.get(state.name, state.pid) != state.pid:
                restarts = self._restarts[state.name]
                restarts.append(now)
                if len(restarts) == OFTEN and now - restarts[0] <= RECENT:
                    self._name(state.name, now)
            if state.pid:
                self._pids[state.name] = state.pid

    def _name(self, name: str, now: float) -> None:
        if now - self._named.get(name, -QUIET) >= QUIET:
            self._named[name] = now
            title = self._titles.get(name, name)
            self._progress.line(
                f"{title} keeps ending; it is started again. See {self._supervisor.log_of(name)}."
            )

    def _try_again(self, name: str, now: float) -> None:
        if now - self._tried.setdefault(name, now) >= TRY_AGAIN:
            self._tried[name] = now
            self._supervisor.start_again(name)
