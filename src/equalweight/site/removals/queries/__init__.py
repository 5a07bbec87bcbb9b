"""Every read about ending a seat."""

from .acting import ask_page, check_page, reply_page, vote_page
from .lists import list_page
from .matter import removal_page
from .own import is_asked, is_open, own_vote, waiting_for

__all__ = [
    "ask_page",
    "check_page",
    "is_asked",
    "is_open",
    "list_page",
    "own_vote",
    "removal_page",
    "reply_page",
    "vote_page",
    "waiting_for",
]
