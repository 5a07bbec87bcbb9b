"""Every write about committees and seats."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from equalweight.site.ledger.acting import private, shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose, refuse_host
from equalweight.site.people.models import Person
from equalweight.site.web.ids import new_id
from equalweight.site.web.rules import RuleBroken

from . import rules
from .letters import tell_founding
from .loaders import seat_actor
from .models import Attendee, Backing, Committee, Leaving, Organisation, RemitVersion, Seat, WaysOfWorking
from .remit import SETTINGS as REMIT_SETTINGS
from .remit import published_words
from .standing import check_not_closed
from .ways import SETTINGS, in_public


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
    """Start a committee with its founding seats. `by` must hold one of them: a table starts with somebody at it.

    Founding seats are marked as such for good, and everybody named gets an email that says so.
    Entry: `committee.started`. Errors: RuleBroken `named_twice`, `two_chairs`, `access_coordinator`, `not_at_it`,
    and those of rules.check_remit and rules.check_ways.
    """
    _check_start(start, by)
    committee = _new_committee(start, at)
    ways = WaysOfWorking(committee=committee, version=1, in_force_from=at, **(start.ways or {}))
    remit = RemitVersion(committee=committee, version=1, in_force_from=at, **asdict(start.remit))
    seats = [_founding_seat(committee, seat, by=by, at=at) for seat in start.seats]
    starter = next(seat for seat in seats if seat.holder == by)
    if rules.founding_has_ended(sum(seat.side == "lived_experience" for seat in seats)):
        committee.founding_ended_at = at
    committee.entry_seq = append(
        "committee.started",
        by=seat_actor(starter),
        at=at,
        ctx=committee.id,
        pub={
            "kind": committee.kind,
            "remit": remit.kind,
            "remit_days": remit.days,
            "ways": in_public(ways),
            "seats": [{"seat": seat.id, "side": seat.side, "co_chair": seat.is_co_chair} for seat in seats],
        },
        words={"name": start.name, "purpose": start.purpose, **published_words(remit)},
    )
    disclose(committee.entry_seq, *published_words(remit))
    committee.save()
    ways.entry_seq = remit.entry_seq = committee.entry_seq
    ways.save()
    remit.save()
    for seat in seats:
        seat.entry_seq = committee.entry_seq
        seat.save()
        if seat.holder and seat.holder != by:
            tell_founding(seat, starter)
    return committee


def _check_start(start: Start, by: Person) -> None:
    rules.check_founding(start.seats)
    rules.check_remit(
        start.remit.kind, holder=start.remit.holder, power=start.remit.power, days=start.remit.days
    )
    rules.check_ways(start.ways or {})
    if by.email not in {seat.email.lower() for seat in start.seats}:
        raise RuleBroken("not_at_it", "Add yourself to one of the two groups first.", "seats")


def _new_committee(start: Start, at: datetime) -> Committee:
    return Committee(
        name=start.name, purpose=start.purpose, organisation=start.organisation, kind=start.kind,
        senior_person=start.senior_person, independent_contact=start.independent_contact, started_at=at, entry_seq=0,
    )  # fmt: skip


def _founding_seat(committee: Committee, seat: rules.FoundingSeat, *, by: Person, at: datetime) -> Seat:
    holder = by if seat.email.lower() == by.email else None
    if holder is None and seat.email:
        holder = Person.objects.filter(email=seat.email.lower()).first() or Person.objects.create_user(
            seat.email, seat.name
        )
    return Seat(
        id=new_id(), committee=committee, side=seat.side, holder=holder, name=seat.name, about=seat.about,
        chosen_how=seat.chosen_how, chosen_by=seat.chosen_by, is_founding=True, is_co_chair=seat.is_co_chair,
        is_access_coordinator=seat.is_access_coordinator, taken_at=at, entry_seq=0,
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
    if holder and committee.seats.filter(holder=holder, ended_at__isnull=True).exists():
        raise RuleBroken("has_seat", "This person already has a seat in this committee.")
    seat = Seat.objects.create(
        committee=committee, side=side, holder=holder, name=name, chosen_how=chosen_how, chosen_by=chosen_by,
        taken_at=at, entry_seq=0,
    )  # fmt: skip
    if committee.founding_ended_at is None and rules.founding_has_ended(
        committee.seats.filter(side="lived_experience", ended_at__isnull=True).count()
    ):
        committee.founding_ended_at = at
        committee.save(update_fields=["founding_ended_at"])
    return seat


@step
def adopt_ways(committee: Committee, settings: Mapping[str, object], *, at: datetime) -> WaysOfWorking:
    """The next version of a committee's ways of working, in force from `at` (promise 1.2: both sides decided it).

    `settings`: a value for each of ways.SETTINGS (one written down before there was such a setting keeps its
    default). The caller's entry tells of it; give it `entry_seq` afterwards.
    Errors: those of rules.check_ways.
    """
    rules.check_ways(settings)
    last = committee.ways.order_by("-version")[0]
    return WaysOfWorking.objects.create(
        committee=committee,
        version=last.version + 1,
        in_force_from=at,
        **{name: settings[name] for name in SETTINGS if name in settings},
    )


@step
def adopt_remit(committee: Committee, settings: Mapping[str, object], *, at: datetime) -> RemitVersion:
    """The next version of a committee's remit, in force from `at` (promise 1.2: both sides decided it).

    `settings`: a value for each of remit.SETTINGS. The caller's entry tells of it; give it `entry_seq` afterwards.
    Errors: those of rules.check_remit.
    """
    rules.check_remit_settings(settings)
    last = committee.remits.order_by("-version")[0]
    return RemitVersion.objects.create(
        committee=committee,
        version=last.version + 1,
        in_force_from=at,
        **{name: settings[name] for name in REMIT_SETTINGS},
    )


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


@private
def welcome_attendee(committee: Committee, person: Person, role: str, *, by: Actor, at: datetime) -> Attendee:
    """Let somebody attend without a seat: a facilitator, interpreter or observer. They can read, never act.

    Errors: RuleBroken `co_chair`, `closed`, `has_seat`, `attends`.
    """
    if by.committee != committee.id or not by.is_co_chair:
        raise RuleBroken("co_chair", "Only a co-chair can welcome somebody without a seat.")
    check_not_closed(committee.pk)
    if committee.seats.filter(holder=person, ended_at__isnull=True).exists():
        raise RuleBroken(
            "has_seat", "This person has a seat here, so they can read everything already.", "email"
        )
    if committee.attendees.filter(person=person, ended_at__isnull=True).exists():
        raise RuleBroken("attends", "This person can read here already.", "email")
    return Attendee.objects.create(committee=committee, person=person, role=role)


@private
def end_attendance(attendee: Attendee, *, by: Actor, at: datetime) -> None:
    """Stop somebody without a seat from reading the committee's inside pages.

    Errors: RuleBroken `co_chair`, `ended`.
    """
    may_end = rules.may_end_attendance(attendee.role, by.side, is_co_chair=by.is_co_chair)
    if by.committee != attendee.committee_id or not may_end:
        raise RuleBroken(
            "co_chair",
            "Only a co-chair can do this; for an interpreter, only the co-chair for people with lived experience.",
        )
    if not Attendee.objects.filter(pk=attendee.pk, ended_at__isnull=True).update(ended_at=at):
        raise RuleBroken("ended", "This has been done already.")
