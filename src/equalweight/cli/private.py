"""What the site writes is for its own user alone; and the keys of sealed votes lie apart from the database."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

KEYS_BESIDE_DATABASE = (
    "Warning: the keys of sealed votes lie in {keys}, inside the folder that {what}. A backup or snapshot of that "
    "folder keeps them, and whoever has it and the database can open a sealed vote that was running then. Set KEYS_DIR "
    "to a folder of its own that no backup reaches (docs/operations.md, “Keys of sealed votes”)."
)


def write_for_us_alone() -> None:
    """From now on, what this process and its workers make is for their own user alone."""
    os.umask(0o077)


def make_places(settings: Any) -> None:
    """The folder of the site and the file of its database, when they are not there yet: for its own user alone.

    SQLite gives its write-ahead log the rights of the file itself.
    """
    Path(settings.VAR).mkdir(mode=0o700, parents=True, exist_ok=True)
    path = sqlite_file(settings)
    if path:
        # Where it can't be made, opening the database says so in words.
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def warning_about_keys(settings: Any) -> str:
    """Why KEYS_DIR is in the wrong place; empty when it is not, and in the demo, which has nothing to protect."""
    keys, database = Path(settings.KEYS_DIR).resolve(), sqlite_file(settings)
    folders = {"VAR_DIR names": Path(settings.VAR)}
    if database:
        folders["holds the database"] = database.parent
    for what, folder in folders.items():
        if not settings.DEMO and keys.is_relative_to(folder.resolve()):
            return KEYS_BESIDE_DATABASE.format(keys=keys, what=what)
    return ""


def sqlite_file(settings: Any) -> Path | None:
    """The file of the database; None for another kind of database, or one that is no file."""
    database = settings.DATABASES["default"]
    name = str(database["NAME"])
    is_file = database["ENGINE"].endswith("sqlite3") and not name.startswith((":", "file:"))
    return Path(name) if is_file else None
