"""Parts under the process manager, from their start to the end of the last process."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from webhook.running.progress import Progress
from webhook.running.readiness import Part, wait_until_ready
from webhook.running.stopping import Stopping
from webhook.running.supervisor import Supervisor
from webhook.settings import ROOT, Settings


@contextmanager
def running(
    parts: Sequence[Part],
    settings: Settings,
    environ: Mapping[str, str],
    stopping: Stopping,
    progress: Progress,
) -> Iterator[Supervisor]:
    """Inside, every part is ready; afterwards no process is left, whatever happened inside.

    Raises `PartFailed` for a part that does not become ready, `StopAsked` where the wait is broken off.
    """
    supervisor = Supervisor(settings.home, ROOT)
    supervisor.start([part.program for part in parts], environ)
    try:
        wait_until_ready(parts, supervisor, stopping, progress)
        yield supervisor
    finally:
        stopping.ignore()
        progress.line("Ending every part …")
        supervisor.stop()
