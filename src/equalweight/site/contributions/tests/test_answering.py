"""Answers: who gives them, when they are late, whether they are answers."""

import json

import pytest
from django.core import mail
from tests.cast import Cast, later

from equalweight.site.contributions import commands
from equalweight.site.contributions.models import Answer
from equalweight.site.ledger.models import Entry
from equalweight.site.web.rules import RuleBroken

from .road import DUE, ON_TIME, TOO_LATE, answer, entries, fresh, say


def pub(seq: int) -> dict[str, object]:
    return json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]


def test_staff_answer_and_the_author_is_told(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    said = say(cast)
    before = len(entries())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        given = answer(cast, said)
    assert entries(before) == ["contribution.answered"]
    assert pub(given.entry_seq) == {
        "contribution": said.pk, "answer": given.pk, "late": False, "became": "will_do",
    }  # fmt: skip
    letter = mail.outbox[-1]
    assert letter.to == ["maya@example.org"] and "Nights will count from April." in letter.body
    assert f"/contributions/{said.pk}/judge/" in letter.body


def test_nobody_answers_for_their_own_group(cast: Cast) -> None:
    said, theirs = say(cast), say(cast, cast.helen)
    for each, who in ((said, cast.leroy), (said, cast.maya), (theirs, cast.sam)):
        with pytest.raises(RuleBroken) as broken:
            answer(cast, each, who)
        assert broken.value.code == "own_side"
    assert answer(cast, theirs, cast.leroy).by == cast.leroy.seat


def test_the_last_day_is_in_time_and_the_next_is_late_for_good(cast: Cast) -> None:
    on_the_day, after = say(cast), say(cast)
    assert pub(answer(cast, on_the_day, at=later(days=20)).entry_seq)["late"] is False
    late = answer(cast, after, at=later(days=21))
    assert pub(late.entry_seq)["late"] is True and late.due_on == DUE
    commands.judge_answer(late, False, by=cast.maya.actor, at=TOO_LATE)
    assert Answer.objects.get(pk=late.pk).due_on == DUE


def test_a_second_answer_meets_the_first(cast: Cast) -> None:
    said = say(cast)
    answer(cast, said)
    with pytest.raises(RuleBroken) as broken:
        answer(cast, said, cast.sam)
    assert broken.value.code == "changed" and said.answers.count() == 1


def test_no_answer_sets_a_new_date_and_it_waits_again(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    said = say(cast)
    given = answer(cast, said)
    before = len(entries())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        commands.judge_answer(given, False, by=cast.maya.actor, at=later(days=5))
    assert entries(before) == ["answer.judged"]
    due = later(days=25).date()
    last = Entry.objects.latest("seq").seq
    assert pub(last) == {"answer": given.pk, "is_answer": False, "due": str(due)}
    assert fresh(said).due_on == due
    assert sorted(letter.to[0] for letter in mail.outbox) == ["helen@example.org", "sam@example.org"]
    again = answer(cast, said, cast.sam, at=later(days=6))
    with pytest.raises(RuleBroken) as broken:
        commands.judge_answer(given, True, by=cast.maya.actor, at=later(days=6))
    assert broken.value.code == "changed"
    commands.judge_answer(again, True, by=cast.maya.actor, at=later(days=7))
    assert pub(Entry.objects.latest("seq").seq) == {"answer": again.pk, "is_answer": True}


def test_only_the_author_judges_and_a_yes_can_become_a_no(cast: Cast) -> None:
    given = answer(cast, say(cast))
    for who in (cast.leroy, cast.helen):
        with pytest.raises(RuleBroken) as broken:
            commands.judge_answer(given, True, by=who.actor, at=ON_TIME)
        assert broken.value.code == "not_yours"
    commands.judge_answer(given, True, by=cast.maya.actor, at=ON_TIME)
    for is_answer, code in ((True, "changed"), (False, ""), (True, "changed")):
        if not code:
            commands.judge_answer(given, is_answer, by=cast.maya.actor, at=ON_TIME)
            continue
        with pytest.raises(RuleBroken) as broken:
            commands.judge_answer(given, is_answer, by=cast.maya.actor, at=ON_TIME)
        assert broken.value.code == code
