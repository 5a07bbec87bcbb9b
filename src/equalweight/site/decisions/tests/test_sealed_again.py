"""A sealed ballot sent again, by a press too many or long after: it never takes back a newer answer."""

import re

import pytest
from tests.cast import Cast, Player

from equalweight.site.decisions import sealing
from equalweight.site.decisions.envelopes import key_of, open_all
from equalweight.site.decisions.models import Decision

from .conftest import SetClock
from .road import OPENS
from .test_sealed import answer, sealed, stamp

STAYS = "nothing was changed by pressing again"


def page_of(decision: Decision) -> str:
    return f"/decisions/{decision.pk}/sealed-answer/"


def ballot(decision: Decision, who: Player, choice: str) -> dict[str, str]:
    """What a browser sends of a ballot opened now."""
    html = who.browser.get(page_of(decision)).content.decode()
    fields = {
        name[1]: (re.search(r'value="([^"]*)"', each) or ["", ""])[1]
        for each in re.findall(r'<input[^>]*type="hidden"[^>]*>', html)
        if (name := re.search(r'name="(\w+)"', each))
    }
    return fields | {"choice": choice}


def held(decision: Decision, who: Player) -> str:
    places = open_all(decision, key_of(decision))
    return next(place.answer.choice for place in places if place.seat == who.seat.pk)


def test_an_older_ballot_sent_once_more_takes_nothing_back(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision, leroy = sealed(cast), cast.leroy.browser
    first = ballot(decision, cast.leroy, "no")
    assert leroy.post(page_of(decision), first).status_code == 303
    second = ballot(decision, cast.leroy, "yes")
    assert leroy.post(page_of(decision), second).status_code == 303
    for older in (first, second | {"choice": "pass"}, first):
        told = leroy.post(page_of(decision), older, follow=True).content.decode()
        assert STAYS in told and "There is a problem" not in told
        assert held(decision, cast.leroy) == "yes"


def test_going_back_to_an_answer_leaves_older_ballots_old(cast: Cast, clock: SetClock) -> None:
    """No, yes, no again: the ballot that said yes was opened over a "no" too, but not over this one."""
    clock(OPENS)
    decision, leroy = sealed(cast), cast.leroy.browser
    sent = []
    for choice in ("no", "yes", "no"):
        sent.append(ballot(decision, cast.leroy, choice))
        leroy.post(page_of(decision), sent[-1])
    leroy.post(page_of(decision), sent[1])
    assert held(decision, cast.leroy) == "no"


def test_what_others_answer_meanwhile_makes_no_ballot_older(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    mine = ballot(decision, cast.leroy, "no")
    answer(cast, decision, maya="yes", helen="yes")
    assert cast.leroy.browser.post(page_of(decision), mine).status_code == 303
    assert held(decision, cast.leroy) == "no"


def test_two_ballots_opened_one_after_the_other_look_unlike(cast: Cast, clock: SetClock) -> None:
    """Whoever sees both can't tell whether an answer was given in between."""
    clock(OPENS)
    decision = sealed(cast)
    stamps = [ballot(decision, cast.leroy, "no")["stamp"] for _ in range(2)]
    cast.leroy.browser.post(page_of(decision), ballot(decision, cast.leroy, "no"))
    stamps += [ballot(decision, cast.leroy, "no")["stamp"] for _ in range(2)]
    assert len(set(stamps)) == 4 and len({len(each) for each in stamps}) == 1


@pytest.mark.parametrize("wrong", ["", "x", "é", "QUJD", "another’s", "an envelope"])
def test_a_ballot_that_is_none_of_ours_counts_for_nothing(cast: Cast, clock: SetClock, wrong: str) -> None:
    clock(OPENS)
    decision = sealed(cast)
    place = decision.roll.get(seat=cast.leroy.seat)
    envelope = sealing.urlsafe_b64encode(bytes(place.envelope or b"")).decode()
    found = {"another’s": stamp(decision, cast.maya), "an envelope": envelope}.get(wrong, wrong)
    sent = {"choice": "no", "stamp": found}
    told = cast.leroy.browser.post(page_of(decision), sent, follow=True).content.decode()
    assert "nothing was counted" in told and held(decision, cast.leroy) == sealing.UNANSWERED
    refused = cast.leroy.browser.post(page_of(decision), sent, headers={"Accept": "application/json"})
    assert refused.status_code == 422 and refused.json()["errors"][""][0]["code"] == "older_ballot"


def test_a_ballot_whose_answer_was_refused_can_be_sent_again(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    typed = ballot(decision, cast.leroy, "")
    again = cast.leroy.browser.post(page_of(decision), typed)
    assert again.status_code == 422 and typed["stamp"] in again.content.decode()
    assert cast.leroy.browser.post(page_of(decision), typed | {"choice": "no"}).status_code == 303


def test_an_envelope_from_before_there_were_stamps_opens(cast: Cast) -> None:
    decision = sealed(cast)
    key = key_of(decision)
    for said, choice, code in (
        ("", "", ""),
        ("yes", "yes", ""),
        ("no k7qm-3xhp-92rt", "no", "k7qm-3xhp-92rt"),
    ):
        closed = sealing._close(said, key, sealing._place("vote", decision.pk, 1))
        assert sealing.open_envelope(closed, key, decision.pk, 1) == sealing.Answer(choice, code, "")
