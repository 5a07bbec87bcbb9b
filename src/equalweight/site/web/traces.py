"""Pages whose use leaves no trace of its own: no claim of a form sent, no draft, no line in the log.

For sealed votes: a time, a digest or a word kept beside them could show who answered when, or what.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., HttpResponse])
MARK = "leaves_no_trace"


def leaves_no_trace(view: View) -> View:
    """Mark a view; put it outermost. Nothing remembers what it was sent: it must itself know an old form."""
    setattr(view, MARK, True)
    return view


def is_traceless(request: HttpRequest) -> bool:
    """Whether the view this request leads to is marked."""
    match = request.resolver_match
    return match is not None and getattr(match.func, MARK, False)
