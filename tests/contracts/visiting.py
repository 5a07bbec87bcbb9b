"""Visiting the site as somebody of the cast, and telling what a request changed.

Every visit is undone afterwards, so that a scene is built once and looked at many times.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .permissions import TABLE, address
from .permissions.row import FROM_PAGE
from .scene import Scene

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
    def kind(self) -> str:
        return self.answer.headers.get("Content-Type", "").split(";")[0]

    @property
    def text(self) -> str:
        body = b"".join(self.answer.streaming_content) if self.answer.streaming else self.answer.content
        return body.decode("utf-8", "replace")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is undone; what people may still try is forgotten."""
    with transaction.atomic():
        yield
        cache.clear()
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
    """Browsers of the cast, signed in once; each visit starts from the same cookies and the same scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.cookies = {name: self._signed_in(person) for name, person in scene.people.items()}
        self.before = fingerprint()

    @staticmethod
    def _signed_in(person: Any) -> str:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client.cookies.output(header="", sep=";")

    def browser(self, name: str, **more: Any) -> Client:
        client = Client(**more)
        client.cookies = SimpleCookie(self.cookies[name])
        return client

    def get(self, who: str, name: str, **more: Any) -> Visit:
        """Somebody looks at the address of a row."""
        with undone():
            client = self._ready(who, name)
            return ask(client, "get", self._before(name), address(name, self.scene), **more)

    def act(self, who: str, name: str, *, times: int = 1, **more: Any) -> list[Visit]:
        """Somebody sends the good form of a row, `times` times; each is compared with what was there before it."""
        with undone():
            client = self._ready(who, name)
            path, before, visits = address(name, self.scene), self._before(name), []
            hidden = from_page(client, path, TABLE[name].body(self.scene))
            for _ in range(times):
                words = {**TABLE[name].body(self.scene), **hidden, **more}
                visits.append(ask(client, "post", before, path, words))
                before = fingerprint() if visits[-1].changed else before
            return visits

    def send_empty(self, who: str, name: str) -> Visit:
        """Somebody presses the button of a row's form without filling in anything."""
        with undone():
            return ask(self._ready(who, name), "post", self._before(name), address(name, self.scene), {})

    def send(
        self, who: str, method: str, *args: Any, client: Client | None = None, after: str = "", **more: Any
    ) -> Visit:
        """Any request by somebody, with a method of Django's test client; `after` what a row wants done first."""
        with undone():
            browser = client or (self._ready(who, after) if after else self.browser(who))
            return ask(browser, method, self._before(after) if after else self.before, *args, **more)

    def _before(self, name: str) -> str:
        return fingerprint() if TABLE[name].first(self.scene) else self.before

    def _ready(self, who: str, name: str) -> Client:
        client = self.browser(who)
        for route, at, words in TABLE[name].first(self.scene):
            client.post(reverse(route, kwargs=dict(at)), words)
        return client


def from_page(client: Client, path: str, words: Mapping[str, Any]) -> dict[str, str]:
    """The hidden fields that a row's form takes from the page, as this browser is shown them now."""
    wanted = [name for name, said in words.items() if said is FROM_PAGE]
    html = client.get(path).content.decode() if wanted else ""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    return {name: hidden.get(name, "") for name in wanted}


def ask(client: Client, method: str, before: str, *args: Any, **more: Any) -> Visit:
    """One request; rows are compared with the fingerprint `before` only if something was written at all."""
    with CaptureQueriesContext(connection) as captured:
        answer = getattr(client, method)(*args, **more)
        queries = tuple(query["sql"] for query in captured.captured_queries)
    wrote = any(sql.lstrip().startswith(WRITES) for sql in queries)
    return Visit(answer, queries, wrote and fingerprint() != before)
