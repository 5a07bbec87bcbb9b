"""Every count of promises leads to exactly the promises it counted."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate
from tests.cast import NOW, Cast, browser, later

from equalweight.site.commitments import rules
from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import in_project, list_href, past, which
from equalweight.site.projects import commands as projects
from equalweight.site.projects.models import Project

from .road import make, signed_off

TODAY = localdate(NOW)
STANDINGS = ("done", "late", "refused", "ahead", "undated")


@pytest.fixture
def project(cast: Cast) -> Project:
    return projects.start_project(cast.committee, name="Nights", purpose="Sleep", by=cast.maya.actor, at=NOW)


@pytest.fixture
def some(cast: Cast, project: Project) -> list[Commitment]:
    """One of every status with every kind of day, some of them in a project."""
    made = []
    for status in Commitment.Status.values:
        for due_on in (None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)):
            each = make(cast, due_on=due_on, project=project if due_on == TODAY else None)
            Commitment.objects.filter(pk=each.pk).update(status=status)
            each.refresh_from_db()
            made.append(each)
    return made


def chosen(cast: Cast, asked: str) -> set[str]:
    wanted = which.asked_for(QueryDict(asked), cast.committee)
    return {each.pk for each in which.chosen(cast.committee.commitments.all(), wanted, TODAY)}


def test_each_choice_is_what_the_rule_says(cast: Cast, some: list[Commitment]) -> None:
    for standing in STANDINGS:
        expected = {each.pk for each in some if rules.standing(each.status, each.due_on, TODAY) == standing}
        assert chosen(cast, f"show={standing}") == expected != set()
    assert chosen(cast, "") == {each.pk for each in some}


def test_the_counts_are_those_of_the_lists(cast: Cast, some: list[Commitment], project: Project) -> None:
    whole, inside = past(cast.committee, NOW), past(cast.committee, NOW, in_project(project))
    for standing in STANDINGS:
        assert len(chosen(cast, f"show={standing}")) == getattr(whole, standing)
        assert len(chosen(cast, f"show={standing}&project={project.pk}")) == getattr(inside, standing)
    assert inside.promised == len(Commitment.Status.values) < whole.promised == len(some)


def test_the_page_says_what_it_shows(cast: Cast, project: Project) -> None:
    signed_off(cast, at=NOW)
    make(cast, text="Ring first", due_on=date(2020, 1, 1), project=project)

    def page(**asked: str) -> str:
        return browser().get(list_href(cast.committee.pk, **asked)).content.decode()

    late = page(shown="late")
    assert "Ring first" in late and "New model live" not in late and "1 promise here:</strong> late." in late
    assert "New model live" in page(shown="done") and "Ring first" in page(project=project.pk)
    assert "No promise is made in offers." in page(shown="offers")
    assert "in the project “Nights”" in page(project=project.pk)


@pytest.mark.parametrize("odd", ["show=all", "show=late&show=x", "project=nobody", "project=%F0%9F"])
def test_what_nobody_knows_shows_everything(cast: Cast, odd: str) -> None:
    make(cast, text="Ring first")
    reply = browser().get(f"{list_href(cast.committee.pk)}?{odd}")
    assert reply.status_code == 200 and "Ring first" in reply.content.decode()


def test_a_project_of_another_committee_is_not_named(cast: Cast) -> None:
    theirs = projects.start_project(cast.elsewhere, name="Secret", purpose="x", by=cast.pat.actor, at=NOW)
    reply = browser().get(list_href(cast.committee.pk, project=theirs.pk))
    assert "Secret" not in reply.content.decode()


def test_the_committee_page_leads_to_what_it_counted(cast: Cast) -> None:
    make(cast, due_on=date(2020, 1, 1))
    shown = browser().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert f'href="{list_href(cast.committee.pk, shown="late")}"' in shown
    assert f'href="{list_href(cast.committee.pk, shown="undated")}"' not in shown


def test_a_list_costs_the_same_however_long(cast: Cast, django_assert_num_queries) -> None:
    client, due_on = browser(), later(days=900).date()
    make(cast, due_on=due_on)
    with django_assert_num_queries(10):
        client.get(list_href(cast.committee.pk, shown="ahead"))
    for _ in range(5):
        make(cast, at=later(minutes=1), due_on=due_on)
    with django_assert_num_queries(10):
        client.get(list_href(cast.committee.pk, shown="ahead"))
