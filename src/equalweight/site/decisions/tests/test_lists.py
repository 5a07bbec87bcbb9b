"""Lists, what waits for whom, and what other rooms ask."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOW, Cast, Player, later

from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.committees.loaders import seats_of
from equalweight.site.contributions.commands import make_contribution
from equalweight.site.decisions import commands, queries
from equalweight.site.decisions.models import Decision
from equalweight.site.projects.models import Project
from equalweight.site.proposals.commands import draft_proposal
from equalweight.site.proposals.models import Proposal

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, announced, closed, join, opened, propose, vote


def waiting(player: object, at: object) -> list[tuple[int, str]]:
    found = queries.waiting_for(seats_of(player.person), at)  # type: ignore[attr-defined, arg-type]
    return [(each.order, each.action) for each in found]


def count_of(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    return len(captured)


def test_votes_wait_until_given(cast: Cast) -> None:
    decision = opened(cast)
    assert waiting(cast.maya, OPENS) == [(2, "Give my answer")]
    vote(cast, decision, maya="pass")
    assert waiting(cast.maya, OPENS) == []
    assert waiting(cast.leroy, CLOSES) == []


def test_help_and_closing_wait_for_the_right_co_chair(cast: Cast) -> None:
    decision = opened(cast)
    vote(cast, decision, **AGREED)
    commands.pause_decision(decision, "Read it with me", by=cast.leroy.actor, at=OPENS)
    commands.ask_to_close(decision, by=cast.maya.actor, at=OPENS)
    assert waiting(cast.maya, OPENS) == [(2, "Read what would help")]
    assert waiting(cast.helen, OPENS) == [(3, "Say whether you agree")]
    assert waiting(cast.sam, OPENS) == waiting(cast.leroy, OPENS) == []


def test_reason_and_bringing_back_wait(cast: Cast) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    assert waiting(cast.sam, CLOSES) == [(2, "Publish your group’s reason")]
    assert waiting(cast.helen, CLOSES) == [(2, "Publish your group’s reason"), (2, "Bring it back")]
    assert waiting(cast.leroy, CLOSES) == []
    assert waiting(cast.leroy, later(days=60)) == [(1, "Bring it back")]
    commands.give_reason(decision, "Too dear", by=cast.sam.actor, at=CLOSES)
    announced(cast, version=decision.version, at=CLOSES)
    assert waiting(cast.helen, CLOSES) == []


def test_final_answer_waits_for_staff_then_for_whoever_notices(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    assert waiting(cast.sam, CLOSES) == [(2, "Record the answer")]
    assert waiting(cast.maya, CLOSES) == []
    late = later(days=60)
    assert waiting(cast.sam, late) == [(1, "Record the answer")]
    assert waiting(cast.maya, late) == [(1, "Note what you see")]
    commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=late)
    assert waiting(cast.sam, late) == waiting(cast.maya, late) == []


def test_held_up_opening_waits_for_co_chairs(cast: Cast) -> None:
    decision = announced(cast)
    commands.recuse(decision, by=cast.leroy.actor, at=NOW)
    assert waiting(cast.maya, OPENS) == []
    assert waiting(cast.maya, OPENS + timedelta(days=1)) == [(1, "See what is missing")]


def test_waiting_takes_the_same_queries_however_much_waits(cast: Cast) -> None:
    seats = seats_of(cast.sam.person)

    def ask() -> None:
        queries.waiting_for(seats, later(days=60))

    for _ in range(2):
        closed(cast, **AGREED), closed(cast, **STAFF_REFUSE), opened(cast)
    few = count_of(ask)
    for _ in range(3):
        closed(cast, **AGREED), closed(cast, **STAFF_REFUSE), opened(cast), announced(cast)
    assert count_of(ask) == few <= 9


def _all_in_one(cast: Cast) -> Project:
    project = propose(cast.committee, cast.maya).proposal.project
    Decision.objects.update(project=project)
    return project


def test_list_of_a_project_shows_members_more_and_asks_constantly(cast: Cast) -> None:
    carried, refused, current = closed(cast, **AGREED), closed(cast, **STAFF_REFUSE), opened(cast)
    commands.record_final_answer(carried, "delayed", reason="Winter", by=cast.sam.actor, at=CLOSES)
    project = _all_in_one(cast)
    inside = {line.pk: line for line in queries.project_decisions(project.pk, is_member=True).lines}
    public = {line.pk: line for line in queries.project_decisions(project.pk, is_member=False).lines}
    assert inside[current.pk].question and not public[current.pk].question and not public[current.pk].href
    assert public[carried.pk].overrides == ("delayed",)
    assert (public[refused.pk].state.words, public[refused.pk].bring_back_on) == (
        "Not agreed",
        refused.bring_back_on,
    )
    few = count_of(lambda: queries.project_decisions(project.pk, is_member=True))
    closed(cast, **AGREED), closed(cast, **STAFF_REFUSE)
    Decision.objects.update(project=project)
    assert count_of(lambda: queries.project_decisions(project.pk, is_member=True)) == few == 4


def test_pages_take_the_same_queries_however_many_vote(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    maya = cast.maya.browser
    small, still_open = closed(cast, **AGREED), opened(cast)
    names = count_of(lambda: maya.get(f"/decisions/{small.pk}/names/"))
    notice = count_of(lambda: maya.get(f"/decisions/{still_open.pk}/"))
    outcome = count_of(lambda: maya.get(f"/decisions/{small.pk}/"))
    join(cast, *[f"Officer{number}" for number in range(2)])
    large, larger_open = closed(cast, **AGREED), opened(cast)
    assert count_of(lambda: maya.get(f"/decisions/{large.pk}/names/")) == names <= 12
    assert count_of(lambda: maya.get(f"/decisions/{larger_open.pk}/")) == notice <= 16
    assert count_of(lambda: maya.get(f"/decisions/{large.pk}/")) == outcome <= 16


def test_where_majorities_differed_the_winner_is_counted(cast: Cast) -> None:
    made = [closed(cast, **AGREED), closed(cast, **STAFF_REFUSE)]
    made.append(closed(cast, maya="no", leroy="no", helen="yes", sam="yes"))
    found = queries.differed(made)
    assert (found.times, found.lived_experience, found.staff) == (2, 1, 1)


def test_origin_names_the_entry_and_the_side_that_raised_it(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    assert queries.origin_of(closed(cast, **STAFF_REFUSE).pk) is None
    assert queries.origin_of("nothing") is None
    assert queries.origin_of(decision.pk) == queries.Origin(decision.closed_seq, "lived_experience")


def test_a_contribution_says_who_raised_it_before_the_drafter_does(cast: Cast) -> None:
    project = propose(cast.committee, cast.sam).proposal.project

    def proposal(*authors: Player) -> Proposal:
        said = [
            make_contribution(project, kind="idea", words="Nights", way="typed", by=author.actor, at=NOW)
            for author in authors
        ]
        return draft_proposal(
            project, title="Nights", text="Count them", contributions=said, by=cast.sam.actor, at=NOW
        )

    assert queries.raised_by(proposal()) == "staff"
    assert queries.raised_by(proposal(cast.helen, cast.leroy)) == "lived_experience"


def test_promise_made_by_staff_from_a_decision_keeps_who_raised_it(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    promise = Promise(text="New points in letters", origin_seq=decision.closed_seq, origin_side="staff")
    made = make_commitment(cast.committee, promise, by=cast.sam.actor, at=CLOSES)
    assert (made.origin_seq, made.origin_side) == (decision.closed_seq, "lived_experience")
