"""What somebody enters about a table they were invited to, and the address that carries it."""

from dataclasses import dataclass, field
from typing import Final as Constant
from urllib.parse import urlencode

MOST_GROUPS: Constant = 6
LONGEST_NAME: Constant = 60
OTHER: Constant = "other"
UNNAMED: Constant = "The terms I was offered"


@dataclass(frozen=True, slots=True)
class Group:
    """Seats that are alike.

    `side`: "lived_experience", "staff" or "other". `vote`: "one" each; "agree" (one each, and more than half of
    the group must say yes); "ties" (one, and its yes carries a tie); "none". `row`: where it stands on the form.
    """

    name: str
    side: str
    seats: int
    vote: str = "one"
    row: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class FinalBody:
    """Somebody outside the table who has the last word. `may`: "refuse" or "ignore"."""

    by: str
    seats: int
    side: str
    may: str


@dataclass(frozen=True, slots=True)
class Terms:
    """`agreed`: "half", "two_thirds" or "everyone" (of all who vote); "sides" or "groups" (more than half of each)."""

    name: str
    groups: tuple[Group, ...]
    agreed: str
    final: FinalBody | None = None


def query(terms: Terms) -> str:
    """The part of an address that holds these terms, and nothing else: what the form sends, without its blanks."""
    given: dict[str, str | int] = {"name": terms.name}
    for row, group in enumerate(terms.groups, start=1):
        given |= {f"group_{row}": group.name, f"side_{row}": group.side}
        given |= {f"seats_{row}": group.seats, f"vote_{row}": group.vote}
    given |= {"agreed": terms.agreed, "final": terms.final.may if terms.final else "nobody"}
    if terms.final:
        given |= {"by": terms.final.by, "by_seats": terms.final.seats, "by_side": terms.final.side}
    return urlencode(given)
