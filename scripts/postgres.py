"""A PostgreSQL for the tests: a server already there if it lets us make databases, else one of our own.

Our own lives in a temporary folder, listens on a free port of this machine only, and is gone afterwards.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from machine import find_postgres_programs
from steps import LOGS, Stop

# A test server may forget everything at a power cut; nothing else about it differs.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB")


def there_already() -> str | None:
    """The address of a running server where we may make and drop databases, or None."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        if not _may_make_databases(given):
            raise Stop(
                "the PostgreSQL in DATABASE_URL does not answer, or its user may not make databases.",
                "Start it, or ALTER ROLE … CREATEDB, or unset DATABASE_URL: the tests then start their own.",
            )
        return given
    return next((url for url in _likely() if _may_make_databases(url)), None)


def _likely() -> Iterator[str]:
    if any(name in os.environ for name in ("PGHOST", "PGPORT", "PGSERVICE")):
        host, port = os.environ.get("PGHOST", "127.0.0.1"), os.environ.get("PGPORT", "5432")
    else:
        host, port = "127.0.0.1", "5432"
    if host.startswith("/"):
        return  # dj-database-url wants %2F there, and libpq's own defaults differ: our own server is surer
    for user in dict.fromkeys((os.environ.get("PGUSER", ""), pwd.getpwuid(os.geteuid()).pw_name, "postgres")):
        if user:
            secret = os.environ.get("PGPASSWORD", "")
            who = f"{user}:{secret}" if secret else user
            yield f"postgresql://{who}@{host}:{port}/postgres"


def _may_make_databases(url: str) -> bool:
    ask = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(ask).fetchone()
    except psycopg.Error:
        return False
    return row is not None and bool(row[0])


@contextmanager
def running() -> Iterator[str]:
    """Gives the address of a server for as long as the block runs. `machine.bring` must have been called."""
    url = there_already()
    if url is not None:
        yield url
        return
    programs = find_postgres_programs()
    if programs is None:
        raise Stop("there is no PostgreSQL on this machine.", "sudo apt-get install -y postgresql")
    folder = Path(tempfile.mkdtemp(prefix="equalweight-postgres-"))
    try:
        with _own_server(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _own_server(programs: Path, folder: Path) -> Iterator[str]:
    """Starts a new server in the folder. As root it runs as another user: PostgreSQL refuses root."""
    run_as = _someone_else()
    if run_as:
        os.chown(folder, run_as["user"], run_as["group"])
    cluster, port = folder / "cluster", _free_port()
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "postgres.log").open("wb") as log:
        quiet: dict[str, Any] = {"stdout": log, "stderr": subprocess.STDOUT, "cwd": folder, **run_as}
        make = [str(programs / "initdb"), "-D", str(cluster), "-U", "equalweight", "-E", "UTF8"]
        make += ["--locale=C.UTF-8", "--auth=trust", "--no-sync"]
        if subprocess.run(make, **quiet, check=False).returncode != 0:
            raise Stop("a PostgreSQL for the tests could not be made.", "Read var/log/postgres.log.")
        start = [str(programs / "postgres"), "-D", str(cluster), "-p", str(port)]
        start += ["-k", str(folder), "-h", "127.0.0.1", *(f"--{option}" for option in FAST)]
        server: subprocess.Popen[bytes] = subprocess.Popen(start, **quiet)
        try:
            url = f"postgresql://equalweight@127.0.0.1:{port}/postgres"
            _wait_for(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: does not wait for idle clients
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _someone_else() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Stop(
        "PostgreSQL refuses to run as root, and there is no other user.", "Run the tests as a plain user."
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        if _may_make_databases(url):
            return
        time.sleep(0.1)
    raise Stop("the PostgreSQL for the tests did not start.", "Read var/log/postgres.log.")
