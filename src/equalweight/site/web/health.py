"""`/health`: is it up, for the people who run it. Says nothing about anybody."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Health:
    """`waiting` counts migrations not yet applied; None when the database did not answer."""

    is_reachable: bool
    waiting: int | None
    version: str

    @property
    def is_well(self) -> bool:
        return self.is_reachable and self.waiting == 0


def examine() -> Health:
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return Health(False, None, our_version())
    return Health(True, waiting, our_version())


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
        "database": "reachable" if found.is_reachable else "not reachable",
        "migrations_waiting": found.waiting,
        "version": found.version,
    }
    return JsonResponse(body, status=200 if found.is_well else 503, headers={"Cache-Control": "no-store"})
