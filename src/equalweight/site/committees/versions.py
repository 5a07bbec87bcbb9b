"""The dated versions of what only both groups change: the ways of working, and the remit (promise 1.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from equalweight.site.web.elements import Fact, Link

from .models import Committee, RemitVersion, WaysOfWorking
from .queries import can_change
from .remit import remit_in_words
from .ways import ways_in_words


@dataclass(frozen=True)
class Change:
    """One setting that differs between two versions, in words."""

    what: str
    before: str
    after: str


def changes(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[Change, ...]:
    """What differs between two versions in words, in the order it matters."""
    pairs = zip(before, after, strict=True)
    return tuple(
        Change(old.label, str(old.value), str(new.value)) for old, new in pairs if old.value != new.value
    )


@dataclass(frozen=True)
class VersionLine:
    """One version. `until` is None for the one in force, unless the committee has closed."""

    number: int
    since: datetime
    until: datetime | None
    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]
    entry: Link | None


@dataclass(frozen=True)
class VersionsPage:
    """Every version there was, newest first. `change` only for somebody with a seat."""

    committee: Link
    heading: str
    lead: str
    versions: tuple[VersionLine, ...]
    change: Link | None
    then: str


def ways_page(committee: Committee, *, is_member: bool) -> VersionsPage:
    """How a committee works, and worked: for everyone. One query."""
    found = list(committee.ways.order_by("-version"))
    return VersionsPage(
        committee=_link(committee, is_member=is_member),
        heading="How this committee works, and since when",
        lead=_LEAD,
        versions=_lines(committee, found, [ways_in_words(each) for each in found]),
        change=_change(committee, "proposals:draft_ways", is_member=is_member),
        then=f"{_THEN} A decision that has not opened by then is announced again with the new rule and all its days. "
        "One that is open keeps its rule to the end.",
    )


def remit_page(committee: Committee, *, is_member: bool) -> VersionsPage:
    """Who decides in the end, and decided: for everyone. One query."""
    found = list(committee.remits.order_by("-version"))
    return VersionsPage(
        committee=_link(committee, is_member=is_member),
        heading="What this committee can decide, and since when",
        lead=_LEAD,
        versions=_lines(committee, found, [remit_in_words(each) for each in found]),
        change=_change(committee, "proposals:draft_remit", is_member=is_member),
        then=f"{_THEN} For a decision that was announced before, whoever was named that day still answers, unless it "
        "has to be announced again.",
    )


_LEAD = (
    "Only both groups together can change this. Each version keeps its dates, so that anybody can see what was so on "
    "which day."
)
_THEN = (
    "You write down what should be different. Then both groups decide on it, each by itself. It comes into force when "
    "that decision closes."
)


def _link(committee: Committee, *, is_member: bool) -> Link:
    name = "committees:inside" if is_member else "evidence:committee"
    return Link(committee.name, reverse(name, args=[committee.pk]))


def _change(committee: Committee, name: str, *, is_member: bool) -> Link | None:
    may_change = is_member and can_change(committee)
    return Link("Propose a change", reverse(name, args=[committee.pk])) if may_change else None


def _lines(
    committee: Committee, found: Sequence[WaysOfWorking | RemitVersion], said: Sequence[tuple[Fact, ...]]
) -> tuple[VersionLine, ...]:
    """`found`: every version, newest first; `said`: each in words."""
    until = [committee.closed_at, *(each.in_force_from for each in found)]
    before = [*said[1:], None]
    return tuple(
        VersionLine(
            version.version, version.in_force_from, end, changes(old, facts) if old is not None else (), facts,
            _entry(version.entry_seq, is_first=old is None),
        )
        for version, facts, end, old in zip(found, said, until, before, strict=False)
    )  # fmt: skip


def _entry(seq: int | None, *, is_first: bool) -> Link | None:
    said = "See the start in the record" if is_first else "See the decision in the record"
    return None if seq is None else Link(said, reverse("evidence:entry", args=[seq]))
