"""The checker's look, both groups' word, and whether it made a difference."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import Ask, act, press, turn_back
from equalweight.site.web.doors import signed_in
from equalweight.site.web.fields import Option
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from .. import commands, loaders
from ..forms import AnswerForm, CheckForm, DifferenceForm, DutyForm
from ..models import Claim, Duty
from ..queries import act_pages, settled
from ..queries.actions import why_not_count
from ..queries.duties import asks
from ..queries.held import seat_doer, who_may_answer
from ..queries.links import links_page, thanks_page
from ..queries.own import own_answer, own_difference
from ..rules import MOST_LINKS

FORM = "commitments/act.html"
KEY = "commitments_links"


def _page_of(commitment_id: str) -> str:
    return reverse("commitments:commitment", args=[commitment_id])


@signed_in
def check(request: HttpRequest, pk: str) -> HttpResponse:
    """The checker says what they can see."""
    claim, who = loaders.claim_for(request.user, pk)
    if request.method != "POST" and claim.checked_at is not None:
        return turn_back(request, "The checker has looked already.", _page_of(pk))

    def look(typed: dict[str, str]) -> Claim:
        seen = typed["seen"] == "yes"
        return commands.check_claim(claim, seen, typed["words"], by=who.actor, at=timezone.now())

    return act(
        request,
        CheckForm,
        page=lambda: act_pages.check_page(claim, timezone.now()),
        template=FORM,
        do=look,
        to=_page_of(pk),
        said=lambda done: "Both groups are asked now." if done.is_seen else "It has gone back to the owner.",
        settled=lambda: settled.check_settled(claim.commitment, who.seat),
    )


@signed_in
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """One person's answer: is it done?"""
    claim, who = loaders.asked_claim_for(request.user, pk)
    if request.method != "POST" and (
        claim.closed_at or (claim.closes_at and timezone.now() >= claim.closes_at)
    ):
        return turn_back(request, "It is too late to answer: the time is over.", _page_of(pk))
    mine = own_answer(claim, who.seat)
    return act(
        request,
        partial(AnswerForm, initial=mine),
        page=lambda: act_pages.answer_page(claim, mine["answer"]),
        template=FORM,
        do=lambda typed: commands.answer_claim(claim, **typed, by=who.actor, at=timezone.now()),
        to=_page_of(pk),
        said="We have your answer. You can change it until the answers are counted.",
    )


@signed_in
def count(request: HttpRequest, pk: str) -> HttpResponse:
    """Count at once, when everybody has answered."""
    claim, who = loaders.asked_claim_for(request.user, pk)
    if request.method != "POST" and (words := why_not_count(claim, timezone.now())):
        return turn_back(request, words, _page_of(pk))
    ask = Ask("Count the answers now?", "This works once everybody has answered. Nobody can change theirs after that.",
              "Count them", _page_of(pk))  # fmt: skip
    return press(
        request,
        ask,
        do=lambda: commands.close_sign_off(claim, by=who.actor, at=timezone.now()),
        to=_page_of(pk),
        said=lambda done: (
            "Both groups signed it off." if done.outcome == "done" else "It was not signed off."
        ),
    )


@signed_in
def check_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Somebody with lived experience on the committee: did it make a difference?"""
    found, who = loaders.check_back_for(request.user, pk)
    if request.method != "POST" and found.closed_at:
        return turn_back(request, "The answers have been counted.", _page_of(found.commitment_id))
    return act(
        request,
        partial(DifferenceForm, initial=own_difference(found, who.seat)),
        page=lambda: act_pages.check_back_page(found),
        template=FORM,
        do=lambda typed: commands.answer_check_back(found, *_said(typed), by=who.actor, at=timezone.now()),
        to=_page_of(found.commitment_id),
        said="We have your answer. You can change it until the 28 days are over.",
    )


def _said(typed: dict[str, Any]) -> tuple[bool, str]:
    return typed["made_difference"] == "yes", typed["words"]


@signed_in
def links(request: HttpRequest, pk: str) -> HttpResponse:
    """The checker makes one-time links for people outside; each is shown to the checker alone, in this session."""
    found, who = loaders.check_back_of_checker(request.user, pk)
    made = request.session.get(KEY, {})

    def hand_out() -> None:
        secret = commands.hand_out_link(found, by=who.actor, at=timezone.now())
        request.session[KEY] = {**made, pk: [*made.get(pk, []), secret][-MOST_LINKS:]}

    return act(
        request,
        Form,
        page=lambda: links_page(found, made.get(pk, [])),
        template="commitments/links.html",
        do=lambda typed: hand_out(),
        to=reverse("commitments:links", args=[pk]),
        said="Here is a link. Copy it now.",
    )


def difference(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody outside answers once, without an account."""
    found, actor = loaders.difference_for(token)
    if found.at is not None or found.check_back.closed_at is not None:
        return show(request, "commitments/thanks.html", thanks_page(found))
    return act(
        request,
        DifferenceForm,
        page=lambda: act_pages.outside_page(found.check_back),
        template=FORM,
        do=lambda typed: commands.answer_by_link(found, *_said(typed), by=actor, at=timezone.now()),
        to=reverse("commitments:difference", args=[token]),
        said="We have your answer. Thank you.",
    )


@signed_in
def duty(request: HttpRequest, pk: str) -> HttpResponse:
    """Answer what the clock asks."""
    found, who = loaders.duty_for(request.user, pk)
    to = (
        _page_of(found.commitment_id)
        if found.commitment_id
        else reverse("commitments:list", args=[found.committee_id])
    )
    if request.method != "POST" and found.answered_at:
        return turn_back(request, "The clock has its answer already.", to)
    if request.method != "POST" and not who_may_answer(found, found.commitment)(seat_doer(who.seat)):
        return turn_back(request, f"This is somebody else’s to answer. {asks(found)}", to)
    return act(
        request,
        partial(DutyForm, answers=_answers(found), with_day=found.months == 3),
        page=lambda: act_pages.duty_page(found),
        template=FORM,
        do=lambda typed: commands.answer_duty(
            found,
            typed.get("answer", "answered"),
            typed["words"],
            typed.get("due_on"),
            by=who.actor,
            at=timezone.now(),
        ),
        to=to,
        said="The clock has its answer. Everyone can read it.",
    )


def _answers(found: Duty) -> tuple[Option, ...]:
    if found.commitment_id is None:
        return ()
    return (
        Option("new_date", "It will be done by a new date", "Give the date and the reason below"),
        Option("will_not", "We will not do this", "Give the reason below"),
    )
