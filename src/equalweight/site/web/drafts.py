"""What somebody typed, kept while they sign in again or reload a page that had grown old.

Kept in a table of its own for four hours, under the path of the form. The visitor's session has the random name it
is kept under, so that nobody else's browser gets it back. Who isn't signed in may be anybody: theirs are counted.
Never kept: files, fields that are keys rather than words, and what is typed on pages that leave no trace.
"""

import json
import secrets
from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from equalweight.site.web.models import Draft
from equalweight.site.web.once import KEY, NOT_WORDS
from equalweight.site.web.sessions import end_soon
from equalweight.site.web.traces import is_traceless

SESSION_KEY = "web_drafts_of"
MAX_BYTES = 100_000
# For one visitor: so many, and so much altogether. The oldest go first.
MAX_DRAFTS = 5
MAX_BYTES_ALTOGETHER = 250_000
GOOD_FOR = timedelta(hours=4)
# Of people who are not signed in, from one address of the network.
STRANGERS_RATE = "10/m/ip,30/h/ip"


def keep_draft(request: HttpRequest) -> bool:
    """Keep the posted words. False when there is nothing to keep, it is too long to keep, or too often asked."""
    words = words_of(request)
    kept = json.dumps(words, ensure_ascii=False)
    if not words or len(kept.encode(errors="replace")) > MAX_BYTES or _asks_too_often(request):
        return False
    holder = request.session.setdefault(SESSION_KEY, secrets.token_urlsafe(24))
    if not _is_signed_in(request):
        end_soon(request.session)
    Draft.objects.filter(holder=holder, path=request.path).delete()
    Draft.objects.create(holder=holder, path=request.path, words=kept, at=timezone.now())
    _forget_beyond(holder)
    return True


def words_of(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed, by field; nothing on pages that leave no trace."""
    if is_traceless(request):
        return {}
    return {
        name: request.POST.getlist(name)
        for name in request.POST
        if name not in NOT_WORDS and name != KEY and any(request.POST.getlist(name))
    }


def take_draft(request: HttpRequest) -> QueryDict | None:
    """The words kept for this path, once; None when there are none."""
    holder = request.session.get(SESSION_KEY)
    if not holder:
        return None
    mine = Draft.objects.filter(holder=holder, path=request.path, at__gte=timezone.now() - GOOD_FOR).last()
    if mine is None:
        return None
    mine.delete()
    words = QueryDict(mutable=True)
    for name, values in json.loads(mine.words).items():
        words.setlist(name, values)
    return words


def fill_in(form: BaseForm, words: QueryDict) -> None:
    """Put kept words into an unbound form, so that nothing looks wrong before it is sent."""
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(words, MultiValueDict(), html_name):
            form.initial[name] = field.widget.value_from_datadict(words, MultiValueDict(), html_name)


def forget_drafts(*, at: datetime) -> None:
    """Remove what is past its four hours (the clock's tick calls this)."""
    Draft.objects.filter(at__lt=at - GOOD_FOR).delete()


def _forget_beyond(holder: str) -> None:
    """Of one visitor's drafts, the newest stay, as many as there is room for."""
    room, stay = MAX_BYTES_ALTOGETHER, []
    for draft in Draft.objects.filter(holder=holder).order_by("-pk")[:MAX_DRAFTS]:
        room -= len(draft.words.encode())
        if room < 0:
            break
        stay.append(draft.pk)
    Draft.objects.filter(holder=holder).exclude(pk__in=stay).delete()


def _asks_too_often(request: HttpRequest) -> bool:
    if _is_signed_in(request):
        return False
    rates = {"keep_draft": STRANGERS_RATE}
    return not ratelimit.consume(request, app="equalweight", action="keep_draft", config=rates)


def _is_signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "user") and request.user.is_authenticated
