"""What is said when nothing can listen there, and what to type instead."""

import socket
from collections.abc import Iterator

import pytest

from equalweight.cli import door


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_names_a_command_that_works(taken_port: int) -> None:
    with pytest.raises(door.DoorShut) as shut:
        door.check("127.0.0.1", taken_port)
    words = str(shut.value)
    assert f"Port {taken_port} is in use" in words
    offered = int(words.rsplit("make run PORT=", 1)[1])
    assert offered > taken_port
    door.check("127.0.0.1", offered)


def test_a_free_port_is_let_through() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    door.check("127.0.0.1", free)
    assert not door.answers("127.0.0.1", free, alive=lambda: False)


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80a", "8000.0", "٨٠٠٠"])
def test_what_is_not_a_port_is_refused_in_words(text: str) -> None:
    with pytest.raises(door.DoorShut, match="PORT must be a number from 1 to 65535"):
        door.port_number(text)


def test_a_port_is_a_number() -> None:
    assert door.port_number("8001") == 8001


def test_a_server_that_listens_is_heard(taken_port: int) -> None:
    assert door.answers("127.0.0.1", taken_port, alive=lambda: True, within_seconds=5)


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(door.DoorShut, match=r"Can't listen on 192\.0\.2\.1"):
        door.check("192.0.2.1", 8000)
