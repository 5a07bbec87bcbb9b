"""Where a file comes from: a path, or standard input when the path is "-"."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

STANDARD_INPUT: Final = Path("-")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file. Raises OSError as opening a file does; standard input stays open afterwards."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        yield sys.stdin.buffer
        return
    with path.open("rb") as stream:
        yield stream


def shown(path: Path) -> str:
    """How messages name it."""
    return "standard input" if path == STANDARD_INPUT else str(path)
