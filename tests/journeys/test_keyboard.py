"""A vote and a contribution with Tab, Space, Enter and arrows alone, on a screen 320 pixels wide (400 % zoom)."""

from playwright.sync_api import Page

from equalweight.site.contributions.models import Contribution
from equalweight.site.decisions.models import Vote
from tests.cast import make_cast
from tests.contracts.scene import PRESENT, Scene, make_scene

from .conftest import Site
from .looking import SIDEWAYS

HERE = """() => { const at = document.activeElement;
  const words = at.labels?.[0]?.innerText || at.innerText || at.getAttribute("aria-label") || "";
  return [words.replace(/\\n/g, "").trim(), at.tagName, at.type || ""]; }"""
# Whether what has the focus is on the screen and nothing covers it (WCAG 2.4.11).
IN_SIGHT = """() => { const at = document.activeElement; const box = (at.labels?.[0] || at).getBoundingClientRect();
  const inside = (at, most) => Math.min(Math.max(at + 2, 0), most - 1);
  const x = inside(box.left, innerWidth), y = inside(box.top, innerHeight);
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    && document.elementFromPoint(x, y) !== null; }"""
MOST_TABS = 120


class Keys:
    """A keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, words: str, kind: str = "") -> "Keys":
        """Tab until something with these words has the focus; it is always in sight."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            text, tag, type = self.page.evaluate(HERE)
            assert self.page.evaluate(IN_SIGHT), f"{text} has the focus out of sight"
            passed.append(text)
            if words in text and kind in (tag, type, ""):
                return self
        raise AssertionError(f"Tab never reaches “{words}”, only {passed}")

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def opens(self, key: str = "Enter") -> "Keys":
        """A key that leads to another page, which fits the screen."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.page.wait_for_selector("main h1")
        assert self.page.evaluate(SIDEWAYS) <= 0
        return self


def scene_of(site: Site) -> Scene:
    made = make_scene()
    site.clock.at = PRESENT
    return made


def test_voting(site: Site) -> None:
    scene = scene_of(site)
    page = site.browser(scene.cast.leroy, width=320)
    page.goto(f"/decisions/{scene.decisions.open.pk}/")
    keys = Keys(page).to("Give my answer").opens()
    keys.to("Yes", "radio").press("Space", "ArrowDown", "ArrowDown", "ArrowUp")
    assert page.get_by_label("No", exact=True).is_checked()
    keys.to("answer", "submit").opens()
    assert Vote.objects.get(roll_seat__decision=scene.decisions.open).choice == "no"


def test_saying_something(site: Site) -> None:
    scene = scene_of(site)
    page = site.browser(scene.cast.leroy, width=320)
    page.goto("/committees/")
    keys = Keys(page).to("Northmoor").opens().to("Night support").opens()
    keys.to("Read what was said, and the answers").opens().to("Say something").opens()
    keys.to("An idea", "radio").press("Space", "ArrowDown").to("Your words", "textarea")
    page.keyboard.type("Ring before you come.")
    keys.to("Say it", "submit").opens()
    made = Contribution.objects.latest("made_at")
    assert (made.words, made.kind, made.author) == ("Ring before you come.", "concern", scene.cast.leroy.seat)


def test_the_skip_link_comes_first_and_leads_to_the_page(site: Site) -> None:
    scene = scene_of(site)
    page = site.browser(scene.cast.leroy, width=320)
    page.goto(f"/committees/{scene.committee}/inside/")
    Keys(page).press("Tab")
    assert page.evaluate(HERE)[0] == "Skip to main content"
    Keys(page).press("Enter", "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_click_lands_after_the_keyboard(site: Site) -> None:
    """Whoever uses both: the skip link that goes away under the click moves nothing."""
    page = site.browser(make_cast().leroy)
    page.goto("/settings/")
    button = page.locator("main button").first
    before = button.bounding_box()
    page.keyboard.press("Tab")
    assert page.evaluate(HERE)[0] == "Skip to main content" and button.bounding_box() == before


def test_an_error_is_where_the_focus_goes(site: Site) -> None:
    scene = scene_of(site)
    page = site.browser(scene.cast.leroy, width=320)
    page.goto(f"/projects/{scene.projects.project.pk}/say/")
    Keys(page).to("Say it", "submit").opens()
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    Keys(page).to("Choose").press("Enter")
    assert page.evaluate("['radio', 'textarea'].includes(document.activeElement.type)")
