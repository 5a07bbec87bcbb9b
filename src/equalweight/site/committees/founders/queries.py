"""What founders see, and what their side sees of people whom email does not reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.people.models import Person
from equalweight.site.web.elements import Link

from ..models import Committee, Founder, GivenAddress, Seat, Side
from ..tokens import founder_token, paper_token
from ..waiting import Waiting
from . import rules
from .loaders import FounderLetter

OTHER = {Side.LIVED_EXPERIENCE.value: Side.STAFF, Side.STAFF.value: Side.LIVED_EXPERIENCE}


@dataclass(frozen=True)
class NamedPage:
    """`state`: asked, seated, ended or off. `other_side`: empty when they can't choose it (any more)."""

    state: str
    committee: str
    purpose: str
    starter: str
    name: str
    side: str
    other_side: str
    needs_offer: bool
    independent: str
    has_email: bool
    address_waits: str
    desk: str


def named_page(letter: FounderLetter) -> NamedPage:
    """The letter as the person named sees it, in every state. Looking changes nothing."""
    if letter.founder:
        return _asked(letter.founder, on_paper=letter.on_paper)
    seat = letter.seat
    state = "off" if seat is None else "ended" if seat.ended_at else "seated"
    given = GivenAddress.objects.filter(seat=seat).first() if seat and seat.holder_id is None else None
    return NamedPage(
        state=state, committee=seat.committee.name if seat else "", purpose="", starter="",
        name=seat.name if seat else "",
        side=Side(seat.side).label if seat else "", other_side="", needs_offer=False, independent="",
        has_email=bool(seat and seat.holder_id), address_waits=given.email if given else "",
        desk=reverse("desk:waiting"),
    )  # fmt: skip


def _asked(founder: Founder, *, on_paper: bool) -> NamedPage:
    committee, other = founder.committee, OTHER[founder.side]
    is_open = other == Side.STAFF or committee.founding_ended_at is None
    may_change = is_open and committee.kind == Committee.Kind.INSIDE
    return NamedPage(
        state="asked", committee=committee.name, purpose=committee.purpose, starter=founder.named_by.name,
        name=founder.name, side=Side(founder.side).label, other_side=other.label if may_change else "",
        needs_offer=not is_open,
        independent=committee.independent_contact, has_email=bool(founder.email) and not on_paper,
        address_waits="", desk="",
    )  # fmt: skip


@dataclass(frozen=True)
class AddressPage:
    """Writing down an address for somebody. `letter`: their letter to print, when they are a founder."""

    committee: str
    back: str
    name: str
    state: str
    letter: str


def founder_page(founder: Founder) -> AddressPage:
    back = reverse("committees:inside", args=[founder.committee_id])
    letter = reverse("committees:founder_letter", args=[founder.committee_id, founder.pk])
    state = (
        f"We wrote to {founder.email}. No answer yet."
        if founder.email
        else "We have no email address for them."
    )
    return AddressPage(founder.committee.name, back, founder.name, state, letter)


def seat_page(seat: Seat) -> AddressPage:
    back = reverse("committees:inside", args=[seat.committee_id])
    given = GivenAddress.objects.filter(seat=seat).select_related("given_by").first()
    state = "We have no email address for them."
    if given:
        state = f"{given.given_by.name} wrote down {given.email}. We wrote there, and it waits for their yes."
    return AddressPage(seat.committee.name, back, seat.name, state, "")


@dataclass(frozen=True)
class LetterPage:
    """A founder's letter on paper."""

    named: NamedPage
    link: str
    back: str


def letter_page(founder: Founder, site: str) -> LetterPage:
    link = site + reverse("committees:named", args=[paper_token(founder)])
    back = reverse("committees:founder", args=[founder.committee_id, founder.pk])
    return LetterPage(_asked(founder, on_paper=True), link, back)


@dataclass(frozen=True)
class ConfirmAddressPage:
    """`is_open`: False once it was answered, or another address was written down."""

    is_open: bool
    committee: str
    name: str
    email: str
    giver: str


def confirm_address_page(given: GivenAddress | None) -> ConfirmAddressPage:
    if given is None:
        return ConfirmAddressPage(False, "", "", "", "")
    giver = "" if given.given_by_id == given.seat_id else given.given_by.name
    return ConfirmAddressPage(True, given.seat.committee.name, given.seat.name, given.email, giver)


@dataclass(frozen=True)
class Unreached:
    """Somebody of one's own side who has no seat yet, or can't sign in. `help`: what one can do, None for nothing."""

    words: str
    help: Link | None


def unreached(committee: Committee, seat: Seat | None) -> tuple[Unreached, ...]:
    """Founders who have not answered, and seats without an address, for those inside. Three queries."""
    sides = set(committee.seats.filter(ended_at__isnull=True).values_list("side", flat=True))
    founders = [_founder(each, seat, sides) for each in committee.founders.select_related("named_by")]
    mute = committee.seats.filter(holder__isnull=True, ended_at__isnull=True).select_related("given_address")
    return tuple(founders) + tuple(_mute(each, seat) for each in mute)


def _founder(founder: Founder, seat: Seat | None, sides: set[str]) -> Unreached:
    words = f"{founder.name} ({Side(founder.side).label}): named by {founder.named_by.name}, not confirmed by them yet."
    if not founder.email:
        words += " We have no email address for them."
    helps = seat is not None and rules.may_help(
        founder.side, seat.side, is_namer=founder.named_by_id == seat.pk, side_has_seat=founder.side in sides
    )
    return Unreached(
        words,
        _help("committees:founder", founder, "Add an address, or print their letter") if helps else None,
    )


def _mute(seat: Seat, mine: Seat | None) -> Unreached:
    words = f"{seat.name} ({Side(seat.side).label}): no email address yet, so they can’t vote here."
    helps = mine is not None and mine.side == seat.side
    return Unreached(words, _help("committees:seat_address", seat, "Add their address") if helps else None)


def _help(name: str, of: Founder | Seat, words: str) -> Link:
    return Link(words, reverse(name, args=[of.committee_id, of.pk]))


def named_waiting(person: Person) -> list[Waiting]:
    """Tables where this person was named and has not answered. One query."""
    founders = Founder.objects.filter(email=person.email, committee__closed_at__isnull=True)
    return [
        Waiting(
            3, None,
            f"{each.named_by.name} named you as a founding member, with {Side(each.side).label}. Is this right?",
            each.committee.name, reverse("committees:named", args=[founder_token(each)]), "Answer",
        )
        for each in founders.select_related("committee", "named_by")
    ]  # fmt: skip


def unreached_waiting(seats: Sequence[Seat]) -> list[Waiting]:
    """People of one's own side without an email address. Two queries."""
    mine = {seat.committee_id: seat for seat in seats}
    founders = Founder.objects.filter(committee__in=mine, email="").select_related("committee")
    mute = Seat.objects.filter(committee__in=mine, holder__isnull=True, ended_at__isnull=True).select_related(
        "committee"
    )
    pairs: list[tuple[str, Founder | Seat]] = [
        *(("committees:founder", each) for each in founders),
        *(("committees:seat_address", each) for each in mute),
    ]
    return [
        Waiting(
            3, None, f"{each.name} has no email address here, so they can’t vote.", each.committee.name,
            reverse(name, args=[each.committee_id, each.pk]), "Add their address",
        )
        for name, each in pairs
        if each.side == mine[each.committee_id].side
    ]  # fmt: skip
