"""The key of each sealed vote: one file, outside the database and its backups, gone once the vote is counted.

A file's life: made as voting opens, read while it is open, overwritten as soon as the close is kept, and removed
when the database has no trace of the envelopes left either. A file that is still there after the close is work
left undone: the clock's tick does it (`clock.due_acts`), however often it runs.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.conf import settings

from equalweight.site.web.errors import OutOfReach

log = logging.getLogger("equalweight.keys")
KEY_BYTES: Final = 32
ERASED: Final = bytes(KEY_BYTES)
FOR_PEOPLE: Final = (
    "The answers to this sealed vote are locked, and the server can’t reach the key just now. No answer was lost, none "
    "was counted, and nothing was changed."
)
FOR_OPERATORS: Final = (
    "the keys of sealed votes can't be reached: nothing sealed can be answered or closed until KEYS_DIR is there again "
    "(docs/operations.md)"
)


class KeysOutOfReach(OutOfReach):
    """The folder of keys can't be read: a setting gone wrong, or a disk that isn't there. No key is lost yet."""


def make_key(decision: str) -> X25519PrivateKey:
    """A fresh key in a file of its own that nobody else may read; on the disk before this returns.

    It replaces one left by an opening that was not kept.
    """
    key = X25519PrivateKey.generate()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f"{decision}.new"
    fresh.unlink(missing_ok=True)
    with _open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as file:
        os.write(file, key.private_bytes_raw())
    fresh.replace(_file(decision))
    _sync_folder()
    return key


def read_key(decision: str) -> X25519PrivateKey | None:
    """The key; None when it is lost or was destroyed. Raises KeysOutOfReach."""
    try:
        raw = _file(decision).read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and is_within_reach():
            return None
        log.error(FOR_OPERATORS)
        raise KeysOutOfReach(FOR_PEOPLE) from error
    return None if len(raw) != KEY_BYTES or raw == ERASED else X25519PrivateKey.from_private_bytes(raw)


def is_within_reach() -> bool:
    """Whether the folder of keys can be read."""
    try:
        os.listdir(_folder())
    except OSError:
        return False
    return True


def destroy_key(decision: str) -> None:
    """Overwrite the key where it lies. The empty shell stays until `forget_key`. Doing it twice does no harm."""
    try:
        with _open(_file(decision), os.O_WRONLY) as file:
            os.write(file, ERASED)
    except FileNotFoundError:
        return


def forget_key(decision: str) -> None:
    """Remove the file of a destroyed key."""
    _file(decision).unlink(missing_ok=True)
    _sync_folder()


def decisions_with_files() -> tuple[str, ...]:
    """The decisions whose key file is still there."""
    folder = _folder()
    return tuple(sorted(file.stem for file in folder.glob("*.key"))) if folder.is_dir() else ()


def _folder() -> Path:
    return Path(settings.KEYS_DIR)


def _file(decision: str) -> Path:
    return _folder() / f"{decision}.key"


@contextmanager
def _open(path: Path, flags: int) -> Iterator[int]:
    """A file only we can read, whose bytes are on the disk when the block ends."""
    file = os.open(path, flags, 0o600)
    try:
        yield file
        os.fsync(file)
    finally:
        os.close(file)


def _sync_folder() -> None:
    folder = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
