"""Work as its shares were answered: in the phase it was logged in, once by each who did it, and paid after that.

Source: docs/rules/ladder.md, step 7. That whoever answers was named in it is found in actors.py.
"""

from collections.abc import Iterator
from typing import Final

from equalweight.core.measures.days import is_ahead
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

ANSWERS: Final = frozenset({"work.confirmed", "work.denied"})
NOT_SO: Final = "Work was made to count where, or oftener than, it was done."
NO_ANSWER_SHOWN: Final = "Whether this work was confirmed can't be checked: an entry before it is hidden."


class _Shares:
    """What was logged, by its id; and of each share, (work, who): how it was answered, and whether it was paid."""

    def __init__(self) -> None:
        self.logged: dict[str, Entry] = {}
        self.answered: dict[tuple[str, str], str] = {}
        self.paid: set[tuple[str, str]] = set()

    def hides_answer(self, paid: Entry, disclosed: Disclosed) -> bool:
        """Whether a confirmation may be among what the file hides."""
        logged = self.logged.get(paid.pub["work"])
        return disclosed.hides_between(logged.seq if logged else -1, paid.seq)


def work(disclosed: Disclosed) -> Iterator[Finding]:
    """Every share answered once in the phase of its work, and paid once after it was confirmed."""
    shares = _Shares()
    for entry in disclosed.entries:
        if entry.type == "work.logged":
            if entry.pub["work"] in shares.logged:
                yield _twice(entry)
            shares.logged.setdefault(entry.pub["work"], entry)
            yield from _done_by_then(entry)
        elif entry.type in ANSWERS:
            yield from _phase(entry, shares)
            yield from _answered(entry, shares)
        elif entry.type == "work.paid":
            yield from _phase(entry, shares)
            yield from _paid(disclosed, entry, shares)


def _done_by_then(entry: Entry) -> Iterator[Finding]:
    """Work is written down once it is done."""
    if is_ahead(entry.pub["done_on"], entry.at):
        what = f"It says that it was done on {entry.pub['done_on']}, and was written down at {entry.at}."
        yield Finding("not_yet", at_entry(entry.seq), what, NOT_SO)


def _phase(entry: Entry, shares: _Shares) -> Iterator[Finding]:
    logged = shares.logged.get(entry.pub["work"])
    if logged is not None and logged.pub["phase"] != entry.pub["phase"]:
        what = f"It says {entry.pub['phase']}; the work was logged in {logged.pub['phase']} (entry {logged.seq})."
        yield Finding("other_phase", at_entry(entry.seq), what, NOT_SO)


def _answered(entry: Entry, shares: _Shares) -> Iterator[Finding]:
    share = (entry.pub["work"], entry.by)
    if share in shares.answered:
        yield _twice(entry)
    shares.answered.setdefault(share, entry.type)


def _paid(disclosed: Disclosed, entry: Entry, shares: _Shares) -> Iterator[Finding]:
    share = (entry.pub["work"], entry.by)
    if share in shares.paid:
        yield _twice(entry)
    shares.paid.add(share)
    answer = shares.answered.get(share)
    if answer is None and shares.hides_answer(entry, disclosed):
        disclosed.leave_unknown(entry.seq, NO_ANSWER_SHOWN)
    elif answer != "work.confirmed":
        what = f"{entry.by} says it was paid, and had not confirmed the work."
        yield Finding("not_confirmed", at_entry(entry.seq), what, NOT_SO)


def _twice(entry: Entry) -> Finding:
    what = f"{entry.type} of work or a share of it of which this had been said before."
    return Finding("done_twice", at_entry(entry.seq), what, NOT_SO)
