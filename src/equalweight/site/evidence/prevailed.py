"""Whose way it went where the two groups' majorities differed, and what was overridden (promise 1.4)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from equalweight.core.measures.prevailed import prevailed
from equalweight.core.tally import PAGE_WORDS
from equalweight.site.committees.models import Committee
from equalweight.site.decisions.models import Decision
from equalweight.site.decisions.queries.recorded import as_recorded
from equalweight.site.decisions.words import outcome_tag
from equalweight.site.ledger import overridden
from equalweight.site.web.elements import Link, Tag
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import counted, day


@dataclass(frozen=True)
class Prevailing:
    """Counts for the committee's page; `href` leads to each decision."""

    differed: str
    overridden: str
    href: str


@dataclass(frozen=True)
class DecidedLine:
    """One decision in which the majorities differed, or that was overridden, or both."""

    decision: Link
    closed: str
    state: Tag
    counts: str
    won: str


@dataclass(frozen=True)
class PrevailedPage:
    committee: Link
    differed: str
    overridden: str
    part: Part[DecidedLine]


def prevailing(committee: Committee) -> Prevailing:
    """Two queries."""
    won, decided = _won(committee)
    return Prevailing(
        _differed(won, decided),
        _overridden(_overrides(committee).count(), decided),
        reverse("evidence:prevailed", args=[committee.pk]) if decided else "",
    )


def prevailed_page(request: HttpRequest, committee: Committee) -> PrevailedPage:
    """Every such decision, newest first. A constant number of queries."""
    won, decided = _won(committee)
    overridden = set(_overrides(committee).values_list("pk", flat=True))
    found = Decision.objects.filter(pk__in={*won, *overridden}).order_by("-closed_at", "pk")
    part: Part[DecidedLine] = part_of(
        request,
        found.select_related("version").prefetch_related("final_answers"),
        make=lambda rows: [_line(each, won.get(each.pk)) for each in as_recorded(rows)],
    )
    return PrevailedPage(
        Link(committee.name, reverse("evidence:committee", args=[committee.pk])),
        _differed(won, decided),
        _overridden(len(overridden), decided),
        part,
    )


def _won(committee: Committee) -> tuple[dict[str, str], int]:
    """The side that got its way, by decision, where the majorities differed; and how many decisions there were."""
    closed = Decision.objects.filter(project__committee=committee, status=Decision.Status.CLOSED)
    rows = as_recorded(closed.select_related("version"))
    won = {each.pk: prevailed(each.outcome["outcome"], each.outcome["sides"]) for each in rows}
    return {pk: side for pk, side in won.items() if side is not None}, len(rows)


def _overrides(committee: Committee) -> QuerySet[Decision]:
    found = Decision.objects.filter(project__committee=committee, final_answers__kind__in=overridden.WORDS)
    return found.distinct()


def _differed(won: dict[str, str], decided: int) -> str:
    if not decided:
        return "Nothing has been decided here yet."
    of = f"Of {counted(decided, 'decision', 'decisions')}"
    if not won:
        return f"{of}, the two groups’ majorities differed in none."
    wins = {side: list(won.values()).count(side) for side in PAGE_WORDS}
    lived, staff = (_times(wins[side]) for side in ("lived_experience", "staff"))
    return (
        f"{of}, the two groups’ majorities differed in {len(won)}. People with lived experience got their way {lived}, "
        f"staff {staff}."
    )


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{number} times")


def _overridden(number: int, decided: int) -> str:
    if not decided:
        return ""
    was = "was" if number == 1 else "were"
    return f"{number if number else 'None'} {was} overridden outside the room."


def _line(decision: Decision, won: str | None) -> DecidedLine:
    sides = decision.outcome["sides"]
    return DecidedLine(
        decision=Link(decision.question, reverse("decisions:decision", args=[decision.pk])),
        closed=day(decision.closed_at or decision.closes_at),
        state=outcome_tag(decision.outcome["outcome"], decision.rule, decision.overrides),
        counts="; ".join(
            f"{PAGE_WORDS[side].capitalize()}: {sides[side]['yes']} yes, {sides[side]['no']} no"
            for side in sides
        ),
        won=f"{PAGE_WORDS[won].capitalize()} got their way." if won else "",
    )
