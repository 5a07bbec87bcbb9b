"""One thing that waits for somebody, as every room tells the desk."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """`order`: 0 a duty of the clock, 1 overdue, 2 due by a date, 3 whenever suits. `action`: the link's words."""

    order: int
    due: date | None
    what: str
    where: str
    href: str
    action: str
