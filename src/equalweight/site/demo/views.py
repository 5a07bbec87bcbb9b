"""The demo's own pages. None of them exists unless the demo runs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.people.commands import sign_in
from equalweight.site.people.models import Person
from equalweight.site.web.pages import show
from equalweight.site.web.rules import RuleBroken

from .attempts import ATTEMPTS, refused
from .cast import PLAYED, Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def only_in_demo(view: View[P]) -> View[P]:
    """404 outside the demo: one-click sign-in must be impossible on a real site."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@dataclass(frozen=True)
class PeoplePage:
    """`letter`: where to read the offer somebody was sent and has not answered; "" when there is none."""

    people: tuple[Role, ...]
    letter: str
    letter_to: str


@only_in_demo
def people(request: HttpRequest) -> HttpResponse:
    offer = Offer.objects.filter(status=Offer.Status.SENT).order_by("-sent_at").first()
    letter = reverse("offers:letter", args=[letter_token(offer)]) if offer else ""
    return show(request, "demo/people.html", PeoplePage(PLAYED, letter, offer.to_name if offer else ""))


@only_in_demo
@require_POST
def be(request: HttpRequest, name: str) -> HttpResponse:
    """Sign in as somebody in the story: they are invented, and so is their address."""
    role = next((each for each in PLAYED if each.first_name == name), None)
    person = Person.objects.filter(email=role.email).first() if role else None
    if person is None:
        raise Http404
    sign_in(request, person)
    return HttpResponseRedirect(reverse("desk:waiting"), status=303)


@only_in_demo
@require_POST
def attempt(request: HttpRequest, name: str) -> HttpResponse:
    """Try it, undo it, and show what stopped it."""
    if name not in ATTEMPTS:
        raise Http404
    try:
        page = ATTEMPTS[name](timezone.now())
    except RuleBroken as broken:
        page = refused(broken)
    return show(request, "demo/attempt.html", page)
