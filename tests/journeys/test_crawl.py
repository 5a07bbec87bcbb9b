"""Everybody walks through every page they can reach, and each page is looked at."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import APIResponse, ConsoleMessage, Error, Page, Response

from tests.contracts.scene import PRESENT, Scene, make_scene

from .conftest import Site
from .looking import links_of, look, without_fragment

# Pages that look different with every state of what they show are looked at this often; others once.
OFTEN = {
    "offers:offer": 7, "contributions:contribution": 5, "proposals:proposal": 3, "decisions:decision": 10,
    "commitments:commitment": 7, "outside:promise": 3,
    "evidence:record": 2, "evidence:committee": 2, "commitments:list": 2, "terms:test": 2,
}  # fmt: skip
OTHERWISE = 1
MOST_BYTES = 100_000
ROLES = {
    "signed out": "stranger", "lived experience": "maya", "staff": "helen", "observer": "olu", "outsider": "ines",
}  # fmt: skip


@dataclass
class Walk:
    """One person's walk: what is still to see, what was seen, and what is wrong with it."""

    page: Page
    url: str
    ahead: list[str]
    found: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    noises: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def go(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.noises.append(str(error)))
        self.found.update(self.ahead)
        while self.ahead:
            self._see(self.ahead.pop(0))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.noises.append(message.text)

    def _see(self, url: str) -> None:
        kind = resolve(urlsplit(url).path).view_name
        if self.kinds[kind] >= OFTEN.get(kind, OTHERWISE):
            return
        self.kinds[kind] += 1
        self.noises.clear()
        answer = self._open(url)
        if not answer.ok:
            self.wrong.append(f"{url}: answered {answer.status}")
        elif answer.headers.get("content-type", "").startswith("text/html"):
            self._look(url, answer.text())

    def _open(self, url: str) -> Response | APIResponse:
        """The page as it was sent, open in the browser; or a file, which a browser keeps and does not show."""
        try:
            shown = self.page.goto(url)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return self.page.request.get(url)
        assert shown
        return shown

    def _look(self, url: str, html: str) -> None:
        size = len(html.encode())
        wrong = look(self.page)
        linked = links_of(html, self.page.url)
        drawn = {
            without_fragment(href)
            for href in self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        }
        if size > MOST_BYTES:
            wrong.append(f"{size} bytes")
        drawn -= {without_fragment(self.page.url)}
        if drawn - linked:
            wrong.append(f"only with a script: {drawn - linked}")
        self.wrong += [f"{url}: {each}" for each in [*wrong, *self.noises]]
        ours = {href for href in linked if href.startswith(self.url)} - self.found
        self.found |= ours
        self.ahead += sorted(ours)


def seeds(scene: Scene, role: str) -> list[str]:
    """Where a walk begins: the front door, one's own desk, and the addresses that come by letter."""
    if role == "signed out":
        return ["/", "/sign-in/", *scene.letters]
    return ["/", "/waiting/"]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_for(role: str, site: Site) -> None:
    scene = make_scene()
    site.clock.at = PRESENT
    page = site.browser(scene.people[ROLES[role]])
    walk = Walk(page, site.url, [site.url + path for path in seeds(scene, role)])
    walk.go()
    assert not walk.wrong, "\n".join(walk.wrong)
    assert sum(walk.kinds.values()) > 10
