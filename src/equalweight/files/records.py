"""Reads an export of the record line by line, never more than one line at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from equalweight.core.record.export import MAX_LINE_BYTES
from equalweight.files.refused import FileRefused, Finding, unreadable
from equalweight.files.source import opened

_ONE_TOO_MANY: Final = MAX_LINE_BYTES + 1


def read_lines(path: Path) -> Iterator[bytes]:
    """Each line with its line end, as bytes: what they hold is for `core.record.verify` to judge.

    Of a line longer than the format allows only the beginning is given, one byte too long, so that it is
    found out without filling the memory. `path` "-" is standard input. Raises FileRefused when the file can't be read.
    """
    try:
        with opened(path) as stream:
            while line := stream.readline(_ONE_TOO_MANY):
                if len(line) == _ONE_TOO_MANY:
                    _skip_rest(stream, line)
                yield line
    except OSError as trouble:
        raise unreadable(path, trouble) from None


def not_an_export(path: Path) -> FileRefused:
    """A file in which no line at all is a line of an export."""
    what = "This is not an export of a record: not one line of it can be read."
    return FileRefused(path, [Finding(None, what, "Give the file that `equalweight export` wrote.")])


def _skip_rest(stream: BinaryIO, piece: bytes) -> None:
    while piece and not piece.endswith(b"\n"):
        piece = stream.readline(_ONE_TOO_MANY)
