"""What every page is made of: a frozen page of plain values, no more queries for more things, under 100 KB."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db.models import Manager, Model, QuerySet
from django.http import HttpRequest

from .permissions import TABLE
from .scene import Scene
from .scene.more import make_more
from .visiting import Visit, Visitors, undone

pytestmark = pytest.mark.django_db
SHOWN = sorted(name for name, row in TABLE.items() if not row.only_posts)
FORMS = sorted(name for name, row in TABLE.items() if row.acts and not row.only_posts)
MOST_BYTES = 100_000
# A root or a proof reads one row for each level of the tree, by design: the logarithm of the record's size.
OF_THE_TREE = '"ledger_node"'
Counts = dict[tuple[str, str], int]


def viewers(name: str) -> list[str]:
    """Two people who see the page, from both sides where both do."""
    sees = TABLE[name].sees
    return [who for who in ("maya", "helen", *sorted(sees)) if who in sees][:2]


def page_of(answer: Any) -> Any:
    """What the template was given: a page, or None for a file or a redirect."""
    context = getattr(answer, "context", None)
    return context.get("page") if context is not None else None


def not_plain(value: Any, where: str) -> Iterator[str]:
    """Whatever in a page could still ask the database, or change."""
    if isinstance(value, Model | QuerySet | Manager | HttpRequest):
        yield f"{where} is a {type(value).__name__}"
    elif is_dataclass(value) and not isinstance(value, type):
        if not value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
            yield f"{where} is not frozen"
        for field in fields(value):
            yield from not_plain(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from not_plain(each, f"{where}[{name}]")
    elif isinstance(value, list | tuple | set | frozenset):
        for number, each in enumerate(value):
            yield from not_plain(each, f"{where}[{number}]")


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_frozen_and_of_plain_values(name: str, visitors: Visitors) -> None:
    for who in viewers(name):
        visit = visitors.get(who, name)
        if visit.kind != "text/html" or visit.status != 200:
            continue
        page = page_of(visit.answer)
        assert is_dataclass(page), f"{type(page).__name__} is no page"
        assert not list(not_plain(page, type(page).__name__))


class Marks(HTMLParser):
    """The ids of a page, and every id that something on it points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.aims: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.aims |= set(found.get(name, "").split())
        if found.get("href", "").startswith("#"):
            self.aims.add(found["href"][1:])


@pytest.mark.parametrize("name", FORMS)
def test_a_form_with_errors_says_so_and_leads_to_each(name: str, scene: Scene, visitors: Visitors) -> None:
    """Where an empty form is refused: "Error:" begins its title, and everything that points somewhere arrives."""
    row = TABLE[name]
    for who in viewers(name)[:1]:
        if not row.body(scene):
            continue
        visit = visitors.send_empty(who, name)
        if visit.status != 422:
            continue
        marks = Marks(visit.text)
        assert "<title>Error: " in visit.text and "There is a problem" in visit.text
        assert marks.aims <= set(marks.ids), marks.aims - set(marks.ids)
        assert len(marks.ids) == len(set(marks.ids)), "one id twice"


def queries(visit: Visit) -> int:
    return sum(OF_THE_TREE not in sql for sql in visit.queries)


@pytest.fixture(scope="module")
def counted(scene: Scene, visitors: Visitors) -> tuple[Counts, Counts, dict[str, int]]:
    """Queries of every page with a few things and with many; how large it is with many."""
    few = {(who, name): queries(visitors.get(who, name)) for name in SHOWN for who in viewers(name)}
    many: Counts = {}
    sizes: dict[str, int] = {}
    with undone():
        make_more(scene)
        for who, name in few:
            visit = visitors.get(who, name)
            many[who, name] = queries(visit)
            if visit.kind == "text/html":
                sizes[name] = max(sizes.get(name, 0), len(visit.text.encode()))
    return few, many, sizes


@pytest.mark.parametrize("name", SHOWN)
def test_more_things_need_no_more_queries(name: str, counted: tuple[Counts, Counts, dict[str, int]]) -> None:
    few, many, _ = counted
    for who in viewers(name):
        assert many[who, name] <= few[who, name], (
            f"as {who}: {few[who, name]} queries became {many[who, name]}"
        )


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_stays_small(name: str, counted: tuple[Counts, Counts, dict[str, int]]) -> None:
    assert counted[2].get(name, 0) < MOST_BYTES
