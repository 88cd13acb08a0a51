"""The parts of a whole Turnpoint on one machine, and how each shows that it is ready."""

import sys
import time
from pathlib import Path

from webhook.running.programs import Program
from webhook.running.readiness import Part, answers, beats
from webhook.settings import Settings

TURNPOINT = str(Path(sys.executable).with_name("turnpoint"))
HEARTBEAT = "worker.heartbeat"


def bot_parts(settings: Settings, model: Path) -> list[Part]:
    """Rasa and the action server: all that is needed to talk with the bot alone."""
    launcher = (sys.executable, "-m", "webhook.running.bot")
    actions = f"http://127.0.0.1:{settings.actions_port}/health"
    rasa = f"{settings.rasa_url}/webhooks/turnpoint/"
    return [
        Part("Rasa", Program("rasa", (*launcher, "rasa", str(model)), 20), lambda: answers(rasa)),
        Part("action server", Program("actions", (*launcher, "actions"), 5), lambda: answers(actions)),
    ]


def all_parts(settings: Settings, model: Path, *, beat_within: float = 0.0) -> list[Part]:
    """Everything that `turnpoint up` starts. The worker's beat counts when it is younger than this call,
    or than `beat_within` seconds before it.
    """
    since = time.time() - beat_within
    service = f"http://127.0.0.1:{settings.port}/healthz"
    demo = f"http://127.0.0.1:{settings.demo_port}/"
    heartbeat = settings.home / HEARTBEAT
    return [
        Part("service", Program("web", (TURNPOINT, "serve")), lambda: answers(service)),
        Part("worker", Program("worker", (TURNPOINT, "worker")), lambda: beats(heartbeat, since)),
        Part("demo partner site", Program("demo", (TURNPOINT, "demo")), lambda: answers(demo)),
        *bot_parts(settings, model),
    ]
