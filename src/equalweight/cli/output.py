"""What a verb prints: it reaches whoever reads it, or the command says that it could not.

Letters that the reader's encoding lacks are written as \\uXXXX, which is also how JSON writes them.
"""

import codecs
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any, TextIO, cast


class NotPrinted(Exception):
    """What was to be printed could not be; the message says why."""


class ReaderGone(Exception):
    """Whoever read the output has stopped reading: nothing to complain about."""


class _Printer:
    """A stream whose failures can't be taken for those of a file that a verb reads or writes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _told_apart():
            return self._stream.write(text)

    def flush(self) -> None:
        with _told_apart():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def printing() -> Iterator[None]:
    """What is printed inside is out at the end. Raises NotPrinted or ReaderGone when it can't be."""
    for stream in (sys.stdout, sys.stderr):
        _escape_unknown_letters(stream)
    if sys.stdout is None:
        yield
        return
    try:
        with redirect_stdout(cast(TextIO, _Printer(sys.stdout))):
            try:
                yield
            finally:
                sys.stdout.flush()
    except (NotPrinted, ReaderGone):
        _drop_the_rest(sys.stdout)
        raise


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as trouble:
        why = trouble.strerror or str(trouble)
        raise NotPrinted(
            f"The answer can't be printed: {why}. Print it somewhere else, or make room."
        ) from None


def _escaped(trouble: UnicodeError) -> tuple[str, int]:
    if not isinstance(trouble, UnicodeEncodeError):
        raise trouble
    return json.dumps(trouble.object[trouble.start : trouble.end])[1:-1], trouble.end


def _escape_unknown_letters(stream: Any) -> None:
    codecs.register_error("equalweight.escaped", _escaped)
    if getattr(stream, "errors", None) in ("strict", "surrogateescape") and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="equalweight.escaped")


def _drop_the_rest(stream: TextIO) -> None:
    """Keep Python from complaining, at exit, about what it could not print."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
