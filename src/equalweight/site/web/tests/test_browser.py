"""Every element in a real browser: nothing for axe to find, nothing sideways, nothing under 16px."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("equalweight.site.web.tests.rooms"),
]
ROOT = Path(__file__).resolve().parents[5]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SMALL_TEXT = """() => [...document.querySelectorAll("body *")].filter(each => each.checkVisibility()
  && [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
  && parseFloat(getComputedStyle(each).fontSize) < 16).map(each => each.textContent.trim())"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    # Playwright keeps an event loop in this thread; Django's own clean-up after each test runs here too.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


def look(page: Page) -> None:
    page.wait_for_selector("main")
    assert page.evaluate(SIDEWAYS) == 0
    assert page.evaluate(SMALL_TEXT) == []
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert found["passes"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "reading", ["", "colours-dark", "colours-contrast", "text-largest.spacing-wide.pictures-fewer"]
)
def test_every_element(chromium: Any, live_server: Any, settings: Any, width: int, reading: str) -> None:
    settings.DEMO = True
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "reading", "value": reading, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/web/elements/")
    look(page)
    page.click("text=Give my answer")
    page.wait_for_selector(".govuk-error-summary")
    look(page)
    context.close()


def test_an_error_leads_to_its_control_without_a_script(chromium: Any, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/note/")
    page.fill("#id_words", "At night nobody comes.")
    page.keyboard.press("Tab")
    page.click("text=Send it")
    page.click(".govuk-error-summary a")
    assert page.url.endswith("#id_title") and page.title().startswith("Error: ")
    assert page.input_value("#id_words") == "At night nobody comes."
    context.close()
