"""Every write about committees and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar

from equalweight.site.ledger.acting import private, shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose, refuse_host
from equalweight.site.people.models import Person
from equalweight.site.web.ids import new_id
from equalweight.site.web.rules import RuleBroken

from . import letters, rules
from .acting import acting_seat
from .founders.not_named import check_may_name
from .loaders import seat_actor
from .mailboxes import has_seat
from .models import Backing, Committee, Founder, Leaving, Organisation, RemitVersion, Seat, WaysOfWorking
from .remit import from_settings as remit_from
from .remit import published_words
from .standing import check_not_closed
from .ways import from_settings as ways_from
from .ways import in_public

Terms = TypeVar("Terms", WaysOfWorking, RemitVersion)


@dataclass(frozen=True)
class Remit:
    """Who decides in the end (glossary: remit). `kind`: decides, decides_by_promise or advises."""

    kind: str
    holder: str = ""
    power: str = ""
    days: int = 28
    on_the_table: str = ""
    off_the_table: str = ""


@dataclass(frozen=True)
class Start:
    """The answers to the five questions of "Start on Tuesday"."""

    name: str
    purpose: str
    organisation: Organisation
    remit: Remit
    seats: Sequence[rules.FoundingSeat]
    senior_person: str = ""
    independent_contact: str = ""
    ways: dict[str, object] | None = None
    kind: str = Committee.Kind.INSIDE


@private
def know_organisation(name: str, kind: str, *, at: datetime) -> Organisation:
    """The organisation of this name and kind; made when nobody has named it before."""
    found = Organisation.objects.filter(name__iexact=name, kind=kind).first()
    return found or Organisation.objects.create(name=name, kind=kind)


@shared
def start_committee(start: Start, *, by: Person, at: datetime) -> Committee:
    """Start a committee. `by` must be named too, and takes the first seat: a table starts with somebody at it.

    Everybody else named is a founder: asked by email, with no seat until they say that it is right (`founders/`).
    Entry: `committee.started`. Errors: RuleBroken `named_twice`, `two_chairs`, `access_coordinator`, `not_at_it`,
    `not_named`, and those of rules.check_remit and rules.check_ways.
    """
    _check_start(start, by)
    committee = _new_committee(start, at)
    ways = WaysOfWorking(committee=committee, version=1, in_force_from=at, **(start.ways or {}))
    remit = RemitVersion(committee=committee, version=1, in_force_from=at, **asdict(start.remit))
    own = next(named for named in start.seats if named.email.lower() == by.email)
    starter = _starter(committee, own, by=by, at=at)
    founders = [_founder(committee, named, starter) for named in start.seats if named is not own]
    table: list[Seat | Founder] = [starter, *founders]
    committee.entry_seq = append(
        "committee.started",
        by=seat_actor(starter),
        at=at,
        ctx=committee.id,
        pub={
            "kind": committee.kind, "remit": remit.kind, "remit_days": remit.days, "ways": in_public(ways),
            "seats": [_in_public(each, is_confirmed=each is starter) for each in table],
        },
        words={"name": start.name, "purpose": start.purpose, **published_words(remit)},
    )  # fmt: skip
    disclose(committee.entry_seq, *published_words(remit))
    committee.save()
    ways.entry_seq = remit.entry_seq = committee.entry_seq
    ways.save()
    remit.save()
    for each in table:
        each.entry_seq = committee.entry_seq
        each.save()
    for founder in founders:
        letters.tell_founder(founder)
    return committee


def _in_public(named: Seat | Founder, *, is_confirmed: bool) -> dict[str, object]:
    return {"seat": named.id, "side": named.side, "co_chair": named.is_co_chair, "confirmed": is_confirmed}


def _check_start(start: Start, by: Person) -> None:
    rules.check_founding(start.seats)
    rules.check_remit(
        start.remit.kind, holder=start.remit.holder, power=start.remit.power, days=start.remit.days
    )
    rules.check_ways(start.ways or {})
    if by.email not in {seat.email.lower() for seat in start.seats}:
        raise RuleBroken("not_at_it", "Add yourself to one of the two groups first.", "seats")
    check_may_name(*(seat.email for seat in start.seats if seat.email.lower() != by.email))


def _new_committee(start: Start, at: datetime) -> Committee:
    return Committee(
        name=start.name, purpose=start.purpose, organisation=start.organisation, kind=start.kind,
        senior_person=start.senior_person, independent_contact=start.independent_contact, started_at=at, entry_seq=0,
    )  # fmt: skip


def _starter(committee: Committee, named: rules.FoundingSeat, *, by: Person, at: datetime) -> Seat:
    return Seat(
        id=new_id(), committee=committee, side=named.side, holder=by, name=named.name, about=named.about,
        chosen_how=named.chosen_how, chosen_by=named.chosen_by, is_founding=True, is_co_chair=named.is_co_chair,
        is_access_coordinator=named.is_access_coordinator, taken_at=at, entry_seq=0,
    )  # fmt: skip


def _founder(committee: Committee, named: rules.FoundingSeat, starter: Seat) -> Founder:
    return Founder(
        id=new_id(), committee=committee, side=named.side, email=named.email.strip().lower(), name=named.name,
        about=named.about, chosen_how=named.chosen_how, chosen_by=named.chosen_by, is_co_chair=named.is_co_chair,
        is_access_coordinator=named.is_access_coordinator, named_by=starter, entry_seq=0,
    )  # fmt: skip


@step
def take_seat(
    committee: Committee,
    *,
    side: str,
    holder: Person | None,
    name: str,
    chosen_how: str,
    chosen_by: str,
    at: datetime,
) -> Seat:
    """A seat for somebody who accepted an offer. The caller's entry tells of it; give it `entry_seq` afterwards.

    Errors: RuleBroken `has_seat` when the person already has one here, `closed`.
    """
    check_not_closed(committee.pk)
    if holder and has_seat(committee, holder.email):
        raise RuleBroken("has_seat", "This person already has a seat in this committee.")
    seat = Seat.objects.create(
        committee=committee, side=side, holder=holder, name=name, chosen_how=chosen_how, chosen_by=chosen_by,
        taken_at=at, entry_seq=0,
    )  # fmt: skip
    end_founding(committee, at=at)
    return seat


@step
def end_founding(committee: Committee, *, at: datetime) -> None:
    """After a seat was taken: founding ends for good once people with lived experience can approve offers."""
    held = committee.seats.filter(side="lived_experience", ended_at__isnull=True)
    if committee.founding_ended_at is None and rules.founding_has_ended(held.count()):
        committee.founding_ended_at = at
        committee.save(update_fields=["founding_ended_at"])


@step
def adopt_ways(committee: Committee, settings: Mapping[str, object], *, at: datetime) -> WaysOfWorking:
    """The next version of a committee's ways of working, in force from `at` (promise 1.2: both sides decided it).

    `settings`: a value for each of ways.SETTINGS (one written down before there was such a setting keeps its
    default). The caller's entry tells of it; give it `entry_seq` afterwards.
    Errors: those of rules.check_ways.
    """
    rules.check_ways(settings)
    last = committee.ways.order_by("-version")[0]
    return _next(ways_from(settings), committee, last.version, at)


@step
def adopt_remit(committee: Committee, settings: Mapping[str, object], *, at: datetime) -> RemitVersion:
    """The next version of a committee's remit, in force from `at` (promise 1.2: both sides decided it).

    `settings`: a value for each of remit.SETTINGS. The caller's entry tells of it; give it `entry_seq` afterwards.
    Errors: those of rules.check_remit.
    """
    rules.check_remit_settings(settings)
    last = committee.remits.order_by("-version")[0]
    return _next(remit_from(settings), committee, last.version, at)


def _next(new: Terms, committee: Committee, last: int, at: datetime) -> Terms:
    new.committee, new.version, new.in_force_from = committee, last + 1, at
    new.save()
    return new


@step
def close_committee(committee: Committee, *, at: datetime) -> Committee:
    """Close it for good, as both sides decided: nothing new starts in it, and its promises stay (promise 1.7).

    The caller's entry tells of it; give it `closed_seq` afterwards. Errors: RuleBroken `closed`.
    """
    check_not_closed(committee.pk)
    committee.closed_at = at
    committee.save(update_fields=["closed_at"])
    return committee


@shared
def leave_seat(seat: Seat, *, by: Actor, at: datetime, reason: str = "", publish: bool = False) -> None:
    """End one's own seat, at once, for any reason or none. The reason is private unless its author publishes it.

    Entry: `seat.left`, without the reason. Errors: RuleBroken `by_host`, `not_yours`, `left`.
    """
    refuse_host("Nobody can leave for somebody else. The person signs in, and leaves in one step.")
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if by.seat != seat.id:
        raise RuleBroken("not_yours", "Only the person who holds a seat can leave it.")
    if seat.ended_at:
        raise RuleBroken("left", "You have already left this committee.")
    _end(seat, at)
    if reason:
        Leaving.objects.create(seat=seat, reason=reason, is_published=publish)
    append("seat.left", by=by, at=at, ctx=seat.committee_id, pub={"seat": seat.id, "side": seat.side})


@step
def end_seat(seat: Seat, *, at: datetime) -> None:
    """A seat that both groups decided to end (docs/rules/removal.md). The caller's entry tells of it."""
    _end(seat, at, by_both=True)


def _end(seat: Seat, at: datetime, *, by_both: bool = False) -> None:
    """The one place where a seat ends; any office it held ends with it."""
    seat.ended_at, seat.is_ended_by_both = at, by_both
    seat.is_co_chair = seat.is_access_coordinator = False
    seat.save()


@shared
def back_for_office(candidate: Seat, office: str, *, by: Actor, at: datetime) -> bool:
    """Back a seat of one's own side as co-chair (or, lived-experience side only, access coordinator).

    True when more than half of that side's seats now back it, and it takes the office (promise 1.7).
    Entry: `office.backed`. Errors: RuleBroken `other_side`, `access_coordinator`, `left`.
    """
    if by.side != candidate.side or by.committee != candidate.committee_id:
        raise RuleBroken(
            "other_side", "Each group chooses its own. You can back somebody from your own group."
        )
    if office == Backing.Office.ACCESS_COORDINATOR and candidate.side != "lived_experience":
        raise RuleBroken(
            "access_coordinator", "The access coordinator is chosen from people with lived experience."
        )
    acting_seat(candidate.committee_id, by=by)
    if candidate.ended_at:
        raise RuleBroken("left", "This person has left the committee. Choose somebody else.", "candidate")
    Backing.objects.update_or_create(
        office=office, seat_id=by.seat, defaults={"candidate": candidate, "at": at}
    )
    side = candidate.committee.seats.filter(side=candidate.side, ended_at__isnull=True)
    backings = Backing.objects.filter(office=office, candidate=candidate, seat__in=side).count()
    taken = rules.holds_office(backings, side.count())
    if taken:
        field = f"is_{office}"
        side.update(**{field: False})
        side.filter(pk=candidate.pk).update(**{field: True})
    append(
        "office.backed", by=by, at=at, ctx=candidate.committee_id,
        pub={"office": office, "side": candidate.side, "taken_by": candidate.id if taken else None},
    )  # fmt: skip
    return taken
