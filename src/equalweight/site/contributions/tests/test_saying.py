"""Saying, confirming, publishing, taking back: commands."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.cast import NOW, Cast, later

from equalweight.site.contributions import commands
from equalweight.site.contributions.models import Call, Contribution
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.web.rules import RuleBroken

from .road import DUE, ON_TIME, WORDS, answer, disclosed, entries, fresh, project, publish, say


def pub(seq: int) -> dict[str, object]:
    return json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]


def test_saying_writes_one_entry_without_words_in_public(cast: Cast) -> None:
    project(cast)
    before = len(entries())
    said = say(cast)
    assert entries(before) == ["contribution.made"]
    assert pub(said.entry_seq) == {
        "contribution": said.pk, "side": "lived_experience", "due": str(DUE), "confirmed": True, "way": "typed",
        "kind": "concern",
    }  # fmt: skip
    assert disclosed(said.entry_seq) == {}
    assert WORDS not in b"".join(export_lines()).decode()


def test_days_to_answer_come_from_the_ways_in_force(cast: Cast) -> None:
    cast.committee.ways.update(days_to_answer=7)
    assert say(cast).due_on == later(days=7).date()


def test_the_other_group_is_told_but_not_the_words(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    project(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        say(cast)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["helen@example.org", "sam@example.org"]
    for letter in mail.outbox:
        assert "1 February 2026" in letter.body and WORDS not in letter.body


def test_somebody_elses_words_wait_for_their_author(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    project(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        said = say(cast, cast.helen, author=cast.maya.seat, way="phone", made_on=NOW.date())
    assert said.entered_by == cast.helen.seat and said.confirmed_at is None
    assert pub(said.entry_seq)["confirmed"] is False and pub(said.entry_seq)["side"] == "lived_experience"
    asked = next(letter for letter in mail.outbox if letter.to == ["maya@example.org"])
    assert WORDS in asked.body and f"/contributions/{said.pk}/confirm/" in asked.body
    with pytest.raises(RuleBroken, match="First confirm"):
        publish(cast, said)
    before = len(entries())
    with pytest.raises(RuleBroken) as broken:
        commands.confirm_contribution(said, by=cast.helen.actor, at=ON_TIME)
    assert broken.value.code == "not_yours" and len(entries()) == before
    commands.confirm_contribution(said, by=cast.maya.actor, at=ON_TIME)
    assert entries(before) == ["contribution.confirmed"]
    assert fresh(said).confirmed_at == ON_TIME
    with pytest.raises(RuleBroken) as broken:
        commands.confirm_contribution(said, by=cast.maya.actor, at=ON_TIME)
    assert broken.value.code == "changed"


def test_days_count_from_the_day_it_was_said(cast: Cast) -> None:
    said = say(cast, cast.helen, author=cast.maya.seat, way="post", made_on=NOW.date(), at=later(days=10))
    assert said.due_on == DUE


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"way": "typed"}, "way"),
        ({"way": "phone", "made_on": NOW.date() + timedelta(days=1)}, "made_on"),
        ({"way": "phone", "made_on": NOW.date() - timedelta(days=1)}, "made_on"),
    ],
)
def test_what_is_refused_for_somebody_else(cast: Cast, more: dict[str, object], code: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        say(cast, cast.helen, author=cast.maya.seat, **more)
    assert broken.value.code == code and broken.value.field == code
    assert not Contribution.objects.exists()


def test_only_a_seat_of_the_committee_can_be_spoken_for(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        say(cast, cast.helen, author=cast.pat.seat, way="phone")
    assert broken.value.code == "author"


def test_publishing_is_the_authors_alone_and_discloses_words_and_answers(cast: Cast) -> None:
    said = say(cast)
    given = answer(cast, said)
    for who in (cast.leroy, cast.helen):
        with pytest.raises(RuleBroken) as broken:
            commands.publish_contribution(said, details_checked=True, by=who.actor, at=ON_TIME)
        assert broken.value.code == "not_yours"
    with pytest.raises(RuleBroken) as broken:
        commands.publish_contribution(said, details_checked=False, by=cast.maya.actor, at=ON_TIME)
    assert broken.value.code == "details"
    before = len(entries())
    publish(cast, said)
    assert entries(before) == ["contribution.published"]
    assert disclosed(said.entry_seq) == {"words": WORDS}
    assert disclosed(given.entry_seq) == {"reason": "Nights will count from April."}
    with pytest.raises(RuleBroken) as broken:
        publish(cast, said)
    assert broken.value.code == "changed"


def test_an_answer_after_publishing_is_public_at_once(cast: Cast) -> None:
    said = say(cast)
    publish(cast, said)
    assert disclosed(answer(cast, said).entry_seq) == {"reason": "Nights will count from April."}


def test_taking_back_is_the_authors_and_ends_everything_else(cast: Cast) -> None:
    said = say(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.withdraw_contribution(said, by=cast.helen.actor, at=ON_TIME)
    assert broken.value.code == "not_yours"
    before = len(entries())
    commands.withdraw_contribution(said, by=cast.maya.actor, at=ON_TIME)
    assert entries(before) == ["contribution.withdrawn"]
    for act in (lambda: answer(cast, said), lambda: publish(cast, said)):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "changed"


def test_asking_everybody_writes_one_public_entry(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    project(cast)
    before, closes = len(entries()), later(days=14).date()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        call = commands.invite_contributions(
            project(cast), "What happens at night?", closes, by=cast.helen.actor, at=NOW
        )
    assert entries(before) == ["contributions.invited"]
    assert pub(call.entry_seq) == {"call": call.pk, "closes_on": str(closes)}
    assert disclosed(call.entry_seq) == {"question": "What happens at night?"}
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "leroy@example.org", "maya@example.org", "sam@example.org",
    ]  # fmt: skip
    for day in (NOW.date() - timedelta(days=1), later(days=366).date()):
        with pytest.raises(RuleBroken) as broken:
            commands.invite_contributions(project(cast), "What else?", day, by=cast.helen.actor, at=NOW)
        assert broken.value.code == "closes_on"
    assert Call.objects.count() == 1


def test_other_committees_and_closed_ones(cast: Cast) -> None:
    mine, by = say(cast), cast.pat.actor
    given = answer(cast, mine)
    acts = [
        lambda: say(cast, cast.pat),
        lambda: commands.invite_contributions(project(cast), "What?", NOW.date(), by=by, at=NOW),
        lambda: commands.answer_contribution(mine, became="cannot", reason="No", by=by, at=NOW),
        lambda: commands.confirm_contribution(mine, by=by, at=NOW),
        lambda: commands.publish_contribution(mine, details_checked=True, by=by, at=NOW),
        lambda: commands.withdraw_contribution(mine, by=by, at=NOW),
        lambda: commands.judge_answer(given, True, by=by, at=NOW),
    ]
    before = len(entries())
    for act in acts:
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "elsewhere"
    cast.committee.closed_at = NOW
    cast.committee.save()
    with pytest.raises(RuleBroken) as broken:
        say(cast)
    assert broken.value.code == "closed" and len(entries()) == before
