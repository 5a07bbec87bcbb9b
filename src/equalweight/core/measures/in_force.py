"""Which ways of working, and which remit, hold where, as the entries go by.

That only both sides change them is table.py's to check.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from equalweight.core.measures.bounds import days_in
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

NOWHERE: Final = (
    "Somebody wrote down an act of no committee, so none of what both groups agreed on would hold for it."
)


class InForce:
    """Committees, their projects, and the ways of working and the remit in force after the entries taken in so far."""

    def __init__(self) -> None:
        self._started: dict[str, Entry] = {}
        self._committees: dict[str, str] = {}
        self._ways: dict[str, Mapping[str, Any]] = {}
        self._remits: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Take in the next entry. A committee starts once, and a project stays where it began."""
        if entry.type == "committee.started" and entry.ctx not in self._started:
            self._started[entry.ctx] = entry
            self._committees[entry.ctx] = entry.ctx
            self._ways[entry.ctx] = entry.pub.get("ways", {})
            self._remits[entry.ctx] = entry.pub.get("remit", "")
        elif entry.type == "project.started":
            self._committees.setdefault(entry.ctx, entry.pub["committee"])
        elif entry.type == "decision.closed" and entry.ctx in self._committees:
            here = self._committees[entry.ctx]
            if "ways" in entry.pub:
                self._ways[here] = entry.pub["ways"]
            if "remit" in entry.pub:
                self._remits[here] = entry.pub["remit"]["kind"]

    def committee(self, ctx: str) -> str | None:
        """The committee whose context, or whose project's context, this is; None when the file doesn't say."""
        return self._committees.get(ctx)

    def started(self, ctx: str) -> Entry | None:
        """The entry by which the committee of `ctx` was started."""
        return self._started.get(self._committees.get(ctx, ""))

    def unknown(self, entry: Entry, disclosed: Disclosed) -> Iterator[Finding]:
        """Finds that nothing shown says to which committee an entry belongs, so that its ways of working don't hold.

        What is hidden may say it: then that is said, and is no finding.
        """
        if self.started(entry.ctx) is not None:
            return
        what = f"No entry before it says which committee {entry.ctx} belongs to."
        if disclosed.hides_between(-1, entry.seq):
            disclosed.leave_unknown(entry.seq, what)
        else:
            yield Finding("no_committee", at_entry(entry.seq), what, NOWHERE)

    def ways(self, ctx: str) -> Mapping[str, Any] | None:
        """The ways of working in force there; None when nothing says any."""
        return self._ways.get(self._committees.get(ctx, "")) or None

    def remit(self, ctx: str) -> str:
        """Which kind of remit is in force there; "" when nothing says."""
        return self._remits.get(self._committees.get(ctx, ""), "")

    def days(self, ctx: str, name: str) -> int | None:
        """So many days the ways of working in force promise, by the setting's name; None when nothing says.

        What nobody can promise counts as nothing: terms.py finds it.
        """
        return days_in(self._ways.get(self._committees.get(ctx, ""), {}), name)
