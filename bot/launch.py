"""Starts Rasa for the service: `python -m bot.launch --model DIR --port 5005 --actions-port 5055`.

Why not `rasa run`: skops must be imported before TensorFlow (it scans every loaded module: 15 s of CPU), action
results are checked by a kept validator, logs carry no words, and a model that does not load ends the program.
"""

from bot import surroundings

surroundings.prepare()

import argparse  # noqa: E402
import asyncio  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Optional, Sequence  # noqa: E402

import skops.io  # noqa: E402, F401  first, see above

HERE = Path(__file__).parent
PURGE_SECONDS = 300
log = logging.getLogger("bot.launch")


class ModelMissing(RuntimeError):
    """Nothing to serve."""


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Serve until a signal comes. 1 and one sentence on stderr where it cannot start."""
    options = arguments().parse_args(argv)
    from bot import logs, ports, secret

    logs.install(logging.getLevelName(options.log_level.upper()))
    try:
        secret.read(os.environ)
        model = newest(options.model)
        ports.check(options.port)
    except (secret.SecretMissing, ModelMissing, ports.PortTaken) as error:
        return refuse(str(error))
    serve(model, options.port, options.actions_port)
    return 0


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bot.launch", description="Start Rasa on loopback for the service.")
    parser.add_argument(
        "--model", type=Path, required=True, help="a model file, or the folder of bot.train --out"
    )
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--actions-port", type=int, default=5055, help="where bot.actions_server listens")
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"])
    return parser


def newest(path: Path) -> Path:
    """The model file at `path`, or the newest one in the folder `path`. Raises ModelMissing."""
    if path.is_file():
        return path
    models = sorted(path.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime) if path.is_dir() else []
    if not models:
        raise ModelMissing(f"there is no trained model in {path}; run `python -m bot.train --out DIR` first")
    return models[-1]


def serve(model: Path, port: int, actions_port: int) -> None:
    """Load the model and listen on 127.0.0.1 until a signal comes; no HTTP API, our channel only."""
    from rasa.core.run import serve_application
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints

    from bot import action_result
    from bot.action_endpoint import ActionEndpoint
    from bot.ports import HOST

    action_result.install()
    endpoints = AvailableEndpoints.read_endpoints(str(HERE / "endpoints.yml"))
    endpoints.action = ActionEndpoint(url=f"http://{HOST}:{actions_port}/webhook")
    store = TrackerStore.create(endpoints.tracker_store)
    endpoints.tracker_store = store

    async def announce(app: Any, _: Any) -> None:
        # Rasa goes on without a model; a supervisor must see that it has none.
        if not app.ctx.agent.is_ready():
            os._exit(refuse("the model cannot be loaded; train it again, and check the encoder's weights"))
        app.ctx.store = store
        app.add_task(purge_for_ever(store))
        log.info("ready", extra={"port": port, "model": model.name})

    serve_application(
        model_path=str(model),
        interface=HOST,
        port=port,
        credentials=str(HERE / "credentials.yml"),
        enable_api=False,
        endpoints=endpoints,
        server_listeners=[(announce, "after_server_start")],
    )


async def purge_for_ever(store: Any) -> None:
    """Forget idle conversations also when nobody writes."""
    while True:
        store.purge()
        await asyncio.sleep(PURGE_SECONDS)


def refuse(sentence: str) -> int:
    """Say why, on stderr."""
    sys.stderr.write(f"bot.launch: {sentence}.\n")
    sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main())
