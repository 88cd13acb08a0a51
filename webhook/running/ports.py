"""Are the ports free? Asked before anything is started, so that the answer is one sentence."""

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from webhook.running.errors import CannotRun, PortTaken
from webhook.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Port:
    """Where a part will listen, and the variable that moves it elsewhere."""

    title: str
    host: str
    number: int
    variable: str


def ports_of(settings: Settings) -> tuple[Port, ...]:
    """Every port that `turnpoint up` needs. Raises `CannotRun` when Rasa is meant to be elsewhere."""
    rasa = urlsplit(settings.rasa_url)
    if rasa.hostname not in LOOPBACK:
        raise CannotRun(
            "turnpoint up starts Rasa on this machine, so TURNPOINT_RASA_URL must name a loopback address."
        )
    return (
        Port("the service", settings.host, settings.port, "TURNPOINT_PORT"),
        Port("the demo partner site", "127.0.0.1", settings.demo_port, "TURNPOINT_DEMO_PORT"),
        Port("Rasa", "127.0.0.1", rasa.port or 80, "TURNPOINT_RASA_URL"),
        Port("the action server", "127.0.0.1", settings.actions_port, "TURNPOINT_ACTIONS_PORT"),
    )


def check_ports(ports: tuple[Port, ...]) -> None:
    """Raises `PortTaken` for the first port that is not free, or that two parts would share."""
    seen: dict[int, Port] = {}
    for port in ports:
        other = seen.setdefault(port.number, port)
        if other is not port:
            raise PortTaken(
                f"Port {port.number} is meant for both {other.title} and {port.title}: "
                f"set {port.variable} to another one."
            )
        if not _is_free(port):
            raise PortTaken(
                f"Port {port.number}, meant for {port.title}, is taken by another program: "
                f"end that program, or set {port.variable} to another one."
            )


def _is_free(port: Port) -> bool:
    family = socket.AF_INET6 if ":" in port.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((port.host, port.number))
        except OSError:
            return False
    return True
