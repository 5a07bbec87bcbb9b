"""What other rooms ask: late answers, what waits, what became of words, who raised something."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOW, Cast, browser, later

from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.contributions import commands, queries
from equalweight.site.decisions.tests import road as decided
from equalweight.site.proposals.tests.road import draft, revise

from .road import DUE, ON_TIME, TOO_LATE, answer, project, publish, say

AT = later(days=22)


def test_a_late_answer_is_counted_and_shown_without_words(cast: Cast) -> None:
    said = say(cast)
    assert queries.late_count(cast.committee, later(days=20)) == 0
    assert queries.late_answers(cast.committee, later(days=20)) == ()
    assert queries.late_count(cast.committee, AT) == 1
    (line,) = queries.late_answers(cast.committee, AT)
    assert (line.side, line.days, line.is_waiting, line.href) == ("lived_experience", 2, True, "")
    assert line.due_on == DUE and line.sentence == "No answer yet, 2 days late"
    (inside,) = queries.late_answers(project(cast), AT, is_member=True)
    assert inside.href == f"/contributions/{said.pk}/"
    assert queries.late_count(cast.elsewhere, AT) == 0 and queries.late_answers(cast.elsewhere, AT) == ()


def test_a_late_answer_never_disappears(cast: Cast) -> None:
    said = say(cast)
    given = answer(cast, said, at=TOO_LATE)
    assert queries.late_count(cast.committee, TOO_LATE) == 0
    assert queries.came_late_count(cast.committee, TOO_LATE) == 1
    commands.judge_answer(given, False, by=cast.maya.actor, at=TOO_LATE)
    assert queries.late_count(cast.committee, later(days=46)) == 1
    answer(cast, said, cast.sam, at=later(days=46))
    commands.withdraw_contribution(said, by=cast.maya.actor, at=later(days=47))
    lines = queries.late_answers(cast.committee, later(days=48))
    assert [(line.days, line.is_waiting) for line in lines] == [(1, False), (5, False)]
    assert queries.came_late_count(cast.committee, later(days=48)) == 2


def test_what_waits_for_whom(cast: Cast) -> None:
    said = say(cast)
    commands.invite_contributions(
        project(cast), "What else?", later(days=30).date(), by=cast.helen.actor, at=ON_TIME
    )
    entered = say(cast, cast.helen, author=cast.leroy.seat, way="phone", at=ON_TIME, made_on=ON_TIME.date())

    def waits(who: str, at: object = ON_TIME) -> list[tuple[int, str]]:
        return [(each.order, each.href) for each in queries.waiting_for([getattr(cast, who).seat], at)]  # type: ignore[arg-type]

    call = (2, f"/projects/{said.project_id}/say/")
    to_answer = [(2, f"/contributions/{said.pk}/answer/"), (2, f"/contributions/{entered.pk}/answer/")]
    assert waits("sam") == [*to_answer, call]
    assert waits("helen") == to_answer
    assert waits("maya") == [call]
    assert waits("leroy") == [(3, f"/contributions/{entered.pk}/confirm/")]
    assert waits("sam", AT)[0] == (1, f"/contributions/{said.pk}/answer/")
    answer(cast, said)
    assert waits("maya") == [(3, f"/contributions/{said.pk}/judge/"), call]
    assert waits("pat") == [] and queries.waiting_for([], ON_TIME) == []


def test_waiting_asks_as_little_for_many_as_for_few(cast: Cast) -> None:
    seats = [cast.maya.seat, cast.helen.seat]

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            queries.waiting_for(seats, ON_TIME)
            queries.became_of(seats, ON_TIME)
            queries.project_contributions(project(cast), ON_TIME, is_member=True)
            queries.late_answers(cast.committee, TOO_LATE)
        return len(caught)

    answer(cast, say(cast))
    few = asked()
    for _ in range(4):
        answer(cast, say(cast))
        say(cast, cast.helen)
    assert asked() == few


def test_what_became_of_ones_words(cast: Cast) -> None:
    said, unconfirmed = say(cast), say(cast, cast.helen, author=cast.maya.seat, way="phone")
    answer(cast, said)
    made = draft(cast, cast.helen, contributions=[said])
    version = revise(cast, made, cast.maya)
    (one,) = queries.became_of([cast.maya.seat], ON_TIME)
    assert one.pk == said.pk and one.proposals == (made.pk,) and one.pk != unconfirmed.pk
    assert [step.state for step in one.trail.steps] == ["done", "done", "now", "not_yet", "not_yet"]
    decision = decided.announced(cast, version=version)
    decided.commands.open_decision(decision, by=decided.CLOCK, at=decided.OPENS)
    decided.vote(cast, decision, **decided.AGREED)
    closed = decided.commands.close_decision(decision, by=decided.CLOCK, at=decided.CLOSES)
    promise = Promise(
        "New form", "The form counts nights", project=said.project, origin_seq=closed.closed_seq
    )
    made_of_it = make_commitment(cast.committee, promise, by=cast.helen.actor, at=decided.CLOSES)
    (one,) = queries.became_of([cast.maya.seat], later(days=30))
    assert one.decisions == (decision.pk,) and one.commitments == (made_of_it.pk,)
    assert [step.state for step in one.trail.steps] == ["done", "done", "done", "now", "not_yet"]
    assert one.trail.steps[3].sentence == "0 of 1 promise done"
    assert queries.became_of([cast.leroy.seat], NOW) == () == queries.became_of([], NOW)


def test_the_public_is_led_only_where_it_may_go(cast: Cast) -> None:
    said = say(cast)
    draft(cast, cast.helen, contributions=[said])
    publish(cast, said)
    assert queries.contribution_page(said, None, ON_TIME).followed == ()


def test_who_raised_something(cast: Cast) -> None:
    mine, theirs = say(cast), say(cast, cast.sam)
    entered = say(cast, cast.helen, author=cast.leroy.seat, way="phone")
    assert queries.raised_by([]) == "" == queries.raised_by([entered.pk])
    assert queries.raised_by([theirs.pk]) == "staff" == queries.raised_by([theirs.pk, entered.pk])
    assert queries.raised_by([theirs.pk, mine.pk]) == "lived_experience"
    commands.withdraw_contribution(mine, by=cast.maya.actor, at=ON_TIME)
    assert queries.raised_by([theirs.pk, mine.pk]) == "staff"


def test_the_project_page_gets_counts_for_all_and_words_for_those_inside(cast: Cast) -> None:
    said = say(cast)
    say(cast, cast.sam)
    inside = queries.project_contributions(project(cast), AT, is_member=True)
    outside = queries.project_contributions(project(cast), AT, is_member=False)
    assert (inside.counts, inside.facts) == (outside.counts, outside.facts)
    assert (inside.counts.lived_experience, inside.counts.staff, inside.counts.late) == (1, 1, 2)
    assert len(inside.newest) == 2 and outside.newest == ()
    publish(cast, said)
    (line,) = queries.project_contributions(project(cast), AT, is_member=False).newest
    assert line.pk == said.pk and line.who is None


def test_the_page_of_late_answers_shows_each_that_is_counted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/committees/{cast.committee.pk}/late-answers/"
    assert "No answer is late" in browser().get(address).content.decode()
    owed, given = say(cast), say(cast)
    answer(cast, given, at=TOO_LATE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: TOO_LATE)
    public, inside = (client.get(address).content.decode() for client in (browser(), cast.maya.browser))
    for page in (public, inside):
        assert "1 answer is late now. 1 answer came late." in page and page.count("It was due by") == 2
    assert "/contributions/" not in public
    assert all(f"/contributions/{each.pk}/" in inside for each in (owed, given))


def test_late_answers_come_a_page_at_a_time_and_cost_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is owed comes first; a page that holds the end of one and the beginning of the other shows both."""
    address = f"/committees/{cast.committee.pk}/late-answers/"
    said = [say(cast) for _ in range(28)]
    for each in said[:20]:
        answer(cast, each, at=TOO_LATE)
    monkeypatch.setattr("django.utils.timezone.now", lambda: TOO_LATE)
    pages = [browser().get(f"{address}?page={number}").content.decode() for number in (1, 2)]
    assert [page.count("No answer yet") for page in pages] == [8, 0]
    assert [page.count("Answered ") for page in pages] == [17, 3]
    assert "8 answers are late now. 20 answers came late." in pages[1]
