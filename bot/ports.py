"""The address both programs listen on."""

import socket

HOST = "127.0.0.1"


class PortTaken(RuntimeError):
    """Somebody else listens there already."""


def check(port: int) -> None:
    """Raises PortTaken where `port` on loopback cannot be had. Sanic itself would log it and end well."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(f"port {port} on {HOST} is taken") from error
