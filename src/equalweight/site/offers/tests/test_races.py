"""Two people at the same moment, in threads, against a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from tests.cast import NOW, Cast

from equalweight.site.committees.models import Seat
from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import accept_offer, approve_offer, decline_offer, withdraw_offer
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import make, sent

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run all at the same moment; for each "done", or the code of the rule that refused it."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(10)
            act()
        except RuleBroken as broken:
            return broken.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def count(type: str) -> int:
    return Entry.objects.filter(type=type).count()


def test_a_letter_answered_twice_at_once_gives_one_seat(cast: Cast) -> None:
    offer = sent(cast)
    by = letter(letter_token(offer)).actor
    yes = [lambda: accept_offer(offer, version=1, by=by, at=NOW)] * 3
    assert sorted(at_once(*yes)) == ["answered", "answered", "done"]
    assert Seat.objects.filter(name=offer.to_name).count() == count("offer.accepted") == 1


def test_yes_and_no_at_once_leave_one_answer(cast: Cast) -> None:
    offer = sent(cast)
    by = letter(letter_token(offer)).actor
    results = at_once(
        lambda: accept_offer(offer, version=1, by=by, at=NOW), lambda: decline_offer(offer, by=by, at=NOW)
    )
    assert sorted(results) == ["answered", "done"]
    seats = Seat.objects.filter(name=offer.to_name).count()
    assert (Offer.objects.get().status == "accepted") == (results[0] == "done") == bool(seats)


def test_an_approval_and_a_withdrawal_at_once_leave_no_letter_sent_after_it(cast: Cast) -> None:
    offer = make(cast)
    results = at_once(
        lambda: approve_offer(offer, by=cast.leroy.actor, at=NOW),
        lambda: withdraw_offer(offer, by=cast.maya.actor, at=NOW),
    )
    assert results[1] == "done" and results[0] in {"done", "changed"}
    assert Offer.objects.get().status == "withdrawn"
    assert (
        list(Entry.objects.values_list("type", flat=True))[-1] == "offer.withdrawn" or results[0] == "changed"
    )
