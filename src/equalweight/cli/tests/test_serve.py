"""The real thing, as a person starts it: a window of its own, an empty folder, Ctrl-C at the end."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-P", "-m", "equalweight"]
STARTED = "Stop it with Ctrl-C."


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = (
        "SECRET_KEY",
        "DEMO",
        "DEBUG",
        "DATABASE_URL",
        "PORT",
        "VAR_DIR",
        "KEYS_DIR",
        "SITE_URL",
        "DJANGO_SETTINGS_MODULE",
    )
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "VAR_DIR": str(folder), **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        content: bytes = answer.read()
        return content


def start(folder: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """Starts the demo and reads its words until it is open (or has ended)."""
    process = subprocess.Popen(
        [*COMMAND, "serve"],
        env=environment(folder, DEMO="1", PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if STARTED in line:
            break
    return process, said


def stop(process: subprocess.Popen[str], number: signal.Signals = signal.SIGINT) -> int:
    process.send_signal(number)
    process.communicate(timeout=60)
    return process.returncode


@pytest.mark.parametrize("verb", ["serve", "tick"])
def test_outside_the_demo_a_secret_key_is_demanded(tmp_path: Path, verb: str) -> None:
    result = subprocess.run(
        [*COMMAND, verb], env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    result = refused(tmp_path, f"postgresql://nobody:hushhush@127.0.0.1:{free_port()}/none")
    # One line for a person, after the warning about keys, and nothing from the machinery of connections.
    *before, last = result.stderr.strip().split("\n")
    assert "The database does not answer" in last and "What to do: " in last
    assert "keys of sealed votes" in " ".join(before) and "pool" not in result.stderr


def test_a_database_that_says_nothing_is_given_up_after_a_few_seconds(tmp_path: Path) -> None:
    """A port that takes the connection and never answers, as behind a firewall."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        result = refused(tmp_path, f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none")
        seconds = time.monotonic() - began
    assert "The database does not answer" in result.stderr
    assert seconds < 25, "the pool alone would try for half a minute"


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://nobody:hushhush@db/none", "begins with “mysql://”"),
        ("db.example.org/none", "does not begin with “postgresql://”"),
        ("postgresql://nobody:hush/hush@db/none", "can’t be read"),
        ("postgresql://nobody@db:port/none", "can’t be read"),
        ("postgresql://nobody@db", "names no database"),
    ],
)
def test_a_database_url_that_is_none_is_said_in_words(tmp_path: Path, where: str, said: str) -> None:
    result = refused(tmp_path, where)
    assert f"DATABASE_URL {said}" in result.stderr
    assert "postgresql://USER:PASSWORD@HOST:PORT/NAME" in result.stderr and "SQLite" in result.stderr


def refused(folder: Path, database_url: str) -> subprocess.CompletedProcess[str]:
    """What `serve` says of a database it can't use. Never the password."""
    result = subprocess.run(
        [*COMMAND, "serve", "--port", str(free_port())],
        env=environment(folder, SECRET_KEY="a key of our own", DATABASE_URL=database_url),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr and "hush" not in result.stderr
    return result


def test_the_demo_opens_answers_and_stops_clean(tmp_path: Path) -> None:
    port = free_port()
    process, said = start(tmp_path, port)
    try:
        assert f"http://127.0.0.1:{port}/" in said
        assert json.loads(read(f"http://127.0.0.1:{port}/health"))["ok"] is True
        assert "Maya" in said
        assert b"<h1" in read(f"http://127.0.0.1:{port}/")
    finally:
        code = stop(process)
    assert code == 0
    assert nothing_listens(port)

    began = time.monotonic()
    process, said = start(tmp_path, port)
    seconds = time.monotonic() - began
    assert stop(process, signal.SIGTERM) == 0
    assert "demo story" not in said, "the story is told once"
    assert seconds < 30, "a second start takes a few seconds; this bound only catches a story told twice"
    assert nothing_listens(port)


def nothing_listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
