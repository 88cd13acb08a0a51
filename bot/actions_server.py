"""Starts the action server: `python -m bot.actions_server --port 5055`. Loopback only, no words in its logs."""

from bot import surroundings

surroundings.prepare()

import argparse  # noqa: E402
import logging  # noqa: E402
import sys  # noqa: E402
from typing import Any, Optional, Sequence  # noqa: E402

log = logging.getLogger("bot.actions_server")


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Serve until a signal comes."""
    parser = argparse.ArgumentParser(
        prog="bot.actions_server", description="Serve actions/ on loopback to Rasa."
    )
    parser.add_argument("--port", type=int, default=5055)
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"])
    options = parser.parse_args(argv)
    from bot import logs, ports

    logs.install(logging.getLevelName(options.log_level.upper()))
    try:
        ports.check(options.port)
    except ports.PortTaken as error:
        sys.stderr.write(f"bot.actions_server: {error}.\n")
        return 1
    serve(options.port)
    return 0


def serve(port: int) -> None:
    """GET /health answers when it is ready."""
    from rasa_sdk.endpoint import create_app

    from bot.ports import HOST

    app = create_app("actions", cors_origins=None)

    async def announce(*_: Any) -> None:
        log.info("ready", extra={"port": port})

    app.register_listener(announce, "after_server_start")
    app.run(HOST, port, access_log=False, workers=1)


if __name__ == "__main__":
    sys.exit(main())
