"""What waits for somebody in this room."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.committees.waiting import Waiting
from equalweight.site.web import plain

from ..models import CheckBack, Claim, Commitment, SignOff
from .duties import duties_waiting
from .words import short

SOON = timedelta(days=14)


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """Everything here that waits for these seats. A constant number of queries."""
    inside = [seat for seat in seats if seat.committee.kind == Committee.Kind.INSIDE]
    if not inside:
        return []
    found = (_sign_offs, _check_backs, _checking, _owning, _undated, _unchecked, _nobody_checks, _unnamed)
    return [*duties_waiting(inside, at), *(thing for each in found for thing in each(inside, at))]


def _thing(
    commitment: Commitment, due: date | None, what: str, verb: str, action: str, at: datetime
) -> Waiting:
    order = 3 if due is None else 1 if due < localdate(at) else 2
    href = reverse(f"commitments:{verb}", args=[commitment.pk])
    return Waiting(order, due, what, commitment.committee.name, href, action)


def _sign_offs(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    mine = SignOff.objects.filter(
        seat__in=seats, answer="", claim__closed_at__isnull=True, claim__closes_at__gt=at
    )
    for each in mine.select_related("claim__commitment__committee"):
        commitment, closes = each.claim.commitment, each.claim.closes_at
        what = f"Is this done? “{short(commitment.text)}”"
        yield _thing(commitment, localdate(closes), what, "answer", "Say whether it is done", at)


def _check_backs(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    lived = [seat for seat in seats if seat.side == Side.LIVED_EXPERIENCE]
    asked = CheckBack.objects.filter(closed_at__isnull=True, closes_at__gt=at, opened_at__lte=at)
    mine = asked.filter(commitment__committee__in=[seat.committee_id for seat in lived])
    for each in mine.exclude(answers__seat__in=lived).select_related("commitment__committee"):
        what = f"Did this make a difference? “{short(each.commitment.text)}”"
        href = reverse("commitments:check_back", args=[each.pk])
        where = each.commitment.committee.name
        yield Waiting(2, localdate(each.closes_at), what, where, href, "Say whether it made a difference")


def _checking(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    claimed = Commitment.objects.filter(checker__in=seats, status=Commitment.Status.CLAIMED)
    for each in claimed.select_related("committee"):
        what = f"The owner says this is done. Can you see it? “{short(each.text)}”"
        yield _thing(each, None, what, "check", "Say what you can see", at)


def _owning(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    """What falls due soon; and at once what was said to be done and came back, whenever it is due."""
    came_back = Exists(Claim.objects.filter(commitment=OuterRef("pk")))
    owned = Commitment.objects.filter(owner__in=seats, status=Commitment.Status.OPEN)
    owned = owned.annotate(came_back=came_back)
    for each in owned.filter(Q(due_on__lte=localdate(at) + SOON) | came_back).select_related("committee"):
        due = f", due {plain.day(each.due_on)}" if each.due_on else ""
        said = (
            "This promise of yours was not done, and came back to you"
            if each.came_back
            else "You own this promise"
        )
        what = f"{said}{due}: “{short(each.text)}”"
        yield _thing(each, each.due_on, what, "commitment", "See what you can do", at)


def _undated(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    """A promise without a date can never be late (promise 5.1). Its owner gives it one; while the owner has no seat
    here, the staff co-chair, or any staff seat while there is none."""
    undated = Commitment.objects.filter(status=Commitment.Status.OPEN, due_on__isnull=True).exclude(
        owner_name=""
    )
    owned = undated.filter(owner__in=seats)
    for each in owned.select_related("committee"):
        what = f"You own this promise, and it has no date: “{short(each.text)}”"
        yield _thing(each, None, what, "move", "Give it a date", at)
    nobody_here = Q(owner__isnull=True) | Q(owner__ended_at__isnull=False)
    left = undated.filter(nobody_here, committee__in=_speaking_for_staff(seats))
    for name, many, href in _counts(left, "move"):
        what = f"{plain.counted(many, 'promise', 'promises')} of owners without a seat here: no date yet"
        yield Waiting(3, None, what, name, href, "Give it a date" if many == 1 else "Give them a date")


def _speaking_for_staff(seats: Sequence[Seat]) -> list[str]:
    """Committees where these seats speak for owners who have no seat, as rules.may_speak_for_owner says."""
    staff = {seat.committee_id: seat for seat in seats if seat.side == Side.STAFF}
    chairs = Seat.objects.filter(
        committee__in=staff, side=Side.STAFF, is_co_chair=True, ended_at__isnull=True
    )
    has_chair = set(chairs.values_list("committee", flat=True))
    return [pk for pk, seat in staff.items() if seat.is_co_chair or pk not in has_chair]


def _counts(found: QuerySet[Commitment], verb: str) -> Iterator[tuple[str, int, str]]:
    """A committee's name, how many of these it has, and where: the act itself for one promise, else the list."""
    counts = found.order_by().values("committee", "committee__name")
    for each in counts.annotate(many=Count("pk"), one=Min("pk")).order_by("committee__name"):
        page = f"commitments:{verb}" if each["many"] == 1 else "commitments:list"
        where = each["one"] if each["many"] == 1 else each["committee"]
        yield each["committee__name"], each["many"], reverse(page, args=[where])


def _nobody_checks(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    """Before anything is said to be done: each promise wants a checker with lived experience."""
    lived = [seat.committee_id for seat in seats if seat.side == Side.LIVED_EXPERIENCE]
    nobody = Q(checker__isnull=True) | Q(checker__ended_at__isnull=False)
    wanted = Commitment.objects.filter(nobody, committee__in=lived, status=Commitment.Status.OPEN)
    for name, many, href in _counts(wanted, "checker"):
        what = f"Nobody checks {plain.counted(many, 'promise', 'promises')} yet."
        yield Waiting(
            3, None, what, name, href, "Offer to check it" if many == 1 else "Offer to check one of them"
        )


def _unchecked(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    lived = [seat.committee_id for seat in seats if seat.side == Side.LIVED_EXPERIENCE]
    nobody = Q(checker__isnull=True) | Q(checker__ended_at__isnull=False)
    claimed = Commitment.objects.filter(nobody, committee__in=lived, status=Commitment.Status.CLAIMED)
    for each in claimed.select_related("committee"):
        what = f"This is said to be done, and nobody checks it yet: “{short(each.text)}”"
        yield _thing(each, None, what, "checker", "Offer to check it", at)


def _unnamed(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    staff = [seat.committee_id for seat in seats if seat.side == Side.STAFF and seat.is_co_chair]
    open_ones = Commitment.objects.filter(
        committee__in=staff, status=Commitment.Status.OPEN, owner__isnull=True
    )
    late = open_ones.filter(due_on__lt=localdate(at)).exclude(owner_name="")
    for name, many, href in _counts(late, "commitment"):
        what = f"{plain.counted(many, 'promise', 'promises')} with an owner outside the committee: late"
        yield Waiting(1, None, what, name, href, "See it" if many == 1 else "See which")
    for name, many, href in _counts(open_ones.filter(owner_name=""), "owner"):
        what = f"{plain.counted(many, 'promise has', 'promises have')} no owner yet"
        yield Waiting(
            3, None, what, name, href, "Name who will do it" if many == 1 else "Name who will do them"
        )
