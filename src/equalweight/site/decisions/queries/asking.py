"""The pages with one question on them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime

from equalweight.core.measures.sealed import RULES_THAT_SEAL
from equalweight.site.committees.loaders import Member
from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.committees.times import times as vote_times
from equalweight.site.proposals.models import Version
from equalweight.site.proposals.queries import written_by
from equalweight.site.web.elements import Condition, Link
from equalweight.site.web.forms import Form

from .. import rules, sealed_rules, words
from ..commands.before import refused_before
from ..forms import AnnounceForm
from ..models import Decision, Vote
from ..ranking import places_in
from ..terms import terms_of
from .outcome import choice_words
from .outside_vote import many_voters
from .places import Paper, committee_link, href, paper_of
from .turnout import conditions, open_words


@dataclass(frozen=True)
class RefusedBefore:
    """The refused decision that this one brings back. `is_same_text`: nothing has been rewritten since."""

    link: Link
    by: date | None
    reasons: tuple[tuple[str, str], ...]
    is_same_text: bool
    revise: str


@dataclass(frozen=True)
class AnnouncePage:
    """What will be asked, when, and under which rule: before anybody is told."""

    where: Link
    question: str
    opens_at: datetime
    closes_at: datetime
    rule: tuple[str, ...]
    is_by_consent: bool
    paper: Paper
    many: str
    back: Link
    written_by: tuple[Condition, ...]
    only_named: str
    before: RefusedBefore | None


@dataclass(frozen=True)
class BallotPage:
    """The question, and how many have answered. `answered`: only this voter's own last answer, in words.

    `places`, `names`: of options to put in order, by their numbers. `told`: what a press that moved one (`moved`, by
    its number) or showed the order came to.
    """

    where: Link
    question: str
    open_words: str
    answered: str
    places: tuple[int | None, ...]
    names: tuple[str, ...]
    rule: tuple[str, ...]
    conditions: tuple[Condition, ...]
    notice: str
    more_time: str
    told: str = ""
    moved: int | None = None


def announce_page(version: Version, at: datetime) -> AnnouncePage:
    """The notice as it would go out now."""
    committee = version.proposal.project.committee
    ways = ways_in_force(committee, at)
    terms = terms_of(version, ways)
    times = vote_times(localtime(at), days_for_papers=ways.days_for_papers, days_to_vote=ways.days_to_vote)
    return AnnouncePage(
        where=committee_link(committee, is_member=True),
        question=rules.question_of(version.title, has_options=bool(version.options)),
        opens_at=times.opens_at,
        closes_at=times.closes_at,
        rule=words.rule_points(terms.rule, terms.quorum, terms.threshold, terms.rounds),
        is_by_consent=terms.rounds > 0,
        paper=paper_of(version),
        many=many_voters(committee.seats.filter(ended_at__isnull=True).count()),
        back=Link("Go back to the proposal", reverse("proposals:proposal", args=[version.proposal_id])),
        written_by=written_by(list(version.proposal.versions.select_related("author"))),
        only_named="" if terms.rule in RULES_THAT_SEAL else sealed_rules.WHY_NAMED,
        before=_before(version),
    )


def _before(version: Version) -> RefusedBefore | None:
    refused = refused_before(version)
    if refused is None:
        return None
    return RefusedBefore(
        link=Link("See what happened the first time", href("decision", refused.pk)), by=refused.bring_back_on,
        reasons=tuple(refused.reasons.values_list("side", "words")), is_same_text=refused.version_id == version.pk,
        revise=reverse("proposals:revise", args=[version.proposal_id]),
    )  # fmt: skip


def announce_form(version: Version, at: datetime) -> type[Form]:
    """The form of an announcement: where votes can be sealed, it asks which."""
    ways = ways_in_force(version.proposal.project.committee, at)
    return AnnounceForm if terms_of(version, ways).rule in RULES_THAT_SEAL else Form


def takes_sealed_answer(decision: Decision, seat: Seat, at: datetime) -> bool:
    """Whether this seat can answer now, by a sealed vote."""
    return decision.is_sealed and takes_answer(decision, seat, at)


def takes_answer(decision: Decision, seat: Seat, at: datetime) -> bool:
    """Whether this seat can answer now."""
    is_open = decision.status == Decision.Status.OPEN and at < decision.closes_at
    return is_open and decision.roll.filter(seat=seat).exists()


def ballot_page(decision: Decision, member: Member) -> BallotPage:
    """The ballot of one seat."""
    own = Vote.objects.filter(roll_seat__decision=decision, roll_seat__seat=member.seat).first()
    return BallotPage(
        where=committee_link(decision.project.committee, is_member=True),
        question=decision.question,
        open_words=open_words(decision),
        answered=choice_words(decision, own.choice) if own else "",
        places=() if decision.options is None else places_in(own.choice if own else "", decision.options),
        names=decision.option_names,
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
        conditions=conditions(decision),
        notice=href("decision", decision.pk),
        more_time="" if decision.paused_at else href("pause", decision.pk),
    )
