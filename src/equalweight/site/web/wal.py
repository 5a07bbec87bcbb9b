"""SQLite's write-ahead log, which keeps what was overwritten until it is emptied."""

from django.db import connection


def empty_log() -> bool:
    """Fold the write-ahead log into the database and cut it to nothing; whether that is done.

    False while somebody reads or writes: try again later. Other databases have no such file: True at once.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
