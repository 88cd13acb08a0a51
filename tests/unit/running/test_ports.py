"""Ports are looked at before anything starts."""

import socket

import pytest

from webhook.running.errors import PortTaken
from webhook.running.ports import Port, check_ports


def _free_number() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_free_ports_are_no_obstacle():
    check_ports((Port("the service", "127.0.0.1", _free_number(), "TURNPOINT_PORT"),))


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_named_with_the_variable_that_moves_it(address: str):
    with socket.socket() as other:
        other.bind((address, 0))
        other.listen()
        number = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {number}, meant for the service, .* TURNPOINT_PORT"):
            check_ports((Port("the service", "127.0.0.1", number, "TURNPOINT_PORT"),))


def test_one_port_for_two_parts_is_refused():
    number = _free_number()
    service = Port("the service", "127.0.0.1", number, "TURNPOINT_PORT")
    demo = Port("the demo partner site", "127.0.0.1", number, "TURNPOINT_DEMO_PORT")
    with pytest.raises(PortTaken, match="both the service and the demo partner site"):
        check_ports((service, demo))
