"""Drafting and revising: commands."""

import json

import pytest
from django.core import mail
from tests.cast import NOW, Cast

from equalweight.site.contributions.commands import withdraw_contribution
from equalweight.site.contributions.tests.road import disclosed, entries, project, say
from equalweight.site.ledger.models import Entry
from equalweight.site.proposals import commands
from equalweight.site.proposals.models import Proposal, Version
from equalweight.site.web.rules import RuleBroken

from .road import NEW_TEXT, TEXT, TITLE, draft, revise


def pub(seq: int) -> dict[str, object]:
    return json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]


def test_a_draft_names_what_it_came_from(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    said = say(cast, cast.leroy)
    before = len(entries())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        made = draft(cast, contributions=[said])
    assert entries(before) == ["proposal.drafted"]
    assert pub(made.entry_seq) == {
        "proposal": made.pk, "version": 1, "side": "lived_experience", "contributions": [said.pk],
    }  # fmt: skip
    assert disclosed(made.entry_seq) == {} and list(made.comes_from.all()) == [said]
    version = made.versions.get()
    assert (version.number, version.title, version.text, version.author) == (1, TITLE, TEXT, cast.maya.seat)
    assert [letter.to for letter in mail.outbox] == [["leroy@example.org"]] and TEXT in mail.outbox[0].body


def test_either_side_writes_the_next_version(cast: Cast) -> None:
    made = draft(cast)
    before = len(entries())
    version = revise(cast, made)
    assert entries(before) == ["proposal.revised"]
    assert pub(version.entry_seq) == {"proposal": made.pk, "version": 2, "side": "staff"}
    assert list(made.versions.values_list("number", "text")) == [(2, NEW_TEXT), (1, TEXT)]


def test_nobody_writes_over_a_version_they_have_not_read(cast: Cast) -> None:
    made = draft(cast)
    revise(cast, made)
    before = len(entries())
    with pytest.raises(RuleBroken) as broken:
        revise(cast, made, cast.leroy, text="Something else.")
    assert broken.value.code == "changed"
    with pytest.raises(RuleBroken) as broken:
        revise(cast, made, cast.leroy, based_on=7, text="Something else.")
    assert broken.value.code == "changed"
    assert len(entries()) == before and Version.objects.count() == 2


def test_a_version_says_something_new(cast: Cast) -> None:
    made = draft(cast)
    with pytest.raises(RuleBroken) as broken:
        revise(cast, made, text=TEXT)
    assert broken.value.code == "same"


def test_only_this_projects_words_not_taken_back(cast: Cast) -> None:
    said = say(cast)
    withdraw_contribution(said, by=cast.maya.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        draft(cast, contributions=[said])
    assert broken.value.code == "contributions" and not Proposal.objects.exists()


def test_other_committees_and_closed_ones(cast: Cast) -> None:
    made = draft(cast)
    before = len(entries())
    for act in (lambda: draft(cast, cast.pat), lambda: revise(cast, made, cast.pat)):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "elsewhere"
    cast.committee.closed_at = NOW
    cast.committee.save()
    with pytest.raises(RuleBroken) as broken:
        commands.draft_proposal(project(cast), title="A", text="B", by=cast.maya.actor, at=NOW)
    assert broken.value.code == "closed" and len(entries()) == before
