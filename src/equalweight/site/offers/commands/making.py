"""Making an offer, and the approvals that send it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.mailboxes import has_seat
from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.people.mailbox import is_one_of
from equalweight.site.web.rules import RuleBroken

from .. import do_not_ask, figures, letters, models, promises, rules
from ..approvals import approvals_given, approvals_wanted
from ..models import Approval, Offer
from .mail import mail_failed

# Says nothing about why: a "no" is the person's own affair.
REFUSED = (
    "We can’t send this person an offer, and we don’t say why. If they would like one, they can tell us."
)


@dataclass(frozen=True)
class Terms:
    """What is offered. `promises`: each {"text", "owner", "owner_name", "due_on", "will_be_seen"}, the day in ISO
    form, `owner` a staff seat's id; only "text" and "due_on" must be there."""

    purpose: str
    time_asked: str
    pay: str
    expenses: str
    access_support: str
    use_of_input: str
    reach_us: str = ""
    chosen_how: str = Seat.Chosen.INVITED
    promises: Sequence[Mapping[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True)
class Invitation:
    """To whom, on which side, by when to answer. An email or a postal address, or both."""

    side: str
    to_name: str
    answer_by: date
    terms: Terms
    to_email: str = ""
    to_address: str = ""


@shared
def make_offer(committee: Committee, invitation: Invitation, *, by: Actor, at: datetime) -> Offer:
    """Write an offer. It is sent at once when no approval is wanted, else once its own side has approved it.

    A maker on the offered side has approved by making it; the others of that side are written to.
    Entry: `offer.made`, the terms sealed.
    Errors: RuleBroken `wrong_committee`, `closed`, `other_side`, `no_address`, `date`, `refused`, `has_seat`,
    `asked`, `promise_date`, `promise_owner`.
    """
    maker = _seat_of(by, committee)
    rules.check_may_make(invitation.side, by.side)
    offer = _offer(committee, invitation, maker, at)
    check_may_ask(offer)
    if invitation.answer_by <= localdate(at):
        raise RuleBroken("date", "Give them time: choose a day after today.", "answer_by")
    wanted = approvals_wanted(offer)
    sent = wanted - (by.side == offer.side) <= 0
    offer.status = Offer.Status.SENT if sent else Offer.Status.WAITING
    offer.sent_at = at if sent else None
    terms = _version(offer, 1, invitation.terms, at)
    offer.entry_seq = append(
        "offer.made", by=by, at=at, ctx=committee.pk,
        pub={"offer": offer.pk, "side": offer.side, "answer_by": offer.answer_by.isoformat(), "sent": sent},
        words={"terms": letters.terms_text(terms)},
    )  # fmt: skip
    offer.save()
    terms.save()
    if wanted and by.side == offer.side:
        Approval.objects.create(offer=offer, seat=maker, at=at)
    if sent:
        keep_figures(offer, terms, at)
        letters.send_offer(offer, terms, at, failed=mail_failed(offer))
    else:
        letters.ask_approvers(offer)
    return offer


@shared
def approve_offer(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """Approve sending an offer to somebody of one's own side; the last approval wanted sends it (promise 1.7).

    Entry: `offer.approved`. Errors: RuleBroken `wrong_committee`, `other_side`, `approved`, `changed`, `refused`,
    `past`.
    """
    offer = locked(offer)
    seat = _seat_of(by, offer.committee)
    rules.check_still_answerable(offer.answer_by, localdate(at))
    rules.check_may_approve(
        offer.status, offer.side, by.side, has_approved=offer.approvals.filter(seat=seat).exists()
    )
    check_may_ask(offer)
    Approval.objects.create(offer=offer, seat=seat, at=at)
    if approvals_given(offer) >= approvals_wanted(offer):
        offer.status, offer.sent_at = Offer.Status.SENT, at
        offer.save()
        keep_figures(offer, newest(offer), at)
        letters.send_offer(offer, newest(offer), at, failed=mail_failed(offer))
    sent = offer.status == Offer.Status.SENT
    append("offer.approved", by=by, at=at, ctx=offer.committee_id, pub={"offer": offer.pk, "sent": sent})
    return offer


def locked(offer: Offer) -> Offer:
    """The offer as it is now, held until this command ends."""
    return Offer.objects.select_for_update(of=("self",)).select_related("committee").get(pk=offer.pk)


def of_committee(offer: Offer, by: Actor) -> Offer:
    """The offer, locked, for a seat still held in its committee. Errors: RuleBroken `wrong_committee`, `no_seat`."""
    if by.committee != offer.committee_id or by.seat is None:
        raise RuleBroken("wrong_committee", "Only members of this committee can do this.")
    acting_seat(offer.committee_id, by=by)
    return locked(offer)


def newest(offer: Offer) -> models.Terms:
    """The terms of the latest version; versions come newest first."""
    return offer.versions.all()[0]


@step
def add_version(offer: Offer, terms: Terms, at: datetime) -> models.Terms:
    """The next version of an offer's terms."""
    version = _version(offer, newest(offer).number + 1, terms, at)
    keep_figures(offer, version, at)
    return version


@step
def keep_figures(offer: Offer, terms: models.Terms, at: datetime) -> None:
    """Keep what stands beside these words as it is now: when they are sent, and again at the yes."""
    terms.figures = figures.as_kept(figures.figures_now(offer, at))
    terms.save()


def _version(offer: Offer, number: int, terms: Terms, at: datetime) -> models.Terms:
    given = [promises.promise(each) for each in terms.promises]
    rules.check_promises([each.due_on for each in given], localdate(at))
    kept = [promises.as_kept(each) for each in _with_owners(offer.committee, given)]
    return models.Terms(offer=offer, number=number, made_at=at, **{**asdict(terms), "promises": kept})


def _with_owners(committee: Committee, given: Sequence[promises.Promise]) -> Iterator[promises.Promise]:
    """Each with its owner's name, once it is sure that the owner is staff with a seat here."""
    staff = committee.seats.filter(side=Side.STAFF, ended_at__isnull=True)
    names = dict(staff.filter(pk__in=[each.owner for each in given if each.owner]).values_list("pk", "name"))
    for number, each in enumerate(given, start=1):
        if each.owner and each.owner not in names:
            raise RuleBroken(
                "promise_owner", "Choose somebody from staff who has a seat here.", f"promise_{number}_owner"
            )
        yield replace(each, owner_name=each.owner_name or names.get(each.owner, ""))


def _seat_of(by: Actor, committee: Committee) -> Seat:
    if by.committee != committee.pk or by.seat is None:
        raise RuleBroken("wrong_committee", "Only members of this committee can do this.")
    check_not_closed(committee.pk)
    return acting_seat(committee.pk, by=by)


def _offer(committee: Committee, invitation: Invitation, maker: Seat, at: datetime) -> Offer:
    return Offer(
        committee=committee, side=invitation.side, to_name=invitation.to_name,
        to_email=invitation.to_email.strip().lower(), to_address=invitation.to_address,
        answer_by=invitation.answer_by, made_by=maker, made_at=at,
    )  # fmt: skip


def check_may_ask(offer: Offer) -> None:
    """Before an offer is sent, each time. Errors: RuleBroken `no_address`, `refused`, `has_seat`, `asked`."""
    if not offer.to_email and not offer.to_address:
        raise RuleBroken("no_address", "Write an email address, or where to post the letter.", "to_email")
    if do_not_ask.is_refused(offer):
        raise RuleBroken("refused", REFUSED, "to_name")
    if not offer.to_email:
        return
    if has_seat(offer.committee, offer.to_email):
        raise RuleBroken("has_seat", "This person has a seat here already.", "to_email")
    running = Offer.objects.filter(committee=offer.committee, status__in=STILL_RUNNING).exclude(pk=offer.pk)
    if is_one_of(offer.to_email, running.values_list("to_email", flat=True)):
        raise RuleBroken("asked", "This person has an offer from this committee already.", "to_email")


STILL_RUNNING = (Offer.Status.WAITING, *rules.OPEN)
