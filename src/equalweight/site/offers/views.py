"""Offers for members of a committee."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import member as load_member
from equalweight.site.web.acts import Ask, act, press, turn_back
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from . import commands, forms, loaders, queries
from .models import Offer
from .one_more import one_more, wants_more
from .queries import settled
from .queries.tasks import access_page, not_to_revise, not_to_write_down, task_page
from .rules import ANSWERS, OPEN

Typed = dict[str, Any]


@signed_in
def offers(request: HttpRequest, pk: str) -> HttpResponse:
    """Every offer of a committee."""
    member = load_member(request.user, pk)
    return show(request, "offers/list.html", queries.offers_page(request, member, timezone.now()))


@signed_in
def make(request: HttpRequest, pk: str) -> HttpResponse:
    """Invite somebody with a written offer."""
    member = load_member(request.user, pk)

    def do(typed: Typed) -> Offer:
        invitation = commands.Invitation(
            side=typed["side"], to_name=typed["to_name"], answer_by=typed["answer_by"],
            terms=forms.terms_from(typed), to_email=typed["to_email"], to_address=typed["to_address"],
        )  # fmt: skip
        return commands.make_offer(member.committee, invitation, by=member.actor, at=timezone.now())

    at = timezone.now()
    form = partial(forms.MakeForm, committee=member.committee, initial=forms.suggested(member.committee, at))
    if wants_more(request):
        return one_more(request, form, "offers/make.html", queries.make_page(member))
    return act(
        request,
        form,
        page=lambda: queries.make_page(member),
        template="offers/make.html",
        do=do,
        to=_href,
        said=lambda offer: SENT if offer.sent_at else "The offer is written. It is sent once it is approved.",
    )


@signed_in
def offer(request: HttpRequest, pk: str) -> HttpResponse:
    """One offer, and what you can do with it."""
    found, member = loaders.offer_for(request.user, pk)
    return show(request, "offers/offer.html", queries.offer_page(request, found, member, timezone.now()))


@signed_in
def on_paper(request: HttpRequest, pk: str) -> HttpResponse:
    """The whole letter, to print and post."""
    found, member = loaders.offer_for(request.user, pk)
    return show(request, "offers/print.html", queries.print_words(found, member, timezone.now()))


@signed_in
def approve(request: HttpRequest, pk: str) -> HttpResponse:
    """Approve sending it."""
    found, member = loaders.offer_for(request.user, pk)
    if found.status != Offer.Status.WAITING and request.method != "POST":
        return turn_back(request, "This offer no longer waits for approval.", _href(found))
    ask = Ask(
        f"Approve the offer to {found.to_name}?",
        "When enough people in your group have approved it, it is sent. You can’t take your approval back.",
        "Approve it",
        _href(found),
    )
    return press(
        request,
        ask,
        do=lambda: commands.approve_offer(found, by=member.actor, at=timezone.now()),
        to=_href(found),
        said=lambda offer: (
            SENT if offer.sent_at else "Approved. It still waits for somebody else in your group."
        ),
        settled=lambda: settled.approve_settled(found, member.seat),
    )


@signed_in
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """Reply to what they asked."""
    found, member = loaders.offer_for(request.user, pk)
    if over := _over(request, found):
        return over
    return act(
        request,
        forms.ReplyForm,
        page=lambda: task_page(found, "reply"),
        template="offers/task.html",
        do=lambda typed: commands.reply_to_offer(found, typed["words"], by=member.actor, at=timezone.now()),
        to=_href(found),
        said="Your reply is in their letter. We email it too, where we can.",
    )


@signed_in
def revise(request: HttpRequest, pk: str) -> HttpResponse:
    """Change what is offered: a new version, sent whole."""
    found, member = loaders.offer_for(request.user, pk)

    def do(typed: Typed) -> Offer:
        terms = forms.terms_from(typed)
        return commands.revise_offer(found, terms, typed["answer_by"], by=member.actor, at=timezone.now())

    if over := _over(request, found):
        return over
    if request.method != "POST" and (why := not_to_revise(found, member)):
        return turn_back(request, why, _href(found))
    before = forms.initial_terms(found.versions.all()[0], found.answer_by, localdate())
    form = partial(forms.TermsForm, committee=found.committee, initial=before)
    if wants_more(request):
        return one_more(request, form, "offers/change.html", task_page(found, "revise"))
    return act(
        request,
        form,
        page=lambda: task_page(found, "revise"),
        template="offers/change.html",
        do=do,
        to=_href(found),
        said=SENT,
    )


@signed_in
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it back."""
    found, member = loaders.offer_for(request.user, pk)
    if over := _over(request, found):
        return over
    ask = Ask(
        f"Take back the offer to {found.to_name}?",
        "If it was sent, they are told that we took it back. You can’t undo this.",
        "Take it back",
        _href(found),
    )
    return press(
        request,
        ask,
        do=lambda: commands.withdraw_offer(found, by=member.actor, at=timezone.now()),
        to=_href(found),
        said="The offer is taken back.",
    )


@signed_in
def send_again(request: HttpRequest, pk: str) -> HttpResponse:
    """After an email that could not be sent."""
    found, member = loaders.offer_for(request.user, pk)
    if over := _over(request, found):
        return over
    ask = Ask(
        f"Send the email to {found.to_name} again?",
        "It has a new link. An older link, if it did arrive, stops working.",
        "Send it again",
        _href(found),
    )
    return press(
        request,
        ask,
        do=lambda: commands.send_offer_again(found, by=member.actor, at=timezone.now()),
        to=_href(found),
        said="We are sending it again.",
        settled=lambda: settled.send_again_settled(found),
    )


@signed_in
def record(request: HttpRequest, pk: str) -> HttpResponse:
    """Write down an answer that came by phone, by post or in person."""
    found, member = loaders.offer_for(request.user, pk)
    without = not_to_write_down(found, member, timezone.now())
    if over := _over(request, found):
        return over
    if len(without) == len(ANSWERS) and request.method != "POST":
        return turn_back(request, without["no"], _href(found))

    def do(typed: Typed) -> object:
        more = {"by": member.actor, "at": timezone.now(), "way": typed["way"]}
        if typed["answer"] == "yes":
            return commands.accept_offer(found, version=found.versions.all()[0].number, **more)
        if typed["answer"] == "no":
            return commands.decline_offer(found, **more)
        return commands.ask_about_offer(found, typed["answer"], typed["words"], **more)

    return act(
        request,
        partial(forms.RecordForm, without=without),
        page=lambda: task_page(found, "record", notes=dict.fromkeys(without.values())),
        template="offers/task.html",
        do=do,
        to=_href(found),
        said="It is written down. If they have email, we have told them what we wrote.",
    )


@signed_in
def member_told(request: HttpRequest, pk: str) -> HttpResponse:
    """Write down something they were told."""
    found, member = loaders.offer_for(request.user, pk)
    if found.status != Offer.Status.ACCEPTED and (over := _over(request, found)):
        return over

    def do(typed: Typed) -> object:
        return commands.note_told(found, commands.Spoken(**typed), by=member.actor, at=timezone.now())

    return act(
        request, forms.ToldForm, page=lambda: task_page(found, "told"), template="offers/task.html", do=do,
        to=_href(found), said="It is written down. Staff must answer it by a date.",
    )  # fmt: skip


@signed_in
def answer_told(request: HttpRequest, pk: str) -> HttpResponse:
    """Confirm, correct or refuse it."""
    told, member = loaders.told_for(request.user, pk)
    if told.answer and request.method != "POST":
        return turn_back(request, "This has been answered already.", _href(told.offer))

    def do(typed: Typed) -> object:
        owner = member.committee.seats.get(pk=typed["owner"]) if typed["owner"] else None
        return commands.answer_told(
            told, typed["answer"], typed["words"], keep_by=typed["keep_by"], owner=owner, by=member.actor,
            at=timezone.now(),
        )  # fmt: skip

    form = partial(forms.AnswerToldForm, committee=member.committee)
    return act(
        request, form, page=lambda: task_page(told.offer, "answer_told", told.words),
        template="offers/task.html", do=do, to=_href(told.offer), said="Answered. They can see it in their letter.",
    )  # fmt: skip


@signed_in
def access(request: HttpRequest, pk: str) -> HttpResponse:
    """What they need to take part: for the access coordinator, after saying that they look."""
    found, member = loaders.access_for(request.user, pk)
    at = timezone.now()
    page = access_page(found, member, at)
    if page and request.method != "POST":
        return show(request, "offers/access.html", page)
    ask = Ask(
        f"See what {found.to_name} needs to take part?",
        "They see in their letter that you looked, and when. You can read it for an hour.",
        "Show it to me",
        _href(found),
    )
    here = reverse("offers:access", args=[pk])
    return press(
        request, ask, do=lambda: commands.look_at_access(found, by=member.actor, at=at), to=here, said=""
    )


def _over(request: HttpRequest, offer: Offer) -> HttpResponse | None:
    """Back to the offer with a sentence, once it has ended: no form whose act can't be done."""
    if request.method == "POST" or offer.status in (Offer.Status.WAITING, *OPEN):
        return None
    return turn_back(request, ENDED, _href(offer))


ENDED = "This offer has been answered or taken back, so that can’t be done any more."
SENT = "The offer is sent. If it goes by post, print it now and post it."


def _href(offer: Offer) -> str:
    return reverse("offers:offer", args=[offer.pk])
