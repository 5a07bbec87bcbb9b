"""Which database: the one in DATABASE_URL, or an SQLite file without it. What can't be used is said in words."""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SCHEMES = frozenset({"postgresql", "postgres"})
HOW = (
    "Write postgresql://USER:PASSWORD@HOST:PORT/NAME, with / ? # and @ in the password as %2F %3F %23 and %40. Or "
    "leave DATABASE_URL out: then an SQLite file in VAR_DIR is used, which is enough for one small machine."
)


def database(url: str, folder: Path) -> dj_database_url.DBConfig:
    """Django's settings of the database. Raises ImproperlyConfigured, never with the URL: it may hold a password."""
    if not url:
        return _sqlite(folder)
    scheme, separator, _ = url.partition("://")
    if not separator or not scheme.isalnum():
        raise ImproperlyConfigured(f"DATABASE_URL does not begin with “postgresql://”. {HOW}")
    if scheme.lower() not in SCHEMES:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with “{scheme}://”, and that is not PostgreSQL. {HOW}"
        )
    try:
        urlsplit(url).port  # noqa: B018  (it is read to see whether it is a number)
        found = dj_database_url.parse(url, conn_max_age=0)
    except ValueError:
        raise ImproperlyConfigured(
            f"DATABASE_URL can’t be read: its password or port has a sign out of place. {HOW}"
        ) from None
    if not found["NAME"] and "service" not in found.get("OPTIONS", {}):
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {HOW}")
    # What the URL asks for (`?sslmode=require`) stays.
    found["OPTIONS"] = {**found.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
    return found


def _sqlite(folder: Path) -> dj_database_url.DBConfig:
    """One writer at a time, decided at BEGIN: a read that turns into a write never fails half way (docs/adr/0002).

    synchronous=FULL: what the record says was kept has reached the disk.
    """
    return {
        **dj_database_url.parse(f"sqlite:///{folder / 'equalweight.sqlite3'}", conn_max_age=0),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }
