"""A tiny site around the kit: a form, a button, a signed-in page, and the names the header needs."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from equalweight.site.web import acts, errors
from equalweight.site.web.doors import signed_in
from equalweight.site.web.fields import Day, Line, Words
from equalweight.site.web.forms import Form
from equalweight.site.web.limits import body_up_to
from equalweight.site.web.models import Submission
from equalweight.site.web.pages import show
from equalweight.site.web.rules import RuleBroken


@dataclass(frozen=True)
class NotePage(acts.Ask):
    half: Fraction
    due: date


class NoteForm(Form):
    title = Line(label="Title")
    words = Words(label="What do you want to say?", required=False, max_length=1000)
    due = Day(label="Due", required=False)


PAGE = NotePage("Say something", "We answer.", "Send it", "/", Fraction(1, 2), date(2026, 3, 18))
done: list[str] = []


def keep(cleaned: dict[str, object]) -> str:
    title = str(cleaned["title"])
    if title == "forbidden":
        raise RuleBroken("not_this", "You can’t call it that. Choose another title.", "title")
    if title == "changed":
        raise RuleBroken("changed", "Somebody else changed it. Look again.")
    if title == "clumsy":
        Submission.objects.create(claim="half done")
        raise RuleBroken("late", "It closed yesterday.")
    done.append(title)
    return title


def note(request: HttpRequest) -> HttpResponse:
    return acts.act(
        request, NoteForm, page=PAGE, template="web/ask.html", do=keep,
        to=lambda title: f"/notes/{len(done)}/", said="We have it.",
    )  # fmt: skip


def close(request: HttpRequest) -> HttpResponse:
    ask = acts.Ask("Close it?", "Nobody can add to it then.", "Close it", "/notes/")
    return acts.press(request, ask, do=lambda: done.append("closed"), to="/notes/", said="Closed.")


def leave(request: HttpRequest) -> HttpResponse:
    """Once left, it is not there any more."""
    if "left" in done:
        raise Http404
    ask = acts.Ask("Leave?", "At once.", "Leave", "/notes/")
    return acts.press(request, ask, do=lambda: done.append("left"), to="/notes/", said="You have left.")


def plain_page(request: HttpRequest, **_: object) -> HttpResponse:
    return show(request, "web/ask.html", PAGE)


def explode(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret@example.org wrote this")


def named(app: str, *names: str) -> tuple[object, str]:
    return ([path(f"{app}/{name}/", plain_page, name=name) for name in names], app)


urlpatterns = [
    path("", include("equalweight.site.web.urls")),
    path("", include(([path("", plain_page, name="home")], "home"))),
    path("", include(named("evidence", "home", "committees", "record"))),
    path("", include(named("people", "sign_in", "sign_out"))),
    path("", include(named("desk", "waiting"))),
    path("note/", note, name="note"),
    path("leave/", leave, name="leave"),
    path("mine/", signed_in(note), name="mine"),
    path("close/", close, name="close"),
    path("only-post/", require_POST(plain_page), name="only-post"),
    path("large/", body_up_to(5_000_000)(note), name="large"),
    path("offers/<str:token>/", plain_page, name="offer"),
    path("explode/", explode, name="explode"),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
