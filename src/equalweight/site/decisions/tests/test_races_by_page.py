"""At the same moment, through the pages, as browsers do it: named and sealed votes, in threads, on a real database."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import Cast, Player

from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Seat
from equalweight.site.decisions import commands
from equalweight.site.decisions.envelopes import answered, key_of, open_all
from equalweight.site.decisions.models import Decision, RollSeat, Vote
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry

from .conftest import SetClock
from .road import CLOSES, OPENS, announced, entries, fresh, join, opened
from .test_races import at_once
from .test_sealed import sealed, stamp

pytestmark = pytest.mark.django_db(transaction=True)
SIXTEEN = 16
TOO_LATE = "came too late and was not counted"
# A lock that was lost is told, with everything typed still there, and nothing done.
BUSY = 503


class Sending:
    """A form sent by several browsers at once; what each was answered."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.told: list[tuple[int, str]] = []

    def by(self, sender: Client, **typed: str) -> Callable[[], None]:
        def send() -> None:
            response = sender.post(self.page, typed)
            self.told.append((response.status_code, response.content.decode()))

        return send

    def codes(self) -> list[int]:
        return sorted(code for code, _ in self.told)


def page_of(decision: Decision) -> str:
    return f"/decisions/{decision.pk}/{'sealed-answer' if decision.is_sealed else 'vote'}/"


def ballot(decision: Decision, who: Player) -> dict[str, str]:
    """What this voter's ballot carries besides what is typed, opened now."""
    return {"stamp": stamp(decision, who)} if decision.is_sealed else {}


def how_many(decision: Decision) -> int:
    if decision.is_sealed:
        return len(answered(decision))
    return Vote.objects.filter(roll_seat__decision=decision).count()


MAKE = [pytest.param(opened, id="named"), pytest.param(sealed, id="sealed")]


@pytest.mark.parametrize("make", MAKE)
def test_sixteen_doubled_sendings_leave_one_vote(
    cast: Cast, clock: SetClock, make: Callable[[Cast], Decision]
) -> None:
    clock(OPENS)
    decision = make(cast)
    before, sending = len(entries()), Sending(page_of(decision))
    typed = {"choice": "yes", "submission_key": "one-sending", **ballot(decision, cast.maya)}
    at_once(*[sending.by(cast.maya.browser, **typed) for _ in range(SIXTEEN)])
    assert len(sending.told) == SIXTEEN and set(sending.codes()) <= {303, BUSY} and 303 in sending.codes()
    assert how_many(decision) == 1
    assert entries(before) == ([] if decision.is_sealed else ["vote.cast"])


def test_sixteen_doubled_sendings_tell_one_code(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    sending = Sending(page_of(decision))
    typed = {"choice": "yes", "wants_code": "on", **ballot(decision, cast.maya)}
    at_once(*[sending.by(cast.maya.browser, **typed) for _ in range(SIXTEEN)])
    told = [re.findall(r'ew-code">([^<]+)<', html)[0] for code, html in sending.told if code == 200]
    held = [place.answer.code for place in open_all(decision, key_of(decision)) if place.answer.code]
    assert set(sending.codes()) <= {200, 303, BUSY} and len(told) == 1 and told == held


@pytest.mark.parametrize("make", MAKE)
def test_two_minds_at_once_leave_one_answer(
    cast: Cast, clock: SetClock, make: Callable[[Cast], Decision]
) -> None:
    clock(OPENS)
    decision = make(cast)
    sending = Sending(page_of(decision))
    opened_now = ballot(decision, cast.maya)
    acts = [
        sending.by(cast.maya.browser, choice=choice, submission_key=f"{choice} {n}", **opened_now)
        for n in range(4)
        for choice in ("yes", "no")
    ]
    at_once(*acts)
    assert set(sending.codes()) <= {303, BUSY} and how_many(decision) == 1
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    side = fresh(decision).outcome["sides"]["lived_experience"]
    assert side["answered"] == side["yes"] + side["no"] == 1


@pytest.mark.parametrize("make", MAKE)
def test_a_vote_racing_the_close_counts_or_is_told_it_came_too_late(
    cast: Cast, clock: SetClock, make: Callable[[Cast], Decision]
) -> None:
    clock(OPENS)
    decision = make(cast)
    sending = Sending(page_of(decision))
    players: list[Player] = [cast.maya, cast.leroy, cast.helen, cast.sam]
    votes = [
        sending.by(each.browser, choice="yes", submission_key=each.seat.pk, **ballot(decision, each))
        for each in players
    ]
    results = at_once(*votes[:2], lambda: commands.close_decision(decision, by=CLOCK, at=CLOSES), *votes[2:])
    assert results == ["done"] * 5
    counted = sum(side["answered"] for side in fresh(decision).outcome["sides"].values())
    assert counted == sending.codes().count(303)
    late = [html for code, html in sending.told if code == 422]
    assert all(TOO_LATE in html for html in late)
    assert all(code in {303, 422, BUSY} for code in sending.codes())
    assert entries()[-1] == "decision.closed"


@pytest.mark.parametrize("make", MAKE)
def test_a_vote_after_the_close_is_told_so(
    cast: Cast, clock: SetClock, make: Callable[[Cast], Decision]
) -> None:
    clock(OPENS)
    decision = make(cast)
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    before, sending = len(entries()), Sending(page_of(decision))
    sending.by(cast.maya.browser, choice="yes", submission_key="late")()
    ((code, html),) = sending.told
    assert code == 422 and TOO_LATE in html and "There is a problem" in html and entries(before) == []


def roll_of(decision: Decision) -> dict[str, list[str]]:
    rows = RollSeat.objects.filter(decision=decision)
    return {
        side: sorted(rows.filter(side=side).values_list("seat", flat=True))
        for side in ("lived_experience", "staff")
    }


def test_who_can_vote_is_fixed_at_one_moment_whoever_comes_and_goes(cast: Cast) -> None:
    """Joining, stepping back and leaving while it opens: the entry and the roll agree, and nothing changes after."""
    join(cast, "Nina", "Olga", side="lived_experience")
    join(cast, "Tom", "Ravi")
    decision = announced(cast)
    at_once(
        lambda: commands.recuse(decision, by=cast.sam.actor, at=OPENS),
        lambda: join(cast, "Late"),
        lambda: commands.open_decision(decision, by=CLOCK, at=OPENS),
        lambda: leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=OPENS),
    )
    told = json.loads(bytes(Entry.objects.get(seq=fresh(decision).opened_seq).body))["pub"]["roll"]
    assert roll_of(decision) == told
    join(cast, "Later")
    results = at_once(
        lambda: commands.recuse(decision, by=cast.helen.actor, at=OPENS),
        lambda: leave_seat(cast.maya.seat, by=cast.maya.actor, at=OPENS),
    )
    assert results[0] == "opened" and not Seat.objects.filter(pk=cast.maya.seat.pk, ended_at=None).exists()
    assert roll_of(decision) == told
