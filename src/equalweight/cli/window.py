"""The site as the command line sees it: the same pages and forms, through the same views, as JSON.

Acts done here are entered by whoever has the host's keyboard, so every entry they make says so ("via": "host").
"""

import logging
from typing import Any
from urllib.parse import urlsplit

from equalweight.cli.ready import open_site


class NoSuchPage(Exception):
    """The page, or the person, doesn't exist; the message says what to do."""


class Window:
    """One visit to the site as one person, or as nobody. Use as a context manager: it leaves no session behind."""

    def __init__(self, email: str | None) -> None:
        settings = open_site()
        from django.test.client import Client  # noqa: PLC0415  (needs Django started)

        where = urlsplit(settings.SITE_URL)
        self._client = Client(SERVER_NAME=where.hostname or "127.0.0.1", HTTP_ACCEPT="application/json")
        self._secure = where.scheme == "https"
        if email:
            self._client.force_login(_person(email), backend=settings.AUTHENTICATION_BACKENDS[0])

    def __enter__(self) -> "Window":
        # A line for each request is for servers; here it would stand between the words.
        logging.getLogger("equalweight.requests").disabled = True
        return self

    def __exit__(self, *error: object) -> None:
        self._client.logout()
        logging.getLogger("equalweight.requests").disabled = False

    def look(self, page: str, words: list[str]) -> tuple[int, Any]:
        """(status, JSON) of a page by its name, such as `evidence:committee`, and the words of its address."""
        reply = self._client.get(address(page, words), secure=self._secure)
        return reply.status_code, _json(reply)

    def act(self, page: str, words: list[str], fields: dict[str, list[str]]) -> tuple[int, Any]:
        """(status, JSON) of sending a page's form."""
        from equalweight.site.ledger.append import entered_via  # noqa: PLC0415  (needs Django started)

        token = entered_via.set("host")
        try:
            reply = self._client.post(address(page, words), fields, secure=self._secure)
        finally:
            entered_via.reset(token)
        return reply.status_code, _json(reply)


def address(page: str, words: list[str]) -> str:
    """The address of a page by its name. Raises NoSuchPage."""
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415  (needs Django started)

    try:
        return reverse(page, args=words)
    except NoReverseMatch:
        raise NoSuchPage(
            f"There is no page {page} with {words}. To see all of them: equalweight pages"
        ) from None


def _person(email: str) -> Any:
    from equalweight.site.people.models import Person  # noqa: PLC0415  (needs Django started)

    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise NoSuchPage(f"Nobody here has the address {email}.")
    return person


def _json(reply: Any) -> Any:
    if reply.headers.get("Content-Type", "").startswith("application/json"):
        return reply.json()
    return {"status": reply.status_code, "location": reply.headers.get("Location", "")}
