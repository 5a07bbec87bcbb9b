"""Pages of a decision, through HTTP."""

import csv
import io
import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.cast import NOW, Cast, browser

from equalweight.core.tally import choices_of, decide
from equalweight.files.votes import read_votes
from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.committees.models import Seat, WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, Vote
from equalweight.site.ledger.actor import CLOCK

from .conftest import SetClock
from .road import (
    AGREED,
    CLOSES,
    OPENS,
    STAFF_REFUSE,
    announced,
    closed,
    entries,
    fresh,
    join,
    opened,
    propose,
    vote,
)


def seen(client: Client, pk: str, page: str = "") -> str:
    answer = client.get(f"/decisions/{pk}/{page}")
    assert answer.status_code == 200, answer.headers
    assert len(answer.content) < 100_000
    html = answer.content.decode()
    assert html.count("<h1") == 1
    return html


def test_announce_says_what_happens_and_does_it_once(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    version = propose(cast.committee, cast.maya)
    page = f"/proposals/{version.proposal_id}/announce/"
    html = cast.sam.browser.get(page).content.decode()
    for words in (
        "17 January 2026, 9am",
        "31 January 2026, 9am",
        "are public. Names are not",
        "counts 6 points",
    ):
        assert words in html
    key = {"submission_key": "k" * 22}
    before = len(entries())
    first, second = (cast.sam.browser.post(page, key) for _ in range(2))
    made = Decision.objects.get()
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"] == f"/decisions/{made.pk}/"
    assert entries(before) == ["decision.announced"]


def test_notice_shows_the_paper_and_what_happens_next(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    decision = announced(cast)
    html = seen(cast.leroy.browser, decision.pk)
    for words in (
        "Announced: time to read",
        "counts 6 points",
        "You will be able to vote on this.",
        "Step back",
    ):
        assert words in html
    assert "Give my answer" not in html and "Open it for answers" not in html
    clock(OPENS)
    assert "Open it for answers" in seen(cast.maya.browser, decision.pk)
    assert "People without a seat don’t vote" in seen(browser(cast.olu), decision.pk)


def test_stepping_back_through_its_page(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    join(cast, "Ravi")
    decision = announced(cast)
    page = f"/decisions/{decision.pk}/step-back/"
    assert "You can’t undo this" in cast.sam.browser.get(page).content.decode()
    assert cast.sam.browser.post(page).status_code == 303
    assert "You stepped back from this decision" in seen(cast.sam.browser, decision.pk)
    assert "Sam" not in seen(cast.maya.browser, decision.pk)
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    clock(OPENS)
    assert "You stepped back from this decision" in seen(cast.sam.browser, decision.pk)
    late = cast.sam.browser.post(f"/decisions/{decision.pk}/vote/", {"choice": "yes"})
    assert late.status_code == 422 and "You stepped back from this decision" in late.content.decode()


def test_asking_to_close_shows_no_form_that_can_do_nothing(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    ask = f"/decisions/{decision.pk}/ask-to-close/"
    commands.ask_to_close(decision, by=cast.maya.actor, at=OPENS)
    Seat.objects.filter(pk=cast.leroy.seat.pk).update(is_co_chair=True)
    for who, said in ((cast.maya, "You have asked"), (cast.leroy, "Your group’s co-chair has asked")):
        html = who.browser.get(ask).content.decode()
        assert f"{said} to close it" in html and "Ask to close it early" not in html
    waiting = opened(cast)
    commands.pause_decision(waiting, "", by=cast.sam.actor, at=OPENS)
    html = cast.helen.browser.get(f"/decisions/{waiting.pk}/ask-to-close/").content.decode()
    assert "It stays open" in html and "not ready" in html and "Ask to close it early" not in html


def test_ballot_has_the_question_three_answers_and_the_ticks(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    vote(cast, decision, leroy="no")
    html = seen(cast.maya.browser, decision.pk, "vote/")
    assert re.search(r"<h1[^>]*>Do you agree to this: “Count help at night", html)
    assert html.count('type="radio"') == 3
    for words in (
        "You can change your answer until it closes. Your name is shown with your answer to this committee’s "
        "members after it closes, to nobody else.",
        "At least half of people with lived experience have answered (1 of 2; 2 needed)",
        "At least half of staff have answered (0 of 2; 2 needed)",
        "If everybody in your group answers the same, the numbers alone show how each of you answered.",
    ):
        assert words in html
    assert html.count("Not met") == 2


def test_answering_and_changing_it(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    page, maya = f"/decisions/{decision.pk}/vote/", cast.maya.browser
    before = len(entries())
    for _ in range(2):
        answer = maya.post(page, {"choice": "no", "submission_key": "a" * 22})
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/decisions/{decision.pk}/")
    assert entries(before) == ["vote.cast"]
    maya.post(page, {"choice": "yes", "submission_key": "b" * 22})
    assert Vote.objects.get().choice == "yes" and entries(before) == ["vote.cast", "vote.cast"]
    assert "Change my answer" in seen(maya, decision.pk)


@pytest.mark.parametrize("choice", ["", "maybe", "YES", "consent", "0" * 5000])
def test_odd_answers_are_refused_in_words(cast: Cast, clock: SetClock, choice: str) -> None:
    clock(OPENS)
    decision = opened(cast)
    before = len(entries())
    answer = cast.maya.browser.post(f"/decisions/{decision.pk}/vote/", {"choice": choice})
    assert answer.status_code == 422 and "<title>Error: " in answer.content.decode()
    assert len(entries()) == before and not Vote.objects.exists()


def test_late_answer_is_told_plainly(cast: Cast, clock: SetClock) -> None:
    decision = opened(cast)
    clock(CLOSES)
    answer = cast.maya.browser.post(f"/decisions/{decision.pk}/vote/", {"choice": "yes"})
    assert answer.status_code == 422
    assert "Your answer came too late and was not counted." in answer.content.decode()
    opening = cast.maya.browser.get(f"/decisions/{decision.pk}/vote/")
    assert (opening.status_code, opening.headers["Location"]) == (302, f"/decisions/{decision.pk}/")
    assert "The time to answer is over." in seen(cast.maya.browser, decision.pk)


def test_late_answer_as_json_has_its_code(cast: Cast, clock: SetClock) -> None:
    decision = closed(cast)
    clock(CLOSES)
    answer = cast.maya.browser.post(
        f"/decisions/{decision.pk}/vote/", {"choice": "yes"}, headers={"accept": "application/json"}
    )
    assert answer.json()["errors"][""][0]["code"] == "too_late"


def test_not_ready_through_its_page(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    page = f"/decisions/{decision.pk}/not-ready/"
    assert "the co-chair of your own group" in cast.leroy.browser.get(page).content.decode()
    assert cast.leroy.browser.post(page, {"words": "Large print"}).status_code == 303
    assert "now closes on 14 February 2026, 9am" in seen(cast.sam.browser, decision.pk)
    again = cast.sam.browser.post(page, {"words": ""})
    assert again.status_code == 422 and "That can be done once" in again.content.decode()


def test_closing_early_through_two_pages(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    vote(cast, decision, **AGREED)
    page, ask = f"/decisions/{decision.pk}/close/", f"/decisions/{decision.pk}/ask-to-close/"
    before = len(entries())
    assert cast.leroy.browser.post(ask).status_code == cast.maya.browser.post(page).status_code == 422
    assert "Ask to close it early" in seen(cast.helen.browser, decision.pk)
    assert cast.maya.browser.post(ask).status_code == 303
    assert cast.helen.browser.post(ask).status_code == 409
    assert fresh(decision).status == "open"
    assert "The co-chair from people with lived experience has asked" in seen(cast.sam.browser, decision.pk)
    assert "Close this decision now?" in cast.helen.browser.get(page).content.decode()
    assert cast.helen.browser.post(page).status_code == 303
    assert entries(before) == ["decision.close_asked", "decision.closed"]


def test_outcome_is_public_without_names(cast: Cast, clock: SetClock) -> None:
    clock(CLOSES)
    join(cast, *[f"Officer{number}" for number in range(3)])
    decision = closed(
        cast,
        maya="no",
        leroy="no",
        helen="yes",
        sam="yes",
    )
    html = seen(browser(), decision.pk)
    for words in (
        "Not decided: too few answered",
        "Not decided, because too few people answered: 2 of 5 staff answered, and at least 3 must.",
        "0 yes, 2 no",
        "This question comes back by 28 February 2026",
        "<strong>Nobody has been named yet.</strong>",
        "counts 6 points",
        "Check this decision yourself",
    ):
        assert words in html
    assert not any(name in html for name in ("Maya", "Leroy", "Helen", "Sam", "What you can do"))
    assert "See who answered what" in seen(cast.maya.browser, decision.pk)


def test_head_count_is_shown_when_it_differs(cast: Cast, clock: SetClock) -> None:
    clock(CLOSES)
    (ravi,) = join(cast, "Ravi")
    decision = opened(cast)
    vote(cast, decision, maya="no", leroy="no", helen="yes", sam="yes")
    commands.cast_vote(decision, "yes", by=ravi.actor, at=OPENS)
    commands.close_decision(decision, by=cast.maya.actor, at=CLOSES)
    words = "If everybody’s answers had been put in one heap, it would have been agreed: 3 yes and 2 no."
    assert words in seen(browser(), decision.pk)
    same = closed(cast, **AGREED)
    assert "one heap" not in seen(browser(), same.pk)


def test_refusal_asks_for_the_reason_and_shows_it(cast: Cast, clock: SetClock) -> None:
    clock(CLOSES)
    WaysOfWorking.objects.update(disagreement_words="No cut takes effect meanwhile.")
    decision = closed(cast, **STAFF_REFUSE)
    html = seen(browser(), decision.pk)
    assert "This group is asked to publish its reason." in html and "No cut takes effect meanwhile." in html
    assert "Publish your group’s reason" in seen(cast.sam.browser, decision.pk)
    assert "Publish your group’s reason" not in seen(cast.maya.browser, decision.pk)
    page = f"/decisions/{decision.pk}/reason/"
    assert cast.sam.browser.post(page, {"words": "No money <b>now</b>"}).status_code == 303
    html = seen(browser(), decision.pk)
    assert "No money &lt;b&gt;now&lt;/b&gt;" in html and "Sam" not in html
    assert cast.helen.browser.post(page, {"words": "Again"}).status_code == 409


def test_override_is_shown_wherever_the_decision_is(cast: Cast, clock: SetClock) -> None:
    clock(CLOSES)
    decision = closed(cast, **AGREED)
    due = "Director of adult social care has until 28 February 2026 to do this, or to publish why not."
    assert due in seen(browser(), decision.pk)
    page = f"/decisions/{decision.pk}/final-answer/"
    assert cast.maya.browser.get(page).headers["Location"] == f"/decisions/{decision.pk}/"
    typed = {"kind": "watered_down", "holder": "Cabinet", "reason": "Half the money"}
    refused = cast.maya.browser.post(page, typed)
    assert refused.status_code == 422 and "still has time to answer" in refused.content.decode()
    assert cast.sam.browser.post(page, typed).status_code == 303
    html = seen(browser(), decision.pk)
    for words in (
        "Overridden: watered down",
        "changed outside the room by Cabinet",
        "Half the money",
        "by staff",
    ):
        assert words in html
    assert due not in html


def test_silence_is_said_as_silence(cast: Cast, clock: SetClock) -> None:
    decision = closed(cast, **AGREED)
    clock(CLOSES + timedelta(days=30))
    assert "No answer received." in seen(browser(), decision.pk)
    page = f"/decisions/{decision.pk}/final-answer/"
    form = cast.leroy.browser.get(page).content.decode()
    assert "Adopted as decided" not in form and "Delayed" in form
    typed = {"kind": "delayed", "holder": "Director", "reason": "Nothing heard"}
    assert cast.leroy.browser.post(page, typed).status_code == 303
    html = seen(browser(), decision.pk)
    assert "Overridden: delayed" in html and "by people with lived experience" in html
    assert "No answer received." in html


def test_check_it_yourself_shows_counts_sums_and_the_command(cast: Cast) -> None:
    decision = closed(cast, maya="yes", leroy="pass", helen="yes", sam="no")
    html = seen(browser(), decision.pk, "check/")
    for words in (
        "3 × 1 yes = 3, and 3 is more than 2 seats",
        "1 of 2 must be more than 1/2: 1 × 2 = 2, 2 × 1 = 2, and 2 is not more than 2",
        f"equalweight decide {decision.pk}.csv",
        "--rule both_sides",
        "--roll lived_experience=2",
        "--roll staff=2",
        "--quorum 1/2",
        "--threshold 1/2",
    ):
        assert words in html


def test_file_of_votes_is_sorted_and_nameless(cast: Cast) -> None:
    decision = closed(cast, sam="yes", helen="no", leroy="yes", maya="pass")
    answer = browser().get(f"/decisions/{decision.pk}/votes.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows == [
        ["seat", "side", "vote"],
        ["L1", "lived_experience", "pass"], ["L2", "lived_experience", "yes"],
        ["S1", "staff", "no"], ["S2", "staff", "yes"],
    ]  # fmt: skip


def test_file_gives_the_same_outcome_outside_the_site(cast: Cast, tmp_path: Path) -> None:
    decision = closed(cast, sam="yes", helen="no", leroy="yes", maya="pass")
    file = tmp_path / "votes.csv"
    file.write_bytes(browser().get(f"/decisions/{decision.pk}/votes.csv").content)
    votes = read_votes(file, choices_of("both_sides"))
    assert decide("both_sides", {"lived_experience": 2, "staff": 2}, votes).as_json() == decision.outcome


def test_logs_of_an_answer_say_nothing_of_who_or_what(
    cast: Cast, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    clock(OPENS)
    decision = opened(cast)
    with caplog.at_level(logging.DEBUG):
        cast.maya.browser.post(f"/decisions/{decision.pk}/vote/", {"choice": "pass"})
    logged = " ".join(str(vars(each)) for each in caplog.records if each.name.startswith("equalweight"))
    assert "decisions:vote" in logged
    assert not any(word in logged for word in ("pass", cast.maya.seat.pk, "maya@example.org", "Maya"))


def test_commitment_and_bringing_back_are_offered_after_the_right_outcome(
    cast: Cast, clock: SetClock
) -> None:
    clock(CLOSES)
    refused = closed(cast, **STAFF_REFUSE)
    html = seen(cast.maya.browser, refused.pk)
    assert "Bring this question back" in html and "Make a promise from this decision" not in html
    html = seen(cast.maya.browser, closed(cast, **AGREED).pk)
    assert "Make a promise from this decision" in html and "Bring this question back" not in html


def test_an_outcome_lists_what_was_promised_because_of_it(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    assert "What was promised because of it" not in seen(browser(), decision.pk)
    promise = Promise("Letters use the new points", origin_seq=fresh(decision).closed_seq)
    made = make_commitment(cast.committee, promise, by=cast.maya.actor, at=CLOSES)
    page = seen(browser(), decision.pk)
    assert (
        f'href="/commitments/{made.pk}/">Letters use the new points</a>' in page
        and "Nobody does it yet" in page
    )
    back = browser().get(f"/commitments/{made.pk}/").content.decode()
    assert f'href="/decisions/{decision.pk}/">Decision: {decision.question}</a>' in back
    form = cast.maya.browser.get(f"/committees/{cast.committee.pk}/commitments/make/").content.decode()
    assert f">Decision: {decision.question}</option>" in form
