"""What is asked of every page, in a real browser."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

# How a page looks does not depend on the database it comes from: `make test` looks at every page once, and walks
# all of them again on the other database without looking.
HAS_LOOKED = os.environ.get("PAGES_LOOKED_AT") == "yes"
AXE = (Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The same with what somebody chose on the settings page; afterwards the page is as it was.
AT_SIZE = """size => { const root = document.documentElement, { text, spacing } = root.dataset;
  Object.assign(root.dataset, { text: size, spacing: size === "largest" ? "wide" : spacing });
  const over = root.scrollWidth - root.clientWidth;
  Object.assign(root.dataset, { text, spacing });
  return over; }"""
# What can be reached by Tab, and how each looks before it is reached.
WATCH_FOCUS = """() => {
  const look = (each, part) => { const s = getComputedStyle(each, part);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderWidth] };
  const whole = each => JSON.stringify([look(each), each.labels?.[0] ? look(each.labels[0], "::before") : 0]);
  const all = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0);
  const before = new Map(all.map(each => [each, whole(each)]));
  window.focusSeen = { all, reached: new Set(), unseen: new Set() };
  document.addEventListener("focusin", ({ target }) => {
    focusSeen.reached.add(target);
    if (before.get(target) === whole(target)) focusSeen.unseen.add(target.outerHTML.slice(0, 200));
  });
  return all.length;
}"""
# Of a group of radios Tab reaches one; arrows reach the others.
FOCUS_FOUND = """() => {
  const { all, reached, unseen } = focusSeen;
  const groups = new Set([...reached].filter(each => each.type === "radio").map(each => each.name));
  const missed = all.filter(each => !reached.has(each) && !(each.type === "radio" && groups.has(each.name)));
  return [missed.map(each => each.outerHTML.slice(0, 200)), [...unseen]];
}"""
TITLE = re.compile(r"^(Error: )?\S.* – Equal Weight$")


class Links(HTMLParser):
    """Every address a page leads to, as its HTML says it, without a script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and not href.startswith(("#", "mailto:", "tel:")):
            self.found.add(href)


def without_fragment(href: str) -> str:
    return urlsplit(href)._replace(fragment="").geturl()


def links_of(html: str, url: str) -> set[str]:
    return {without_fragment(urljoin(url, href)) for href in Links(html).found}


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """Everything axe finds: (rule, the elements)."""
    page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, AXE_TAGS)
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]


def look(page: Page, *, is_error: bool = False) -> list[str]:
    """Everything wrong with the page as it stands: axe, its head and heading, sideways scrolling, the keyboard."""
    page.wait_for_selector("main")
    wrong = _head(page, is_error=is_error)
    if HAS_LOOKED:
        return wrong
    wrong += [f"axe {rule}: {elements}" for rule, elements in axe(page)]
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    wrong += [
        f"scrolls sideways by {over} px at 320 px with text size {size}"
        for size in ("standard", "large", "largest")
        if (over := page.evaluate(AT_SIZE, size)) > 0
    ]
    wrong += _keyboard(page)
    if wide:
        page.set_viewport_size(wide)
    return wrong


def _head(page: Page, *, is_error: bool) -> list[str]:
    title, headings = page.title(), page.locator("h1").all_inner_texts()
    checks: list[tuple[Any, str]] = [
        (TITLE.match(title), f"title {title!r}"),
        (title.startswith("Error: ") == is_error, f"“Error:” in the title {title!r}"),
        (len(headings) == 1 and headings[0].strip(), f"headings {headings}"),
        (page.locator("html").get_attribute("lang") == "en-GB", "no language"),
    ]
    return [what for holds, what in checks if not holds]


def _keyboard(page: Page) -> list[str]:
    count = page.evaluate(WATCH_FOCUS)
    for _ in range(count + 2):
        page.keyboard.press("Tab")
    missed, unseen = page.evaluate(FOCUS_FOUND)
    return [f"Tab does not reach {each}" for each in missed] + [
        f"focus can’t be seen on {each}" for each in unseen
    ]
