"""Somebody at their browser, doing what people do: reading, following links by their words, filling in by labels."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core import mail
from playwright.sync_api import Error, Locator, Page

from .conftest import Site


class Somebody:
    """One browser window. Every press that meets "There is a problem" fails, unless the journey says so."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site

    @contextmanager
    def telling(self, what: str) -> Iterator[None]:
        """What can't be done is told with the words on the page."""
        try:
            yield
        except (Error, AssertionError) as problem:
            words = self.page.locator("body").inner_text()[:3000]
            raise AssertionError(f"{what} at {self.page.url}\n{problem}\n---\n{words}") from problem

    def goes(self, path: str) -> "Somebody":
        self.page.goto(path)
        return self._arrived(f"go to {path}")

    def follows(self, words: str) -> "Somebody":
        """The first link with these words."""
        with self.telling(f"follow “{words}”"):
            link = self.page.get_by_role("link", name=re.compile(re.escape(words), re.IGNORECASE)).first
            link.click()
        return self._arrived(f"follow “{words}”")

    def writes(self, label: str, words: str) -> "Somebody":
        with self.telling(f"write in “{label}”"):
            self.page.get_by_label(label).first.fill(words)
        return self

    def chooses(self, option: str, question: str = "") -> "Somebody":
        """A radio or a box to tick; `question`: of which group, when several have such an answer."""
        with self.telling(f"choose “{option}”"):
            where: Page | Locator = self.page.get_by_role("group", name=question) if question else self.page
            where.get_by_label(option).first.check()
        return self

    def dates(self, question: str, day: date) -> "Somebody":
        with self.telling(f"give the day of “{question}”"):
            group = self.page.get_by_role("group", name=question)
            for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
                group.get_by_label(part).fill(str(number))
        return self

    def presses(self, button: str = "", *, problem: str = "") -> "Somebody":
        """A button of the page, its only one unless named. `problem`: words of the error that should come."""
        self.site.clock.go(minutes=1)
        with self.telling(f"press “{button or 'the button'}”"):
            buttons = self.page.locator("main button")
            chosen = buttons.filter(has_text=button) if button else buttons
            assert button or chosen.count() == 1, f"{chosen.count()} buttons"
            with self.page.expect_navigation():
                chosen.first.click()
            summary = self.page.locator(".govuk-error-summary")
            assert bool(problem) == (summary.count() > 0), (
                "There is a problem" if not problem else "no problem"
            )
            assert problem in (summary.inner_text() if problem else ""), summary.inner_text()
        return self if problem else self._arrived(f"press “{button}”")

    def reads(self, *words: str) -> "Somebody":
        with self.telling(f"read {words}"):
            text = " ".join(self.page.locator("body").inner_text().split())
            for each in words:
                assert each in text, f"“{each}” is not there"
        return self

    def never_reads(self, *words: str) -> "Somebody":
        text = " ".join(self.page.locator("body").inner_text().split())
        for each in words:
            assert each not in text, f"“{each}” is at {self.page.url}"
        return self

    def _arrived(self, what: str) -> "Somebody":
        with self.telling(what):
            self.page.wait_for_selector("main h1")
            title = self.page.title()
            assert "can’t find" not in title and "went wrong" not in title, title
        return self


def last_mail(to: str, about: str = "") -> str:
    """The newest email to somebody, whole; `about` in its subject."""
    found = [each for each in mail.outbox if to in each.to and about in each.subject]
    assert found, [(each.to, each.subject) for each in mail.outbox]
    return str(found[-1].body)


def link_in(text: str, part: str) -> str:
    """The address in an email that has `part` in it."""
    found = re.search(rf"https?://\S+{re.escape(part)}\S+", text)
    assert found, text
    return found[0]
