"""What somebody typed, kept while they sign in again or reload a page that had grown old.

Kept in the visitor's own session, under the path of the form, for four hours and 100,000 characters at most.
Never kept: files, fields that are keys rather than words, and what is typed on pages that leave no trace.
"""

import time
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from equalweight.site.web.once import KEY, NOT_WORDS
from equalweight.site.web.traces import is_traceless

SESSION_KEY = "web_drafts"
MAX_CHARACTERS = 100_000
MAX_DRAFTS = 5
GOOD_FOR_SECONDS = 4 * 60 * 60


def keep_draft(request: HttpRequest) -> bool:
    """Keep the posted words in the session. False when there is nothing to keep or it is too long to keep."""
    if is_traceless(request):
        return False
    words = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name not in NOT_WORDS and name != KEY and any(request.POST.getlist(name))
    }
    size = sum(len(name) + sum(map(len, values)) for name, values in words.items())
    if not words or size > MAX_CHARACTERS:
        return False
    drafts = [draft for draft in _fresh(request) if draft["path"] != request.path]
    draft = {"path": request.path, "words": words, "at": int(time.time())}
    request.session[SESSION_KEY] = [*drafts, draft][-MAX_DRAFTS:]
    return True


def take_draft(request: HttpRequest) -> QueryDict | None:
    """The words kept for this path, once; None when there are none."""
    drafts = _fresh(request)
    mine = next((draft for draft in drafts if draft["path"] == request.path), None)
    if mine is None:
        return None
    request.session[SESSION_KEY] = [draft for draft in drafts if draft is not mine]
    words = QueryDict(mutable=True)
    for name, values in mine["words"].items():
        words.setlist(name, values)
    return words


def fill_in(form: BaseForm, words: QueryDict) -> None:
    """Put kept words into an unbound form, so that nothing looks wrong before it is sent."""
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(words, MultiValueDict(), html_name):
            form.initial[name] = field.widget.value_from_datadict(words, MultiValueDict(), html_name)


def _fresh(request: HttpRequest) -> list[dict[str, Any]]:
    since = time.time() - GOOD_FOR_SECONDS
    return [draft for draft in request.session.get(SESSION_KEY, []) if draft["at"] >= since]
