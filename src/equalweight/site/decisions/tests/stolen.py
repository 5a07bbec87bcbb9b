"""What a thief carries off: the database's files, its write-ahead log, backups. Everything but the keys.

On SQLite: the database file and its write-ahead log. On PostgreSQL: a dump, every file of the database as it lies on
the server's disk (tables, indexes, statistics), and every segment of the write-ahead log that is still there and was
written since the elections began. Not read: the server's own text log, which is wherever its operator keeps it.

The rows are those of every table there is, also of those that no model stands for: the cache, sessions, counters.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

Row = dict[str, Any]
Tables = dict[str, list[Row]]
COUNTERS: Final = "pg_sequences"
# What stands before an envelope on the disk. SQLite: the side and the number, which takes no byte when it is 1.
# PostgreSQL: the length of eighty bytes.
BEFORE: Final = {"sqlite": re.compile(rb"lived_experience|staff"), "postgresql": re.compile(rb"\xa3")}
KEY_BYTES: Final = 8


@dataclass(frozen=True)
class Stolen:
    """`raw`: every byte, free pages and old versions included. `tables`: all of them, rows in the order they lie in."""

    raw: bytes
    tables: Tables

    def holds(self, secret: bytes) -> bool:
        return secret in self.raw or secret.hex().encode() in self.raw

    def places_of(self, envelopes: Iterable[bytes]) -> Mapping[bytes, int]:
        """Where each envelope lies last in all these bytes, found in one pass over them."""
        sought = {envelope[:KEY_BYTES]: envelope for envelope in envelopes}
        found: dict[bytes, int] = {}
        for mark in BEFORE[connection.vendor].finditer(self.raw):
            for at in (mark.end(), mark.end() + 1):
                envelope = sought.get(self.raw[at : at + KEY_BYTES])
                if envelope is not None and self.raw.startswith(envelope, at):
                    found[envelope] = at
        return found


def where_it_begins() -> str:
    """The segment of PostgreSQL's write-ahead log that is written now; nothing on SQLite, which has one file."""
    if connection.vendor == "sqlite":
        return ""
    _may_read_the_disk()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        return str(cursor.fetchone()[0])


def steal(folder: Path, begin: str) -> Stolen:
    """A copy of everything as it lies now; `begin` from `where_it_begins`."""
    folder.mkdir()
    if connection.vendor == "postgresql":
        return Stolen(_server_bytes(folder, begin), _rows_of_server())
    copies = _copies(folder)
    # Before it is opened: opening folds the log into the copy.
    raw = b"".join(each.read_bytes() for each in copies)
    return Stolen(raw, _rows_of_file(copies[0]))


def every_row(folder: Path) -> Tables:
    """Every row of every table as they lie now, and nothing more; SQLite's file is copied into `folder` for it.

    `place`: where the row lies; `writer`, on PostgreSQL: the number of the transaction that wrote it last.
    """
    folder.mkdir()
    return _rows_of_server() if connection.vendor == "postgresql" else _rows_of_file(_copies(folder)[0])


def _copies(folder: Path) -> list[Path]:
    found = Path(connection.settings_dict["NAME"])
    files = (found, found.with_name(f"{found.name}-wal"))
    return [Path(shutil.copy(each, folder)) for each in files if each.exists()]


def _rows_of_file(copy: Path) -> Tables:
    opened = sqlite3.connect(copy)
    opened.row_factory = sqlite3.Row
    names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {
        table: [dict(row) for row in opened.execute(f'SELECT rowid AS place, * FROM "{table}"')]  # noqa: S608
        for table in names
    }
    opened.close()
    return rows


def _rows_of_server() -> Tables:
    """Of every table, and how far every counter has come: a row made and taken away again moves one."""
    rows: Tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rows[table] = _select(
                f'SELECT ctid::text AS place, xmin::text AS writer, * FROM "{table}" ORDER BY ctid',  # noqa: S608
            )
    return rows | {COUNTERS: _select(f"SELECT sequencename, last_value FROM {COUNTERS} ORDER BY 1")}  # noqa: S608


def _select(query: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [each.name for each in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _may_read_the_disk() -> None:
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump here to make a backup with")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("only a superuser may read the server's own files, as a thief of the disk would")


def _server_bytes(folder: Path, begin: str) -> bytes:
    parts = [_dump(folder / "dump.sql")]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()")
        home = cursor.fetchone()[0]
        cursor.execute("SELECT pg_ls_dir(%s)", [home])
        files = [f"{home}/{name}" for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT name FROM pg_ls_waldir() WHERE name BETWEEN %s AND pg_walfile_name(pg_current_wal_lsn())"
            " ORDER BY name",
            [begin],
        )
        files += [f"pg_wal/{name}" for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT string_agg(pg_read_binary_file(file, 0, 1000000000, true), ''::bytea ORDER BY at)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS each(file, at)",
            [files],
        )
        parts.append(bytes(cursor.fetchone()[0]))
    return b"".join(parts)


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
