"""Visiting the site as somebody of the cast, and telling what a request changed.

Every visit is undone afterwards, so that a scene is built once and looked at many times.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from equalweight.site.people.models import Person

# What belongs to a browser, not to the shared work: sessions, claims of forms sent, rate limits.
NOT_THE_WORK = ("django_", "web_", "sqlite_", "auth_", "account_")
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Visit:
    """What one request answered, how many queries it took, and whether any row is different now."""

    answer: HttpResponse
    queries: tuple[str, ...]
    changed: bool

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def location(self) -> str:
        return self.answer.headers.get("Location", "")

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status in {302, 303} and self.location.startswith("/sign-in/?next=")

    @property
    def text(self) -> str:
        body = b"".join(self.answer.streaming_content) if self.answer.streaming else self.answer.content
        return body.decode("utf-8", "replace")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def our_tables() -> list[str]:
    return sorted(
        name for name in connection.introspection.table_names() if not name.startswith(NOT_THE_WORK)
    )


def fingerprint() -> str:
    """A digest of every row of the work, the record included."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in our_tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            digest.update(f"{table}{sorted(map(repr, cursor.fetchall()))}".encode())
    return digest.hexdigest()


class Visitors:
    """Browsers of the cast, signed in once; each visit starts from the same cookies."""

    def __init__(self, people: Mapping[str, Person | None]) -> None:
        self.cookies = {name: self._signed_in(person) for name, person in people.items()}
        self.before = fingerprint()

    @staticmethod
    def _signed_in(person: Person | None) -> str:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client.cookies.output(header="", sep=";")

    def browser(self, name: str, **more: Any) -> Client:
        client = Client(**more)
        client.cookies = SimpleCookie(self.cookies[name])
        return client

    def visit(self, name: str, method: str, *args: Any, **more: Any) -> Visit:
        """One request by somebody, with a method of Django's test client; undone afterwards."""
        client = more.pop("client", None) or self.browser(name)
        with undone():
            return self._ask(client, method, self.before, *args, **more)

    def twice(self, name: str, path: str, words: Mapping[str, Any]) -> tuple[Visit, Visit]:
        """The same form posted twice in the same browser; the second is compared with the first."""
        client = self.browser(name)
        with undone():
            first = self._ask(client, "post", self.before, path, words)
            return first, self._ask(client, "post", fingerprint(), path, words)

    @staticmethod
    def _ask(client: Client, method: str, before: str, *args: Any, **more: Any) -> Visit:
        with CaptureQueriesContext(connection) as captured:
            answer = getattr(client, method)(*args, **more)
            queries = tuple(query["sql"] for query in captured.captured_queries)
        wrote = any(sql.lstrip().startswith(WRITES) for sql in queries)
        return Visit(answer, queries, wrote and fingerprint() != before)
