""" "Start on Tuesday": five questions, one page each, and a page to check the answers."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.people.models import Person
from equalweight.site.web.acts import Ask, act, press, turn_back
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, forms, start_queries, starting
from .loaders import public_committee, seats_of
from .models import Committee

FORMS: dict[str, type[Form]] = {
    "purpose": forms.PurposeForm,
    "host": forms.HostForm,
    "remit": forms.RemitForm,
    "ways": forms.WaysForm,
}


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """What the five questions are, before the first."""
    return show(request, "committees/start.html", start_queries.intro_page(starting.answers(request)))


@signed_in
def question(request: HttpRequest, question: str) -> HttpResponse:
    """One of the questions that have one form."""
    if question not in FORMS:
        raise Http404
    kept = starting.answers(request)

    def keep(typed: dict[str, Any]) -> None:
        starting.keep_remit(request, typed) if question == "remit" else starting.keep(
            request, question, typed
        )

    return act(
        request,
        partial(FORMS[question], initial=dict(getattr(kept, question)) or None),
        page=start_queries.question_page(question),
        template="committees/start_question.html",
        do=keep,
        to=lambda _: _next(request),
        said="",
    )


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Who is at the table: one form adds one person; the first is whoever is starting it."""
    person: Person = request.user  # type: ignore[assignment]  # the door let only people in
    kept = starting.answers(request)
    yourself = {} if starting.is_at_it(kept, person) else {"name": person.name, "email": person.email}
    return act(
        request,
        partial(forms.PersonForm, initial=yourself),
        page=lambda: start_queries.people_page(kept, is_at_it=not yourself),
        template="committees/start_people.html",
        do=lambda typed: starting.add_person(request, typed),
        to=reverse("committees:start_people"),
        said=lambda _: "Added. Add the next person, or go on.",
    )


@signed_in
def remove_person(request: HttpRequest, row: int) -> HttpResponse:
    kept = starting.answers(request)
    if row >= len(kept.people):
        raise Http404
    name = kept.people[row]["name"]
    ask = Ask(
        f"Take {name} off the list?",
        "Nobody has been told anything yet.",
        f"Take {name} off",
        reverse("committees:start_people"),
    )
    return press(
        request,
        ask,
        do=lambda: starting.remove_person(request, row),
        to=ask.back,
        said=f"{name} is off the list.",
    )


@signed_in
def check(request: HttpRequest) -> HttpResponse:
    """All the answers, and the button that starts the committee."""
    person: Person = request.user  # type: ignore[assignment]  # the door let only people in
    kept = starting.answers(request)
    if before := starting.started_before(request):
        return _has_started(request, before)
    if request.method != "POST" and (kept.first_open or not starting.is_at_it(kept, person)):
        return HttpResponseRedirect(_question_href(kept.first_open or "people"), status=303)
    return act(
        request,
        Form,
        page=lambda: start_queries.check_page(kept),
        template="committees/start_check.html",
        do=lambda _: _start(request, kept, person),
        to=lambda committee: reverse("committees:inside", args=[committee.pk]),
        said="Your committee has started. Everyone you named by email has been asked whether it is right. "
        "Next: print the pack, start a project, or invite people.",
    )


def _has_started(request: HttpRequest, pk: str) -> HttpResponse:
    """A second window still shows the answers: to the committee they have made, or its public page."""
    name = public_committee(pk).name
    is_here = any(seat.committee_id == pk for seat in seats_of(request.user))
    page = "committees:inside" if is_here else "evidence:committee"
    return turn_back(request, f"{name} has started already. This is its page.", reverse(page, args=[pk]))


def _start(request: HttpRequest, kept: starting.Answers, person: Person) -> Committee:
    starting.check_whole(kept)
    at = timezone.now()
    host = commands.know_organisation(kept.host["organisation"], kept.host["kind"], at=at)
    committee = commands.start_committee(starting.as_start(kept, host), by=person, at=at)
    starting.forget(request, committee.pk)
    return committee


def _next(request: HttpRequest) -> str:
    still_open = starting.answers(request).first_open
    return _question_href(still_open) if still_open else reverse("committees:start_check")


_question_href = start_queries.question_href
