"""Founders take their seat by their own word, or are taken off; and addresses for seats that have none."""

from datetime import datetime

from equalweight.site.ledger.acting import private, shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.people.commands import account_of
from equalweight.site.people.models import Person
from equalweight.site.web.rates import count_today
from equalweight.site.web.rules import RuleBroken

from .. import letters
from ..acting import acting_seat
from ..commands import end_founding
from ..mailboxes import has_seat, is_named
from ..models import Committee, Founder, GivenAddress, NotNamed, Seat
from . import rules
from .not_named import NOT_WRITTEN, check_may_name, key_of, keys_of

MOST_ADDRESSES_A_DAY = 5
HERE = "Somebody with this address has a seat here already, or was named here."


@shared
def confirm_seat(
    founder: Founder, side: str, *, by: Actor, at: datetime, on_paper: bool = False, email: str = ""
) -> Seat:
    """A founder says that it is right, or that they are on the other side: now they have a seat, and are counted.

    The seat keeps the id they were named with, and the office, where their side has nobody in it yet.
    `on_paper`: by a letter that somebody else printed, so that an address, the one we know or their own `email`, is
    theirs only once they say yes by the link we send there.
    Entry: `seat.confirmed`. Errors: RuleBroken `not_yours`, `changed`, `closed`, `needs_offer`, `one_side`, `has_seat`,
    `here`.
    """
    founder = _own(founder, by)
    committee = founder.committee
    if committee.closed_at:
        raise RuleBroken("closed", "This committee has closed, so nobody can take a seat in it.")
    rules.check_side(
        founder.side,
        side,
        founding_ended=committee.founding_ended_at is not None,
        is_outside=committee.kind == Committee.Kind.OUTSIDE,
    )
    is_shown = founder.email and not on_paper
    holder = account_of(founder.email, founder.name) if is_shown else None
    typed = _free_address(committee, email) if email and not is_shown else ""
    if holder and has_seat(committee, holder.email):
        raise RuleBroken("has_seat", "You have a seat in this committee already.", "email")
    seat = _seat(founder, side, holder, at)
    seat.entry_seq = append(
        "seat.confirmed", by=by, at=at, ctx=committee.pk, pub={"seat": seat.pk, "side": side},
        refs=[founder.entry_seq],
    )  # fmt: skip
    seat.save()
    founder.delete()
    end_founding(committee, at=at)
    unconfirmed = typed or (founder.email if on_paper else "")
    if unconfirmed:
        _write_down(seat, unconfirmed, seat, at)
    return seat


def _seat(founder: Founder, side: str, holder: Person | None, at: datetime) -> Seat:
    held = founder.committee.seats.filter(side=side, ended_at__isnull=True)
    is_theirs = side == founder.side
    return Seat(
        id=founder.pk, committee=founder.committee, side=side, holder=holder, name=founder.name, about=founder.about,
        chosen_how=founder.chosen_how, chosen_by=founder.chosen_by, is_founding=True, taken_at=at, entry_seq=0,
        is_co_chair=is_theirs and founder.is_co_chair and not held.filter(is_co_chair=True).exists(),
        is_access_coordinator=is_theirs
        and founder.is_access_coordinator
        and not held.filter(is_access_coordinator=True).exists(),
    )  # fmt: skip


@shared
def take_off(founder: Founder, *, by: Actor, at: datetime) -> None:
    """A founder wants no seat: one step, no reason. Their name and address go, and nobody names them again.

    Entry: `seat.left`. Errors: RuleBroken `not_yours`, `changed`.
    """
    founder = _own(founder, by)
    do_not_name(founder.email, at=at)
    append(
        "seat.left", by=by, at=at, ctx=founder.committee_id, pub={"seat": founder.pk, "side": founder.side},
        refs=[founder.entry_seq],
    )  # fmt: skip
    founder.delete()


@step
def do_not_name(email: str, *, at: datetime) -> None:
    """Nobody names this address again. Also for whoever says no to an offer."""
    if email:
        NotNamed.objects.get_or_create(key=key_of(email), since=at)


@step
def may_be_named(email: str, *, since: datetime) -> None:
    """They took back the no they said at `since`. Another no, to another letter, stands."""
    NotNamed.objects.filter(key__in=keys_of(email), since=since).delete()


@private
def give_founder_address(founder: Founder, email: str, *, by: Actor, at: datetime) -> Founder:
    """Write down or correct a founder's address; the letter goes there, and an older one no longer works.

    Errors: RuleBroken `no_seat`, `not_yours`, `changed`, `signed_in`, `here`, `not_named`, `many`.
    """
    seat = acting_seat(founder.committee_id, by=by)
    founder = _locked(founder)
    if not may_help(founder, seat):
        raise RuleBroken("not_yours", "Only somebody in their own group can do this.")
    if founder.email and _has_signed_in(founder.email):
        raise RuleBroken(
            "signed_in", "They have signed in with the address we have. Only they can change it."
        )
    founder.email = _free_address(founder.committee, email)
    _check_not_too_often(founder.pk, at)
    founder.save(update_fields=["email"])
    letters.tell_founder(founder)
    return founder


@private
def give_address(seat: Seat, email: str, *, by: Actor, at: datetime) -> GivenAddress:
    """Write down an address for somebody of one's own side who has none; or one's own, by a letter on paper.

    Nothing changes until they say yes through the link we send there; an address written down before is forgotten.
    Errors: RuleBroken `no_seat`, `not_yours`, `has_address`, `here`, `not_named`, `many`.
    """
    giver = acting_seat(seat.committee_id, by=by)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("committee", "holder").get(pk=seat.pk)
    if seat.holder_id is not None:
        raise RuleBroken("has_address", "They have confirmed an address already. Only they can change it.")
    if seat.ended_at or not rules.may_give_address(seat.side, giver.side, has_address=False):
        raise RuleBroken("not_yours", "Only somebody in their own group can do this.")
    address = _free_address(seat.committee, email)
    _check_not_too_often(seat.pk, at)
    return _write_down(seat, address, giver, at)


def _check_not_too_often(seat: str, at: datetime) -> None:
    """Each address written down gets a letter: nobody may send them by the dozen. Errors: RuleBroken `many`."""
    if count_today(f"address:{seat}", at=at) > MOST_ADDRESSES_A_DAY:
        raise RuleBroken(
            "many",
            f"An address was written down here {MOST_ADDRESSES_A_DAY} times today. Check it with them, and write it "
            "down again tomorrow.",
            "email",
        )


def _write_down(seat: Seat, email: str, giver: Seat, at: datetime) -> GivenAddress:
    given, _ = GivenAddress.objects.update_or_create(
        seat=seat, defaults={"email": email, "given_by": giver, "given_at": at}
    )
    letters.tell_address(given)
    return given


@private
def confirm_address(given: GivenAddress, *, by: Actor, at: datetime) -> Seat:
    """The holder says, through the link sent there, that it is theirs: from now on they sign in with it.

    Errors: RuleBroken `changed`, `here`.
    """
    given = _open_address(given, by)
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("committee", "holder")
        .get(pk=given.seat_id)
    )
    if seat.ended_at or seat.holder_id is not None:
        raise RuleBroken("changed", "This can’t be done any more: the seat has ended, or has its address.")
    holder = account_of(given.email, seat.name)
    if has_seat(seat.committee, holder.email):
        raise RuleBroken("here", HERE)
    seat.holder = holder
    seat.save(update_fields=["holder"])
    given.delete()
    return seat


@private
def refuse_address(given: GivenAddress, *, by: Actor, at: datetime) -> None:
    """Whoever has this address is not the person meant: we forget it. Errors: RuleBroken `changed`."""
    _open_address(given, by).delete()


def may_help(founder: Founder, seat: Seat) -> bool:
    """Whether this seat may write down the founder's address (rules.may_help). One query at most."""
    has_seat = founder.committee.seats.filter(side=founder.side, ended_at__isnull=True)
    is_namer = founder.named_by_id == seat.pk
    return rules.may_help(
        founder.side, seat.side, is_namer=is_namer, side_has_seat=is_namer and has_seat.exists()
    )


def _has_signed_in(email: str) -> bool:
    return Person.objects.filter(email=email, last_login__isnull=False).exists()


def _free_address(committee: Committee, email: str) -> str:
    address = email.strip().lower()
    if has_seat(committee, address) or is_named(committee, address):
        raise RuleBroken("here", HERE, "email")
    check_may_name(address, refused=NOT_WRITTEN)
    return address


def _locked(founder: Founder) -> Founder:
    related = Founder.objects.select_for_update(of=("self",)).select_related("committee", "named_by")
    fresh = related.filter(pk=founder.pk).first()
    if fresh is None:
        raise RuleBroken("changed", "This has been answered already.")
    return fresh


def _own(founder: Founder, by: Actor) -> Founder:
    if by.ref != f"seat:{founder.pk}":
        raise RuleBroken("not_yours", "Only the person who was named can answer this.")
    return _locked(founder)


def _open_address(given: GivenAddress, by: Actor) -> GivenAddress:
    """Still the address the letter went to, for whoever holds that letter."""
    fresh = GivenAddress.objects.select_for_update().filter(seat=given.seat_id, email=given.email).first()
    if fresh is None or by.ref != f"seat:{given.seat_id}":
        raise RuleBroken("changed", "This link no longer works. Ask somebody in your group to send it again.")
    return fresh
