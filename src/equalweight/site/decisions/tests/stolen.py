"""What a thief carries off: the database file, its write-ahead log, backups. Everything but the keys."""

import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

Row = dict[str, Any]
TABLES = ("decisions_rollseat", "web_submission", "django_session", "people_person")


@dataclass(frozen=True)
class Stolen:
    """`raw`: every byte, free pages and old versions included. `tables`: rows in the order they lie in."""

    raw: bytes
    tables: dict[str, list[Row]]

    def holds(self, secret: bytes) -> bool:
        return secret in self.raw or secret.hex().encode() in self.raw


def steal(folder: Path) -> Stolen:
    """A copy of everything as it lies now."""
    folder.mkdir()
    return _steal_file(folder) if connection.vendor == "sqlite" else _steal_server(folder)


def _steal_file(folder: Path) -> Stolen:
    found = Path(connection.settings_dict["NAME"])
    copies = []
    for each in (found, found.with_name(f"{found.name}-wal")):
        if each.exists():
            copies.append(Path(shutil.copy(each, folder)))
    raw = b"".join(each.read_bytes() for each in copies)
    opened = sqlite3.connect(folder / found.name)
    opened.row_factory = sqlite3.Row
    tables = {
        table: [dict(row) for row in opened.execute(f"SELECT rowid AS place, * FROM {table}")]  # noqa: S608
        for table in TABLES
    }
    opened.close()
    return Stolen(raw, tables)


def _steal_server(folder: Path) -> Stolen:
    """The dump, and the table's file and the newest write-ahead log as they lie on the server's disk."""
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump here to make a backup with")
    raw = _dump(folder / "dump.sql")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser may read the server's own files, as a thief of the disk would")
        cursor.execute("CHECKPOINT")
        for table in TABLES:
            cursor.execute(f"SELECT pg_read_binary_file(pg_relation_filepath('{table}'))")  # noqa: S608
            raw += bytes(cursor.fetchone()[0])
        cursor.execute("SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name(pg_current_wal_lsn()))")
        raw += bytes(cursor.fetchone()[0])
        tables = {}
        for table in TABLES:
            # ctid: where the row lies; xmin: the number of the transaction that wrote it last.
            cursor.execute(f"SELECT ctid::text AS place, xmin::text AS writer, * FROM {table} ORDER BY ctid")  # noqa: S608
            names = [each.name for each in cursor.description or ()]
            tables[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return Stolen(raw, tables)


def _dump(target: Path) -> bytes:
    of = connection.settings_dict
    where = {
        "PGHOST": of["HOST"],
        "PGPORT": str(of["PORT"]),
        "PGUSER": of["USER"],
        "PGPASSWORD": of["PASSWORD"],
    }
    command = ["pg_dump", "--dbname", str(of["NAME"]), "--file", str(target)]
    subprocess.run(
        command, check=True, env=os.environ | {name: value for name, value in where.items() if value}
    )
    return target.read_bytes()
