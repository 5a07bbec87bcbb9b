"""Long lists, a page at a time: one count and one select."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a list, with the way to the pages beside it ("" when there is none)."""

    rows: tuple[T, ...]
    total: int
    number: int
    pages: int
    previous_href: str
    next_href: str


def part_of(
    request: HttpRequest,
    rows: Sequence[Any] | QuerySet[Any],
    *,
    size: int = 25,
    name: str = "page",
    make: Callable[[list[Any]], Sequence[T]] = tuple,
) -> Part[T]:
    """The part of `rows` that `?page=` asks for; an odd page number gives the first or the last.

    `make` turns the rows of that part, and only those, into what the page shows.
    """
    found = Paginator(rows, size).get_page(request.GET.get(name, "1")[:9])

    def href(number: int) -> str:
        kept = [(key, value) for key, values in request.GET.lists() for value in values if key != name]
        return "?" + urlencode([*kept, (name, str(number))])

    return Part(
        rows=tuple(make(list(found.object_list))),
        total=found.paginator.count,
        number=found.number,
        pages=found.paginator.num_pages,
        previous_href=href(found.number - 1) if found.has_previous() else "",
        next_href=href(found.number + 1) if found.has_next() else "",
    )
