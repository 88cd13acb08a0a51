"""What gunicorn loads: its settings, and the application of each worker."""

import gc
import os
import threading
from functools import partial
from typing import Any

worker_class = "webhook.malformed.QuietWorker"
logger_class = "webhook.malformed.QuietLogger"
worker_connections = 10_000
graceful_timeout = 3
timeout = 60
keepalive = 5
control_socket_disable = True
forwarder_headers = ""
limit_request_line = 4_094
limit_request_fields = 100
limit_request_field_size = 8_190
accesslog = None
errorlog = "-"
loglevel = "warning"


_made: list[Any] = []


def application(environ: Any, start_response: Any) -> Any:
    """The WSGI entry."""
    return _application()(environ, start_response)


def post_worker_init(_worker: Any) -> None:
    """Make the application before the first request, so that a wrong setting stops the start."""
    _application()


def _application() -> Any:
    # Imported only here: in a worker, after gevent has patched the standard library.
    if not _made:
        from webhook import logs
        from webhook.app import create_app
        from webhook.services import partners
        from webhook.services.watching import watch
        from webhook.settings import Settings

        logs.configure()
        app = create_app(Settings.from_environ(os.environ))
        ctx = app.extensions["turnpoint"]
        if ctx.settings.role != "chat":
            told = partial(partners.note_unscreened, ctx)
            watch(ctx.lexicons, threading.Event(), changed=told)
        _made.append(app)
        # What is loaded stays: the collector need not look at it again and again.
        gc.collect()
        gc.freeze()
    return _made[0]
