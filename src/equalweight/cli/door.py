"""The address a server will listen on: looked at before anything slow happens."""

import errno
import socket
import time
from collections.abc import Callable


class DoorShut(Exception):
    """Nothing can listen there; the message says why and what to type instead."""


def port_number(text: str) -> int:
    """A port from what was typed. Raises DoorShut."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise DoorShut(
            f"PORT must be a number from 1 to 65535, not {text!r}. For example: make run PORT=8001"
        )
    return int(text)


def check(host: str, port: int) -> None:
    """Raises DoorShut if nothing can listen on host and port."""
    try:
        _try(host, port)
    except PermissionError as error:
        raise DoorShut(
            f"Port {port} is for administrators only. Try another one: make run PORT=8000"
        ) from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise DoorShut(f"Can't listen on {host}: {error.strerror or error}.") from error
        raise DoorShut(
            f"Port {port} is in use, perhaps by Equal Weight already running in another window. "
            f"Stop that, or use another port: make run PORT={_next_free(host, port)}"
        ) from error


def _try(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As servers do: a port whose last connections are still dying away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))


def _next_free(host: str, port: int) -> int:
    for candidate in range(port + 1, min(port + 100, 65536)):
        try:
            _try(host, candidate)
        except OSError:
            continue
        return candidate
    return 8001


def answers(host: str, port: int, *, alive: Callable[[], bool], within_seconds: float = 30) -> bool:
    """Waits until the server accepts connections; False if it ends first, or takes too long."""
    until = time.monotonic() + within_seconds
    while alive() and time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return alive()
    return False
