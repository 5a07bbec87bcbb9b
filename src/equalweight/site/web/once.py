"""Doing a thing once, however often its form is sent."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest

from equalweight.site.web.models import Submission
from equalweight.site.web.traces import is_traceless

KEY = "submission_key"
NOT_WORDS = frozenset({"csrfmiddlewaretoken"})
Result = TypeVar("Result")


@dataclass(frozen=True)
class Done:
    """Where to go next, and what to say there."""

    location: str
    said: str


def claim_of(request: HttpRequest) -> str | None:
    """Who sent what, where: the same for a doubled POST, another when a word changed; None without key.

    None too where nothing may be kept: a claim has a time, and whoever guessed its key could try every word. Such a
    view knows a doubled or an old form by itself (`traces.leaves_no_trace`).
    """
    key = request.POST.get(KEY, "")
    if not key or is_traceless(request):
        return None
    person = str(request.user.pk) if request.user.is_authenticated else ""
    words = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_WORDS)
    files = sorted((name, _digest(file)) for name, file in request.FILES.items())
    return hashlib.sha256(json.dumps([person, request.path, words, files]).encode()).hexdigest()


def _digest(file: object) -> str:
    content = hashlib.sha256()
    for chunk in file.chunks():  # type: ignore[attr-defined]
        content.update(chunk)
    file.seek(0)  # type: ignore[attr-defined]
    return content.hexdigest()


def once(claim: str | None, run: Callable[[], Done]) -> Done:
    """Run it in one transaction with its claim. A second one with the same claim gets the first one's result.

    The claim's row goes in first: who comes second waits at the unique index until the first is kept or
    undone.
    """
    with transaction.atomic():
        if claim is None:
            return run()
        row, is_first = Submission.objects.get_or_create(claim=claim)
        if not is_first:
            return Done(row.location, row.said)
        done = run()
        Submission.objects.filter(pk=row.pk).update(location=done.location, said=done.said)
        return done


def done_before(claim: str) -> Done | None:
    """What came of this very form when it was sent before; None when it was not, or was refused."""
    row = Submission.objects.filter(claim=claim).exclude(location="").first()
    return Done(row.location, row.said) if row else None


def forget_submissions(*, before: datetime) -> int:
    """Remove old claims (the clock's tick calls this); nobody sends a form twice a month apart."""
    count, _ = Submission.objects.filter(at__lt=before).delete()
    return count
