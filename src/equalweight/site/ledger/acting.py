"""How a command runs: one transaction, one writer order, and exactly the entries its kind allows.

- `@shared`: an act on shared work. Appends exactly one entry, itself.
- `@private`: an act about one person. Appends none.
- `@sealed`: casting a sealed vote, the one act on shared work that appends none: an entry's time and number would
  show when somebody voted. The close carries all of them.
- `@step`: part of another room's act; runs only inside a command and never appends.

The kind is checked as the command runs, so forgetting an entry, or writing two, rolls everything back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Literal, ParamSpec, TypeVar

from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")
Kind = Literal["shared", "private", "sealed", "step"]

# Every command of the site, for the contract test: "room.commands.name" -> kind.
COMMANDS: dict[str, Kind] = {}
WRITER_LOCK = 0x65_71_77_74  # "eqwt": one advisory lock orders all writers on PostgreSQL.


class Acting:
    """What the running command has appended so far."""

    def __init__(self, name: str, kind: Kind) -> None:
        self.name, self.kind, self.appended = name, kind, 0
        self.in_step = 0


_now: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting:
    """The running command; a write outside one is a programming error."""
    running = _now.get()
    if running is None:
        raise RuntimeError("this write must happen inside a command")
    return running


def lock_writers() -> None:
    """Wait for our turn to write. SQLite took the lock at BEGIN IMMEDIATE; PostgreSQL needs to be asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])


@contextmanager
def _running(name: str, kind: Kind) -> Iterator[Acting]:
    if _now.get() is not None:
        raise RuntimeError(f"{name} was called inside another command: make it a step")
    frame = Acting(name, kind)
    token = _now.set(frame)
    try:
        with transaction.atomic():
            lock_writers()
            yield frame
            wanted = 1 if kind == "shared" else 0
            if frame.appended != wanted:
                raise RuntimeError(f"{name} is {kind} and must append {wanted}, not {frame.appended}")
    finally:
        _now.reset(token)


def _command(function: Callable[P, R], kind: Kind) -> Callable[P, R]:
    name = f"{function.__module__.removeprefix('equalweight.site.')}.{function.__name__}"
    COMMANDS[name] = kind

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with _running(name, kind):
            return function(*args, **kwargs)

    return run


def shared(function: Callable[P, R]) -> Callable[P, R]:
    """A command on shared work: exactly one entry."""
    return _command(function, "shared")


def private(function: Callable[P, R]) -> Callable[P, R]:
    """A command about one person: no entry."""
    return _command(function, "private")


def sealed(function: Callable[P, R]) -> Callable[P, R]:
    """A sealed vote: no entry until the decision closes (docs/rules/sealed_votes.md)."""
    return _command(function, "sealed")


def step(function: Callable[P, R]) -> Callable[P, R]:
    """A part of a command in an upper room: runs inside it, appends nothing."""
    name = f"{function.__module__.removeprefix('equalweight.site.')}.{function.__name__}"
    COMMANDS[name] = "step"

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        frame = acting()
        frame.in_step += 1
        try:
            return function(*args, **kwargs)
        finally:
            frame.in_step -= 1

    return run
