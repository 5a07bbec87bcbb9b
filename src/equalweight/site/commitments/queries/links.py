"""One-time links for people outside the committee."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from equalweight.site.web.elements import Empty, Link

from ..models import CheckBack, Difference
from .act_pages import back_to
from .lists import committee_link


@dataclass(frozen=True)
class LinksPage:
    where: Link
    promise: str
    made: int
    used: int
    links: tuple[str, ...]
    empty: Empty
    back: Link


def links_page(check_back: CheckBack, secrets: Sequence[str]) -> LinksPage:
    """The links made in this session, newest first: none is kept anywhere else. One query."""
    used = list(check_back.answers.filter(seat__isnull=True).values_list("at", flat=True))
    links = tuple(
        settings.SITE_URL + reverse("commitments:difference", args=[each]) for each in reversed(secrets)
    )
    return LinksPage(
        where=committee_link(check_back.commitment.committee), promise=check_back.commitment.text, made=len(used),
        used=sum(at is not None for at in used), links=links,
        empty=Empty("You have made no link in this visit.", "Press the button to make one."),
        back=back_to(check_back.commitment),
    )  # fmt: skip


@dataclass(frozen=True)
class ThanksPage:
    where: Link
    words: str
    back: Link


def thanks_page(difference: Difference) -> ThanksPage:
    """What a used or late link shows."""
    commitment = difference.check_back.commitment
    words = (
        "We have your answer. Thank you."
        if difference.at
        else "This question has closed. Thank you for coming."
    )
    return ThanksPage(committee_link(commitment.committee), words, back_to(commitment))
