"""The promises in an offer, as they are kept and as they are read."""

from dataclasses import dataclass
from datetime import date

from .models import Terms


@dataclass(frozen=True)
class Promise:
    """One promise. `owner_name` empty: not named yet."""

    text: str
    owner_name: str = ""
    due_on: date | None = None


def promises_of(terms: Terms) -> tuple[Promise, ...]:
    return tuple(
        Promise(each["text"], each.get("owner_name", ""), _day(each.get("due_on", "")))
        for each in terms.promises
    )


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
