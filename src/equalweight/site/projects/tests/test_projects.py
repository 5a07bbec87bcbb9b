"""Projects, through the pages and the commands."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from tests.cast import NOW, Cast, browser, later

from equalweight.core.record.canonical import parse
from equalweight.site.committees.commands import leave_seat
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.offers.commands import approve_offer
from equalweight.site.offers.tests.made import make as make_offer
from equalweight.site.projects import commands, queries
from equalweight.site.projects.models import EarlierDecision, Part, Project, Share, Verdict
from equalweight.site.web.rules import RuleBroken

pytestmark = pytest.mark.django_db


def last() -> dict:
    return parse(bytes(Entry.objects.order_by("-seq")[0].body))


@pytest.fixture
def project(cast: Cast) -> Project:
    return commands.start_project(
        cast.committee, name="Nights", purpose="Count help at night.", by=cast.helen.actor, at=NOW
    )


def test_starting_writes_one_entry_and_tells_everybody(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    before = Entry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        reply = cast.maya.browser.post(
            reverse("projects:start", args=[cast.committee.pk]),
            {"name": "Nights", "purpose": "Count nights."},
        )
    made = Project.objects.get()
    assert reply.status_code == 303
    assert reply.headers["Location"] == reverse("evidence:project", args=[made.pk])
    assert Entry.objects.count() == before + 1
    assert last()["type"] == "project.started"
    assert last()["ctx"] == made.pk
    assert len(mail.outbox) == 4
    assert "Count nights." in mail.outbox[0].body


def test_a_form_that_fails_keeps_what_was_typed(cast: Cast) -> None:
    reply = cast.maya.browser.post(
        reverse("projects:start", args=[cast.committee.pk]), {"name": "", "purpose": "Typed with care"}
    )
    assert reply.status_code == 422
    assert "Typed with care" in reply.content.decode()
    assert not Project.objects.exists()


@pytest.mark.parametrize("page", ["part", "work", "earlier", "verdict"])
def test_only_members_act(cast: Cast, project: Project, page: str) -> None:
    where = reverse(f"projects:{page}", args=[project.pk])
    assert cast.leroy.browser.get(where).status_code == 200
    for outsider in (cast.olu, cast.ines, cast.pat.person):
        assert browser(outsider).get(where).status_code == 404
        assert browser(outsider).post(where, {}).status_code == 404
    assert browser().get(where).status_code == 302


def test_taking_part_is_ones_own_word(cast: Cast, project: Project) -> None:
    cast.maya.browser.post(
        reverse("projects:part", args=[project.pk]),
        {"phase": "co_deliver", "what": "Train", "is_paid": "yes"},
    )
    part = Part.objects.get()
    assert (part.seat, part.is_paid, part.phase) == (cast.maya.seat, True, "co_deliver")
    assert last()["pub"] == {
        "phase": "co_deliver", "seat": cast.maya.seat.pk, "side": "lived_experience", "paid": True,
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="already"):
        commands.join_phase(project, "co_deliver", what="x", is_paid=True, by=cast.maya.actor, at=NOW)
    stop = reverse("projects:leave_part", args=[part.pk])
    assert cast.leroy.browser.post(stop).status_code == 404
    assert cast.maya.browser.post(stop).status_code == 303
    assert last()["type"] == "phase.left"


def test_somebody_who_left_is_named_no_longer(cast: Cast, project: Project) -> None:
    commands.join_phase(project, "co_deliver", what="Train", is_paid=True, by=cast.leroy.actor, at=NOW)
    assert len(queries.phases(project)[2].lived_experience) == 1
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=later(days=1))
    assert queries.phases(project)[2].missing == (
        "Nobody is named from people with lived experience.", "Nobody is named from staff.",
    )  # fmt: skip


def test_a_doubled_submit_acts_once(cast: Cast, project: Project) -> None:
    typed = {"phase": "co_design", "what": "Read it", "done_on": "2026-01-12", "seats": [cast.maya.seat.pk]}
    maya, before = cast.maya.browser, Entry.objects.count()
    for _ in range(2):
        reply = maya.post(
            reverse("projects:work", args=[project.pk]), {**typed, "submission_key": "one-sending"}
        )
        assert reply.status_code == 303
    assert project.work.count() == 1
    assert Entry.objects.count() == before + 1


def test_long_lists_of_work_come_a_page_at_a_time(cast: Cast, project: Project) -> None:
    for number in range(26):
        commands.log_work(
            project, "co_design", what=f"Piece {number}.", done_on=date(2026, 1, 12), seats=[cast.maya.seat],
            by=cast.helen.actor, at=NOW,
        )  # fmt: skip
    page = cast.maya.browser.get(reverse("projects:work", args=[project.pk])).content.decode()
    assert page.count("Say whether you did it") == 25
    assert "Page 1 of 2" in page


def test_somebody_of_another_committee_cannot_be_named(cast: Cast, project: Project) -> None:
    reply = cast.helen.browser.post(
        reverse("projects:work", args=[project.pk]),
        {"phase": "co_design", "what": "x", "done_on": "2026-01-12", "seats": [cast.pat.seat.pk]},
    )
    assert reply.status_code == 422
    with pytest.raises(RuleBroken, match="no seat"):
        commands.log_work(
            project, "co_design", what="x", done_on=date(2026, 1, 12), seats=[cast.pat.seat],
            by=cast.helen.actor, at=NOW,
        )  # fmt: skip
    assert not project.work.exists()


def test_another_committees_seat_does_nothing_by_command(cast: Cast, project: Project) -> None:
    before, pat = Entry.objects.count(), cast.pat.actor
    acts = [
        lambda: commands.start_project(cast.committee, name="x", purpose="y", by=pat, at=NOW),
        lambda: commands.join_phase(project, "co_design", what="x", is_paid=True, by=pat, at=NOW),
        lambda: commands.note_earlier_decision(project, what="x", decided_on=NOW.date(), by=pat, at=NOW),
        lambda: commands.give_verdict(project, True, by=pat, at=NOW),
    ]
    for act in acts:
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "not_a_member"
    assert Entry.objects.count() == before


def test_work_counts_once_each_person_says_so(cast: Cast, project: Project) -> None:
    cast.helen.browser.post(
        reverse("projects:work", args=[project.pk]),
        {
            "phase": "co_design", "what": "Wrote the form", "done_on": "2026-01-12",
            "seats": [cast.maya.seat.pk, cast.helen.seat.pk],
        },
    )  # fmt: skip
    work = project.work.get()
    assert Share.objects.filter(confirmed_at__isnull=True).count() == 2
    with pytest.raises(RuleBroken, match="First confirm"):
        commands.say_paid(work, by=cast.maya.actor, at=later(days=1))
    cast.maya.browser.post(reverse("projects:confirm", args=[work.pk]), {"did_it": "yes", "hours": "1.5"})
    share = Share.objects.get(seat=cast.maya.seat)
    assert share.minutes == 90
    assert last()["pub"] == {"work": work.pk, "phase": "co_design", "side": "lived_experience"}
    cast.maya.browser.post(reverse("projects:paid", args=[work.pk]))
    assert last()["type"] == "work.paid"
    assert last()["by"] == f"seat:{cast.maya.seat.pk}"
    with pytest.raises(RuleBroken, match="not named"):
        commands.confirm_work(work, by=cast.leroy.actor, at=NOW)


def test_who_was_named_wrongly_says_so_once(cast: Cast, project: Project) -> None:
    seats = [cast.maya.seat, cast.leroy.seat]
    work = commands.log_work(
        project,
        "co_design",
        what="Wrote the form",
        done_on=NOW.date(),
        seats=seats,
        by=cast.helen.actor,
        at=NOW,
    )
    ask, page = reverse("projects:confirm", args=[work.pk]), reverse("projects:work", args=[project.pk])
    assert cast.leroy.browser.post(ask, {}).status_code == 422
    assert cast.leroy.browser.post(ask, {"did_it": "no"}).status_code == 303
    assert last()["type"] == "work.denied" and last()["by"] == f"seat:{cast.leroy.seat.pk}"
    shown = cast.leroy.browser.get(page).content.decode()
    assert "Confirmed by 0 of 1" in shown and "1 person who was named says that they did not do it." in shown
    assert (
        ask not in shown
        and "You have said that you did not do this" in cast.leroy.browser.get(ask).content.decode()
    )
    assert [thing.what for thing in queries.waiting_for([cast.leroy.seat], NOW)] == []
    commands.deny_work(work, by=cast.maya.actor, at=NOW)
    nobody = cast.leroy.browser.get(page).content.decode()
    assert "2 people who were named say" in nobody and "of 0" not in nobody
    with pytest.raises(RuleBroken, match="did not do this"):
        commands.confirm_work(work, by=cast.leroy.actor, at=NOW)


def test_work_can_wait_for_you(cast: Cast, project: Project) -> None:
    commands.log_work(
        project, "co_design", what="Interviews", done_on=date(2026, 1, 12), seats=[cast.maya.seat],
        by=cast.helen.actor, at=NOW,
    )  # fmt: skip
    (waiting,) = queries.waiting_for([cast.maya.seat], NOW)
    assert "Interviews" in waiting.what
    assert queries.waiting_for([cast.helen.seat], NOW) == []


def test_work_is_not_written_down_before_it_is_done(cast: Cast, project: Project) -> None:
    with pytest.raises(RuleBroken, match="not come yet"):
        commands.log_work(
            project, "co_design", what="Later", done_on=date(2026, 1, 13), seats=[cast.maya.seat],
            by=cast.helen.actor, at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("day", "flagged"), [("2026-01-11", True), ("2026-01-12", False)])
def test_a_decision_before_the_invitation_is_flagged(
    cast: Cast, project: Project, day: str, flagged: bool
) -> None:
    where = reverse("projects:earlier", args=[project.pk])
    reply = cast.leroy.browser.post(where, {"what": "The budget was fixed", "decided_on": day})
    assert reply.status_code == 303
    assert EarlierDecision.objects.get().is_before_invitation is flagged
    assert last()["pub"] == {"decided_on": day, "before_invitation": flagged}


def test_the_invitation_is_the_first_offer_to_somebody_with_lived_experience(cast: Cast) -> None:
    # They were named at the start, whenever they said that it is right.
    cast.committee.started_at = later(days=30)
    assert queries.invited_on(cast.committee) == later(days=30).date()
    make_offer(cast, cast.helen, side="staff", to_name="Tom", to_email="tom@example.org", at=later(days=2))
    waiting = make_offer(cast, at=later(days=4))
    assert queries.invited_on(cast.committee) == later(days=30).date()
    approve_offer(waiting, by=cast.leroy.actor, at=later(days=6))
    assert queries.invited_on(cast.committee) == later(days=6).date()


def test_before_anybody_was_invited_everything_is_flagged(cast: Cast) -> None:
    cast.committee.seats.filter(side="lived_experience").update(is_founding=False)
    assert queries.invited_on(cast.committee) is None


def test_a_date_in_the_ninth_century_is_refused(cast: Cast, project: Project) -> None:
    where = reverse("projects:earlier", args=[project.pk])
    reply = cast.leroy.browser.post(where, {"what": "Domesday", "decided_on": "0871-01-01"})
    assert reply.status_code == 422
    assert not EarlierDecision.objects.exists()


def test_the_verdict_belongs_to_people_with_lived_experience(cast: Cast, project: Project) -> None:
    where = reverse("projects:verdict", args=[project.pk])
    assert cast.helen.browser.post(where, {"was_coproduced": "yes"}).status_code == 422
    assert cast.maya.browser.post(where, {"was_coproduced": "no"}).status_code == 303
    first = last()
    assert first["by"].startswith("sealed:")
    cast.maya.browser.post(where, {"was_coproduced": "yes"})
    assert first["seq"] in last()["refs"]
    assert Verdict.objects.get().was_coproduced
    assert Value.objects.filter(field="was_coproduced", is_disclosed=True).count() == 2
    assert not Value.objects.filter(field="by", is_disclosed=True).exists()


def test_names_and_words_stay_inside(cast: Cast, project: Project) -> None:
    commands.join_phase(project, "co_design", what="Chair it", is_paid=True, by=cast.maya.actor, at=NOW)
    commands.log_work(
        project, "co_design", what="Maya's story", done_on=date(2026, 1, 12), seats=[cast.maya.seat],
        by=cast.helen.actor, at=NOW,
    )  # fmt: skip
    outside = repr((queries.phases(project), queries.work(project)))
    assert "Maya" not in outside
    assert "Chair it" not in outside
    assert "Maya" in repr((queries.phases(project, names=True), queries.work(project, names=True)))


def test_lists_cost_the_same_however_long(cast: Cast, project: Project, django_assert_num_queries) -> None:
    for number in range(6):
        commands.log_work(
            project, "co_design", what=f"No. {number}", done_on=date(2026, 1, 12),
            seats=[cast.maya.seat, cast.helen.seat], by=cast.helen.actor, at=NOW,
        )  # fmt: skip
        with django_assert_num_queries(3):
            queries.work(project, names=True)
        with django_assert_num_queries(1):
            queries.waiting_for([cast.maya.seat], NOW)
