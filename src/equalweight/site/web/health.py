"""`/health`: is it up, for the people who run it. Says nothing about anybody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

ALSO_NEEDED: dict[str, Callable[[], bool]] = {}
"""What other rooms can't do without, by name, and whether it can be reached; they enter it as they start."""


@dataclass(frozen=True)
class Health:
    """`waiting` counts migrations not yet applied; None when the database did not answer. `others`: ALSO_NEEDED."""

    is_reachable: bool
    waiting: int | None
    version: str
    others: dict[str, bool] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        return self.is_reachable and self.waiting == 0 and all(self.others.values())


def examine() -> Health:
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        # Before the tables are up to date, there may be none to ask.
        others = {} if waiting else {name: is_there() for name, is_there in ALSO_NEEDED.items()}
    except DatabaseError:
        return Health(False, None, our_version())
    return Health(True, waiting, our_version(), others)


def our_version() -> str:
    try:
        return version("equalweight")
    except PackageNotFoundError:
        return "unknown"


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    found = examine()
    body = {
        "ok": found.is_well,
        "database": _said(found.is_reachable),
        **{name: _said(is_there) for name, is_there in found.others.items()},
        "migrations_waiting": found.waiting,
        "version": found.version,
    }
    return JsonResponse(body, status=200 if found.is_well else 503, headers={"Cache-Control": "no-store"})


def _said(is_reachable: bool) -> str:
    return "reachable" if is_reachable else "not reachable"
