"""The promises in an offer, as they are kept and as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .models import Terms, Told


@dataclass(frozen=True)
class Promise:
    """One promise. `due_on`: the day it is due; for one that goes on, the day it is first looked at.

    `owner`: the id of the staff seat that keeps it, if one does. `owner_name` empty: not named yet.
    """

    text: str
    owner_name: str = ""
    due_on: date | None = None
    owner: str = ""
    will_be_seen: str = ""


def promises_of(terms: Terms) -> tuple[Promise, ...]:
    return tuple(map(promise, terms.promises))


def promise(kept: Mapping[str, str]) -> Promise:
    """One promise as read from what is kept; what is missing there is empty."""
    due_on = kept.get("due_on", "")
    return Promise(
        kept["text"], kept.get("owner_name", ""), date.fromisoformat(due_on) if due_on else None,
        kept.get("owner", ""), kept.get("will_be_seen", ""),
    )  # fmt: skip


def as_kept(given: Promise) -> dict[str, str]:
    """One promise as data, its day in ISO form."""
    return {
        "text": given.text, "owner": given.owner, "owner_name": given.owner_name,
        "due_on": given.due_on.isoformat() if given.due_on else "", "will_be_seen": given.will_be_seen,
    }  # fmt: skip


def promise_told(told: Told) -> Promise:
    """A spoken promise after the organisation has confirmed or corrected it."""
    name = told.owner.name if told.owner else ""
    return Promise(told.promised_words, name, told.keep_by, told.owner_id or "")
