"""Writing a promise down, and looking after it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import Member, member
from equalweight.site.web.acts import Ask, act, press, turn_back
from equalweight.site.web.doors import signed_in

from .. import commands, loaders, rules
from ..forms import ClaimForm, MakeForm, MoveForm, OwnerForm, RefuseForm, owner_of
from ..models import Commitment
from ..queries import act_pages, settled
from ..queries.words import is_checked

FORM = "commitments/act.html"
CHECKED = "The checker looks next."
UNCHECKED = "Nobody checks it yet: somebody with lived experience has to offer first."


def _page_of(commitment: Commitment) -> str:
    return reverse("commitments:commitment", args=[commitment.pk])


def _over(request: HttpRequest, commitment: Commitment) -> HttpResponse | None:
    """Back to the promise with a sentence, once it is no longer being done: no form whose act can't be done."""
    if request.method == "POST" or commitment.status == Commitment.Status.OPEN:
        return None
    return turn_back(request, rules.SHUT[commitment.status], _page_of(commitment))


@signed_in
def make(request: HttpRequest, pk: str) -> HttpResponse:
    """A new promise of a committee."""
    who = member(request.user, pk)
    asked = {"origin_seq": request.GET.get("origin", ""), "project": request.GET.get("project", "")}
    return act(
        request,
        partial(MakeForm, committee=who.committee, side=who.seat.side, initial=asked),
        page=lambda: act_pages.make_page(who.committee),
        template=FORM,
        do=lambda typed: commands.make_commitment(
            who.committee, _promise(typed, who), by=who.actor, at=timezone.now()
        ),
        to=_page_of,
        said="It is written down.",
    )


def _promise(typed: dict[str, Any], who: Member) -> commands.Promise:
    owner, owner_name = owner_of(typed, who.committee)
    project = who.committee.projects.filter(pk=typed["project"]).first() if typed["project"] else None
    return commands.Promise(
        text=typed["text"], will_be_seen=typed["will_be_seen"], due_on=typed["due_on"], owner=owner,
        owner_name=owner_name, checker=who.seat if typed.get("check") else None, project=project,
        origin_seq=typed["origin_seq"], origin_side=who.seat.side,
    )  # fmt: skip


@signed_in
def owner(request: HttpRequest, pk: str) -> HttpResponse:
    """Name who will do it."""
    commitment, who = loaders.commitment_of_member(request.user, pk)
    if over := _over(request, commitment):
        return over

    def name(typed: dict[str, Any]) -> None:
        seat, owner_name = owner_of(typed, who.committee)
        commands.name_owner(commitment, owner=seat, owner_name=owner_name, by=who.actor, at=timezone.now())

    return act(
        request,
        partial(OwnerForm, committee=who.committee),
        page=lambda: act_pages.owner_page(commitment),
        template=FORM,
        do=name,
        to=_page_of(commitment),
        said="They are named on the promise’s page now.",
    )


@signed_in
def checker(request: HttpRequest, pk: str) -> HttpResponse:
    """Offer to check it."""
    commitment, who = loaders.commitment_of_member(request.user, pk)
    if commitment.status != Commitment.Status.CLAIMED and (over := _over(request, commitment)):
        return over
    back = _page_of(commitment)
    ask = Ask(
        "Do you want to check this?",
        f"When the owner says it is done, you look, and say whether you can see it. You may say not yet. Checking is "
        f"paid work. The promise: {commitment.text}",
        "I will check it",
        back,
    )
    return press(
        request,
        ask,
        do=lambda: commands.become_checker(commitment, by=who.actor, at=timezone.now()),
        to=back,
        said="You are the checker now. We tell you when there is something to look at.",
        settled=lambda: settled.checker_settled(commitment, who.seat),
    )


@signed_in
def move(request: HttpRequest, pk: str) -> HttpResponse:
    """Give it a new date, with a reason."""
    commitment, who = loaders.commitment_of_member(request.user, pk)
    if over := _over(request, commitment):
        return over
    return act(
        request,
        partial(MoveForm, is_first=commitment.due_on is None),
        page=lambda: act_pages.move_page(commitment),
        template=FORM,
        do=lambda typed: commands.move_date(commitment, **typed, by=who.actor, at=timezone.now()),
        to=_page_of(commitment),
        said="The date is moved. Your reason is on the page.",
        settled=lambda: settled.decider_settled(commitment, who.seat),
    )


@signed_in
def refuse(request: HttpRequest, pk: str) -> HttpResponse:
    """We will not do this, because…"""
    commitment, who = loaders.commitment_of_member(request.user, pk)
    if over := _over(request, commitment):
        return over
    return act(
        request,
        RefuseForm,
        page=lambda: act_pages.refuse_page(commitment),
        template=FORM,
        do=lambda typed: commands.refuse_commitment(commitment, **typed, by=who.actor, at=timezone.now()),
        to=_page_of(commitment),
        said="It is shown as something that will not be done, with your reason.",
        settled=lambda: settled.decider_settled(commitment, who.seat),
    )


@signed_in
def claim(request: HttpRequest, pk: str) -> HttpResponse:
    """The owner says that it is done."""
    commitment, who = loaders.commitment_of_member(request.user, pk)
    if over := _over(request, commitment):
        return over
    return act(
        request,
        ClaimForm,
        page=lambda: act_pages.claim_page(commitment),
        template=FORM,
        do=lambda typed: commands.claim_done(commitment, **typed, by=who.actor, at=timezone.now()),
        to=_page_of(commitment),
        said=f"You have said that it is done. {CHECKED if is_checked(commitment) else UNCHECKED}",
        settled=lambda: settled.claim_settled(commitment, who.seat),
    )
