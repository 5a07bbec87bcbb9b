"""The docs are whole: every rule has its page, every page can be found, every path that is named is there."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from equalweight.core.tally.rules import RULES

from .source import PACKAGE, ROOT, SITE, modules

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
README = ROOT / "README.md"
NAMED = re.compile(r"docs/[\w/.-]+?\.md")
# Paths in prose: `core/tally/tests/`, `tests/journeys/`, `decisions/urls.py`.
PATH = re.compile(
    r"`((?:(?:src|tests|scripts|frontend|bench|docs|core|site|cli|files)/[\w./-]*)|[\w-]+/[\w./-]+\.(?:py|md))`"
)
TEST_LINK = re.compile(r"\[`([^`]+)`\]\(([^)]+)\)")
DEMO_PAGE = re.compile(r"\]\(http://127\.0\.0\.1:8000(/[^)#]*)")
BEGINS = [ROOT, PACKAGE, SITE]


def words(path: Path) -> str:
    return path.read_text("utf-8")


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_there(path: str) -> bool:
    return any((begin / path).exists() for begin in BEGINS)


def test_every_page_that_code_names_is_there() -> None:
    for path, _ in modules():
        for named in NAMED.findall(words(path)):
            assert (ROOT / named).exists(), f"{place(path)} names {named}"


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_voting_has_its_page(rule: str) -> None:
    assert (DOCS / "rules" / f"{rule}.md").exists()


@pytest.mark.parametrize("module", ["tally/power/game.py", "measures/ladder.py", "measures/sign_off.py"])
def test_every_other_rule_of_core_names_its_page(module: str) -> None:
    assert "docs/rules/" in words(PACKAGE / "core" / module)


def test_every_page_of_rules_belongs_to_code() -> None:
    named = {name for path, _ in modules() for name in NAMED.findall(words(path))}
    for page in sorted((DOCS / "rules").glob("*.md")):
        assert place(page) in named, f"no code names {place(page)}"


@pytest.mark.parametrize("page", [README, *PAGES], ids=place)
def test_paths_in_prose_are_there(page: Path) -> None:
    missing = [path for path in PATH.findall(words(page)) if not is_there(path)]
    assert not missing, f"{place(page)} names {missing}"


def test_every_page_can_be_found_from_another() -> None:
    """By a link or by its name; a decision record or a rule also by its folder."""
    for page in PAGES:
        others = "".join(words(each) for each in [README, *PAGES] if each != page)
        named = [page.name, f"{page.parent.relative_to(DOCS)}/`", f"docs/{page.parent.name})"]
        assert any(each in others for each in named), f"nothing leads to {place(page)}"


def test_decision_records_are_numbered_without_a_gap() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))
    for number, record in enumerate(records, start=1):
        assert record.name.startswith(f"{number:04}-") and words(record).startswith(f"# {number}. "), place(
            record
        )


def test_the_house_on_paper_is_the_house() -> None:
    """Every room is on the plan, and nothing on the plan is missing."""
    plan = words(DOCS / "architecture.md")
    rooms = {path.name for path in SITE.iterdir() if (path / "__init__.py").exists()}
    for room in rooms:
        assert re.search(rf"\b{room}\b", plan), f"docs/architecture.md does not place {room}"
    listed = re.search(r"highest first:\s+(.*?)\n\s+files/", plan, re.S)
    assert listed
    assert set(re.findall(r"[a-z]+", listed[1])) == rooms


def promises() -> list[tuple[str, str, str, str]]:
    """The rows of the README's table: promise, page, test, not yet true."""
    rows = [line.split("|")[1:-1] for line in words(README).splitlines() if line.count("|") == 5]
    return [(row[0].strip(), row[1].strip(), row[2].strip(), row[3].strip()) for row in rows][2:]


def test_every_promise_in_the_readme_names_a_test_or_says_not_begun() -> None:
    assert len(promises()) >= 10
    for promise, page, test, not_yet in promises():
        assert (page and test) or not_yet, promise


def test_every_test_of_a_promise_is_a_link_to_where_it_is() -> None:
    """From the root, so that a click leads there; and it has tests in it."""
    for promise, _, test, _ in promises():
        assert TEST_LINK.sub("", test).strip(", ") == "", f"{promise}: {test} is not all links"
        for path, target in TEST_LINK.findall(test):
            aim = ROOT / target
            assert aim.exists() and target.endswith(path), target
            # A comparison with other people's libraries (`make peers`) is a test too.
            within = [*aim.rglob("test_*.py"), *aim.rglob("compare_*.py")]
            assert aim.suffix == ".py" or within, f"no tests in {target}"


def test_every_page_of_the_demo_in_the_readme_is_there() -> None:
    pages = DEMO_PAGE.findall(words(README))
    assert len(pages) >= 10
    for page in pages:
        # Raises when the site has no such address.
        assert resolve(page).func, page
