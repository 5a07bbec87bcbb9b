"""A real Chromium, a live server on whichever database the tests run on, and a clock that both share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from equalweight.site.people.models import Person
from tests.cast import NOW, Player
from tests.clock import Clock, clock_at

SWITCHES = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Long enough for a slow machine; nothing here waits for it when all is well.
PATIENCE_MS = 15_000
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser, against committed rows."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django's own clean-up after each test runs here too.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        yield browser
        browser.close()


@dataclass
class Site:
    """The running site, for journeys: its address, its clock, and browsers of its people."""

    url: str
    clock: Clock
    chromium: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def browser(
        self, who: Player | Person | None = None, *, javascript: bool = True, width: int = 1280
    ) -> Page:
        """A fresh browser window, signed in when somebody is given."""
        context = self.chromium.new_context(
            base_url=self.url, java_script_enabled=javascript, viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        if who is not None:
            self.sign_in(context, who.person if isinstance(who, Player) else who)
        return context.new_page()

    def sign_in(self, context: BrowserContext, person: Person) -> None:
        """As if they had signed in some time ago."""
        client = Client()
        client.force_login(person)
        context.add_cookies(
            [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.url}]
        )

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def site(transactional_db: None, live_server: Any, chromium: Browser, settings: Any) -> Iterator[Site]:
    settings.SITE_URL = live_server.url
    cache.clear()
    with clock_at(NOW) as clock:
        running = Site(live_server.url, clock, chromium)
        yield running
        running.close()


@pytest.fixture
def browser_as(site: Site) -> Callable[..., Page]:
    return site.browser
