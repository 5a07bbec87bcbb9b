"""A committee that both groups have closed: when, by which decision, and what it promised and did not do."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import due_words, owner_words, short, state_tag
from equalweight.site.committees.models import Committee
from equalweight.site.decisions.models import Decision
from equalweight.site.decisions.rules import REFUSED
from equalweight.site.proposals.models import Version
from equalweight.site.web.elements import Link, Row, Table
from equalweight.site.web.plain import counted

MOST_SHOWN = 100
OVER = (Commitment.Status.DONE, Commitment.Status.REFUSED)


@dataclass(frozen=True)
class ClosedPart:
    """`why`, `promises`: as both groups agreed them. `not_done`: None when everything is done or refused."""

    on: datetime
    decision: Link | None
    entry: Link | None
    why: str
    promises: str
    sentence: str
    not_done: Table | None
    is_cut: bool
    lapsed: tuple[str, ...]


def closed_part(committee: Committee, at: datetime) -> ClosedPart | None:
    """None while it goes on. Five queries at most."""
    if committee.closed_at is None:
        return None
    decision = _closing(committee)
    settings = decision.version.settings if decision else {}
    left = committee.commitments.exclude(status__in=OVER)
    total = left.count()
    shown = left.select_related("owner").order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    return ClosedPart(
        on=committee.closed_at,
        decision=Link("See the decision", reverse("decisions:decision", args=[decision.pk])) if decision else None,
        entry=_entry(committee),
        why=settings.get("why_close", ""), promises=settings.get("promises", ""),
        sentence=_sentence(total),
        not_done=_table(list(shown[:MOST_SHOWN]), at) if total else None, is_cut=total > MOST_SHOWN,
        lapsed=_lapsed(committee),
    )  # fmt: skip


def _closing(committee: Committee) -> Decision | None:
    found = Decision.objects.filter(project__committee=committee, version__changes=Version.Changes.CLOSING)
    return found.filter(outcome__outcome="carried").select_related("version").first()


def _entry(committee: Committee) -> Link | None:
    seq = committee.closed_seq
    return (
        None if seq is None else Link("See the closing in the record", reverse("evidence:entry", args=[seq]))
    )


def _sentence(left: int) -> str:
    if not left:
        return "Everything it promised is signed off, or it was said with reasons that it will not be done."
    return f"{counted(left, 'promise is', 'promises are')} not done. They are still owed, and stay public."


def _table(left: list[Commitment], at: datetime) -> Table:
    rows = tuple(
        Row(
            (
                Link(short(each.text), reverse("commitments:commitment", args=[each.pk])), owner_words(each),
                due_words(each), state_tag(each, localdate(at)),
            )
        )
        for each in left
    )  # fmt: skip
    columns = ("Promise", "Who owes it", "Due", "Where it stands")
    return Table("Still owed, soonest due first", columns, rows)


def _lapsed(committee: Committee) -> tuple[str, ...]:
    """What was under way and comes to nothing, said plainly."""
    decisions = Decision.objects.filter(project__committee=committee)
    unasked = decisions.exclude(status=Decision.Status.CLOSED).count()
    refused = decisions.filter(outcome__outcome__in=REFUSED, brought_back__isnull=True).count()
    said = (
        (unasked, counted(unasked, "question was", "questions were"), "announced and never put to the vote."),
        (
            refused,
            counted(refused, "question was", "questions were"),
            "not agreed, and will not be brought back here.",
        ),
    )
    return tuple(f"{many} {words}" for number, many, words in said if number)
