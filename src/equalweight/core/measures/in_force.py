"""Which ways of working hold where, as the entries go by. That only both sides change them is table.py's to check."""

from collections.abc import Mapping
from typing import Any

from equalweight.core.record.entry import Entry


class InForce:
    """Committees, their projects, and the ways of working in force after the entries taken in so far."""

    def __init__(self) -> None:
        self._started: dict[str, Entry] = {}
        self._committees: dict[str, str] = {}
        self._ways: dict[str, Mapping[str, Any]] = {}

    def take(self, entry: Entry) -> None:
        """Take in the next entry. A committee starts once, and a project stays where it began."""
        if entry.type == "committee.started" and entry.ctx not in self._started:
            self._started[entry.ctx] = entry
            self._committees[entry.ctx] = entry.ctx
            self._ways[entry.ctx] = entry.pub.get("ways", {})
        elif entry.type == "project.started":
            self._committees.setdefault(entry.ctx, entry.pub["committee"])
        elif entry.type == "decision.closed" and "ways" in entry.pub and entry.ctx in self._committees:
            self._ways[self._committees[entry.ctx]] = entry.pub["ways"]

    def committee(self, ctx: str) -> str | None:
        """The committee whose context, or whose project's context, this is; None when the file doesn't say."""
        return self._committees.get(ctx)

    def started(self, ctx: str) -> Entry | None:
        """The entry by which the committee of `ctx` was started."""
        return self._started.get(self._committees.get(ctx, ""))

    def days(self, ctx: str, name: str) -> int | None:
        """So many days the ways of working in force promise, by the setting's name; None when nothing says."""
        said = self._ways.get(self._committees.get(ctx, ""), {}).get(name)
        return said if isinstance(said, int) else None
